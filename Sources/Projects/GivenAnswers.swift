import Configuration
public import Diagnostics
import FileTree
public import SystemPackage

/// Answers that were given before any question: by options and by a file.
public struct GivenAnswers: Sendable, Hashable {
  /// One of them, not yet validated.
  struct Entry: Sendable, Hashable {
    /// The answer as it would be typed.
    var text: String
    /// Where it stands, if it is in a file.
    var location: Location?
  }

  private(set) var entries: [String: Entry] = [:]

  /// No answers.
  public init() {}

  /// True when there are none.
  public var isEmpty: Bool { entries.isEmpty }

  /// Adds the answers of options such as `--set key=value`; they win over those given before.
  ///
  /// - Throws: `new.option` for one without `=`.
  public mutating func add(options: [String]) throws(Diagnostic) {
    for option in options {
      guard let equals = option.firstIndex(of: "="), equals != option.startIndex else {
        throw .error(
          code: "new.option", "'--set \(option)' gives no answer", target: option,
          hint: "write --set key=value, for example --set owner=acme")
      }
      let key = String(option[..<equals]).trimmed
      entries[key] = Entry(text: String(option[option.index(after: equals)...]), location: nil)
    }
  }

  /// Gives the answer to which components a project has.
  public mutating func add(components: [String]) {
    entries[Manifest.componentsName] = Entry(
      text: components.joined(separator: ","), location: nil)
  }

  /// Adds the answers of a YAML or JSON file; they win over those given before.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - name: its name for diagnostics.
  /// - Throws: `file.*`, `yaml.*`, and `new.answers` when it is no mapping of answers.
  public mutating func add(file path: FilePath, named name: String) throws(Diagnostic) {
    try add(yaml: try FileReader.read(path), named: name)
  }

  /// Adds the answers of YAML or JSON text; see `add(file:named:)`.
  public mutating func add(yaml bytes: [UInt8], named name: String) throws(Diagnostic) {
    guard let root = try YAMLParser.parse(bytes, file: name) else { return }
    guard let mapping = root.mapping else {
      throw .error(
        code: "new.answers", "the file must hold a mapping, not \(root.kindDescription)",
        at: root.location, hint: "write one 'key: value' a line")
    }
    for entry in mapping {
      entries[entry.key] = Entry(
        text: try text(of: entry.value, key: entry.key), location: entry.value.location)
    }
  }

  private func text(of node: YAMLNode, key: String) throws(Diagnostic) -> String {
    if let text = node.string { return text }
    if node.isNull { return "" }
    let items = node.sequence?.map(\.string) ?? []
    let texts = items.compactMap(\.self)
    guard node.sequence != nil, texts.count == items.count else {
      throw .error(
        code: "new.answers", "the answer to '\(key)' must be a value or a list of values",
        at: node.location, target: key)
    }
    return texts.joined(separator: ",")
  }
}
