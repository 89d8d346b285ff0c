import Bytes

/// The line that is being read, with those before it that a backslash joins to it.
struct OpenLine {
  private(set) var bytes: [UInt8] = []

  mutating func read(_ more: ArraySlice<UInt8>) {
    for byte in more {
      if byte == ASCII.lineFeed, bytes.last != ASCII.backslash {
        bytes = []
      } else {
        bytes.append(byte)
      }
    }
  }
}

/// Writes into Makefiles: text becomes a shell word in recipes and in variables, so that
/// `$(VARIABLE)` is one in recipes too.
struct MakefileWriter: LanguageWriter {
  private var line = OpenLine()

  mutating func read(_ bytes: ArraySlice<UInt8>) { line.read(bytes) }

  func literal(for text: String, before rest: ArraySlice<UInt8>) throws(Refusal) -> [UInt8] {
    if text.utf8.contains(ASCII.lineFeed) {
      throw Refusal("a Makefile cannot hold text of several lines", hint: "use one line")
    }
    let isRecipe = line.bytes.first == ASCII.tab
    if isRecipe {
      var shell = ShellWriter()
      shell.read(Self.withoutRecipeSigns(line.bytes))
      _ = try shell.literal(for: text, before: rest)
    } else {
      if line.bytes.contains(ASCII.hash) { throw .insideComment }
      guard endsWithAssignment, rest.isAtLineEnd else {
        throw Refusal(
          "text can only be a variable's whole value or a word of a recipe here",
          hint: "write NAME := <%name%> and use $(NAME)")
      }
    }
    return escaped(ShellWriter.quoted(text), inRecipe: isRecipe)
  }

  /// The recipe as the shell gets it: without the tab and make's `@`, `-` and `+`.
  private static func withoutRecipeSigns(_ recipe: [UInt8]) -> ArraySlice<UInt8> {
    recipe.drop { $0.isBlank || Array("@-+".utf8).contains($0) }
  }

  private var endsWithAssignment: Bool {
    guard let last = line.bytes.last(where: { !$0.isBlank }) else { return false }
    return last == ASCII.equals && !line.bytes.contains(ASCII.dollar)
  }

  /// In a variable's value make reads `#` as a comment and halves the backslashes before it.
  private func escaped(_ word: [UInt8], inRecipe: Bool) -> [UInt8] {
    var output: [UInt8] = []
    var backslashes = 0
    for byte in word {
      if byte == ASCII.dollar { output.append(ASCII.dollar) }
      if byte == ASCII.hash, !inRecipe {
        output += [UInt8](repeating: ASCII.backslash, count: backslashes + 1)
      }
      output.append(byte)
      backslashes = byte == ASCII.backslash ? backslashes + 1 : 0
    }
    return output
  }
}

/// Writes into Dockerfiles: in double quotes in ENV, ARG and LABEL, as JSON in lists, as a shell
/// word elsewhere in RUN, CMD and ENTRYPOINT.
struct DockerfileWriter: LanguageWriter {
  private var line = OpenLine()

  mutating func read(_ bytes: ArraySlice<UInt8>) { line.read(bytes) }

  func literal(for text: String, before rest: ArraySlice<UInt8>) throws(Refusal) -> [UInt8] {
    if text.utf8.contains(ASCII.lineFeed) {
      throw Refusal("a Dockerfile cannot hold text of several lines", hint: "use one line")
    }
    let line = line.bytes.drop { $0.isBlank }
    if line.first == ASCII.hash { throw .insideComment }
    let instruction = String(decoding: line.prefix { !$0.isBlank }, as: UTF8.self).uppercased()
    let arguments = line.drop { !$0.isBlank }.drop { $0.isBlank }
    switch instruction {
    case "ENV", "ARG", "LABEL":
      let quotes = arguments.filter { $0 == ASCII.quote }.count
      if quotes % 2 == 1, !arguments.contains(ASCII.backslash) { throw .insideQuotes }
      guard arguments.last == ASCII.equals, rest.first.map(\.isASCIIWhitespace) ?? true else {
        throw .partOfValue
      }
      return Self.quoted(text)
    case "RUN", "CMD", "ENTRYPOINT":
      if arguments.first == ASCII.leftBracket {
        var json = QuotedWriter(.json)
        json.read(arguments)
        return try json.literal(for: text, before: rest)
      }
      var shell = ShellWriter()
      shell.read([ASCII.space] + arguments)
      return try shell.literal(for: text, before: rest)
    default:
      throw Refusal(
        "text cannot be written into the instruction \(instruction)",
        hint: "use an answer of harmless characters, such as one that is derived")
    }
  }

  private static func quoted(_ text: String) -> [UInt8] {
    var output = [ASCII.quote]
    for byte in text.utf8 {
      if byte == ASCII.quote || byte == ASCII.backslash || byte == ASCII.dollar {
        output.append(ASCII.backslash)
      }
      output.append(byte)
    }
    return output + [ASCII.quote]
  }
}

/// Writes into `.env` files, whose readers (shells, Compose, python-dotenv) agree on little: text
/// is quoted so that all of them read the same, and refused where no quoting does that.
struct DotenvWriter: LanguageWriter {
  private var line = OpenLine()

  mutating func read(_ bytes: ArraySlice<UInt8>) { line.read(bytes) }

  func literal(for text: String, before rest: ArraySlice<UInt8>) throws(Refusal) -> [UInt8] {
    if line.bytes.first(where: { !$0.isBlank }) == ASCII.hash { throw .insideComment }
    guard line.bytes.last == ASCII.equals, line.bytes.filter({ $0 == ASCII.equals }).count == 1,
      rest.isAtLineEnd
    else { throw .partOfValue }
    let bytes = Array(text.utf8)
    func has(_ signs: String) -> Bool { !Set(signs.utf8).isDisjoint(with: bytes) }
    if !has("'\\\n\r") { return [ASCII.apostrophe] + bytes + [ASCII.apostrophe] }
    guard !has("$`\n\r\\!") else {
      throw Refusal(
        "readers of .env files disagree on text with ' or \\ beside $, ` or !, with \\, or with"
          + " several lines",
        hint: "leave those characters out of the answer")
    }
    var output = [ASCII.quote]
    for byte in bytes {
      if byte == ASCII.quote { output.append(ASCII.backslash) }
      output.append(byte)
    }
    return output + [ASCII.quote]
  }
}
