import Bytes

// `@user`, `@user/repo`, `user/repo#1`, `#1`, `!1`, `?1` and commits, with `provider:` before them.

extension InlineRewriter {
  /// The short name that a byte belongs to.
  mutating func magicName(
    in text: InlineText, at index: Int, _ table: MagicLinkTable
  ) -> InlineFind? {
    guard table.options.linksRepositories || table.options.linksPeople else { return nil }
    if text[index] == ASCII.at, let find = magicMention(in: text, at: index, table) { return find }
    guard table.options.linksRepositories else { return nil }
    return magicReference(in: text, at: index, table)
  }

  private mutating func link(
    _ range: Range<Int>, of text: InlineText, _ table: MagicLinkTable,
    _ provider: MagicLinkTable.Provider, user: String, _ target: MagicLinkTarget,
    owner: MagicLinkTable.Owner = .other
  ) -> InlineFind? {
    guard let url = table.url(provider, user: user, target) else { return nil }
    var appearance = table.appearance(provider, user: user, target, owner: owner)
    if case .repository(let name) = target { appearance.text = "\(user)/\(name)" }
    return link(
      range, of: text, to: url, label: appearance.text, title: appearance.title,
      classes: appearance.classes)
  }

  // MARK: Mentions

  private mutating func magicMention(
    in text: InlineText, at sign: Int, _ table: MagicLinkTable
  ) -> InlineFind? {
    guard sign == text.floor || !text[sign - 1].isASCIILetter else { return nil }
    let named = text.provider(at: sign + 1, table)
    let provider = named?.provider ?? table.own
    let start = named?.end ?? sign + 1
    // `@user/repo`, then `@user`: the one may end where the other does not.
    for length in text.userLengths(at: start, provider.kind) {
      let end = start + length
      guard !provider.isSocial, table.options.linksRepositories, text[end] == ASCII.slash,
        let last = text.repositoryEnd(from: end + 1)
      else { continue }
      return link(
        sign..<last, of: text, table, provider, user: text.string(start..<end),
        .repository(text.string(end + 1..<last)))
    }
    guard let length = text.userLengths(at: start, provider.kind).first else { return nil }
    let end = start + length
    return link(sign..<end, of: text, table, provider, user: text.string(start..<end), .user)
  }

  // MARK: References

  private mutating func magicReference(
    in text: InlineText, at index: Int, _ table: MagicLinkTable
  ) -> InlineFind? {
    guard let (end, thing) = text.magicThing(at: index) else { return nil }
    if text[index].isHexDigit {
      guard index == text.floor || text[index - 1] != ASCII.at && text[index - 1] != ASCII.slash
      else { return nil }
      return ownReference(index..<end, of: text, table, thing)
    }
    if let find = otherReference(in: text, at: index, end: end, table, thing) { return find }
    guard text[index] != ASCII.at, index == text.floor || !text[index - 1].isASCIILetter else {
      return nil
    }
    return ownReference(index..<end, of: text, table, thing)
  }

  /// `#1` and hashes, which mean the site's own repository.
  private mutating func ownReference(
    _ range: Range<Int>, of text: InlineText, _ table: MagicLinkTable, _ thing: MagicThing
  ) -> InlineFind? {
    let options = table.options
    guard !options.user.isEmpty, !options.repository.isEmpty, !table.own.isSocial else {
      return nil
    }
    return link(
      range, of: text, table, table.own, user: options.user, thing.target(options.repository),
      owner: .sameRepository)
  }

  /// `repo#1`, `user/repo#1` and `provider:user/repo#1`.
  private mutating func otherReference(
    in text: InlineText, at index: Int, end: Int, _ table: MagicLinkTable, _ thing: MagicThing
  ) -> InlineFind? {
    var start = index
    while start > max(text.floor, index - 100), text[start - 1].isOfRepository { start -= 1 }
    guard start < index, text[index - 1].isASCIIAlphanumeric else { return nil }
    let options = table.options
    if start > text.floor, text[start - 1] == ASCII.slash,
      let (first, user, provider) = text.user(endingAt: start - 1, table)
    {
      let repository = text.string(start..<index)
      let isOwn = user == options.user && provider.name == table.own.name
      return link(
        first..<end, of: text, table, provider, user: user, thing.target(repository),
        owner: isOwn
          ? repository == options.repository ? .sameRepository : .sameUser : .other)
    }
    if start > text.floor, text[start - 1] == ASCII.slash || text[start - 1] == ASCII.at {
      start += 1
    }
    guard start < index, !options.user.isEmpty, !table.own.isSocial else { return nil }
    let repository = text.string(start..<index)
    return link(
      start..<end, of: text, table, table.own, user: options.user, thing.target(repository),
      owner: repository == options.repository ? .sameRepository : .sameUser)
  }
}

/// What stands behind a repository's name.
private enum MagicThing {
  case issue(String)
  case pull(String)
  case discussion(String)
  case commit(String)
  case comparison(String, String)

  func target(_ repository: String) -> MagicLinkTarget {
    switch self {
    case .issue(let number): .issue(repository, number)
    case .pull(let number): .pull(repository, number)
    case .discussion(let number): .discussion(repository, number)
    case .commit(let hash): .commit(repository, hash)
    case .comparison(let first, let second): .comparison(repository, first, second)
    }
  }
}

extension InlineText {
  private func isBoundary(_ index: Int) -> Bool { isWord(index - 1) != isWord(index) }

  /// `#1`, `!1`, `?1`, `@hash`, `@hash...hash`, or a hash.
  fileprivate func magicThing(at index: Int) -> (end: Int, thing: MagicThing)? {
    let byte = self[index]
    if byte == ASCII.at || byte.isHexDigit {
      let start = byte == ASCII.at ? index + 1 : index
      guard byte == ASCII.at || index == floor || !isWord(index - 1), isHash(at: start) else {
        return nil
      }
      let first = string(start..<start + 40)
      if has("...", at: start + 40), isHash(at: start + 43), !isWord(start + 83) {
        return (start + 83, .comparison(first, string(start + 43..<start + 83)))
      }
      return isWord(start + 40) ? nil : (start + 40, .commit(first))
    }
    var end = index + 1
    while self[end].isASCIIDigit { end += 1 }
    guard end > index + 1, self[index + 1] != 0x30, !isWord(end) else { return nil }
    let number = string(index + 1..<end)
    switch byte {
    case ASCII.hash: return (end, .issue(number))
    case ASCII.exclamation: return (end, .pull(number))
    case ASCII.question: return (end, .discussion(number))
    default: return nil
    }
  }

  private func isHash(at start: Int) -> Bool {
    start + 40 <= literal.count && literal[start..<start + 40].allSatisfy(\.isHexDigit)
  }

  /// The provider whose name and colon begin at an index.
  fileprivate func provider(
    at start: Int, _ table: MagicLinkTable
  ) -> (provider: MagicLinkTable.Provider, end: Int)? {
    var end = start
    while self[end].isASCIIAlphanumeric { end += 1 }
    guard end > start, self[end] == ASCII.colon,
      let provider = table.linked(string(start..<end)),
      !userLengths(at: end + 1, provider.kind).isEmpty
    else { return nil }
    return (provider, end + 1)
  }

  /// How long a user's name that begins at an index may be, longest first: it ends at the boundary
  /// of a word.
  fileprivate func userLengths(at start: Int, _ kind: MagicLinkTable.Provider.Kind) -> [Int] {
    guard self[start].beginsUser(kind) else { return [] }
    var length = 1
    let longest = kind == .twitter || kind == .x ? 15 : 39
    while length < longest, self[start + length].isOfUser(kind) { length += 1 }
    return (1...length).reversed().filter { length in
      (length == 1 || self[start + length - 1].endsUser(kind)) && isBoundary(start + length)
    }
  }

  /// Where the repository's name that begins at an index ends.
  fileprivate func repositoryEnd(from start: Int) -> Int? {
    var end = start
    while end < start + 100, self[end].isOfRepository { end += 1 }
    while end > start {
      if self[end - 1].isASCIIAlphanumeric, isBoundary(end) { return end }
      end -= 1
    }
    return nil
  }

  /// The user whose name ends at an index, with the provider before it.
  fileprivate func user(
    endingAt end: Int, _ table: MagicLinkTable
  ) -> (start: Int, user: String, provider: MagicLinkTable.Provider)? {
    var start = end
    while start > max(floor, end - 39), self[start - 1].isOfUser(.gitlab) { start -= 1 }
    if start > floor, self[start - 1] == ASCII.colon {
      var name = start - 1
      while name > floor, self[name - 1].isASCIIAlphanumeric { name -= 1 }
      if let provider = table.linked(string(name..<start - 1)), !provider.isSocial,
        mayBegin(name), isUser(start..<end, provider.kind)
      {
        return (name, string(start..<end), provider)
      }
    }
    guard !table.own.isSocial else { return nil }
    while start < end {
      if mayBegin(start), isUser(start..<end, table.own.kind) {
        return (start, string(start..<end), table.own)
      }
      start += 1
    }
    return nil
  }

  /// Whether a name may begin at an index: where a word does, but not behind `@` and `/`.
  private func mayBegin(_ index: Int) -> Bool {
    guard index > floor else { return true }
    return self[index - 1] != ASCII.at && self[index - 1] != ASCII.slash
      && (isBoundary(index) || index == floor)
  }

  private func isUser(_ range: Range<Int>, _ kind: MagicLinkTable.Provider.Kind) -> Bool {
    guard let first = literal[range].first, let last = literal[range].last else { return false }
    return first.beginsUser(kind) && last.endsUser(kind)
      && literal[range].allSatisfy { $0.isOfUser(kind) }
  }
}

extension UInt8 {
  var isHexDigit: Bool { isASCIIDigit || self &- 0x61 < 6 }

  fileprivate var isOfRepository: Bool {
    isASCIIAlphanumeric || self == ASCII.hyphen || self == ASCII.period || self == ASCII.underscore
  }

  func isOfUser(_ kind: MagicLinkTable.Provider.Kind) -> Bool {
    switch kind {
    case .twitter, .x: isASCIIAlphanumeric || self == ASCII.underscore
    case .github, .bitbucket:
      isASCIIAlphanumeric || self == ASCII.hyphen || self == ASCII.underscore
    case .gitlab: isOfRepository
    }
  }

  func beginsUser(_ kind: MagicLinkTable.Provider.Kind) -> Bool {
    switch kind {
    case .github: isASCIIAlphanumeric
    case .gitlab: isOfUser(.gitlab) && self != ASCII.hyphen
    case .bitbucket, .twitter, .x: isOfUser(kind)
    }
  }

  func endsUser(_ kind: MagicLinkTable.Provider.Kind) -> Bool {
    switch kind {
    case .github: isASCIIAlphanumeric
    case .gitlab: isOfUser(.gitlab) && self != ASCII.period
    case .bitbucket, .twitter, .x: isOfUser(kind)
    }
  }
}
