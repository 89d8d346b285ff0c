import Bytes
import Diagnostics

/// Keeps libcmark from quadratic time for images that begin and do not end: for each link, it looks
/// at all of them. In a block that has very many, the surplus is read as text.
struct OpenImageLimit {
  /// How many images may be begun at a place.
  static let most = 1_000

  private(set) var diagnostics: [Diagnostic] = []
  private var edits: [MappedText.Edit] = []
  /// The brackets that are open: whether each begins an image.
  private var brackets: [Bool] = []
  private var openImages = 0

  /// Escapes the brackets of images beyond the limit.
  mutating func apply(to text: inout MappedText) {
    guard Self.isWorthReading(text.bytes) else { return }
    for line in 1...max(1, text.lineStarts.count) {
      let content = text.start(ofLine: line)..<text.contentEnd(ofLine: line)
      if text.bytes[content].allSatisfy(\.isBlank) {
        brackets.removeAll(keepingCapacity: true)
        openImages = 0
      } else {
        read(content, &text)
      }
    }
    if !edits.isEmpty { text = text.applying(edits) }
  }

  /// Most pages have too few images.
  private static func isWorthReading(_ bytes: ByteView) -> Bool {
    guard bytes.count > 2 * most else { return false }
    var images = 0
    var index = 0
    while let mark = bytes.index(of: ASCII.exclamation, from: index) {
      index = mark + 1
      if index < bytes.count, bytes[index] == ASCII.leftBracket { images += 1 }
      if images > most { return true }
    }
    return false
  }

  private mutating func read(_ line: Range<Int>, _ text: inout MappedText) {
    var index = line.lowerBound
    while index < line.upperBound {
      switch text.bytes[index] {
      case ASCII.backslash: index += 1
      case ASCII.leftBracket:
        let isImage = index > line.lowerBound && text.bytes[index - 1] == ASCII.exclamation
        if isImage, openImages >= Self.most {
          edits.append(.init(range: index..<index, text: [ASCII.backslash]))
          if diagnostics.isEmpty { report(index - 1, &text) }
        } else {
          brackets.append(isImage)
          if isImage { openImages += 1 }
        }
      case ASCII.rightBracket:
        if brackets.popLast() == true { openImages -= 1 }
      default: break
      }
      index += 1
    }
  }

  private mutating func report(_ offset: Int, _ text: inout MappedText) {
    let place = text.position(of: offset)
    diagnostics.append(
      .warning(
        code: "markdown.images",
        "more than \(Self.most) images begin and do not end; the further '![' are read as text",
        at: .init(file: place.file ?? "", line: place.line, column: place.column),
        hint: "close the brackets, or write '!\\[' where no image is meant"))
  }
}
