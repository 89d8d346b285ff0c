import Bytes

/// What the pre-pass found and handed through libcmark as a block quote.
///
/// The quote's first line is a comment that no author wrote: it is told apart by its line, never by
/// its content.
enum Marker {
  /// `!!! classes "title"`.
  case admonition(classes: [String], hasTitle: Bool)
  /// `??? classes "title"`.
  case details(classes: [String], isOpen: Bool, hasTitle: Bool)
  /// `=== "title"`.
  case tab(beginsSet: Bool, isSelected: Bool)
  /// A table: its cells are the quote's paragraphs.
  case table(columns: [TableCell.Alignment?])
  /// `:   definition`.
  case definition(isLoose: Bool)
  /// `/// name | argument`.
  case block(BlockMark)
  /// `[^label]: note`.
  case footnote(label: String)
}

/// What the pre-pass handed through libcmark as a code block.
enum Verbatim {
  /// A formula.
  case formula
  /// An element whose content is no Markdown.
  case element(RawElement)
}

/// What the pre-pass has to say about the text that it wrote.
struct Markers {
  /// By line of the text, from 1.
  var opening: [Int: Marker] = [:]
  /// By line of the text, the quotes of the author's that are callouts.
  var callouts: [Int: Callout] = [:]
  /// The lines that only end a block.
  var ends = LineSet()
  /// The lines before whose text a guard stands.
  var guarded = LineSet()
  /// The lines where code blocks begin that are something else.
  var verbatim: [Int: Verbatim] = [:]
  /// The lines that hold a guard and nothing else, so that raw HTML goes on behind them.
  var filled = LineSet()
  /// The lines behind which text was left out, or is not as its author wrote it: no code and no raw
  /// HTML goes over them.
  var seams = LineSet()
  /// The lines that hold marks between links and footnotes, and how many marks these are.
  var separated = LineSet()
  var separators = 0
  /// How many quotes the author has begun.
  var quotes = 0
  /// By line, the marks of ordered items that were written as numbers.
  var lists: [Int: [FancyMark]] = [:]
  /// `*[abbreviation]: title`.
  var abbreviations: [(name: [UInt8], title: String)] = []

  /// Whether the text has nothing of the pre-pass.
  var isEmpty: Bool {
    opening.isEmpty && callouts.isEmpty && verbatim.isEmpty && guarded.isEmpty && seams.isEmpty
      && filled.isEmpty && separators == 0
  }

  /// Keeps a line's text from beginning a block. libcmark takes it for punctuation, so that
  /// emphasis behind it opens as at the start of a line.
  static let guardCharacter: StaticString = "\u{2E40}"
  static var guardBytes: ByteView {
    ByteView(start: guardCharacter.utf8Start, count: guardCharacter.utf8CodeUnitCount)
  }
  /// The same character.
  static let guardScalar: Unicode.Scalar = "\u{2E40}"
}
