import Bytes

// Bare addresses as `pymdownx.magiclink` has them.

extension InlineRewriter {
  /// The address or short name that a byte belongs to.
  mutating func magicLink(
    in text: InlineText, at index: Int, _ table: MagicLinkTable
  ) -> InlineFind? {
    switch text[index] {
    case ASCII.colon: magicURL(in: text, at: index, table)
    case ASCII.period: magicHost(in: text, at: index)
    case ASCII.at: magicMail(in: text, at: index) ?? magicName(in: text, at: index, table)
    default: magicName(in: text, at: index, table)
    }
  }

  private mutating func magicURL(
    in text: InlineText, at colon: Int, _ table: MagicLinkTable
  ) -> InlineFind? {
    guard text.has("://", at: colon) else { return nil }
    for scheme: StaticString in ["https", "http", "ftps", "ftp"] {
      let start = colon - scheme.utf8CodeUnitCount
      guard start >= text.floor, text.hasIgnoringCase(scheme, at: start) else { continue }
      guard mayPrecedeAddress(text.writtenByte(before: start, annotations)),
        let end = text.magicEnd(from: start, host: colon + 3)
      else { return nil }
      let url = text.string(start..<end)
      let label = table.options.hidesScheme ? text.string(colon + 3..<end) : url
      if let short = table.shortened(url, text: label, isBare: true) {
        return link(
          start..<end, of: text, to: url, label: short.text, title: short.title,
          classes: short.classes)
      }
      return link(start..<end, of: text, to: url, label: label)
    }
    return nil
  }

  private mutating func magicHost(in text: InlineText, at period: Int) -> InlineFind? {
    let start = period - 3
    guard start >= text.floor, text.hasIgnoringCase("www", at: start),
      mayPrecedeAddress(text.writtenByte(before: start, annotations)),
      let end = text.magicEnd(from: start, host: period + 1)
    else { return nil }
    return link(start..<end, of: text, to: "http://" + text.string(start..<end))
  }

  private func mayPrecedeAddress(_ byte: UInt8) -> Bool {
    switch byte {
    case ASCII.asterisk, ASCII.underscore, ASCII.tilde, ASCII.caret, ASCII.leftBracket,
      ASCII.rightBracket, ASCII.leftParenthesis, ASCII.apostrophe, ASCII.quote:
      return true
    default: return byte.isASCIIWhitespace
    }
  }

  private mutating func magicMail(in text: InlineText, at sign: Int) -> InlineFind? {
    guard let start = text.mailStart(before: sign), let end = text.mailEnd(behind: sign) else {
      return nil
    }
    return link(start..<end, of: text, to: "mailto:" + text.string(start..<end))
  }
}

extension InlineText {
  fileprivate func hasIgnoringCase(_ text: StaticString, at index: Int) -> Bool {
    guard index >= 0, index + text.utf8CodeUnitCount <= literal.count else { return false }
    return (0..<text.utf8CodeUnitCount).allSatisfy {
      literal[index + $0].asciiLowercased == text.utf8Start[$0]
    }
  }

  /// Where an address ends; nil if it has no host.
  fileprivate func magicEnd(from start: Int, host: Int) -> Int? {
    guard isWord(host), self[host] != ASCII.underscore else { return nil }
    let end = BareLinkEnds.magicLinks.end(in: literal, from: start, floor: host)
    var underscores = (before: 0, last: 0)
    var index = host
    loop: while index < end {
      switch self[index] {
      case ASCII.period: underscores = (underscores.last, 0)
      case ASCII.underscore: underscores.last += 1
      case ASCII.hyphen: break
      default: if !isWord(index) { break loop }
      }
      index += 1
    }
    return underscores == (0, 0) ? end : nil
  }

  private func isOfMailName(_ index: Int) -> Bool {
    let byte = self[index]
    return byte.isASCIIAlphanumeric || byte == ASCII.underscore || byte == ASCII.hyphen
      || byte == ASCII.plus
  }

  /// Where the name before an at sign begins.
  fileprivate func mailStart(before sign: Int) -> Int? {
    var start = sign
    while start > floor {
      let isSinglePeriod =
        self[start - 1] == ASCII.period && start < sign && self[start] != ASCII.period
      guard isSinglePeriod || isOfMailName(start - 1) else { break }
      start -= 1
    }
    if start < sign, self[start] == ASCII.period { start += 1 }
    guard start < sign else { return nil }
    let before = start > floor ? self[start - 1] : 0
    return before == ASCII.slash || before == ASCII.at ? nil : start
  }

  /// Where the host behind an at sign ends: at a letter that ends a word.
  fileprivate func mailEnd(behind sign: Int) -> Int? {
    var end = sign + 1
    var firstPeriod: Int?
    while end < literal.count {
      let byte = self[end]
      if byte == ASCII.period, self[end - 1] != ASCII.period, end > sign + 1 {
        firstPeriod = firstPeriod ?? end
      } else if !byte.isASCIIAlphanumeric, byte != ASCII.hyphen, byte != ASCII.underscore {
        break
      }
      end += 1
    }
    guard let firstPeriod else { return nil }
    while end > firstPeriod + 1 {
      if self[end - 1].isASCIILetter, !isWord(end), self[end] != ASCII.hyphen,
        self[end] != ASCII.at
      {
        return end
      }
      end -= 1
    }
    return nil
  }
}
