import Bytes

/// The encodings of text files that are turned into UTF-8, by the names Python has for them.
enum TextEncoding: Sendable {
  case utf8, ascii, latin1, windows1252, utf16

  /// The encoding of a name; nil for one that is not known.
  init?(named name: String) {
    switch name.lowercased().filter({ $0 != "-" && $0 != "_" && $0 != " " }) {
    case "utf8", "utf8sig", "u8": self = .utf8
    case "ascii", "usascii": self = .ascii
    case "latin1", "iso88591", "8859", "l1": self = .latin1
    case "cp1252", "windows1252": self = .windows1252
    case "utf16", "u16": self = .utf16
    default: return nil
    }
  }

  /// The text in UTF-8, without a byte order mark; nil when the bytes are no such text.
  func utf8(_ bytes: [UInt8]) -> [UInt8]? {
    switch self {
    case .utf8:
      guard (try? UTF8Span(validating: bytes.span)) != nil else { return nil }
      return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    case .ascii:
      return bytes.allSatisfy { $0 < 0x80 } ? bytes : nil
    case .latin1:
      return encode(bytes.map { UInt32($0) })
    case .windows1252:
      return encode(bytes.map { Self.windows1252Scalars[$0] ?? UInt32($0) })
    case .utf16:
      return utf16(bytes)
    }
  }

  private func encode(_ scalars: [UInt32]) -> [UInt8] {
    var text = String.UnicodeScalarView()
    for value in scalars { text.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
    return Array(String(text).utf8)
  }

  private func utf16(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count % 2 == 0 else { return nil }
    let isBigEndian = bytes.starts(with: [0xFE, 0xFF])
    let hasMark = isBigEndian || bytes.starts(with: [0xFF, 0xFE])
    let units = stride(from: hasMark ? 2 : 0, to: bytes.count, by: 2).map { index -> UInt16 in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
  }

  /// Where Windows-1252 differs from Latin-1.
  private static let windows1252Scalars: [UInt8: UInt32] = [
    0x80: 0x20AC, 0x82: 0x201A, 0x83: 0x0192, 0x84: 0x201E, 0x85: 0x2026, 0x86: 0x2020,
    0x87: 0x2021, 0x88: 0x02C6, 0x89: 0x2030, 0x8A: 0x0160, 0x8B: 0x2039, 0x8C: 0x0152,
    0x8E: 0x017D, 0x91: 0x2018, 0x92: 0x2019, 0x93: 0x201C, 0x94: 0x201D, 0x95: 0x2022,
    0x96: 0x2013, 0x97: 0x2014, 0x98: 0x02DC, 0x99: 0x2122, 0x9A: 0x0161, 0x9B: 0x203A,
    0x9C: 0x0153, 0x9E: 0x017E, 0x9F: 0x0178,
  ]
}
