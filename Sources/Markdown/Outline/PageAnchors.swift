/// Collects what fragments can lead to, while the ids of headings are not known yet.
struct PageAnchors {
  /// The anchors that are no headings, each with the number of headings before it.
  private var others: [(anchor: Anchor, headings: Int)] = []
  private var headingCount = 0
  /// The ids that headings may not take: all but those in raw HTML, as Python-Markdown has it.
  private(set) var used = UsedIDs()

  /// Adds an anchor that Markdown gives.
  mutating func add(_ anchor: Anchor) {
    addHTML(anchor)
    used.insert(anchor.id)
  }

  /// Adds an anchor of raw HTML.
  mutating func addHTML(_ anchor: Anchor) { others.append((anchor, headingCount)) }

  /// Adds the next heading.
  mutating func addHeading() { headingCount += 1 }

  /// Notes an id that a heading has by an attribute list.
  mutating func reserve(_ id: String) { used.insert(id) }

  /// All anchors in document order.
  func inOrder(headings: [Heading]) -> [Anchor] {
    var all: [Anchor] = []
    all.reserveCapacity(headings.count + others.count)
    var next = 0
    for (index, heading) in headings.enumerated() {
      while next < others.count, others[next].headings == index {
        all.append(others[next].anchor)
        next += 1
      }
      if !heading.id.isEmpty { all.append(Anchor(id: heading.id, position: heading.position)) }
    }
    for other in others[next...] { all.append(other.anchor) }
    return all
  }
}
