/// A block that is open while the pre-pass reads its lines.
struct Frame {
  enum Kind {
    /// A block quote of the author.
    case quote
    /// A list item.
    case item
    /// A block of an extension: its lines are indented, and become lines of a block quote.
    case container
  }

  var kind: Kind
  /// How many columns a line of the block is indented; 0 for quotes.
  var indent = 0
  /// How many columns they are written with, where that is more.
  var writtenIndent: Int?
  /// What kind of list an item belongs to, where there are several kinds of ordered lists.
  var listKind: ListKind?
  /// How many slashes close the block; 0 for blocks that their indentation ends.
  var fenceLength = 0
  /// The name of the element that the block is; its closing tag ends it.
  var closingTag: String?
  /// The elements without Markdown that are open in it.
  var rawTags: [String] = []
  /// Whether the lines of an item need no indentation until what stands in it ends.
  var waits = false
  /// Whether a line of text may go on with the block's paragraph without indentation.
  var isLazy = false
  /// Whether the list item has nothing in it yet: a blank line then ends it.
  var isEmpty = false
}
