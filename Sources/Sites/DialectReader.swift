import Configuration
import Diagnostics
import Markdown

/// Turns `markdown_extensions` into a `Dialect`: MkDocs' own extensions are always on, each known
/// name switches its syntax on, and any other is said aloud.
struct DialectReader {
  func read(_ node: YAMLNode?, _ diagnostics: inout [Diagnostic]) -> Dialect {
    var dialect = Dialect.mkdocs
    guard let node else { return dialect }
    var withOptions: Set<String> = []
    for item in NamedOptions.list(node, key: "markdown_extensions", &diagnostics) {
      let name = Self.shortName(item.name)
      if let support = ExtensionTable.supported[name] {
        // An extension that is named again without options keeps those that it has.
        if item.options?.mapping?.isEmpty == false {
          withOptions.insert(name)
        } else if withOptions.contains(name) {
          continue
        }
        support(&dialect, OptionReader(item, name: name))
        diagnostics += OptionCheck().diagnostics(item, name: name)
        ExtensionOptions.check(item, name: name, &diagnostics)
      } else if let effect = ExtensionTable.unsupported[name] {
        diagnostics.append(
          .warning(
            code: "docs.config.unsupported-extension",
            "the Markdown extension '\(item.name)' is not supported: \(effect)",
            at: item.location, target: item.name))
      } else {
        let known =
          ExtensionTable.supported.keys.sorted() + ExtensionTable.unsupported.keys.sorted()
        let near = Suggestion.didYouMean(name, in: known)
        // A module that is none of the common ones is the project's own, or somebody's.
        let isModule = near == nil && (name.contains(".") || name.contains(":"))
        diagnostics.append(
          .warning(
            code: "docs.config.unknown-extension",
            isModule
              ? "the Markdown extension '\(item.name)' is Python: its syntax stays text"
              : "the Markdown extension '\(item.name)' is not known", at: item.location,
            target: item.name,
            hint: near ?? (isModule ? "write what it makes as HTML or Markdown" : nil)))
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

  private init(_ node: YAMLNode?) { self.node = node }

  /// The options for another extension that stand below its name.
  func options(of name: String) -> OptionReader { OptionReader(value(name)) }

  func value(_ key: String) -> YAMLNode? {
    guard let value = node?[key], !value.isNull else { return nil }
    return value
  }

  func string(_ key: String) -> String? { value(key)?.string }

  func int(_ key: String) -> Int? { string(key).flatMap { Int($0) } }

  func bool(_ key: String) -> Bool? { value(key)?.bool }
}
