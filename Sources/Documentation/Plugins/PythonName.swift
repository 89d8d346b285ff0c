import Configuration
import Diagnostics
import Markdown
import Sites

/// Functions of Python that options name (`!!python/name:material.plugins.blog.view_name`), where it is
/// known what they do.
enum PythonName {
  /// The last part of the name that `key` holds, which is one of `known`; nil without one. Of others
  /// it is said that they have no effect.
  static func read(_ options: inout MappingReader, _ key: String, known: Set<String>) -> String? {
    guard let node = options.value(key) else { return nil }
    let name = (node.tag ?? node.string ?? "").split { $0 == ":" || $0 == "." }.last.map(
      String.init)
    if let name, known.contains(name) { return name }
    options.add(unsupported(node, key))
    return nil
  }

  /// How the option `key` has ids made of text; nil without it.
  static func slugs(_ options: inout MappingReader, _ key: String) -> Dialect.Slugs? {
    guard let node = options.value(key) else { return nil }
    if let slugs = SlugFunction.read(node) { return slugs }
    options.add(unsupported(node, key))
    return nil
  }

  private static func unsupported(_ node: YAMLNode, _ key: String) -> Diagnostic {
    .warning(
      code: "docs.config.unsupported-option",
      "the option '\(key)' has no effect: its function is Python", at: node.location, target: key)
  }
}
