import Bytes
import CCmark

/// The links of a page while it is read. What a `Link` is made of lies in the tree and the arena until
/// all is known, so that each of its texts becomes a string once.
struct PageLinks {
  /// What is known of a link when it begins.
  private struct Draft {
    enum Kind: UInt8 {
      case link, image, autolink

      var kind: Link.Kind {
        switch self {
        case .link: .link
        case .image: .image
        case .autolink: .autolink
        }
      }
    }

    var kind: Kind
    var destination: ByteView
    /// Where it stands in the text that libcmark read.
    var offset: Int
    /// The part of `texts` that is its own; the end is set when it ends.
    var textStart: Int
    var textEnd: Int
    /// The index of the link around it, or -1.
    var enclosing: Int
    /// Of an attribute of raw HTML, the index in `attributes`, which say the rest.
    var attribute = -1
  }

  private var drafts = PageArray<Draft>()
  private var attributes: [Link] = []
  /// The texts of all links, one behind the other; those of nested links overlap.
  private var texts = PageBytes(capacity: 256)
  /// The links whose text is being read, outermost first.
  private var open = PageArray<Int>()
  /// The `<a href>` that raw HTML has opened.
  private(set) var openHTML: Int?

  /// How many there are.
  var count: Int { drafts.count }

  /// Whether text belongs to a link here.
  var isOpen: Bool { !open.isEmpty || openHTML != nil }

  /// Opens a link or image.
  mutating func open(_ node: Node, isAutolink: Bool, at offset: Int) {
    let isImage = node.type == CMARK_NODE_IMAGE
    let index = drafts.count
    drafts.append(
      Draft(
        kind: isImage ? .image : isAutolink ? .autolink : .link, destination: node.url,
        offset: offset, textStart: texts.count, textEnd: texts.count,
        enclosing: isImage ? enclosing : -1))
    open.append(index)
  }

  /// Ends the innermost link.
  mutating func close() {
    guard let index = open.popLast() else { return }
    drafts[index].textEnd = texts.count
  }

  /// Adds an attribute of raw HTML.
  ///
  /// - Parameter link: its kind, destination and first text.
  mutating func add(_ link: Link, isImage: Bool, at offset: Int) {
    drafts.append(
      Draft(
        kind: .link, destination: .empty, offset: offset, textStart: texts.count,
        textEnd: texts.count, enclosing: isImage ? enclosing : -1, attribute: attributes.count))
    attributes.append(link)
  }

  /// Lets what follows be the text of the last link, until raw HTML ends it.
  mutating func openLastAsHTML() {
    closeHTML()
    openHTML = drafts.count - 1
  }

  /// Ends the link that raw HTML has opened, if there is one.
  mutating func closeHTML() {
    guard let index = openHTML else { return }
    drafts[index].textEnd = texts.count
    openHTML = nil
  }

  /// Adds to the text of all open links.
  mutating func append(text: ByteView) {
    if isOpen { texts.append(text) }
  }

  /// Adds a space to the text of all open links.
  mutating func appendSpace() {
    if isOpen { texts.append(ASCII.space) }
  }

  private var enclosing: Int { open.last ?? openHTML ?? -1 }

  /// All links in document order.
  mutating func finish(_ text: inout MappedText) -> [Link] {
    closeHTML()
    // Swift would copy all of these for each link.
    let (drafts, attributes) = (drafts, attributes)
    let written = texts.view
    let all = texts.text
    // Where bytes had to be repaired, they no longer tell parts.
    let isExact = all.utf8.count == written.count
    return [Link](unsafeUninitializedCapacity: drafts.count) { links, count in
      guard let first = links.baseAddress else { return }
      for draft in drafts {
        let attribute = draft.attribute < 0 ? nil : attributes[draft.attribute]
        let range = draft.textStart..<draft.textEnd
        let label =
          isExact ? all.utf8Part(range) : String(decoding: written[range], as: UTF8.self)[...]
        (first + count).initialize(
          to: Link(
            kind: attribute?.kind ?? draft.kind.kind,
            destination: attribute?.destination
              ?? String(decoding: draft.destination, as: UTF8.self),
            text: attribute.map { ($0.text + label)[...] } ?? label,
            enclosingDestination: draft.enclosing < 0 ? nil : first[draft.enclosing].destination,
            position: text.position(of: draft.offset)))
        count += 1
      }
    }
  }
}

extension String {
  /// A part of the text, by bytes of UTF-8.
  fileprivate func utf8Part(_ range: Range<Int>) -> Substring {
    guard !range.isEmpty else { return "" }
    let start = utf8.index(startIndex, offsetBy: range.lowerBound)
    return Substring(utf8[start..<utf8.index(start, offsetBy: range.count)])
  }
}
