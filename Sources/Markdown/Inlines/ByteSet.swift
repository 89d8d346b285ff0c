import Bytes

/// The bytes at which inline syntax may begin. White space is told from the rest, too, because
/// delimiters mind it.
struct ByteSet: Sendable {
  /// What `kinds` has for a member, for white space, and for all else.
  static let member: UInt8 = 2
  static let space: UInt8 = 1
  static let other: UInt8 = 0

  /// By byte.
  private(set) var kinds: [UInt8]
  private(set) var isEmpty = true

  /// No bytes.
  init() {
    kinds = (0...255).map { UInt8($0).isASCIIWhitespace ? Self.space : Self.other }
  }

  mutating func insert(_ byte: UInt8) {
    kinds[Int(byte)] = Self.member
    isEmpty = false
  }

  func contains(_ byte: UInt8) -> Bool { kinds[Int(byte)] == Self.member }
}
