import Bytes

/// A block between lines of slashes, as its first lines describe it.
struct BlockMark {
  /// What stands in the block's own place.
  enum Form {
    /// `<div class="admonition">`.
    case admonition
    /// `<details>`.
    case details
    /// A tab.
    case tab(beginsSet: Bool, isSelected: Bool)
    /// The caption of what stands before it.
    case caption(CaptionMark)
    /// `<dl>`.
    case definition
    /// An element whose content is blocks, or the text of a line.
    case html(tag: String, isInline: Bool)
  }

  var form: Form
  var attributes = Attributes()
  /// The title in the author's line, or what stands there instead; nil for no title.
  var title: (range: Range<Int>, substitute: String)?
  /// The level of the title's heading; 0 for none.
  var titleLevel = 0
}

/// What the first line of a caption says.
struct CaptionMark {
  var type: GenericBlocks.Caption
  /// The caption stands before what it describes.
  var leads: Bool
  /// The number that the author gave, or none.
  var number: [Int] = []
  /// How deep in figures the author says it is.
  var level: Int?
}

/// The first line of a block: `/// name | argument`.
struct BlockLine {
  var length: Int
  var name: String
  /// Nil where there is no `|`.
  var argument: Range<Int>?
}

extension LineCursor {
  /// The opening line of a block that stands here.
  var blockOpening: BlockLine? {
    guard indent < 4, let length = slashes else { return nil }
    var index = content + length
    while index < end, bytes[index] == ASCII.space { index += 1 }
    let start = index
    while index < end, bytes[index].isWordOrHyphen { index += 1 }
    guard index > start else { return nil }
    let name = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
    while index < end, bytes[index] == ASCII.space { index += 1 }
    guard index < end else { return BlockLine(length: length, name: name) }
    guard bytes[index] == ASCII.pipe else { return nil }
    index += 1
    while index < end, bytes[index] == ASCII.space { index += 1 }
    var last = end
    while last > index, bytes[last - 1] == ASCII.space { last -= 1 }
    return BlockLine(length: length, name: name, argument: index..<last)
  }

  /// How many slashes close a block here; nil where the line is something else.
  var blockClosing: Int? {
    guard indent < 4, let length = slashes,
      rest.dropFirst(length).allSatisfy({ $0 == ASCII.space })
    else { return nil }
    return length
  }

  private var slashes: Int? {
    guard byte == ASCII.slash else { return nil }
    let length = rest.prefix { $0 == ASCII.slash }.count
    return length < 3 ? nil : length
  }
}
