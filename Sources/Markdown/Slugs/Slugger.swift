/// Makes the ids of a page's headings, each once.
struct Slugger {
  private let style: Dialect.Slugs
  private let separator: String
  private var used: Set<String>
  /// The last number that was tried for a name, so that a thousand equal headings do not count
  /// anew from 1 each.
  private var numbers: [String: Int] = [:]

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
      let name = String(base)
      // Only names that count from the same number share the memory.
      let key = "\(name)_\(number)"
      number = max(number, numbers[key] ?? 0)
      repeat {
        number += 1
        id = "\(name)_\(number)"
      } while used.contains(id)
      numbers[key] = number
    }
    used.insert(id)
    return id
  }

  /// `name`, `name-1`, `name-2`.
  private mutating func gitHubUnique(_ slug: String) -> String {
    var id = slug
    if used.contains(id) {
      var number = numbers[slug] ?? 0
      repeat {
        number += 1
        id = "\(slug)-\(number)"
      } while used.contains(id)
      numbers[slug] = number
    }
    used.insert(id)
    return id
  }
}
