import Bytes

/// Jinja's own filters.
struct Filters {
  let renderer: Renderer

  func apply(
    _ name: String, _ value: Value, _ arguments: Value.Arguments
  ) throws(TemplateError) -> Value {
    if let result = try text(name, value, arguments) { return result }
    if let result = try list(name, value, arguments) { return result }
    if let result = try number(name, value, arguments) { return result }
    throw TemplateError(.syntax, "No filter named '\(name)'.")
  }

  // MARK: - Texts

  private func text(
    _ name: String, _ value: Value, _ arguments: Value.Arguments
  ) throws(TemplateError) -> Value? {
    let text = value.text
    let first = arguments.positional.first
    switch name {
    case "string", "safe", "forcesafe": return .string(text)
    case "upper": return .string(text.uppercased())
    case "lower": return .string(text.lowercased())
    case "title": return .string(Texts.titled(text))
    case "capitalize": return .string(text.prefix(1).uppercased() + text.dropFirst().lowercased())
    case "trim": return .string(Texts.trimmed(text, first?.text))
    case "escape", "e", "forceescape":
      // As markupsafe escapes.
      return .string(
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
          .replacing(">", with: "&gt;").replacing("\"", with: "&#34;")
          .replacing("'", with: "&#39;"))
    case "striptags":
      return .string(
        Self.withoutTags(text).split(whereSeparator: \.isWhitespace).joined(separator: " "))
    case "replace":
      guard let old = arguments.value(0, "old"), let new = arguments.value(1, "new") else {
        return .string(text)
      }
      return .string(
        text.replacing(
          old.text, with: new.text, maxReplacements: arguments.value(2, "count")?.integer ?? Int.max
        ))
    case "indent": return .string(Self.indented(text, arguments))
    case "center":
      let width = min(arguments.value(0, "width")?.integer ?? 80, 10_000)
      let left = max(0, (width - text.count) / 2)
      return .string(
        Texts.padded(String(repeating: " ", count: left) + text, width, " ", left: false))
    case "wordcount":
      return .int(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.count)
    case "truncate": return .string(Self.truncated(text, arguments))
    case "wordwrap": return .string(Self.wrapped(text, arguments))
    case "urlencode": return .string(Self.urlEncoded(value))
    case "format": return .string(PrintFormat.apply(text, arguments.positional))
    case "tojson":
      return .string(JSONText.make(value, indent: arguments.value(0, "indent")?.integer))
    case "pprint": return .string(value.representation)
    case "xmlattr":
      guard case .dictionary(let members) = value else { return .string("") }
      return .string(
        members.pairs.filter { !$0.value.isUndefined }
          .map { " \($0.key)=\"\($0.value.text.replacing("\"", with: "&#34;"))\"" }.joined())
    default: return nil
    }
  }

  private static func withoutTags(_ text: String) -> String {
    var result = ""
    var isTag = false
    for character in text {
      if character == "<" { isTag = true }
      if !isTag { result.append(character) }
      if character == ">" { isTag = false }
    }
    return result
  }

  private static func indented(_ text: String, _ arguments: Value.Arguments) -> String {
    let width = arguments.value(0, "width")
    let space =
      if case .string(let own)? = width { own } else {
        String(repeating: " ", count: min(width?.integer ?? 4, 200))
      }
    let isFirst = arguments.value(1, "first")?.isTrue ?? false
    let isBlank = arguments.value(2, "blank")?.isTrue ?? false
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.enumerated().map { index, line in
      (index == 0 ? isFirst : isBlank || !line.isEmpty) ? space + line : String(line)
    }.joined(separator: "\n")
  }

  private static func truncated(_ text: String, _ arguments: Value.Arguments) -> String {
    let length = arguments.value(0, "length")?.integer ?? 255
    let cutsWords = arguments.value(1, "killwords")?.isTrue ?? false
    let end = arguments.value(2, "end")?.text ?? "..."
    let leeway = arguments.value(3, "leeway")?.integer ?? 5
    guard text.count > length + leeway else { return text }
    let cut = text.prefix(max(0, length - end.count))
    if cutsWords { return cut + end }
    return (cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) + end
  }

  private static func wrapped(_ text: String, _ arguments: Value.Arguments) -> String {
    let width = arguments.value(0, "width")?.integer ?? 79
    return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      var rows: [String] = []
      var row = ""
      for word in line.split(separator: " ") {
        if !row.isEmpty, row.count + 1 + word.count > width {
          rows.append(row)
          row = ""
        }
        row += (row.isEmpty ? "" : " ") + word
      }
      return (rows + [row]).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private static func urlEncoded(_ value: Value) -> String {
    func encoded(_ text: String, keeping: String) -> String {
      var result = ""
      for byte in text.utf8 {
        let scalar = Unicode.Scalar(byte)
        if byte < 0x80, byte.isASCIIAlphanumeric || keeping.unicodeScalars.contains(scalar) {
          result.unicodeScalars.append(scalar)
        } else {
          let digits = String(byte, radix: 16, uppercase: true)
          result += "%" + (digits.count < 2 ? "0" : "") + digits
        }
      }
      return result
    }
    if case .dictionary(let members) = value {
      return members.pairs.map {
        encoded($0.key, keeping: "-_.~") + "=" + encoded($0.value.text, keeping: "-_.~")
      }.joined(separator: "&")
    }
    return encoded(value.text, keeping: "-_.~/")
  }

  // MARK: - Lists

  private func list(
    _ name: String, _ value: Value, _ arguments: Value.Arguments
  ) throws(TemplateError) -> Value? {
    let first = arguments.positional.first
    switch name {
    case "length", "count":
      switch value {
      case .string(let text): return .int(text.count)
      default: return .int(try value.items().count)
      }
    case "first": return try value.items().first ?? .undefined("")
    case "last": return try value.items().last ?? .undefined("")
    case "list": return .list(try value.items())
    case "reverse":
      if case .string(let text) = value { return .string(String(text.reversed())) }
      return .list(try value.items().reversed())
    case "join":
      let attribute = arguments.value(1, "attribute")
      var texts: [String] = []
      for item in try value.items() { texts.append(try member(item, attribute).text) }
      return .string(texts.joined(separator: arguments.value(0, "d")?.text ?? ""))
    case "sort": return .list(try sorted(value, arguments))
    case "unique": return .list(try unique(value, arguments))
    case "min", "max":
      let items = try Value.sorted(
        try value.items().map { ($0, $0) }, descends: name == "max")
      return items.first ?? .undefined("")
    case "sum":
      var total = arguments.value(1, "start") ?? .int(0)
      for item in try value.items() {
        total = try Arithmetic.apply("+", total, try member(item, arguments.value(0, "attribute")))
      }
      return total
    case "map": return .list(try mapped(value, arguments))
    case "select", "reject", "selectattr", "rejectattr":
      return .list(try selected(name, value, arguments))
    case "groupby": return .list(try grouped(value, arguments))
    case "batch": return .list(try batched(value, arguments))
    case "slice":
      let items = try value.items()
      let count = max(1, first?.integer ?? 1)
      let (size, extra) = (items.count / count, items.count % count)
      var start = 0
      return .list(
        (0..<min(count, 10_000)).map { index in
          let end = start + size + (index < extra ? 1 : 0)
          defer { start = end }
          return .list(Array(items[start..<end]))
        })
    case "dictsort":
      guard case .dictionary(let members) = value else { return .list([]) }
      let byValue = arguments.value(1, "by")?.text == "value"
      let pairs = members.pairs.map { pair -> (key: Value, value: Value) in
        (
          byValue ? pair.value : .string(pair.key.lowercased()),
          .list([.string(pair.key), pair.value])
        )
      }
      return .list(
        try Value.sorted(pairs, descends: arguments.value(2, "reverse")?.isTrue ?? false))
    case "items":
      guard case .dictionary(let members) = value else { return .list([]) }
      return .list(members.pairs.map { .list([.string($0.key), $0.value]) })
    case "attr": return try member(value, first)
    case "default", "d":
      let standard = arguments.value(0, "default_value") ?? .string("")
      let onlyTrue = arguments.value(1, "boolean")?.isTrue ?? false
      return value.isUndefined || (onlyTrue && !value.isTrue) ? standard : value
    default: return nil
    }
  }

  /// A member by a path such as `a.b.0`; the value itself without one.
  private func member(_ value: Value, _ path: Value?) throws(TemplateError) -> Value {
    guard let path, path.isTrue else { return value }
    var result = value
    for part in path.text.split(separator: ".") {
      switch result {
      case .dictionary(let members): result = members[String(part)] ?? .undefined("")
      case .list(let items):
        let index = Int(part) ?? -1
        result = items.indices.contains(index) ? items[index] : .undefined("")
      default: return .undefined("")
      }
    }
    return result
  }

  private func sorted(
    _ value: Value, _ arguments: Value.Arguments
  ) throws(TemplateError) -> [Value] {
    let isSensitive = arguments.value(1, "case_sensitive")?.isTrue ?? false
    let attribute = arguments.value(2, "attribute")
    var pairs: [(key: Value, value: Value)] = []
    for item in try value.items() {
      var keys: [Value] = []
      for path in (attribute?.text ?? "").split(separator: ",", omittingEmptySubsequences: false) {
        var key = try member(item, .string(String(path)))
        if !isSensitive, case .string(let text) = key { key = .string(text.lowercased()) }
        keys.append(key)
      }
      pairs.append((keys.count == 1 ? keys[0] : .list(keys), item))
    }
    return try Value.sorted(pairs, descends: arguments.value(0, "reverse")?.isTrue ?? false)
  }

  private func unique(
    _ value: Value, _ arguments: Value.Arguments
  ) throws(TemplateError) -> [Value] {
    var seen: Set<String> = []
    var items: [Value] = []
    for item in try value.items() {
      let key = try member(item, arguments.value(1, "attribute"))
      let isText = if case .string = key { true } else { false }
      if seen.insert(isText ? key.text.lowercased() : key.representation).inserted {
        items.append(item)
      }
    }
    return items
  }

  private func mapped(
    _ value: Value, _ arguments: Value.Arguments
  ) throws(TemplateError) -> [Value] {
    var items: [Value] = []
    let attribute = arguments.named.first { $0.name == "attribute" }?.value
    let standard = arguments.named.first { $0.name == "default" }?.value
    var rest = arguments
    let name = rest.positional.isEmpty ? "string" : rest.positional.removeFirst().text
    for item in try value.items() {
      if let attribute {
        let found = try member(item, attribute)
        items.append(found.isUndefined ? standard ?? found : found)
      } else if let own = renderer.environment.filters[name] {
        var all = rest
        all.positional.insert(item, at: 0)
        items.append(try own.call(all))
      } else {
        items.append(try apply(name, item, rest))
      }
    }
    return items
  }

  private func selected(
    _ name: String, _ value: Value, _ arguments: Value.Arguments
  ) throws(TemplateError) -> [Value] {
    var rest = arguments
    let attribute =
      name.hasSuffix("attr") && !rest.positional.isEmpty ? rest.positional.removeFirst() : nil
    let test = rest.positional.isEmpty ? nil : rest.positional.removeFirst().text
    var items: [Value] = []
    for item in try value.items() {
      let subject = try member(item, attribute)
      let holds =
        try test.map { name throws(TemplateError) in try renderer.test(name, subject, rest) }
        ?? subject.isTrue
      if holds == name.hasPrefix("select") { items.append(item) }
    }
    return items
  }

  private func grouped(
    _ value: Value, _ arguments: Value.Arguments
  ) throws(TemplateError) -> [Value] {
    let attribute = arguments.value(0, "attribute")
    var pairs: [(key: Value, value: Value)] = []
    for item in try value.items() { pairs.append((try member(item, attribute), item)) }
    var groups: [(key: Value, items: [Value])] = []
    for item in try Value.sorted(pairs, descends: false) {
      let key = try member(item, attribute)
      if let last = groups.last, Value.equal(last.key, key) {
        groups[groups.count - 1].items.append(item)
      } else {
        groups.append((key, [item]))
      }
    }
    return groups.map { .list([$0.key, .list($0.items)]) }
  }

  private func batched(
    _ value: Value, _ arguments: Value.Arguments
  ) throws(TemplateError) -> [Value] {
    let count = max(1, arguments.value(0, "linecount")?.integer ?? 1)
    let items = try value.items()
    return Swift.stride(from: 0, to: items.count, by: count).map { start in
      var row = Array(items[start..<min(start + count, items.count)])
      if let fill = arguments.value(1, "fill_with"), row.count < count, count <= 10_000 {
        row += Array(repeating: fill, count: count - row.count)
      }
      return .list(row)
    }
  }

  // MARK: - Numbers

  private func number(
    _ name: String, _ value: Value, _ arguments: Value.Arguments
  ) throws(TemplateError) -> Value? {
    switch name {
    case "int":
      if let number = value.number { return .int(Int(exactly: number.rounded(.towardZero)) ?? 0) }
      return .int(
        Int(Texts.trimmed(value.text, nil)) ?? Double(value.text).flatMap {
          Int(exactly: $0.rounded(.towardZero))
        } ?? arguments.value(0, "default")?.integer ?? 0)
    case "float": return .double(value.number ?? Double(value.text) ?? 0)
    case "abs":
      if case .int(let number) = value { return .int(number < 0 ? 0 &- number : number) }
      return .double(abs(value.number ?? 0))
    case "round":
      let places = arguments.value(0, "precision")?.integer ?? 0
      let method = arguments.value(1, "method")?.text ?? "common"
      guard let number = value.number else { return .double(0) }
      var scale = 1.0
      for _ in 0..<min(abs(places), 15) { scale *= 10 }
      if places < 0 { scale = 1 / scale }
      let rule: FloatingPointRoundingRule =
        method == "ceil" ? .up : method == "floor" ? .down : .toNearestOrEven
      return .double((number * scale).rounded(rule) / scale)
    case "filesizeformat":
      guard let bytes = value.number else { return .string(value.text) }
      let isBinary = arguments.value(0, "binary")?.isTrue ?? false
      let base = isBinary ? 1024.0 : 1000.0
      let units = isBinary ? ["KiB", "MiB", "GiB", "TiB"] : ["kB", "MB", "GB", "TB"]
      if bytes < base { return .string(bytes == 1 ? "1 Byte" : "\(Int(bytes)) Bytes") }
      var size = bytes / base
      var unit = 0
      while size >= base, unit + 1 < units.count {
        size /= base
        unit += 1
      }
      return .string(PrintFormat.fixed(size, 1) + " " + units[unit])
    default: return nil
    }
  }
}

/// Values as JSON, as Jinja's `tojson` writes them.
public enum JSONText {
  /// The text of a value.
  public static func make(_ value: Value, indent: Int? = nil, depth: Int = 0) -> String {
    let inner = indent.map { "\n" + String(repeating: " ", count: min($0, 16) * (depth + 1)) }
    let outer = indent.map { "\n" + String(repeating: " ", count: min($0, 16) * depth) } ?? ""
    let comma = inner == nil ? ", " : "," + (inner ?? "")
    switch value {
    case .none, .undefined, .function, .macro: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .int(let number): return "\(number)"
    case .double(let number): return "\(number)"
    case .string(let text): return quoted(text)
    case .list(let items):
      if items.isEmpty { return "[]" }
      let parts = items.map { make($0, indent: indent, depth: depth + 1) }
      return "[" + (inner ?? "") + parts.joined(separator: comma) + outer + "]"
    case .namespace(let space):
      return make(.dictionary(space.current), indent: indent, depth: depth)
    case .dictionary(let members):
      if members.keys.isEmpty { return "{}" }
      let sorted = members.pairs.sorted {
        $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars)
      }
      let parts = sorted.map {
        quoted($0.key) + ": " + make($0.value, indent: indent, depth: depth + 1)
      }
      return "{" + (inner ?? "") + parts.joined(separator: comma) + outer + "}"
    }
  }

  /// The text as a string of JSON that may stand in HTML.
  private static func quoted(_ text: String) -> String {
    var output = OutputBuffer(capacity: text.utf8.count + 2)
    output.append(ASCII.quote)
    for byte in text.utf8 {
      switch byte {
      case ASCII.less: output.append("\\u003c" as StaticString)
      case ASCII.greater: output.append("\\u003e" as StaticString)
      case ASCII.ampersand: output.append("\\u0026" as StaticString)
      case ASCII.apostrophe: output.append("\\u0027" as StaticString)
      case ASCII.quote, ASCII.backslash, 0..<0x20:
        output.appendJSONEscaped(String(Unicode.Scalar(byte)))
      default: output.append(byte)
      }
    }
    output.append(ASCII.quote)
    return output.text
  }
}
