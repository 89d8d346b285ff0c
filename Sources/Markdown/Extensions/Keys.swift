import Bytes
import CCmark

// `++ctrl+alt+del++`, `++"My key"++`.

/// How keys are written (`pymdownx.keys`).
public struct Keys: Sendable, Hashable {
  /// What stands between keys.
  public var separator = "+"
  /// `<kbd>` instead of `<span>` stands around the keys.
  public var strict = false
  /// `PageUp` is `page-up` (`camel_case`).
  public var readsCamelCase = false
  /// The classes of the element around the keys.
  public var cssClass = "keys"
  /// Labels of further keys, or other labels.
  public var labels: [String: String] = [:]

  /// As the extension has them by default.
  public init() {}
}

extension InlineRewriter {
  /// The keys that begin at a `+`.
  mutating func keys(in text: InlineText, at start: Int, _ style: Keys) -> InlineFind? {
    guard text[start + 1] == ASCII.plus, text[start + 2] != ASCII.plus else { return nil }
    var keys: [(name: String?, label: String)] = []
    var index = start + 2
    while true {
      guard let key = Self.key(in: text, at: &index, style) else { return nil }
      keys.append(key)
      guard text[index] == ASCII.plus else { return nil }
      if text[index + 1] == ASCII.plus { break }
      index += 1
    }
    var html = OutputBuffer()
    let element: StaticString = style.strict ? "kbd" : "span"
    html.append(ASCII.less)
    html.append(element)
    if !style.cssClass.isEmpty {
      html.append(" class=\"" as StaticString)
      html.appendHTMLEscaped(style.cssClass)
      html.append(ASCII.quote)
    }
    html.append(ASCII.greater)
    for (index, key) in keys.enumerated() {
      if index > 0, !style.separator.isEmpty {
        html.append("<span>" as StaticString)
        html.appendHTMLEscaped(style.separator)
        html.append("</span>" as StaticString)
      }
      html.append("<kbd" as StaticString)
      if let name = key.name {
        html.append(" class=\"key-" as StaticString)
        html.appendHTMLEscaped(name)
        html.append(ASCII.quote)
      }
      html.append(ASCII.greater)
      html.appendHTMLEscaped(key.label)
      html.append("</kbd>" as StaticString)
    }
    html.append("</" as StaticString)
    html.append(element)
    html.append(ASCII.greater)
    let range = start..<index + 2
    let plain = keys.map(\.label).joined(separator: style.separator)
    guard let node = node(html: html.text, for: text.string(range), plain: plain) else {
      return nil
    }
    return InlineFind(range: range, node: node)
  }

  /// The key at an index: a name that is known, or a label in quotes.
  private static func key(
    in text: InlineText, at index: inout Int, _ style: Keys
  ) -> (name: String?, label: String)? {
    let start = index
    let quote = text[start]
    if quote == ASCII.quote || quote == ASCII.apostrophe {
      index += 1
      while index < text.literal.count, text[index] != quote { index += 1 }
      guard text[index] == quote, index > start + 1 else { return nil }
      index += 1
      return (nil, text.string(start + 1..<index - 1))
    }
    while text.isWord(index) || text[index] == ASCII.hyphen { index += 1 }
    guard index > start else { return nil }
    let written = text.string(start..<index)
    let name = style.readsCamelCase ? written.camelCaseSeparated : written
    let canonical = KeyNames.aliases[name] ?? name
    guard let label = style.labels[canonical] ?? KeyNames.label(canonical) else { return nil }
    return (canonical, label)
  }
}

extension String {
  /// `page-up` for `PageUp`.
  fileprivate var camelCaseSeparated: String {
    var separated = ""
    for character in self {
      if character.isUppercase, let last = separated.last, last != "-" { separated.append("-") }
      separated += character.lowercased()
    }
    return separated
  }
}
