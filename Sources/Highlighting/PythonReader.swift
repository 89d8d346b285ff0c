import Bytes

/// Reads Python.
struct PythonReader {
  private var cursor: CodeCursor
  /// The class that the next name has; nil for what the name itself says.
  private var nextName: String?
  /// Whether the statement is an `import`, and whether it began with `from`.
  private var importing = (is: false, from: false)

  init(_ code: ByteView) { cursor = CodeCursor(code) }

  mutating func read() -> [CodeToken] {
    while !cursor.isAtEnd { step() }
    return cursor.tokens
  }

  private mutating func step() {
    let byte = cursor.byte
    if byte == ASCII.lineFeed {
      importing = (false, false)
      nextName = nil
      return cursor.take(1, "w")
    }
    if byte.isASCIIWhitespace {
      let isPart = nextName != nil || importing.is
      return cursor.take(
        cursor.count { $0.isASCIIWhitespace && $0 != ASCII.lineFeed }, isPart ? "w" : "")
    }
    if byte == ASCII.hash {
      let isFirst = cursor.offset == 0 && cursor[1] == ASCII.exclamation
      return cursor.takeLine(isFirst ? "ch" : "c1")
    }
    if let prefix = stringPrefix { return string(prefix) }
    if byte.isASCIIDigit || byte == ASCII.period && cursor[1].isASCIIDigit { return number() }
    if byte.beginsName { return name(cursor.count(while: \.isOfName)) }
    if byte == ASCII.at, cursor[1].beginsName {
      return cursor.take(1 + cursor.count(from: 1, while: \.isOfName), "nd")
    }
    mark(byte)
  }

  private mutating func mark(_ byte: UInt8) {
    if importing.is, byte == ASCII.period { return cursor.take(1, "nn") }
    if importing.is, byte == ASCII.comma, !importing.from { return cursor.take(1, "o") }
    importing = (false, false)
    nextName = nil
    if byte == ASCII.colon, cursor[1] == ASCII.equals { return cursor.take(2, "o") }
    if byte.isOne(of: "[]{}:(),;") {
      cursor.take(1, "p")
    } else if byte == ASCII.exclamation && cursor[1] == ASCII.equals {
      cursor.take(2, "o")
    } else if byte.isOne(of: "-~+/*%=<>&^|.@") {
      cursor.take(1, "o")
    } else {
      cursor.take(1, byte == ASCII.backslash ? "" : "err")
    }
  }

  // MARK: Names

  private mutating func name(_ count: Int) {
    let name = cursor.text(count)
    if let own = nextName {
      nextName = nil
      return cursor.take(count, PythonWords.magicFunctions.contains(name) ? "fm" : own)
    }
    if importing.is {
      if name == "import" || name == "as" {
        // What a `from` imports is named like anything else.
        if importing.from, name == "import" { importing = (false, false) }
        return cursor.take(count, name == "as" ? "k" : "kn")
      }
      if importing.from, name == "None" {
        importing = (false, false)
        return cursor.take(count, "kc")
      }
      return cursor.take(count, "nn")
    }
    let isMember = cursor[-1] == ASCII.period
    let begins = cursor[count].isASCIIWhitespace
    switch name {
    case "def" where begins: nextName = "nf"
    case "class" where begins: nextName = "nc"
    case "from" where begins: importing = (true, true)
    case "import" where begins: importing = (true, false)
    default:
      return cursor.take(count, PythonWords.kind(of: name, isMember: isMember))
    }
    cursor.take(count, importing.is ? "kn" : "k")
  }

  // MARK: Numbers

  private mutating func number() {
    let digits: (UInt8) -> Bool = { $0.isASCIIDigit || $0 == ASCII.underscore }
    if cursor.byte == 0x30 {
      switch cursor[1] | 0x20 {
      case 0x78 where cursor[2].isHexDigit:
        return cursor.take(
          2 + cursor.count(from: 2) { $0.isHexDigit || $0 == ASCII.underscore }, "mh")
      case 0x6F where cursor[2].isASCIIDigit:
        return cursor.take(2 + cursor.count(from: 2, while: digits), "mo")
      case 0x62 where cursor[2].isASCIIDigit:
        return cursor.take(2 + cursor.count(from: 2, while: digits), "mb")
      default: break
      }
    }
    var count = cursor.count(while: digits)
    var kind = "mi"
    if cursor[count] == ASCII.period {
      count += 1 + cursor.count(from: count + 1, while: digits)
      kind = "mf"
    }
    let sign = cursor[count + 1].isOne(of: "+-") ? 1 : 0
    if cursor[count] | 0x20 == 0x65, cursor[count + 1 + sign].isASCIIDigit {
      count += 1 + sign + cursor.count(from: count + 1 + sign, while: digits)
      kind = "mf"
    }
    cursor.take(count, kind)
  }

  // MARK: Strings

  /// How many letters stand before a string that begins here.
  private var stringPrefix: Int? {
    let letters = cursor.count { $0.isOne(of: "rRuUbBfFtT") }
    return letters < 3 && cursor[letters].isOne(of: "\"'") ? letters : nil
  }

  private mutating func string(_ prefix: Int) {
    let letters = cursor.text(prefix).lowercased()
    let quote = cursor[prefix]
    let isLong = cursor[prefix + 1] == quote && cursor[prefix + 2] == quote
    let length = isLong ? 3 : 1
    var kind = quote == ASCII.quote ? "s2" : "s1"
    let beginsLine = cursor.tokens.last.map { $0.cssClass == "w" } ?? true
    if isLong, beginsLine, !letters.contains("f"), !letters.contains("t") { kind = "sd" }
    cursor.take(prefix, "sa")
    cursor.take(length, kind)
    let isRaw = letters.contains("r")
    let isTemplate = letters.contains("f") || letters.contains("t")
    while !cursor.isAtEnd {
      let byte = cursor.byte
      if byte == quote, !isLong || cursor[1] == quote && cursor[2] == quote {
        return cursor.take(length, kind)
      }
      if !isLong, byte == ASCII.lineFeed { return }
      if byte == ASCII.backslash {
        cursor.take(isRaw ? 2 : escape, isRaw || kind == "sd" ? kind : "se")
      } else if kind == "sd" {
        cursor.take(1, kind)
      } else if isTemplate, byte == ASCII.leftBrace {
        field(quote)
      } else if isTemplate, byte == ASCII.rightBrace {
        cursor.take(1, "si")
      } else if !isTemplate, let count = placeholder {
        cursor.take(count, "si")
      } else {
        cursor.take(1, kind)
      }
    }
  }

  /// The length of the escape that begins here.
  private var escape: Int {
    switch cursor[1] {
    case 0x78: 2 + min(2, cursor.count(from: 2, while: \.isHexDigit))
    case 0x75: 2 + min(4, cursor.count(from: 2, while: \.isHexDigit))
    case 0x55: 2 + min(8, cursor.count(from: 2, while: \.isHexDigit))
    case 0x4E where cursor[2] == ASCII.leftBrace:
      3 + cursor.count(from: 2) { $0 != ASCII.rightBrace }
    case 0x30...0x37: 1 + min(3, cursor.count(from: 1) { (0x30...0x37).contains($0) })
    default: 2
    }
  }

  /// An expression in braces, up to its closing brace or the colon before its format.
  private mutating func field(_ quote: UInt8) {
    cursor.take(1, "si")
    var depth = 0
    while !cursor.isAtEnd, cursor.byte != quote {
      let byte = cursor.byte
      if byte.isOne(of: "([{") { depth += 1 }
      if byte.isOne(of: ")]") { depth -= 1 }
      if depth <= 0, byte == ASCII.colon { return cursor.take(1, "si") }
      if byte == ASCII.exclamation, cursor[1].isOne(of: "sraf"),
        cursor[2] == ASCII.colon || cursor[2] == ASCII.rightBrace
      {
        return cursor.take(3, "si")
      }
      if byte == ASCII.rightBrace {
        if depth <= 0 { return cursor.take(1, "si") }
        depth -= 1
      }
      step()
    }
  }

  /// The length of the `%s` or `{name}` that begins here.
  private var placeholder: Int? {
    if cursor.byte == ASCII.percent {
      var count = 1
      if cursor[1] == ASCII.leftParenthesis {
        count += cursor.count(from: 1) { $0 != ASCII.rightParenthesis } + 1
      }
      count += cursor.count(from: count) { $0.isOne(of: "-#0 +123456789*.") }
      return cursor[count].isOne(of: "EFGXcdefgiorsaux%") ? count + 1 : nil
    }
    guard cursor.byte == ASCII.leftBrace else { return nil }
    let count = 1 + cursor.count(from: 1) { $0.isOfName || $0.isOne(of: ".[]") }
    if cursor[count] == ASCII.rightBrace { return count + 1 }
    guard cursor[count].isOne(of: "!:") else { return nil }
    let end = count + cursor.count(from: count) { $0.isOfName || $0.isOne(of: "!:<>=^-+ #,.%") }
    return cursor[end] == ASCII.rightBrace ? end + 1 : nil
  }
}
