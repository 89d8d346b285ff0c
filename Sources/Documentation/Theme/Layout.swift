import Bytes

/// A page layout, split once into literal text and slots, so that a page costs a copy. The theme writes
/// a slot as `<%name%>`. In a rendered template it is the name between two bytes of zero, which a site's
/// own templates cannot hold.
struct Layout: Sendable {
  /// The slots that are filled for each page.
  enum Slot: String, Sendable, CaseIterable {
    case root, base, title, meta, tabs, nav, toc, path, actions, heading, lead, content, trail,
      further
    case previousNext = "previous_next"
  }

  private enum Segment: Sendable {
    case literal([UInt8])
    case slot(Slot)
    /// A block that is rendered for each page.
    case block(Int)
  }

  /// What the names of such blocks' slots begin with; their numbers follow.
  static let blockPrefix = "block."

  private var segments: [Segment] = []

  /// The mark of a slot in a rendered template.
  static func mark(_ name: String) -> String { "\u{0}\(name)\u{0}" }

  /// A template of the theme, with the marks that slots have when it is rendered.
  static func marked(_ source: [UInt8]) -> [UInt8] {
    var marked: [UInt8] = []
    marked.reserveCapacity(source.count)
    var isInside = false
    var index = 0
    while index < source.count {
      let next = index + 1 < source.count ? source[index + 1] : 0
      if !isInside, source[index] == ASCII.less, next == ASCII.percent {
        (isInside, index) = (true, index + 2)
        marked.append(0)
      } else if isInside, source[index] == ASCII.percent, next == ASCII.greater {
        (isInside, index) = (false, index + 2)
        marked.append(0)
      } else {
        marked.append(source[index])
        index += 1
      }
    }
    return marked
  }

  /// Splits a rendered template.
  ///
  /// - Parameter parts: what is the same on all pages, by the names of slots; it may have slots in
  ///   turn, written as the theme writes them. What names nothing stays as it is.
  init(_ source: [UInt8], parts: [String: [UInt8]]) {
    var literal: [UInt8] = []
    split(source[...], parts, depth: 0, &literal)
    segments.append(.literal(literal))
  }

  private mutating func split(
    _ source: ArraySlice<UInt8>, _ parts: [String: [UInt8]], depth: Int, _ literal: inout [UInt8]
  ) {
    var rest = source
    while let place = Self.firstMark(in: rest) {
      literal += rest[..<place.range.lowerBound]
      let name = String(decoding: rest[place.name], as: UTF8.self)
      rest = rest[place.range.upperBound...]
      if let slot = Slot(rawValue: name) {
        segments += [.literal(literal), .slot(slot)]
        literal = []
      } else if name.hasPrefix(Self.blockPrefix),
        let block = Int(name.dropFirst(Self.blockPrefix.count))
      {
        segments += [.literal(literal), .block(block)]
        literal = []
      } else if let part = parts[name], depth < 3 {
        split(Self.marked(part)[...], parts, depth: depth + 1, &literal)
        // A part that is empty leaves no empty line.
        if part.isEmpty, literal.last == ASCII.lineFeed, rest.first == ASCII.lineFeed {
          rest = rest.dropFirst()
        }
      }
    }
    literal += rest
  }

  private static func firstMark(
    in bytes: ArraySlice<UInt8>
  ) -> (range: Range<Int>, name: Range<Int>)? {
    guard let start = bytes.firstIndex(of: 0),
      let end = bytes[(start + 1)...].firstIndex(of: 0)
    else { return nil }
    return (start..<(end + 1), (start + 1)..<end)
  }

  /// Appends the layout with `fill` writing each slot, and `block` each block that is rendered for the
  /// page.
  func write(
    into output: inout OutputBuffer, fill: (Slot, inout OutputBuffer) -> Void,
    block: (Int, inout OutputBuffer) -> Void
  ) {
    for segment in segments {
      switch segment {
      case .literal(let bytes): output.append(bytes)
      case .slot(let slot): fill(slot, &output)
      case .block(let index): block(index, &output)
      }
    }
  }
}
