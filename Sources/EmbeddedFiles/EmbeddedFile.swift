/// `EmbeddedFiles` carries the folder `templates/` inside the program, so that the binary works
/// alone. The table itself is written by `Plugins/EmbedFiles` when the package is built. It imports
/// nothing.

/// One file compiled into the program.
public struct EmbeddedFile: Sendable {
  /// The path below `templates/`, with `/` between its parts.
  public let path: String
  /// The owner may execute it.
  public let isExecutable: Bool
  private let content: StaticString
  private let isBase64: Bool

  init(_ path: String, executable: Bool = false, text: StaticString) {
    self.path = path
    self.isExecutable = executable
    self.content = text
    self.isBase64 = false
  }

  init(_ path: String, executable: Bool = false, base64: StaticString) {
    self.path = path
    self.isExecutable = executable
    self.content = base64
    self.isBase64 = true
  }

  /// The file's content.
  public var bytes: [UInt8] {
    let raw = UnsafeBufferPointer(start: content.utf8Start, count: content.utf8CodeUnitCount)
    return isBase64 ? Self.decode(raw) : Array(raw)
  }

  /// Decodes standard base64 with padding, as the generator writes it.
  private static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(text.count / 4 * 3)
    var bits: UInt32 = 0
    var held = 0
    for byte in text {
      let value: UInt32
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = UInt32(byte) - 65
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = UInt32(byte) - 71
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = UInt32(byte) + 4
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      default: continue
      }
      bits = bits << 6 | value
      held += 6
      if held >= 8 {
        held -= 8
        decoded.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
      }
    }
    return decoded
  }
}
