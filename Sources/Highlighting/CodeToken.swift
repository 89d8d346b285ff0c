import Bytes

/// `Highlighting` tells the tokens of code apart and names them by the classes that Pygments gives
/// them, so that any style sheet made for it fits. It imports `Bytes` alone.

/// A run of code of one kind.
public struct CodeToken: Sendable, Hashable {
  /// Where it stands in the code.
  public var range: Range<Int>
  /// Its class, such as `k` for keywords; empty for text without one.
  public var cssClass: String

  /// The tokens of code, one behind the other without gaps; nil for a language that is not known.
  /// Neighbours have different classes.
  public static func all(
    of code: UnsafeBufferPointer<UInt8>, in language: String
  ) -> [CodeToken]? {
    switch language.lowercased() {
    case "python", "py", "python3", "py3", "pyi", "starlark", "bazel", "sage":
      var reader = PythonReader(code)
      return reader.read()
    case "javascript", "js":
      var reader = JavaScriptReader(code)
      return reader.read()
    case "html":
      var reader = HTMLReader(code)
      return reader.read()
    default: return nil
    }
  }
}

/// Reads code from the left and notes its tokens.
struct CodeCursor {
  let code: ByteView
  private(set) var offset = 0
  private(set) var tokens: [CodeToken] = []

  init(_ code: ByteView) { self.code = code }

  var isAtEnd: Bool { offset >= code.count }
  /// The next byte; 0 at the end.
  var byte: UInt8 { self[0] }
  /// The byte that stands a number of bytes ahead; 0 beyond the code.
  subscript(ahead: Int) -> UInt8 {
    let index = offset + ahead
    return index >= 0 && index < code.count ? code[index] : 0
  }

  /// Whether text comes next.
  func comes(_ text: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    return code[offset...].starts(with: wanted)
  }

  /// How many of the next bytes are of a kind, some left out.
  func count(from ahead: Int = 0, while accepts: (UInt8) -> Bool) -> Int {
    code[min(offset + ahead, code.count)...].prefix(while: accepts).count
  }

  /// The next bytes as text.
  func text(_ count: Int) -> String {
    String(decoding: code[offset..<min(code.count, offset + count)], as: UTF8.self)
  }

  /// Takes bytes for a token, or for a part of the last one if that is of the same kind.
  mutating func take(_ count: Int, _ cssClass: String = "") {
    let end = min(code.count, offset + count)
    guard end > offset else { return }
    if let last = tokens.indices.last, tokens[last].cssClass == cssClass {
      tokens[last].range = tokens[last].range.lowerBound..<end
    } else {
      tokens.append(CodeToken(range: offset..<end, cssClass: cssClass))
    }
    offset = end
  }

  /// Takes what is left of the line.
  mutating func takeLine(_ cssClass: String) {
    take(count { $0 != ASCII.lineFeed }, cssClass)
  }
}

extension UInt8 {
  /// A letter, a digit or `_`; bytes beyond ASCII count as letters.
  var isOfName: Bool { isASCIIAlphanumeric || self == ASCII.underscore || self >= 0x80 }
  var beginsName: Bool { isOfName && !isASCIIDigit }
  var isHexDigit: Bool { isASCIIDigit || (0x61...0x66).contains(self | 0x20) }

  /// Whether the byte is one of a text's.
  func isOne(of text: StaticString) -> Bool {
    UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount).contains(self)
  }
}

typealias ByteView = UnsafeBufferPointer<UInt8>
