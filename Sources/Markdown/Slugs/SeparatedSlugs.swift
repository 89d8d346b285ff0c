import Bytes

extension String {
  /// See `pythonMarkdownSlug`; runs of separators and white space become one separator.
  func pythonMarkdownSlug(separator: String) -> String {
    guard separator != "-" else { return pythonMarkdownSlug }
    var slug = ""
    var isInGap = false
    for scalar in keptByPythonMarkdown.trimmingSpace.lowercased().unicodeScalars {
      let isGap = scalar.isSpace || separator.unicodeScalars.contains(scalar)
      if !isGap {
        slug.unicodeScalars.append(scalar)
      } else if !isInGap {
        slug += separator
      }
      isInGap = isGap
    }
    return slug
  }

  /// See `unicodeSlug`; letters of ASCII alone are turned into lower case.
  func unicodeLowerASCIISlug(separator: String) -> String {
    let slug = unicodeSlug(lowercase: false, separator: separator)
    return String(decoding: slug.utf8.map(\.asciiLowercased), as: UTF8.self)
  }

  /// See `unicodeSlug`; each space becomes a separator.
  func unicodeSlug(lowercase: Bool, separator: String) -> String {
    guard separator != "-" else { return unicodeSlug(lowercase: lowercase) }
    var kept = ""
    for scalar in whiteSpaceCollapsed.unicodeScalars
    where scalar.isWord || scalar == "-" || scalar == " " {
      kept.unicodeScalars.append(scalar)
    }
    let slug = kept.trimmingSpace.split(separator: " ", omittingEmptySubsequences: false)
      .joined(separator: separator)
    return lowercase ? slug.lowercased() : slug
  }
}
