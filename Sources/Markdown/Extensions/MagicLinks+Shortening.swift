import Bytes
import CCmark

// Addresses of repositories and people that show as short names.

extension MagicLinkTable {
  /// Whether links show otherwise than they are written.
  var shortensLinks: Bool {
    options.hidesScheme || options.shortensRepositories || options.shortensPeople
  }

  /// How a link is written whose text is its address; nil to leave it as it is.
  ///
  /// - Parameter isBare: the author wrote no text.
  func shortened(_ url: String, text: String, isBare: Bool) -> Appearance? {
    guard options.shortensRepositories || options.shortensPeople else { return nil }
    let hidesScheme = isBare && options.shortensRepositories && options.hidesScheme
    guard text == url || hidesScheme && "https://" + text == url else { return nil }
    for provider in providers {
      guard provider.isSocial ? options.shortensPeople : options.shortensRepositories,
        let rest = provider.path(of: url), let (user, target) = provider.target(of: rest)
      else { continue }
      guard !provider.excludedUsers.contains(user.lowercased()) else { return nil }
      return appearance(provider, user: user, target, owner: owner(of: url, target))
    }
    return nil
  }

  private func owner(of url: String, _ target: MagicLinkTarget) -> Owner {
    guard !own.isSocial, !options.user.isEmpty, !options.repository.isEmpty,
      url.hasPrefix("\(own.url)/\(options.user)/")
    else { return .other }
    return url.hasPrefix("\(own.url)/\(options.user)/\(options.repository)/")
      ? .sameRepository : .sameUser
  }
}

extension MagicLinkTable.Provider {
  /// What follows the provider's address in a URL.
  fileprivate func path(of address: String) -> Substring? {
    let lowercased = address.lowercased()
    guard lowercased.utf8.count == address.utf8.count,
      let scheme = url.firstRange(of: "://")?.upperBound
    else { return nil }
    var host = url[scheme...]
    if mayHaveWWW, host.hasPrefix("www.") { host = host.dropFirst(4) }
    let optional = mayHaveWWW ? ["", "www."] : [""]
    for prefix in optional.map({ "\(url[..<scheme])\($0)\(host)/" })
    where lowercased.hasPrefix(prefix) {
      return address.dropFirst(prefix.count)
    }
    return nil
  }

  /// What a path leads to.
  fileprivate func target(of path: Substring) -> (user: String, target: MagicLinkTarget)? {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
    guard let user = parts.first, isUser(user) else { return nil }
    guard parts.count > 1 else { return (String(user), .user) }
    guard !isSocial, !parts[1].isEmpty else { return nil }
    let repository = String(parts[1])
    guard parts.count > 2 else { return (String(user), .repository(repository)) }
    parts.removeFirst(2)
    if parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
    if kind == .gitlab, parts.first == "-" { parts.removeFirst() }
    return thing(repository, parts).map { (String(user), $0) }
  }

  private func isUser(_ user: Substring) -> Bool {
    let bytes = Array(user.utf8)
    let longest = isSocial ? 15 : 39
    guard let first = bytes.first, let last = bytes.last, bytes.count <= longest else {
      return false
    }
    return first.beginsUser(kind) && last.endsUser(kind) && bytes.allSatisfy { $0.isOfUser(kind) }
  }

  /// What the parts of a path behind a repository lead to.
  private func thing(_ repository: String, _ parts: [Substring]) -> MagicLinkTarget? {
    guard parts.count > 1 else { return nil }
    let value = String(parts[1])
    let isNumber = !value.isEmpty && value.utf8.allSatisfy(\.isASCIIDigit)
    // Bitbucket has titles behind numbers.
    let isWhole = parts.count == 2
    switch (kind, parts[0].lowercased()) {
    case (.bitbucket, "issues") where isNumber && parts.count < 4,
      (.github, "issues") where isNumber && isWhole, (.gitlab, "issues") where isNumber && isWhole:
      return .issue(repository, value)
    case (.github, "pull") where isNumber && isWhole,
      (.gitlab, "merge_requests") where isNumber && isWhole,
      (.bitbucket, "pull-requests")
    where isNumber
      && (parts.count < 4 || parts.count == 4 && parts[3] == "diff"):
      return .pull(repository, value)
    case (.github, "discussions") where isNumber && isWhole:
      return .discussion(repository, value)
    case (.github, "commit") where isWhole && isHash(parts[1]),
      (.gitlab, "commit") where isWhole && isHash(parts[1]):
      return .commit(repository, value)
    case (.bitbucket, "commits") where parts.count == 3 && value == "commit" && isHash(parts[2]):
      return .commit(repository, String(parts[2]))
    case (.github, "compare") where isWhole, (.gitlab, "compare") where isWhole:
      return comparison(repository, parts[1], between: "...")
    case (.bitbucket, "branches") where parts.count == 3 && value == "commits":
      guard parts[2].hasSuffix("#diff") else { return nil }
      return comparison(repository, parts[2].dropLast(5), between: "..")
        ?? comparison(repository, parts[2].dropLast(5), between: "%0d")
    default: return nil
    }
  }

  private func comparison(
    _ repository: String, _ text: Substring, between separator: String
  ) -> MagicLinkTarget? {
    guard let range = text.firstRange(of: separator), isHash(text[..<range.lowerBound]),
      isHash(text[range.upperBound...])
    else { return nil }
    return .comparison(
      repository, String(text[..<range.lowerBound]), String(text[range.upperBound...]))
  }

  private func isHash(_ text: Substring) -> Bool {
    (hashLength...40).contains(text.utf8.count) && text.utf8.allSatisfy { ($0 | 0x20).isHexDigit }
  }
}

extension InlineRewriter {
  /// Shortens the links of a block that the author marked as such, where their text is their
  /// address.
  mutating func shortenLinks(in block: Node, quoteDepth: Int, _ table: MagicLinkTable) {
    let options = table.options
    var links: [(node: Node, text: Node, isAutolink: Bool)] = []
    var cursor = InlineCursor(
      lines, block: block, line: block.startLine, column: block.startColumn, quoteDepth: quoteDepth)
    var walk = TreeWalk(block)
    while let (node, entering) = walk.next() {
      if entering, node.type == CMARK_NODE_LINK {
        cursor.seekLink()
        if let child = node.firstChild, child.type == CMARK_NODE_TEXT, child.next == nil,
          node.url.elementsEqual(child.literal)
        {
          links.append((node, child, cursor.isAtAutolink))
        }
      }
      cursor.step(node, entering: entering, annotations)
    }
    for (node, child, isAutolink) in links {
      let url = String(decoding: child.literal, as: UTF8.self)
      var label = url
      if isAutolink, options.hidesScheme, let scheme = url.firstRange(of: "://") {
        label = String(url[scheme.upperBound...])
      }
      if let short = table.shortened(url, text: label, isBare: isAutolink) {
        label = short.text
        node.setTitle(short.title)
        annotations[node].attributes.merge(Attributes(classes: short.classes))
      }
      guard label != url, let new = self.node(text: label, for: url) else { continue }
      new.insert(before: child)
      child.unlink()
    }
  }
}

extension InlineCursor {
  fileprivate var isAtAutolink: Bool { offset < end && bytes[offset] == ASCII.less }
}
