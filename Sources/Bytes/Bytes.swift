/// `Bytes` is the bottom of every hot path: the output buffer, escaping, and classification of
/// ASCII bytes. Everything here is `@inlinable`, because a call per byte across modules costs four
/// to six times as much without it. It imports nothing.

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// Names for the ASCII bytes that parsers compare with.
public enum ASCII {
  public static let tab: UInt8 = 0x09
  public static let lineFeed: UInt8 = 0x0A
  public static let carriageReturn: UInt8 = 0x0D
  public static let space: UInt8 = 0x20
  public static let exclamation: UInt8 = 0x21
  public static let quote: UInt8 = 0x22
  public static let hash: UInt8 = 0x23
  public static let dollar: UInt8 = 0x24
  public static let percent: UInt8 = 0x25
  public static let ampersand: UInt8 = 0x26
  public static let apostrophe: UInt8 = 0x27
  public static let leftParenthesis: UInt8 = 0x28
  public static let rightParenthesis: UInt8 = 0x29
  public static let asterisk: UInt8 = 0x2A
  public static let plus: UInt8 = 0x2B
  public static let comma: UInt8 = 0x2C
  public static let hyphen: UInt8 = 0x2D
  public static let period: UInt8 = 0x2E
  public static let slash: UInt8 = 0x2F
  public static let colon: UInt8 = 0x3A
  public static let semicolon: UInt8 = 0x3B
  public static let less: UInt8 = 0x3C
  public static let equals: UInt8 = 0x3D
  public static let greater: UInt8 = 0x3E
  public static let question: UInt8 = 0x3F
  public static let at: UInt8 = 0x40
  public static let leftBracket: UInt8 = 0x5B
  public static let backslash: UInt8 = 0x5C
  public static let rightBracket: UInt8 = 0x5D
  public static let caret: UInt8 = 0x5E
  public static let underscore: UInt8 = 0x5F
  public static let backtick: UInt8 = 0x60
  public static let leftBrace: UInt8 = 0x7B
  public static let pipe: UInt8 = 0x7C
  public static let rightBrace: UInt8 = 0x7D
  public static let tilde: UInt8 = 0x7E
}

extension UInt8 {
  /// `0`–`9`.
  @inlinable @inline(__always)
  public var isASCIIDigit: Bool { self &- 0x30 < 10 }

  /// `a`–`z` or `A`–`Z`.
  @inlinable @inline(__always)
  public var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }

  /// A letter or digit of ASCII.
  @inlinable @inline(__always)
  public var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }

  /// Space or tab.
  @inlinable @inline(__always)
  public var isBlank: Bool { self == ASCII.space || self == ASCII.tab }

  /// White space as HTML and Markdown know it: space, tab, line feed, form feed, carriage return.
  @inlinable @inline(__always)
  public var isASCIIWhitespace: Bool {
    self == ASCII.space || (self >= 0x09 && self <= 0x0D)
  }

  /// ASCII punctuation as CommonMark defines it (section 2.1).
  @inlinable @inline(__always)
  public var isASCIIPunctuation: Bool {
    (self >= 0x21 && self <= 0x2F) || (self >= 0x3A && self <= 0x40)
      || (self >= 0x5B && self <= 0x60) || (self >= 0x7B && self <= 0x7E)
  }

  /// The byte with `A`–`Z` turned into `a`–`z`.
  @inlinable @inline(__always)
  public var asciiLowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

  /// The value of a hexadecimal digit, or nil.
  @inlinable
  public var hexDigitValue: UInt8? {
    if isASCIIDigit { return self &- 0x30 }
    let lower = self | 0x20
    return lower &- 0x61 < 6 ? lower &- 0x61 &+ 10 : nil
  }
}
