import Configuration
import Diagnostics

/// Says aloud which options of an extension have no effect.
struct OptionCheck {
  /// What each option would do that is not done, by extension; "" for those that are honoured or
  /// change nothing here. Extensions that are not listed are not checked.
  private static let options: [String: [String: String]] = [
    "pymdownx.snippets": [
      "base_path": "", "restrict_base_path": "", "encoding": "", "check_paths": "",
      "auto_append": "", "dedent_subsections": "",
      "url_download": "nothing is downloaded",
      "url_max_size": "", "url_timeout": "", "url_request_headers": "", "max_retries": "",
      "backoff_factor": "",
    ],
    "markdown_include.include": [
      "base_path": "", "encoding": "", "inheritHeadingDepth": "", "headingOffset": "",
      "throwException": "",
    ],
    "mdx_include": [
      "base_path": "", "encoding": "", "recurs_local": "", "allow_local": "", "allow_remote": "",
      "truncate_on_failure": "", "recurs_remote": "", "content_cache_local": "",
      "content_cache_remote": "", "content_cache_clean_local": "", "content_cache_clean_remote": "",
      "syntax_left": "statements begin with {!", "syntax_right": "statements end with !}",
      "syntax_delim": "| stands before encodings", "syntax_recurs_on": "+ stands for it",
      "syntax_recurs_off": "- stands for it", "syntax_apply_indent": "> stands for it",
      "allow_circular_inclusion": "files do not include themselves",
      "line_slice_separator": "two empty lines stand between parts",
      "recursive_relative_path": "paths begin at base_path",
    ],
    "pymdownx.emoji": [
      "emoji_index": "", "emoji_generator": "", "title": "", "alt": "",
      "remove_variation_selector": "", "strict": "", "options": "",
    ],
  ]

  func diagnostics(_ item: NamedOptions, name: String) -> [Diagnostic] {
    guard let known = Self.options[name] else { return [] }
    return (item.options?.mapping ?? []).compactMap { entry in
      guard let effect = known[entry.key] else {
        return .warning(
          code: "docs.config.unknown-option", "'\(name)' has no option '\(entry.key)'",
          at: entry.keyLocation, target: entry.key,
          hint: Suggestion.didYouMean(entry.key, in: known.keys.sorted()))
      }
      if let problem = Self.problem(entry, of: name) { return problem }
      guard !effect.isEmpty, entry.value.bool != false, !entry.value.isNull else { return nil }
      return .warning(
        code: "docs.config.unsupported-option",
        "the option '\(entry.key)' of '\(name)' is not supported: \(effect)",
        at: entry.keyLocation, target: entry.key)
    }
  }

  /// Values that cannot be honoured.
  private static func problem(_ entry: YAMLNode.Entry, of name: String) -> Diagnostic? {
    if name != "pymdownx.emoji", entry.key == "encoding", let encoding = entry.value.string,
      TextEncoding(named: encoding) == nil
    {
      return .error(
        code: "docs.config.encoding", "the encoding '\(encoding)' is not known",
        at: entry.value.location, target: encoding, hint: "save the files as UTF-8")
    }
    if name == "pymdownx.emoji", ["emoji_index", "emoji_generator"].contains(entry.key),
      EmojiNames.index(entry.value) == nil, EmojiNames.generator(entry.value) == nil
    {
      let function = EmojiNames.function(entry.value) ?? entry.value.kindDescription
      return .warning(
        code: "docs.config.unsupported-option",
        "'\(function)' is Python and not supported as '\(entry.key)' of 'pymdownx.emoji'",
        at: entry.value.location, target: function,
        hint: "use material.extensions.emoji.\(entry.key == "emoji_index" ? "twemoji" : "to_svg")")
    }
    return nil
  }
}
