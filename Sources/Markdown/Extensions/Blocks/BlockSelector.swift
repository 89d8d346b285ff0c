import Bytes

/// An element as `/// html` names it: `div#id.class[attribute=value]`.
struct BlockSelector {
  var tag = ""
  var attributes = Attributes()

  /// Nil where the text is no selector.
  init?(_ text: some StringProtocol, hasTag: Bool = true) {
    var rest = Array(text.utf8)[...]
    if hasTag {
      tag = Self.name(&rest).lowercased()
      if tag.isEmpty { return nil }
    }
    while let mark = rest.popFirst() {
      switch mark {
      case ASCII.hash:
        let id = Self.name(&rest)
        guard !id.isEmpty, attributes.id == nil else { return nil }
        attributes.id = id
      case ASCII.period:
        let name = Self.name(&rest)
        guard !name.isEmpty else { return nil }
        attributes.classes.append(name)
      case ASCII.leftBracket:
        guard readAttributes(&rest) else { return nil }
      default: return nil
      }
    }
    attributes.classes.sort()
  }

  /// Reads what is in brackets, with the closing one.
  private mutating func readAttributes(_ rest: inout ArraySlice<UInt8>) -> Bool {
    while true {
      rest = rest.drop(while: \.isBlank)
      if rest.first == ASCII.rightBracket {
        rest = rest.dropFirst()
        return true
      }
      let name = Self.name(&rest).lowercased()
      guard !name.isEmpty else { return false }
      rest = rest.drop(while: \.isBlank)
      var value = name == "class" ? "" : name
      if rest.first == ASCII.equals {
        rest = rest.dropFirst().drop(while: \.isBlank)
        guard let read = Self.value(&rest) else { return false }
        value = read
      }
      switch name {
      case "class": attributes.classes += value.split(separator: " ").map(String.init)
      case "id": attributes.id = value
      default: attributes[name] = value
      }
    }
  }

  private static func name(_ rest: inout ArraySlice<UInt8>) -> String {
    let name = rest.prefix {
      $0.isASCIIAlphanumeric || $0 == ASCII.hyphen || $0 == ASCII.underscore || $0 >= 0x80
    }
    // Names begin with no digit, and with no hyphen before one.
    let start = name.drop { $0 == ASCII.hyphen }.first
    guard let start, !start.isASCIIDigit else { return "" }
    rest = rest[name.endIndex...]
    return String(decoding: name, as: UTF8.self)
  }

  private static func value(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard let quote = rest.first, quote == ASCII.quote || quote == ASCII.apostrophe else {
      let value = name(&rest)
      return value.isEmpty ? nil : value
    }
    guard let end = rest.dropFirst().firstIndex(of: quote) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return String(decoding: rest[rest.startIndex + 1..<end], as: UTF8.self)
  }
}
