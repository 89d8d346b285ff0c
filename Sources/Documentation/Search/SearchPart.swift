import Bytes
import Sites

/// What one page gives to the index.
struct SearchedPage: Sendable {
  /// Below the site's root.
  var url: String
  /// The title that the navigation shows.
  var title: String
  /// How much more than others the page counts.
  var boost: Double
  /// Its content.
  var html: [UInt8]
}

/// The index of some pages, numbered among themselves. Parts are made side by side and merged.
struct SearchPart: Sendable {
  /// A word in a passage.
  struct Posting: Sendable {
    /// The word's number among the part's.
    var term: UInt32
    private var packed: UInt32

    init(term: UInt32, passage: Int, weight: UInt8) {
      self.term = term
      packed = UInt32(truncatingIfNeeded: passage) << 6 | UInt32(weight)
    }

    /// The passage's number among the part's.
    var passage: UInt32 { packed >> 6 }
    /// How much the passage has to do with the word: from 1 to 63, one sign of the index.
    var weight: UInt8 { UInt8(packed & 63) }
  }

  /// A page with its text.
  struct Page: Sendable {
    var url: String
    /// Escaped for JSON.
    var title: [UInt8]
    var text: SearchText
  }

  private(set) var terms = TermTable.seeded
  private(set) var postings: [Posting] = []
  private(set) var pages: [Page] = []
  /// All passages of the pages.
  private(set) var passageCount = 0

  /// Indexes pages.
  ///
  /// - Parameters:
  ///   - indexing: how much of them is found.
  ///   - room: memory to read pages into.
  init(
    _ pages: some Collection<SearchedPage>, indexing: SearchOptions.Indexing, room: SearchTextRoom
  ) {
    var tokenizer = Tokenizer()
    defer { tokenizer.deallocate() }
    var counts = WordCounts()
    // About so many words does a page have; what is not used costs nothing.
    postings.reserveCapacity(pages.reduce(0) { $0 + $1.html.count } / 16)
    for page in pages { add(page, indexing, room, &tokenizer, &counts) }
    terms.close()
  }

  private mutating func add(
    _ page: SearchedPage, _ indexing: SearchOptions.Indexing, _ room: SearchTextRoom,
    _ tokenizer: inout Tokenizer, _ counts: inout WordCounts
  ) {
    let text = SearchText(html: page.html, keeps: indexing, room: room)
    var title = OutputBuffer()
    title.appendJSONEscaped(page.title)
    var section = -1
    for passage in text.passages {
      if passage.section != section {
        let heading = text.sections[passage.section].heading
        if section < 0 { count(title.bytes[...], as: .title, &tokenizer, &counts) }
        if heading != title.bytes { count(heading[...], as: .heading, &tokenizer, &counts) }
        section = passage.section
      }
      let words = count(text.bytes[passage.range], as: .text, &tokenizer, &counts)
      counts.finish(words: words, boost: page.boost) { term, weight in
        postings.append(.init(term: term, passage: passageCount, weight: weight))
      }
      passageCount += 1
    }
    pages.append(Page(url: page.url, title: title.bytes, text: text))
  }

  /// Counts the words of a text and gives how many there are.
  @discardableResult
  private mutating func count(
    _ text: ArraySlice<UInt8>, as field: WordCounts.Field, _ tokenizer: inout Tokenizer,
    _ counts: inout WordCounts
  ) -> Int {
    guard !text.isEmpty else { return 0 }
    let ignored = TermTable.stopWords.count
    var words = 0
    // The fewer words a title has, the more each says.
    var found: [Int] = []
    text.withUnsafeBufferPointer { bytes in
      tokenizer.read(bytes) { word in
        let number = terms.number(of: word)
        words += 1
        if number < ignored { return }
        if field == .text { counts.add(number) } else { found.append(number) }
      }
    }
    let bonus = field == .title ? 24 + 14 / max(1, words) : 12 + 10 / max(1, words)
    for number in found { counts.add(number, bonus: bonus) }
    return words
  }
}

/// Counts the words of one passage after the other.
private struct WordCounts {
  enum Field { case title, heading, text }

  /// By the numbers of words: how often one stands in the text and, above that, what titles add.
  private var counts: [UInt32] = []
  private static let most: UInt32 = 1000
  private static let bonusShift: UInt32 = 16
  /// The words of this passage.
  private var seen: [UInt32] = []

  @inline(__always)
  mutating func add(_ word: Int) {
    if word >= counts.count { grow(to: word) }
    let count = counts[word]
    if count == 0 { seen.append(UInt32(truncatingIfNeeded: word)) }
    if count & 0xFFFF < Self.most { counts[word] = count &+ 1 }
  }

  mutating func add(_ word: Int, bonus: Int) {
    if word >= counts.count { grow(to: word) }
    let count = counts[word]
    if count == 0 { seen.append(UInt32(truncatingIfNeeded: word)) }
    let most = min(42, max(count >> Self.bonusShift, UInt32(bonus)))
    counts[word] = most << Self.bonusShift | count & 0xFFFF
  }

  private mutating func grow(to word: Int) {
    counts += [UInt32](repeating: 0, count: max(1024, word * 2) - counts.count)
  }

  /// Gives each word of the passage its weight, and begins the next passage.
  ///
  /// What words in the text weigh is BM25 with an average length of our own, so that it needs no
  /// look at other pages: from 1 to 20.
  @inline(__always)
  mutating func finish(words: Int, boost: Double, _ take: (UInt32, UInt8) -> Void) {
    let length = 1.2 * (0.25 + 0.75 * Double(words) / 70)
    for word in seen {
      let count = counts[Int(word)]
      let often = Double(count & 0xFFFF)
      var weight = Double(count >> Self.bonusShift) + 20 * often / (often + length)
      if boost != 1 { weight *= boost }
      // Rounded; a call of the C library's would take longer than all the rest.
      take(word, UInt8(max(1, min(63, weight + 0.5))))
      counts[Int(word)] = 0
    }
    seen.removeAll(keepingCapacity: true)
  }
}
