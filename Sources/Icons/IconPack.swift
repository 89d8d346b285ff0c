import CIconPack

/// Reads the pack that `scripts/fetch-icons` makes; its format is described there. Nothing of it is
/// unpacked: a name is found by binary search in the program's own bytes.
struct IconPack {
  enum Table: Int {
    case icons, emojiOne, gemoji, twemoji, frames
  }

  /// What a record says.
  struct Record {
    var frame: Int
    var value: Range<Int>
  }

  private let bytes: UnsafeBufferPointer<UInt8>

  private static let recordSize = 16
  private static let tables = 5

  /// The pack in the program.
  static var shared: IconPack {
    var size = 0
    let start = icon_pack_bytes(&size)
    return IconPack(UnsafeBufferPointer(start: start, count: size))
  }

  /// A pack; bytes that are none count as an empty one.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let isPack =
      bytes.count >= 8 + 8 * Self.tables && bytes.starts(with: "SICN".utf8) && bytes[4] == 1
      && bytes[5...7].allSatisfy { $0 == 0 }
    self.bytes = isPack ? bytes : UnsafeBufferPointer(start: nil, count: 0)
  }

  // MARK: Numbers

  private func number(at offset: Int) -> Int {
    guard offset >= 0, offset + 4 <= bytes.count else { return 0 }
    return Int(bytes[offset]) | Int(bytes[offset + 1]) << 8 | Int(bytes[offset + 2]) << 16
      | Int(bytes[offset + 3]) << 24
  }

  /// A part of the pack; empty where it does not lie within.
  private func part(_ offset: Int, _ count: Int) -> Range<Int> {
    offset + count <= bytes.count ? offset..<offset + count : 0..<0
  }

  /// How many records a table has.
  func count(of table: Table) -> Int { number(at: 12 + 8 * table.rawValue) }

  private func offset(of index: Int, in table: Table) -> Int {
    number(at: 8 + 8 * table.rawValue) + index * Self.recordSize
  }

  private func name(at offset: Int) -> Range<Int> {
    part(number(at: offset), number(at: offset + 4) & 0xFFFF)
  }

  private func record(at offset: Int) -> Record {
    Record(
      frame: number(at: offset + 4) >> 16,
      value: part(number(at: offset + 8), number(at: offset + 12)))
  }

  // MARK: Finding

  /// The index of the first record whose name is not less than a name.
  private func firstIndex(notBefore name: [UInt8], in table: Table) -> Int {
    var low = 0
    var high = count(of: table)
    while low < high {
      let middle = (low + high) / 2
      let other = bytes[self.name(at: offset(of: middle, in: table))]
      if other.lexicographicallyPrecedes(name) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The record of a name.
  func record(_ name: [UInt8], in table: Table) -> Record? {
    let index = firstIndex(notBefore: name, in: table)
    guard index < count(of: table) else { return nil }
    let offset = offset(of: index, in: table)
    guard bytes[self.name(at: offset)].elementsEqual(name) else { return nil }
    return record(at: offset)
  }

  func names(beginningWith prefix: [UInt8], in table: Table) -> [String] {
    var names: [String] = []
    for index in firstIndex(notBefore: prefix, in: table)..<count(of: table) {
      let name = bytes[name(at: offset(of: index, in: table))]
      guard name.starts(with: prefix) else { break }
      names.append(String(decoding: name, as: UTF8.self))
    }
    return names
  }

  // MARK: Values

  func icon(_ name: [UInt8]) -> [UInt8]? {
    guard let record = record(name, in: .icons) else { return nil }
    let frame = offset(of: record.frame, in: .frames)
    return Array(bytes[self.name(at: frame)]) + bytes[record.value]
      + bytes[self.record(at: frame).value]
  }

  func emoji(_ name: [UInt8], in table: Table) -> Emoji? {
    guard var record = record(name, in: table) else { return nil }
    if bytes[record.value].first == UInt8(ascii: "=") {
      guard let target = self.record(Array(bytes[record.value].dropFirst()), in: table) else {
        return nil
      }
      record = target
    }
    let fields = bytes[record.value]
      .split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard fields.count == 4 else { return nil }
    return Emoji(
      codePoints: fields[0], text: Self.text(fields[1].isEmpty ? fields[0] : fields[1]),
      category: fields[2], name: fields[3])
  }

  /// The text of code points in hexadecimal.
  private static func text(_ codePoints: String) -> String {
    var text = String.UnicodeScalarView()
    for part in codePoints.split(separator: "-") {
      if let value = UInt32(part, radix: 16), let scalar = Unicode.Scalar(value) {
        text.append(scalar)
      }
    }
    return String(text)
  }
}
