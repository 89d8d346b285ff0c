/// Orders texts by the numbers in them: `page2` before `page10`.
struct NaturalOrder {
  /// Upper and lower case are the same.
  var ignoresCase = false
  /// The upper case of a letter stands beside its lower case, and not before all of those.
  var groupsLetters = false
  /// Texts are paths: compared part by part, and a name before its extension.
  var isPath = false

  /// Text and numbers in turn; it begins with a text, which may be empty.
  enum Piece: Hashable, Comparable {
    case text([String])
    case number(String)

    static func < (left: Piece, right: Piece) -> Bool {
      switch (left, right) {
      case (.text(let a), .text(let b)): a.lexicographicallyPrecedes(b, by: scalarsPrecede)
      case (.number(let a), .number(let b)): a.count == b.count ? a < b : a.count < b.count
      case (.number, .text): true
      case (.text, .number): false
      }
    }
  }

  /// What a text is ordered by.
  func key(_ text: String) -> [[Piece]] {
    guard isPath else { return [pieces(text)] }
    var parts = text.split(separator: "/").map(String.init)
    if let last = parts.last, let dot = last.lastIndex(of: "."), dot != last.startIndex {
      parts[parts.count - 1] = String(last[..<dot])
      parts.append(String(last[dot...]))
    }
    return parts.map(pieces)
  }

  private func pieces(_ text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = Substring(ignoresCase ? text.lowercased() : text)
    while true {
      let word = rest.prefix { !($0.isASCII && $0.isNumber) }
      pieces.append(.text(word.map { groupsLetters ? $0.lowercased() + String($0) : String($0) }))
      rest = rest.dropFirst(word.count)
      guard !rest.isEmpty else { return pieces }
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      let number = digits.drop { $0 == "0" }
      pieces.append(.number(number.isEmpty ? "0" : String(number)))
      rest = rest.dropFirst(digits.count)
      if rest.isEmpty { return pieces }
    }
  }

  /// Whether one key stands before another.
  static func precedes(_ left: [[Piece]], _ right: [[Piece]]) -> Bool {
    left.lexicographicallyPrecedes(right) { $0.lexicographicallyPrecedes($1) }
  }
}

/// Orders texts by the values of their characters, as Python does.
func scalarsPrecede(_ left: String, _ right: String) -> Bool {
  left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
}
