/// Makes the ids of a page's headings, each once.
struct Slugger {
  private let style: Dialect.Slugs
  private let separator: String
  private var used: Set<String>
  /// For names, the number from which a free one is looked for behind a number that is taken, so
  /// that a thousand equal headings do not count anew from 1 each.
  private var nextNumbers: [String: [Int: Int]] = [:]

  /// - Parameters:
  ///   - separator: what stands between words.
  ///   - used: ids that the page's elements have already.
  init(_ style: Dialect.Slugs, separator: String = "-", used: Set<String> = []) {
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
    case .pythonMarkdown: pythonUnique(prefix + text.pythonMarkdownSlug(separator: separator))
    case .unicode(let lowercase):
      pythonUnique(prefix + text.unicodeSlug(lowercase: lowercase, separator: separator))
    case .github: gitHubUnique(prefix + text.gitHubSlug)
    }
  }

  /// `name`, `name_1`, `name_2`; a name that ends with a number counts on from it.
  private mutating func pythonUnique(_ slug: String) -> String {
    var id = slug
    if id.isEmpty || used.contains(id) {
      var base = slug[...]
      var number = 0
      if let underscore = slug.lastIndex(of: "_") {
        let digits = slug[slug.index(after: underscore)...]
        if !digits.isEmpty, digits.utf8.count < 10, let value = Int(digits), value >= 0 {
          base = slug[..<underscore]
          number = value
        }
      }
      id = firstFree(String(base) + "_", after: number)
    }
    used.insert(id)
    return id
  }

  /// `name`, `name-1`, `name-2`.
  private mutating func gitHubUnique(_ slug: String) -> String {
    var id = slug
    if used.contains(id) { id = firstFree(slug + "-", after: 0) }
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
