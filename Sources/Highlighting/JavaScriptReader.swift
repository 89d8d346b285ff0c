import Bytes

/// Reads JavaScript.
struct JavaScriptReader {
  private var cursor: CodeCursor
  /// Whether a slash begins a regular expression; otherwise it divides.
  private var slashBeginsPattern = true

  init(_ code: ByteView) { cursor = CodeCursor(code) }

  mutating func read() -> [CodeToken] {
    if cursor.comes("#!") { cursor.takeLine("ch") }
    while !cursor.isAtEnd { step() }
    return cursor.tokens
  }

  private mutating func step() {
    let byte = cursor.byte
    if byte.isASCIIWhitespace { return cursor.take(cursor.count(while: \.isASCIIWhitespace), "w") }
    if cursor.comes("//") { return cursor.takeLine("c1") }
    if cursor.comes("/*") { return comment() }
    if byte == ASCII.slash, slashBeginsPattern, let count = pattern {
      slashBeginsPattern = false
      return cursor.take(count, "sr")
    }
    if byte.isASCIIDigit || byte == ASCII.period && cursor[1].isASCIIDigit { return number() }
    if byte.beginsName || byte == ASCII.dollar { return name() }
    if byte == ASCII.quote || byte == ASCII.apostrophe { return string(byte) }
    if byte == ASCII.backtick { return template() }
    if byte == ASCII.hash, cursor[1].beginsName {
      return cursor.take(1 + cursor.count(from: 1, while: \.isOfName), "n")
    }
    mark(byte)
  }

  private mutating func mark(_ byte: UInt8) {
    slashBeginsPattern = false
    if cursor.comes("...") { return cursor.take(3, "p") }
    if cursor.comes("=>") { return cursor.take(2, "p") }
    if byte.isOne(of: "{([;,") {
      slashBeginsPattern = true
      cursor.take(1, "p")
    } else if byte.isOne(of: "})].") {
      cursor.take(1, "p")
    } else if byte.isOne(of: "+-~?:<>=!*|&%^/") {
      slashBeginsPattern = true
      cursor.take(1, "o")
    } else {
      cursor.take(1, "err")
    }
  }

  private mutating func comment() {
    var count = 2
    while cursor.offset + count < cursor.code.count,
      !(cursor[count - 1] == ASCII.slash && cursor[count - 2] == ASCII.asterisk && count > 3)
    {
      count += 1
    }
    cursor.take(count, "cm")
  }

  /// The length of the regular expression that begins here.
  private var pattern: Int? {
    var count = 1
    var isInClass = false
    while true {
      switch cursor[count] {
      case 0, ASCII.lineFeed: return nil
      case ASCII.backslash: count += 1
      case ASCII.leftBracket: isInClass = true
      case ASCII.rightBracket: isInClass = false
      case ASCII.slash where !isInClass && count > 1:
        return count + 1 + cursor.count(from: count + 1) { $0.isOne(of: "gimuysd") }
      default: break
      }
      count += 1
    }
  }

  private mutating func number() {
    slashBeginsPattern = false
    if cursor.byte == 0x30 {
      let suffix: (Int) -> Int = { [cursor] in cursor[$0] == 0x6E ? $0 + 1 : $0 }
      switch cursor[1] | 0x20 {
      case 0x78 where cursor[2].isHexDigit:
        return cursor.take(suffix(2 + cursor.count(from: 2, while: \.isHexDigit)), "mh")
      case 0x62 where cursor[2] == 0x30 || cursor[2] == 0x31:
        return cursor.take(suffix(2 + cursor.count(from: 2, while: \.isASCIIDigit)), "mb")
      case 0x6F where cursor[2].isASCIIDigit:
        return cursor.take(suffix(2 + cursor.count(from: 2, while: \.isASCIIDigit)), "mo")
      case 0x30...0x37:
        return cursor.take(suffix(1 + cursor.count(from: 1, while: \.isASCIIDigit)), "mo")
      default: break
      }
    }
    var count = cursor.count(while: \.isASCIIDigit)
    if cursor[count] == 0x6E { return cursor.take(count + 1, "mi") }
    if cursor[count] == ASCII.period {
      count += 1 + cursor.count(from: count + 1, while: \.isASCIIDigit)
    }
    let sign = cursor[count + 1].isOne(of: "+-") ? 1 : 0
    if cursor[count] | 0x20 == 0x65, cursor[count + 1 + sign].isASCIIDigit {
      count += 1 + sign + cursor.count(from: count + 1 + sign, while: \.isASCIIDigit)
    }
    cursor.take(count, "mf")
  }

  private mutating func name() {
    let count = cursor.count { $0.isOfName || $0 == ASCII.dollar }
    let kind = JavaScriptWords.kinds[cursor.text(count)] ?? "nx"
    slashBeginsPattern = kind == "k" || kind == "ow"
    cursor.take(count, kind)
  }

  private mutating func string(_ quote: UInt8) {
    slashBeginsPattern = false
    var count = 1
    while cursor.offset + count < cursor.code.count, cursor[count] != quote {
      count += cursor[count] == ASCII.backslash ? 2 : 1
    }
    cursor.take(count + 1, quote == ASCII.quote ? "s2" : "s1")
  }

  private mutating func template() {
    cursor.take(1, "sb")
    while !cursor.isAtEnd {
      if cursor.byte == ASCII.backtick { break }
      if cursor.byte == ASCII.backslash {
        cursor.take(2, "sb")
      } else if cursor.comes("${") {
        cursor.take(2, "si")
        slashBeginsPattern = true
        while !cursor.isAtEnd, cursor.byte != ASCII.rightBrace { step() }
        cursor.take(1, "si")
      } else {
        cursor.take(1, "sb")
      }
    }
    cursor.take(1, "sb")
    slashBeginsPattern = false
  }
}

/// The names that JavaScript knows.
enum JavaScriptWords {
  /// By name, its class.
  static let kinds: [String: String] = {
    var kinds: [String: String] = [:]
    for (kind, words) in [
      ("ow", "typeof instanceof in void delete new"),
      (
        "kr",
        "constructor from as abstract boolean byte char double enum final float goto implements"
      ),
      (
        "kr", "int interface long native package private protected public short synchronized throws"
      ),
      ("kr", "transient volatile"),
      (
        "k",
        "for while do break return continue switch case default if else throw try catch finally"
      ),
      ("k", "yield await async this of static export import debugger extends super"),
      ("kd", "var let const with function class"),
      ("kc", "true false null NaN Infinity undefined"),
      ("nb", "Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date"),
      (
        "nb",
        "Float32Array Float64Array Function Int16Array Int32Array Int8Array Intl JSON Map Math"
      ),
      (
        "nb", "Number Object Promise Proxy Reflect RegExp Set String Symbol Uint16Array Uint32Array"
      ),
      ("nb", "Uint8Array Uint8ClampedArray WeakMap WeakSet arguments decodeURI decodeURIComponent"),
      (
        "nb",
        "document encodeURI encodeURIComponent eval global globalThis isFinite isNaN parseFloat"
      ),
      ("nb", "parseInt window"),
      (
        "ne",
        "Error EvalError InternalError RangeError ReferenceError SyntaxError TypeError URIError"
      ),
    ] {
      for word in words.split(separator: " ") { kinds[String(word)] = kind }
    }
    return kinds
  }()
}
