import Configuration
import Diagnostics
import Templating

/// Reads the keys of one mapping of a manifest, collecting everything that is wrong with them.
struct ManifestMapping {
  let node: YAMLNode
  /// What the mapping describes, for messages: "a question", "the manifest".
  let what: String
  var problems: [Diagnostic] = []
  private var entries: [String: YAMLNode] = [:]

  /// Says which of the keys are unknown.
  init(_ node: YAMLNode, _ what: String, keys: [String]) {
    self.node = node
    self.what = what
    guard let mapping = node.mapping else {
      report(node, "\(what) must be a mapping, not \(node.kindDescription)")
      return
    }
    for entry in mapping {
      guard keys.contains(entry.key) else {
        problems.append(
          .error(
            code: "template.manifest", "\(what) has no key '\(entry.key)'", at: entry.keyLocation,
            target: entry.key, hint: Suggestion.didYouMean(entry.key, in: keys)))
        continue
      }
      if !entry.value.isNull { entries[entry.key] = entry.value }
    }
  }

  subscript(key: String) -> YAMLNode? { entries[key] }

  mutating func report(_ node: YAMLNode, _ message: String, hint: String? = nil) {
    var location = node.location
    if node.string == nil { location.length = nil }
    problems.append(.error(code: "template.manifest", message, at: location, hint: hint))
  }

  mutating func text(_ key: String) -> String? {
    guard let value = entries[key] else { return nil }
    if let text = value.string { return text }
    report(value, "'\(key)' must be text, not \(value.kindDescription)")
    return nil
  }

  mutating func requiredText(_ key: String) -> String {
    if entries[key] == nil, node.mapping != nil { report(node, "\(what) needs '\(key)'") }
    return text(key) ?? ""
  }

  mutating func flag(_ key: String) -> Bool {
    guard let value = entries[key] else { return false }
    if let flag = value.bool { return flag }
    report(value, "'\(key)' must be true or false, not \(value.kindDescription)")
    return false
  }

  mutating func number(_ key: String) -> Int? {
    guard let value = entries[key] else { return nil }
    if let number = value.int { return number }
    report(value, "'\(key)' must be a whole number, not \(value.kindDescription)")
    return nil
  }

  /// The items of a list; a single value is a list of one where `allowsOne`.
  mutating func list(_ key: String, allowsOne: Bool = false) -> [YAMLNode] {
    guard let value = entries[key] else { return [] }
    if let items = value.sequence { return items }
    if allowsOne { return [value] }
    report(value, "'\(key)' must be a list, not \(value.kindDescription)")
    return []
  }

  mutating func texts(_ key: String) -> [String] {
    var texts: [String] = []
    for item in list(key) {
      if let text = item.string {
        texts.append(text)
      } else {
        report(item, "'\(key)' must hold text, not \(item.kindDescription)")
      }
    }
    return texts
  }

  /// A template, checked against the names it may use.
  mutating func template(_ node: YAMLNode, names: [String: Value]) -> Template? {
    guard let text = node.string else {
      report(node, "this must be text, not \(node.kindDescription)")
      return nil
    }
    // In quotes the text begins one column later.
    let isQuoted = if case .scalar(_, isPlain: false) = node.value { true } else { false }
    do throws(Diagnostic) {
      let template = try Template(
        Array(text.utf8), file: node.location.file, line: node.location.line ?? 1,
        column: (node.location.column ?? 1) + (isQuoted ? 1 : 0))
      problems += template.check(against: names)
      return template
    } catch {
      problems.append(error)
      return nil
    }
  }

  /// A condition: `name`, `name:choice`, `not …`, a list of which all must hold, or a mapping
  /// `any: […]`.
  mutating func condition(_ node: YAMLNode, names: [String: Value]) -> Condition? {
    if let items = node.sequence {
      return .all(items.compactMap { self.condition($0, names: names) })
    }
    if let entries = node.mapping {
      guard entries.count == 1, entries[0].key == "any", let items = entries[0].value.sequence
      else {
        report(node, "a condition's only key is 'any', with a list")
        return nil
      }
      return .any(items.compactMap { self.condition($0, names: names) })
    }
    guard let text = node.string else {
      report(node, "a condition must be a name, not \(node.kindDescription)")
      return nil
    }
    let words = text.split(separator: " ")
    guard let last = words.last, words.dropLast().allSatisfy({ $0 == "not" }) else {
      report(node, "'\(text)' is no condition", hint: "write name, name:choice or not name")
      return nil
    }
    let parts = last.split(separator: ":", maxSplits: 1).map(String.init)
    guard let value = names[parts[0]] else {
      report(
        node, "there is no answer named '\(parts[0])' here",
        hint: Suggestion.didYouMean(parts[0], in: names.keys.sorted()))
      return nil
    }
    var condition = Condition.holds(parts[0])
    if parts.count == 2 {
      let declared = value.declaredChoices ?? []
      if !declared.contains(parts[1]) {
        report(
          node, "'\(parts[1])' is no choice of '\(parts[0])'",
          hint: Suggestion.didYouMean(parts[1], in: declared))
      }
      condition = .chosen(parts[0], parts[1])
    }
    return words.count % 2 == 0 ? .not(condition) : condition
  }
}

extension Suggestion {
  /// "did you mean 'x'?" for the candidate nearest to `name`; nil when none is near.
  static func didYouMean(_ name: String, in candidates: some Sequence<String>) -> String? {
    nearest(to: name, in: candidates).map { "did you mean '\($0)'?" }
  }
}
