import Bytes

extension String {
  /// The slug that Python-Markdown's `toc` makes: letters without their accents where that leaves
  /// ASCII; what else is not ASCII is dropped; runs of hyphens and white space become one hyphen.
  var pythonMarkdownSlug: String {
    if let slug = asciiSlug(joinsHyphens: true, lowercase: true) { return slug }
    var slug = ""
    var isInGap = false
    for scalar in keptByPythonMarkdown.trimmingSpace.unicodeScalars {
      let isGap = scalar == "-" || scalar.isSpace
      if !isGap {
        slug.unicodeScalars.append(scalar)
      } else if !isInGap {
        slug += "-"
      }
      isInGap = isGap
    }
    return slug.lowercased()
  }

  /// The characters that Python-Markdown leaves in a slug, and white space.
  var keptByPythonMarkdown: String {
    var kept = ""
    for scalar in unicodeScalars {
      if scalar.isASCII {
        if scalar.isWord || scalar == "-" || scalar.isSpace { kept.unicodeScalars.append(scalar) }
      } else if let folded = ASCIIFolding.ascii(of: scalar) {
        kept += folded
      }
    }
    return kept
  }

  /// The slug that `pymdownx.slugs.slugify` makes: letters and digits of all scripts are kept, each
  /// space becomes a hyphen.
  func unicodeSlug(lowercase: Bool) -> String {
    // Python joins the words of a heading with one space before it makes a slug.
    let words = whiteSpaceCollapsed
    if let slug = words.asciiSlug(joinsHyphens: false, lowercase: lowercase) { return slug }
    var kept = ""
    for scalar in words.unicodeScalars where scalar.isWord || scalar == "-" || scalar == " " {
      kept.unicodeScalars.append(scalar)
    }
    let slug = String(kept.trimmingSpace.map { $0 == " " ? "-" : $0 })
    return lowercase ? slug.lowercased() : slug
  }

  /// The slug that GitHub makes: punctuation and symbols are deleted, each space becomes a hyphen.
  var gitHubSlug: String {
    if isASCII { return asciiGitHubSlug }
    var slug = ""
    for scalar in trimmingSpace.lowercased().unicodeScalars {
      if scalar == " " {
        slug += "-"
      } else if scalar.isKeptByGitHub {
        slug.unicodeScalars.append(scalar)
      }
    }
    return slug
  }

  /// A slug of a text of ASCII alone: letters, digits, `_` and `-` are kept, and spaces between them
  /// become hyphens. Nil for other text.
  ///
  /// - Parameter joinsHyphens: runs of spaces and hyphens become one hyphen; other white space
  ///   counts as a space.
  private func asciiSlug(joinsHyphens: Bool, lowercase: Bool) -> String? {
    var text = self
    return text.withUTF8 { text in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count) { kept in
        text.writeASCIISlug(to: kept, joinsHyphens: joinsHyphens, lowercase: lowercase).map {
          String(decoding: UnsafeBufferPointer(rebasing: kept[..<$0]), as: UTF8.self)
        }
      }
    }
  }

  /// GitHub's slug of a text of ASCII alone.
  private var asciiGitHubSlug: String {
    var kept: [UInt8] = []
    kept.reserveCapacity(utf8.count)
    var pendingSpaces = 0
    var hasBegun = false
    for byte in utf8 {
      if byte.isASCIIWhitespace {
        if hasBegun, byte == ASCII.space { pendingSpaces += 1 }
        continue
      }
      hasBegun = true
      for _ in 0..<pendingSpaces { kept.append(ASCII.hyphen) }
      pendingSpaces = 0
      if byte.isASCIIAlphanumeric || byte == ASCII.underscore || byte == ASCII.hyphen {
        kept.append(byte.asciiLowercased)
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  var trimmingSpace: Substring {
    let isSpace: (Character) -> Bool = { $0.isWhitespace }
    let start = self[...].drop(while: isSpace)
    guard let last = start.lastIndex(where: { !isSpace($0) }) else { return "" }
    return start[...last]
  }
}

extension Unicode.Scalar {
  var isSpace: Bool {
    isASCII ? UInt8(truncatingIfNeeded: value).isASCIIWhitespace : properties.isWhitespace
  }

  /// `\w` of Python's `re`.
  var isWord: Bool {
    if isASCII { return self == "_" || UInt8(truncatingIfNeeded: value).isASCIIAlphanumeric }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return true
    default:
      return false
    }
  }

  fileprivate var isKeptByGitHub: Bool {
    if properties.isAlphabetic || self == "-" { return true }
    switch properties.generalCategory {
    case .otherNumber, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol, .control, .privateUse, .format, .unassigned, .surrogate,
      .spaceSeparator, .lineSeparator, .paragraphSeparator:
      return false
    default:
      return true
    }
  }
}

extension ByteView {
  /// Writes the slug of ASCII to a buffer that is as long as the text; returns its length, or nil if
  /// there is more than ASCII.
  fileprivate func writeASCIISlug(
    to kept: UnsafeMutableBufferPointer<UInt8>, joinsHyphens: Bool, lowercase: Bool
  ) -> Int? {
    guard let slug = kept.baseAddress else { return 0 }
    return SlugBytes.table.withUnsafeBufferPointer { table in
      var count = 0
      var pendingSpaces = 0
      for byte in self {
        let kept = table[Int(byte)]
        if kept > ASCII.space {
          guard kept < 0x80 else { return nil }
          if pendingSpaces > 0 {
            if joinsHyphens {
              if slug[count - 1] != ASCII.hyphen, kept != ASCII.hyphen {
                slug[count] = ASCII.hyphen
                count += 1
              }
              pendingSpaces = 0
            } else {
              repeat {
                slug[count] = ASCII.hyphen
                count += 1
                pendingSpaces -= 1
              } while pendingSpaces > 0
            }
          }
          if kept == ASCII.hyphen, joinsHyphens, count > 0, slug[count - 1] == ASCII.hyphen {
            continue
          }
          slug[count] = lowercase ? kept : byte
          count += 1
        } else if kept == ASCII.space {
          // Spaces at the ends are no part of the slug.
          if count > 0, joinsHyphens || byte == ASCII.space { pendingSpaces += 1 }
        }
      }
      return count
    }
  }
}

/// What a byte of a text is in a slug.
private enum SlugBytes {
  /// By byte: what stands for it in lower case; a space for all white space, 255 beyond ASCII, and 0
  /// for what is left out.
  static let table: [UInt8] = (UInt8(0)...255).map { byte in
    if byte.isASCIIAlphanumeric || byte == ASCII.underscore || byte == ASCII.hyphen {
      return byte.asciiLowercased
    }
    if byte.isASCIIWhitespace || (0x1C...0x1F).contains(byte) { return ASCII.space }
    return byte < 0x80 ? 0 : 255
  }
}
