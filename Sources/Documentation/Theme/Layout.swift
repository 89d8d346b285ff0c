import Bytes

/// A page layout, split once into literal text and slots (`<%name%>`), so that a page costs a copy.
struct Layout: Sendable {
  /// The slots that are filled for each page.
  enum Slot: String, Sendable, CaseIterable {
    case root, title, meta, tabs, nav, toc, path, actions, content
    case previousNext = "previous_next"
  }

  private enum Segment: Sendable {
    case literal([UInt8])
    case slot(Slot)
    /// A block of the site's own that is rendered for each page.
    case block(Int)
  }

  /// What the names of such blocks' slots begin with; their numbers follow.
  static let blockPrefix = "block."

  private var segments: [Segment] = []

  /// Splits a layout.
  ///
  /// - Parameter parts: what is the same on all pages, by the names of slots; it may have slots in
  ///   turn. Text between `<%` and `%>` that names nothing stays as it is.
  init(_ source: [UInt8], parts: [String: [UInt8]]) {
    var literal: [UInt8] = []
    split(source, parts, depth: 0, &literal)
    segments.append(.literal(literal))
  }

  private mutating func split(
    _ source: [UInt8], _ parts: [String: [UInt8]], depth: Int, _ literal: inout [UInt8]
  ) {
    var index = 0
    while index < source.count {
      if source[index] == ASCII.less, index + 1 < source.count, source[index + 1] == ASCII.percent,
        let end = source[index...].firstIndex(of: ASCII.greater), source[end - 1] == ASCII.percent,
        end - 1 >= index + 2
      {
        let name = String(decoding: source[(index + 2)..<(end - 1)], as: UTF8.self)
        if let slot = Slot(rawValue: name) {
          segments += [.literal(literal), .slot(slot)]
          literal = []
          index = end + 1
          continue
        }
        if name.hasPrefix(Self.blockPrefix), let block = Int(name.dropFirst(Self.blockPrefix.count))
        {
          segments += [.literal(literal), .block(block)]
          literal = []
          index = end + 1
          continue
        }
        if let part = parts[name], depth < 3 {
          split(part, parts, depth: depth + 1, &literal)
          index = end + 1
          // A part that is empty leaves no empty line.
          if part.isEmpty, literal.last == ASCII.lineFeed, index < source.count,
            source[index] == ASCII.lineFeed
          {
            index += 1
          }
          continue
        }
      }
      literal.append(source[index])
      index += 1
    }
  }

  /// Appends the layout with `fill` writing each slot, and `block` each block of the site's own.
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
