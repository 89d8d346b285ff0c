/// Makes the ids of a page's headings, each once.
struct Slugger {
  private let style: Dialect.Slugs
  private let separator: String
  private var used: UsedIDs
  /// For names, the number from which a free one is looked for behind a number that is taken, so
  /// that a thousand equal headings do not count anew from 1 each.
  private var nextNumbers: [String: [Int: Int]] = [:]

  /// - Parameters:
  ///   - separator: what stands between words.
  ///   - used: ids that the page's elements have already.
  init(_ style: Dialect.Slugs, separator: String = "-", used: UsedIDs = UsedIDs()) {
    self.style = style
    self.separator = separator
    self.used = used
  }

  /// The id for a heading's text.
  ///
  /// - Parameter prefix: what the id begins with.
  mutating func id(for text: String, prefix: String = "") -> String {
    switch style {
    case .none: ""
    case .pythonMarkdown:
      pythonUnique(prefixed(prefix, text.pythonMarkdownSlug(separator: separator)))
    case .unicode(let lowercase):
      pythonUnique(
        prefixed(prefix, text.unicodeSlug(lowercase: lowercase, separator: separator)))
    case .unicodeLowerASCII:
      pythonUnique(prefixed(prefix, text.unicodeLowerASCIISlug(separator: separator)))
    case .github: gitHubUnique(prefixed(prefix, text.gitHubSlug))
    }
  }

  private func prefixed(_ prefix: String, _ slug: String) -> String {
    prefix.isEmpty ? slug : prefix + slug
  }

  /// `name`, `name_1`, `name_2`; a name that ends with a number counts on from it.
  private mutating func pythonUnique(_ slug: String) -> String {
    if !slug.isEmpty, used.insert(slug) { return slug }
    var base = slug[...]
    var number = 0
    if let underscore = slug.lastIndex(of: "_") {
      let digits = slug[slug.index(after: underscore)...]
      if !digits.isEmpty, digits.utf8.count < 10, let value = Int(digits), value >= 0 {
        base = slug[..<underscore]
        number = value
      }
    }
    let id = firstFree(String(base) + "_", after: number)
    used.insert(id)
    return id
  }

  /// `name`, `name-1`, `name-2`.
  private mutating func gitHubUnique(_ slug: String) -> String {
    if used.insert(slug) { return slug }
    let id = firstFree(slug + "-", after: 0)
    used.insert(id)
    return id
  }

  /// A name with the first number behind another that is not taken yet.
  private mutating func firstFree(_ name: String, after last: Int) -> String {
    var number = last + 1
    var passed = [last]
    while let next = nextNumbers[name]?[number] {
      passed.append(number)
      number = next
    }
    while used.contains("\(name)\(number)") {
      passed.append(number)
      number = nextNumbers[name]?[number] ?? number + 1
    }
    passed.append(number)
    // All that were passed lead on directly.
    for passing in passed where passing > last {
      nextNumbers[name, default: [:]][passing] = number + 1
    }
    return "\(name)\(number)"
  }
}
