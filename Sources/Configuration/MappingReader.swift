public import Diagnostics

/// Reads the keys of one YAML mapping, notes what is wrong with their values, and at the end which
/// keys nobody asked for.
public struct MappingReader: Sendable {
  /// What was found wrong so far.
  public private(set) var diagnostics: [Diagnostic] = []
  private let node: YAMLNode
  private let code: String
  private let subject: String
  private var read: Set<String> = []

  /// - Parameters:
  ///   - node: the mapping; of anything else every key is absent.
  ///   - code: the first part of diagnostics' codes, such as `docs.config`.
  ///   - subject: what the mapping is, for messages: `mkdocs.yml`, `'theme'`.
  public init(_ node: YAMLNode, code: String, subject: String) {
    self.node = node
    self.code = code
    self.subject = subject
    if node.mapping == nil, !node.isNull {
      diagnostics.append(
        .error(
          code: "\(code).type",
          "\(subject) must be a mapping of keys to values, not "
            + node.kindDescription, at: node.location))
    }
  }

  /// The value of `key`; nil when it is absent or null.
  public mutating func value(_ key: String) -> YAMLNode? {
    read.insert(key)
    guard let value = node[key], !value.isNull else { return nil }
    return value
  }

  /// The text of `key`; numbers and booleans count as the text they are written as.
  public mutating func string(_ key: String) -> String? {
    guard let value = value(key) else { return nil }
    if let text = value.string { return text }
    reject(value, key, "text")
    return nil
  }

  /// The boolean of `key`.
  public mutating func bool(_ key: String) -> Bool? {
    guard let value = value(key) else { return nil }
    if let flag = value.bool { return flag }
    reject(value, key, "true or false")
    return nil
  }

  /// The integer of `key`.
  public mutating func int(_ key: String) -> Int? {
    guard let value = value(key) else { return nil }
    if let number = value.int { return number }
    reject(value, key, "a whole number")
    return nil
  }

  /// The items of the list at `key`.
  public mutating func list(_ key: String) -> [YAMLNode]? {
    guard let value = value(key) else { return nil }
    if let items = value.sequence { return items }
    reject(value, key, "a list")
    return nil
  }

  /// The texts of the list at `key`; a single text counts as a list of one.
  public mutating func strings(_ key: String) -> [String]? {
    guard let value = value(key) else { return nil }
    if let text = value.string { return [text] }
    guard let items = value.sequence else {
      reject(value, key, "a list of texts")
      return nil
    }
    var texts: [String] = []
    for item in items {
      if let text = item.string { texts.append(text) } else { reject(item, key, "a list of texts") }
    }
    return texts
  }

  /// Notes a diagnostic of one's own.
  public mutating func add(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Notes that the value of `key` is of the wrong kind.
  public mutating func reject(_ value: YAMLNode, _ key: String, _ expected: String) {
    diagnostics.append(
      .error(
        code: "\(code).type", "'\(key)' must be \(expected), not \(value.kindDescription)",
        at: value.location, target: key))
  }

  /// The entries nobody asked for.
  public var unread: [YAMLNode.Entry] { (node.mapping ?? []).filter { !read.contains($0.key) } }

  /// Notes a diagnostic of `severity` for every key nobody asked for, with the nearest known one.
  public mutating func rejectUnread(_ severity: Severity = .warning, known: [String] = []) {
    let names = known + read.sorted()
    for entry in unread {
      diagnostics.append(
        Diagnostic(
          severity, code: "\(code).unknown-key", "\(subject) has no key '\(entry.key)'",
          at: entry.keyLocation, target: entry.key,
          hint: Suggestion.nearest(to: entry.key, in: names).map { "did you mean '\($0)'?" }))
    }
  }
}
