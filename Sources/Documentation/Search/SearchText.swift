import Sites

/// The text of one page as the search finds and shows it: sections by heading, each cut into
/// passages of a few sentences, so that a hit in a long section still shows the place it is at.
struct SearchText: Sendable {
  /// A run of text.
  struct Passage: Sendable {
    /// The section it belongs to.
    var section: Int
    /// Where it lies in `bytes`.
    var range: Range<Int>
  }

  /// What stands below one heading.
  struct Section: Sendable {
    /// The heading's id; empty for the page itself.
    var anchor: [UInt8] = []
    /// The heading's text, escaped for JSON; empty for the page itself.
    var heading: [UInt8] = []
    /// 1 to 6; 0 for the page itself.
    var level = 0
    /// `data-search-exclude` stands at the heading.
    var isExcluded = false
  }

  /// The text of all passages, escaped for JSON.
  private(set) var bytes: [UInt8] = []
  private(set) var passages: [Passage] = []
  private(set) var sections: [Section] = [Section()]

  /// Passages end at the first end of a paragraph behind this length, and at the last word before
  /// the limit.
  static let wanted = 500
  static let limit = 1100

  /// Reads a page's content.
  ///
  /// - Parameters:
  ///   - indexing: how much of it is kept.
  ///   - room: memory to read into, which serves many pages.
  init(html: [UInt8], keeps indexing: SearchOptions.Indexing, room: SearchTextRoom) {
    if indexing == .titles {
      passages = [Passage(section: 0, range: 0..<0)]
      return
    }
    html.withUnsafeBufferPointer { source in
      var reader = SearchTextReader(source)
      // Escapes are at most twice as long as what they stand for, and runs are copied sixteen bytes
      // at a time.
      let output = room.prepared(for: source.count * 2 + 32)
      let count = reader.read(into: output)
      bytes = Array(output[..<count])
      passages = reader.passages
      sections = reader.sections
    }
    if indexing == .sections {
      bytes = []
      passages = Set(passages.map(\.section)).sorted().map { Passage(section: $0, range: 0..<0) }
    }
  }
}

/// Memory that the texts of many pages are read into, one after the other: each is a copy of the
/// right size then, and the memory is touched once.
final class SearchTextRoom {
  private var memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)

  deinit { memory.deallocate() }

  /// Memory of at least `size` bytes, with anything in it.
  func prepared(for size: Int) -> UnsafeMutableBufferPointer<UInt8> {
    if memory.count < size {
      memory.deallocate()
      memory = .allocate(capacity: size * 2)
    }
    return memory
  }
}
