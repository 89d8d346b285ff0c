import Bytes

// Bare addresses as GitHub has them: `www.`, `http://`, `https://`, `ftp://`, `mailto:`, `xmpp:` and
// mail addresses.

extension InlineRewriter {
  /// The address that a colon, period or at sign belongs to.
  mutating func gitHubLink(in text: InlineText, at index: Int) -> InlineFind? {
    switch text[index] {
    case ASCII.colon: return gitHubURL(in: text, at: index)
    case ASCII.period: return gitHubHost(in: text, at: index)
    case ASCII.at: return gitHubMail(in: text, at: index)
    default: return nil
    }
  }

  private mutating func gitHubURL(in text: InlineText, at colon: Int) -> InlineFind? {
    guard text.has("://", at: colon) else { return nil }
    var start = colon
    while start > text.floor, text[start - 1].isASCIILetter { start -= 1 }
    guard ["http", "https", "ftp"].contains(text.string(start..<colon).lowercased()),
      text.scalar(at: colon + 3)?.isOfHost == true, text.hostEnd(from: colon + 3) != nil
    else { return nil }
    let end = BareLinkEnds.github.end(in: text.literal, from: start, floor: colon + 3)
    return link(start..<end, of: text, to: text.string(start..<end))
  }

  private mutating func gitHubHost(in text: InlineText, at period: Int) -> InlineFind? {
    let start = period - 3
    guard start >= text.floor, text.has("www.", at: start) else { return nil }
    let before = text.writtenByte(before: start, annotations)
    guard
      before.isASCIIWhitespace || before == ASCII.asterisk || before == ASCII.underscore
        || before == ASCII.tilde || before == ASCII.leftParenthesis,
      let periods = text.hostEnd(from: start), periods > 0
    else { return nil }
    let end = BareLinkEnds.github.end(in: text.literal, from: start, floor: start)
    guard end > start else { return nil }
    return link(start..<end, of: text, to: "http://" + text.string(start..<end))
  }

  private mutating func gitHubMail(in text: InlineText, at sign: Int) -> InlineFind? {
    var start = sign
    var scheme = ""
    loop: while start > text.floor {
      let byte = text[start - 1]
      if byte.isASCIIAlphanumeric || byte.isOfMailName {
        start -= 1
      } else if byte == ASCII.colon, let found = text.mailScheme(endingAt: start) {
        scheme = found
        start -= found.utf8.count
        break loop
      } else {
        break loop
      }
    }
    guard start + scheme.utf8.count < sign else { return nil }
    var end = sign + 1
    var periods = 0
    while end < text.literal.count {
      let byte = text[end]
      if byte == ASCII.period, text[end + 1].isASCIIAlphanumeric {
        periods += 1
      } else if byte == ASCII.at {
        return nil
      } else if !byte.isASCIIAlphanumeric, byte != ASCII.hyphen, byte != ASCII.underscore,
        byte != ASCII.slash || scheme != "xmpp:"
      {
        break
      }
      end += 1
    }
    let last = text[end - 1]
    guard periods > 0, last.isASCIILetter || last == ASCII.period else { return nil }
    let address = text.string(start..<end)
    return link(start..<end, of: text, to: scheme.isEmpty ? "mailto:" + address : address)
  }
}

extension InlineText {
  /// How many periods the host at an index holds; nil if its last two parts hold underscores.
  fileprivate func hostEnd(from start: Int) -> Int? {
    var periods = 0
    var underscores = (before: 0, last: 0)
    var index = start + 1
    while index + 1 < literal.count {
      switch self[index] {
      case ASCII.underscore: underscores.last += 1
      case ASCII.period:
        underscores = (underscores.last, 0)
        periods += 1
        // As cmark-gfm, against hosts without end.
        if periods > 10 { return periods }
      case ASCII.hyphen: break
      case let byte where byte < 0x80:
        if byte.isASCIIWhitespace || byte.isASCIIPunctuation {
          return underscores == (0, 0) ? periods : nil
        }
      default:
        guard let scalar = scalar(at: index), scalar.isOfHost else {
          return underscores == (0, 0) ? periods : nil
        }
        index += UTF8.width(scalar) - 1
      }
      index += 1
    }
    return underscores == (0, 0) ? periods : nil
  }

  /// `mailto:` or `xmpp:`, if it ends at an index and begins a word.
  fileprivate func mailScheme(endingAt end: Int) -> String? {
    for scheme: StaticString in ["mailto:", "xmpp:"] {
      let start = end - scheme.utf8CodeUnitCount
      guard start >= floor, has(scheme, at: start) else { continue }
      return start > 0 && self[start - 1].isASCIIAlphanumeric ? nil : "\(scheme)"
    }
    return nil
  }
}

extension UInt8 {
  /// Whether a byte besides letters and digits may stand before `@`.
  fileprivate var isOfMailName: Bool {
    self == ASCII.period || self == ASCII.plus || self == ASCII.hyphen || self == ASCII.underscore
  }
}

extension Unicode.Scalar {
  /// Whether the scalar may begin a host: anything but white space and punctuation.
  fileprivate var isOfHost: Bool {
    if value < 0x80 {
      let byte = UInt8(value)
      return !byte.isASCIIWhitespace && !byte.isASCIIPunctuation
    }
    switch properties.generalCategory {
    case .spaceSeparator, .connectorPunctuation, .dashPunctuation, .openPunctuation,
      .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return false
    default: return true
    }
  }
}
