import Bytes
import CByteScan

// What the search needs to know of HTML that it reads.

extension UnsafeBufferPointer<UInt8> {
  func isNamed(_ name: StaticString) -> Bool {
    guard count == name.utf8CodeUnitCount else { return false }
    for index in 0..<count where self[index].asciiLowercased != name.utf8Start[index] {
      return false
    }
    return true
  }

  func has(_ other: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard start + other.count <= count else { return false }
    for index in 0..<other.count
    where self[start + index].asciiLowercased != other[index].asciiLowercased { return false }
    return true
  }

  /// Whether `text` stands somewhere in these bytes.
  func contains(_ text: StaticString) -> Bool {
    guard let start = baseAddress else { return false }
    return byte_scan_contains(start, count, text.utf8Start, text.utf8CodeUnitCount) != 0
  }

  /// 1 for `h1`, and so on.
  var headingLevel: Int? {
    guard count == 2, self[0] | 0x20 == 0x68, self[1] >= 0x31, self[1] <= 0x36 else { return nil }
    return Int(self[1]) - 0x30
  }

  /// Elements that do not break a word: `<b>a</b>b` is one.
  var isInline: Bool {
    switch count {
    case 1: return self[0] | 0x20 != 0x70
    case 2: return isNamed("em")
    case 3:
      return isNamed("del") || isNamed("ins") || isNamed("kbd") || isNamed("sub") || isNamed("sup")
    case 4: return isNamed("span") || isNamed("code") || isNamed("mark") || isNamed("abbr")
    case 5: return isNamed("small")
    case 6: return isNamed("strong")
    default: return false
    }
  }

  var isVoid: Bool {
    isNamed("img") || isNamed("br") || isNamed("hr") || isNamed("input")
  }

  /// The value of an attribute in quotes; empty without it.
  func value(of name: StaticString) -> [UInt8] {
    let length = name.utf8CodeUnitCount
    var index = 0
    search: while index + length + 2 <= count {
      guard self[index].isASCIIWhitespace else {
        index += 1
        continue
      }
      index += 1
      for offset in 0..<length
      where index + offset >= count || self[index + offset] != name.utf8Start[offset] {
        continue search
      }
      let equals = index + length
      guard equals + 1 < count, self[equals] == ASCII.equals else { continue }
      let quote = self[equals + 1]
      guard quote == ASCII.quote || quote == ASCII.apostrophe else { continue }
      let rest = self[(equals + 2)...]
      return Array(rest[..<(rest.firstIndex(of: quote) ?? rest.endIndex)])
    }
    return []
  }

  /// What `&name;` stands for, of the references that renderers write.
  var referencedScalar: Unicode.Scalar? {
    if count > 1, self[0] == ASCII.hash {
      let isHex = self[1] | 0x20 == 0x78
      var value: UInt32 = 0
      for byte in self[(isHex ? 2 : 1)...] {
        guard let digit = byte.hexDigitValue, isHex || digit < 10, value < 0x11_0000 else {
          return nil
        }
        value = value * (isHex ? 16 : 10) + UInt32(digit)
      }
      return Unicode.Scalar(value)
    }
    if isNamed("lt") { return "<" }
    if isNamed("gt") { return ">" }
    if isNamed("amp") { return "&" }
    if isNamed("quot") { return "\"" }
    if isNamed("nbsp") { return "\u{A0}" }
    if isNamed("apos") { return "'" }
    return nil
  }
}
