import Configuration
import Diagnostics
import Markdown

/// Turns `markdown_extensions` into a `Dialect`: MkDocs' own extensions are always on, each known
/// name switches its syntax on, and any other is said aloud.
struct DialectReader {
  func read(_ node: YAMLNode?, _ diagnostics: inout [Diagnostic]) -> Dialect {
    var dialect = Dialect.mkdocs
    guard let node else { return dialect }
    for item in NamedOptions.list(node, key: "markdown_extensions", &diagnostics) {
      let name = Self.shortName(item.name)
      if let support = ExtensionTable.supported[name] {
        support(&dialect, OptionReader(item, name: name))
        diagnostics += OptionCheck().diagnostics(item, name: name)
      } else if let effect = ExtensionTable.unsupported[name] {
        diagnostics.append(
          .warning(
            code: "docs.config.unsupported-extension",
            "the Markdown extension '\(item.name)' is not supported: \(effect)",
            at: item.location, target: item.name))
      } else {
        let known =
          ExtensionTable.supported.keys.sorted() + ExtensionTable.unsupported.keys.sorted()
        diagnostics.append(
          .warning(
            code: "docs.config.unknown-extension",
            "the Markdown extension '\(item.name)' is not known", at: item.location,
            target: item.name,
            hint: Suggestion.didYouMean(name, in: known)))
      }
    }
    return dialect
  }

  /// `markdown.extensions.toc` and `pymdownx.extrarawhtml` have shorter names.
  private static func shortName(_ name: String) -> String {
    let prefix = "markdown.extensions."
    return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
  }
}

/// The options of one extension.
struct OptionReader {
  private let node: YAMLNode?

  init(_ item: NamedOptions, name: String) { node = item.options }

  func value(_ key: String) -> YAMLNode? {
    guard let value = node?[key], !value.isNull else { return nil }
    return value
  }

  func string(_ key: String) -> String? { value(key)?.string }

  func bool(_ key: String) -> Bool? { value(key)?.bool }
}
