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
      let count = min(max(1, first?.integer ?? 1), 1 << 32)
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
    let items = try value.items()
    let count = min(max(1, arguments.value(0, "linecount")?.integer ?? 1), 1 << 32)
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
      for _ in 0..<min(places.magnitude, 15) { scale *= 10 }
      if places < 0 { scale = 1 / scale }
      let rule: FloatingPointRoundingRule =
        method == "ceil" ? .up : method == "floor" ? .down : .toNearestOrEven
      return .double((number * scale).rounded(rule) / scale)
    case "filesizeformat":
      guard let bytes = value.number else { return .string(value.text) }
      let isBinary = arguments.value(0, "binary")?.isTrue ?? false
      let base = isBinary ? 1024.0 : 1000.0
      let units = isBinary ? ["KiB", "MiB", "GiB", "TiB"] : ["kB", "MB", "GB", "TB"]
      if bytes < base {
        let whole = PrintFormat.fixed(bytes.rounded(.towardZero), 0)
        return .string(bytes == 1 ? "1 Byte" : whole + " Bytes")
      }
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
