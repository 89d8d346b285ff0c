import Bytes

/// Writes values into one file of a language.
///
/// A writer reads everything that stands before a hole, so it knows whether a value can begin
/// there; it is told what follows, so it knows whether the value ends there.
protocol LanguageWriter {
  /// Reads the next piece of the file, earlier values included.
  mutating func read(_ bytes: ArraySlice<UInt8>)
  /// The text as a literal for this place.
  ///
  /// - Parameter rest: what follows the hole, as far as it is known.
  func literal(for text: String, before rest: ArraySlice<UInt8>) throws(Refusal) -> [UInt8]
  /// How a harmless text is written here: as it is, unless the language would take it for
  /// something else than text.
  func safeLiteral(for text: String, before rest: ArraySlice<UInt8>) -> [UInt8]
}

extension LanguageWriter {
  func safeLiteral(for text: String, before rest: ArraySlice<UInt8>) -> [UInt8] { Array(text.utf8) }
}

/// Why a text cannot be written into a place.
struct Refusal: Error {
  /// What is wrong, one sentence.
  var message: String
  /// How to mend it.
  var hint: String

  init(_ message: String, hint: String = "let the hole stand for the whole value, without quotes") {
    self.message = message
    self.hint = hint
  }

  static let insideQuotes = Refusal("text cannot be written inside quotes")
  static let insideComment = Refusal(
    "text cannot be written inside a comment", hint: "move it out of the comment or leave it out")
  static let partOfValue = Refusal("text can only be a whole value, and this is a part of one")
}

extension Language {
  /// A writer for a new file.
  var writer: any LanguageWriter {
    switch self {
    case .yaml: YAMLWriter()
    case .json: QuotedWriter(.json)
    case .toml: QuotedWriter(.toml)
    case .python: QuotedWriter(.python)
    case .hcl: QuotedWriter(.hcl)
    case .shell: ShellWriter()
    case .dockerfile: DockerfileWriter()
    case .makefile: MakefileWriter()
    case .dotenv: DotenvWriter()
    case .html: HTMLWriter()
    case .markdown: MarkdownWriter()
    case .plain: PlainWriter()
    case .unknown: UnknownWriter()
    }
  }
}

/// Writes text as it is.
struct PlainWriter: LanguageWriter {
  mutating func read(_ bytes: ArraySlice<UInt8>) {}

  func literal(for text: String, before rest: ArraySlice<UInt8>) throws(Refusal) -> [UInt8] {
    Array(text.utf8)
  }
}

/// Writes no text, since nobody knows what its characters would mean.
struct UnknownWriter: LanguageWriter {
  mutating func read(_ bytes: ArraySlice<UInt8>) {}

  func literal(for text: String, before rest: ArraySlice<UInt8>) throws(Refusal) -> [UInt8] {
    throw Refusal(
      "how to write text into a file of this kind is not known",
      hint: "use an answer of harmless characters, such as one that is derived")
  }
}

extension ArraySlice<UInt8> {
  /// The first byte that is neither space nor tab.
  var firstSolid: UInt8? { first { !$0.isBlank } }

  /// True at the end of the file or of the line, blanks aside.
  var isAtLineEnd: Bool {
    guard let byte = firstSolid else { return true }
    return byte == ASCII.lineFeed || byte == ASCII.carriageReturn
  }
}
