import Configuration
import Markdown

extension ExtensionTable {
  /// The options of `pymdownx.snippets`.
  static func snippets(_ options: OptionReader) -> Snippets {
    var snippets = Snippets()
    if let bases = options.value("base_path") {
      snippets.bases = (bases.sequence ?? [bases]).compactMap(base)
    }
    snippets.staysInBases = options.bool("restrict_base_path") ?? true
    snippets.encoding = options.string("encoding") ?? snippets.encoding
    snippets.checksPaths = options.bool("check_paths") ?? false
    snippets.autoAppend = (options.value("auto_append")?.sequence ?? []).compactMap(\.string)
    snippets.dedentsSubsections = options.bool("dedent_subsections") ?? false
    return snippets
  }

  /// The options of `markdown_include.include`.
  static func includes(_ options: OptionReader) -> Includes {
    var includes = Includes()
    includes.base = options.string("base_path") ?? includes.base
    includes.encoding = options.string("encoding") ?? includes.encoding
    includes.inheritsHeadingDepth = options.bool("inheritHeadingDepth") ?? false
    includes.headingOffset = min(max(0, options.int("headingOffset") ?? 0), 6)
    includes.requiresFiles = options.bool("throwException") ?? false
    return includes
  }

  /// The options of `mdx_include`.
  static func mdxIncludes(_ options: OptionReader) -> Includes {
    var includes = Includes()
    includes.syntax = .mdxInclude
    includes.base = options.string("base_path") ?? includes.base
    includes.encoding = options.string("encoding") ?? includes.encoding
    includes.isRecursive = options.bool("recurs_local") ?? true
    return includes
  }

  /// A path, or MkDocs' `!relative`, `!relative $docs_dir/x` and `!relative $config_dir/x`.
  private static func base(_ node: YAMLNode) -> Snippets.Base? {
    guard let path = node.string else { return nil }
    guard node.tag == "!relative" else { return .configuration(path) }
    guard path.hasPrefix("$") else { return .page(path) }
    let parts = path.split(separator: "/", maxSplits: 1)
    let rest = parts.count > 1 ? String(parts[1]) : ""
    return parts[0] == "$docs_dir" ? .pages(rest) : .configuration(rest)
  }
}
