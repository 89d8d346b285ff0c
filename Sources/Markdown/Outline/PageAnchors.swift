/// Collects what fragments can lead to, while the ids of headings are not known yet.
struct PageAnchors {
  private enum Entry {
    case anchor(Anchor)
    case heading(Int)
  }

  private var entries: [Entry] = []
  /// The ids that headings may not take: all but those in raw HTML, as Python-Markdown has it.
  private(set) var used = UsedIDs()

  /// Makes room for a number of anchors.
  mutating func reserveCapacity(_ count: Int) { entries.reserveCapacity(count) }

  /// Adds an anchor that Markdown gives.
  mutating func add(_ anchor: Anchor) {
    entries.append(.anchor(anchor))
    used.insert(anchor.id)
  }

  /// Adds an anchor of raw HTML.
  mutating func addHTML(_ anchor: Anchor) { entries.append(.anchor(anchor)) }

  /// Adds the heading with an index.
  mutating func addHeading(_ index: Int) { entries.append(.heading(index)) }

  /// Notes an id that a heading has by an attribute list.
  mutating func reserve(_ id: String) { used.insert(id) }

  /// All anchors in document order.
  func inOrder(headings: [Heading]) -> [Anchor] {
    entries.compactMap { entry in
      switch entry {
      case .anchor(let anchor): return anchor
      case .heading(let index):
        let heading = headings[index]
        return heading.id.isEmpty ? nil : Anchor(id: heading.id, position: heading.position)
      }
    }
  }
}
