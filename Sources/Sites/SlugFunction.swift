public import Configuration
public import Markdown

/// Functions of Python that make ids of text, as options name them.
public enum SlugFunction {
  /// What does the work of the function that `node` names: `!!python/name:pymdownx.slugs.uslugify`,
  /// `!!python/object/apply:pymdownx.slugs.slugify` with `kwds: {case: lower}`, and the names that
  /// Python-Markdown has; nil for others.
  public static func read(_ node: YAMLNode) -> Dialect.Slugs? {
    guard let tag = node.tag ?? node.string else { return nil }
    let name = tag.split(separator: ":").last.map(String.init) ?? tag
    switch name {
    case "pymdownx.slugs.slugify":
      let fold = node["kwds"]?["case"]?.string
      if fold == "lower-ascii" { return .unicodeLowerASCII }
      return .unicode(lowercase: fold == "lower" || fold == "fold")
    case "pymdownx.slugs.uslugify", "pymdownx.slugs.uslugify_encoded":
      return .unicode(lowercase: true)
    case "pymdownx.slugs.uslugify_cased", "pymdownx.slugs.uslugify_cased_encoded":
      return .unicode(lowercase: false)
    case "pymdownx.slugs.gfm", "pymdownx.slugs.gfm_encoded": return .unicode(lowercase: true)
    case "markdown.extensions.toc.slugify_unicode": return .unicode(lowercase: true)
    case "markdown.extensions.toc.slugify": return .pythonMarkdown
    default: return nil
    }
  }
}
