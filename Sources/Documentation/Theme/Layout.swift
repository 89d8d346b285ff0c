import Bytes

/// A page layout, split once into literal text and slots (`<%name%>`), so that a page costs a copy.
struct Layout: Sendable {
  /// The slots that layouts may use.
  enum Slot: String, Sendable, CaseIterable {
    case lang, title, meta, root, stylesheets
    case bodyAttributes = "body_attributes"
    case siteName = "site_name"
    case home, logo, repository, tabs, search, nav, toc, content, edit
    case previousNext = "previous_next"
    case copyright, social, scripts
  }

  private enum Segment: Sendable {
    case literal([UInt8])
    case slot(Slot)
  }

  private let segments: [Segment]

  /// Splits a layout; text between `<%` and `%>` that names no slot stays as it is.
  init(_ source: [UInt8]) {
    var segments: [Segment] = []
    var literal: [UInt8] = []
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
      }
      literal.append(source[index])
      index += 1
    }
    segments.append(.literal(literal))
    self.segments = segments
  }

  /// Appends the layout with `fill` writing each slot.
  func write(into output: inout OutputBuffer, fill: (Slot, inout OutputBuffer) -> Void) {
    for segment in segments {
      switch segment {
      case .literal(let bytes): output.append(bytes)
      case .slot(let slot): fill(slot, &output)
      }
    }
  }
}
