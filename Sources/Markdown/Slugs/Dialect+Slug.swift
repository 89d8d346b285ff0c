extension Dialect.Slugs {
  /// The slug of a text by these rules, as a heading's id would be; the text itself for `none`.
  public func slug(of text: String, separator: String = "-") -> String {
    switch self {
    case .none: text
    case .pythonMarkdown: text.pythonMarkdownSlug(separator: separator)
    case .unicode(let lowercase): text.unicodeSlug(lowercase: lowercase, separator: separator)
    case .unicodeLowerASCII: text.unicodeLowerASCIISlug(separator: separator)
    case .github: text.unicodeSlug(lowercase: true, separator: separator)
    }
  }
}
