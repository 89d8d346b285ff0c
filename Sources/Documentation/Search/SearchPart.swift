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

/// The index of those pages that one core took, as runs of neighbours. Parts are made side by side and
/// merged.
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

  /// Pages that follow each other.
  struct Run: Sendable {
    /// The number of the first page among all.
    var start: Int
    var pages: [Page] = []
    /// All passages of the pages.
    var passageCount = 0
    /// Their words, with passages numbered from the run's first on.
    var postings: [Posting] = []
  }

  private(set) var terms = TermTable.seeded
  private(set) var runs: [Run] = []

  /// Indexes pages.
  ///
  /// - Parameter indexing: how much of them is found.
  mutating func add(
    _ pages: ArraySlice<SearchedPage>, indexing: SearchOptions.Indexing
  ) {
    var reading = Reading(indexing: indexing)
    defer { reading.deallocate() }
    var run = Run(start: pages.startIndex)
    // About so many words does a page have; what is not used costs nothing.
    run.postings.reserveCapacity(pages.reduce(0) { $0 + $1.html.count } / 16)
    for page in pages { reading.add(page, to: &run, &terms) }
    runs.append(run)
  }
}

/// What reading pages takes.
private struct Reading {
  let indexing: SearchOptions.Indexing
  private let room = SearchTextRoom()
  private var tokenizer = Tokenizer()
  private var counts = WordCounts()
  /// Room for the words of a title.
  private var titleWords: [Int] = []

  init(indexing: SearchOptions.Indexing) { self.indexing = indexing }

  func deallocate() {
    tokenizer.deallocate()
    counts.deallocate()
  }

  mutating func add(
    _ page: SearchedPage, to run: inout SearchPart.Run, _ terms: inout TermTable
  ) {
    let text = SearchText(html: page.html, keeps: indexing, room: room)
    var title = OutputBuffer()
    title.appendJSONEscaped(page.title)
    var section = -1
    for passage in text.passages {
      if passage.section != section {
        let heading = text.sections[passage.section].heading
        if section < 0 { addTitle(title.bytes, bonus: (24, 14), &terms) }
        if heading != title.bytes { addTitle(heading, bonus: (12, 10), &terms) }
        section = passage.section
      }
      let words = addText(text.bytes, passage.range, &terms)
      counts.finish(words: words, boost: page.boost) { term, weight in
        run.postings.append(.init(term: term, passage: run.passageCount, weight: weight))
      }
      run.passageCount += 1
    }
    run.pages.append(SearchPart.Page(url: page.url, title: title.bytes, text: text))
  }

  /// Counts the words of a text and gives how many there are.
  private mutating func addText(
    _ bytes: [UInt8], _ range: Range<Int>, _ terms: inout TermTable
  ) -> Int {
    var words = 0
    // The tokenizer is busy while it gives its words, and with it what belongs to the same value.
    var counts = counts
    bytes.withUnsafeBufferPointer { bytes in
      tokenizer.read(UnsafeBufferPointer(rebasing: bytes[range])) { word in
        words += 1
        counts.add(terms.number(of: word))
      }
    }
    self.counts = counts
    return words
  }

  /// Counts the words of a title, each of which says more the fewer there are.
  private mutating func addTitle(
    _ title: [UInt8], bonus: (least: Int, more: Int), _ terms: inout TermTable
  ) {
    // The tokenizer is busy while it gives its words, and with it what belongs to the same value.
    var found = titleWords
    titleWords = []
    defer { titleWords = found }
    found.removeAll(keepingCapacity: true)
    title.withUnsafeBufferPointer { bytes in
      tokenizer.read(bytes) { word in found.append(terms.number(of: word)) }
    }
    let bonus = bonus.least + bonus.more / max(1, found.count)
    for number in found { counts.add(number, bonus: bonus) }
  }
}

/// Counts the words of one passage after the other.
private struct WordCounts {
  /// By the numbers of words: how often one stands in the text and, above that, what titles add.
  private var counts = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: 0)
  /// The words of this passage; there is room for all, and one.
  private var seen = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: 0)
  private var seenCount = 0
  private static let most: UInt32 = 1000
  private static let bonusShift: UInt32 = 16

  func deallocate() {
    counts.deallocate()
    seen.deallocate()
  }

  @inline(__always)
  mutating func add(_ word: Int) {
    let count = current(word)
    if count & 0xFFFF < Self.most { counts[word] = count &+ 1 }
  }

  mutating func add(_ word: Int, bonus: Int) {
    let count = current(word)
    let most = min(42, max(count >> Self.bonusShift, UInt32(bonus)))
    counts[word] = most << Self.bonusShift | count & 0xFFFF
  }

  @inline(__always)
  private mutating func current(_ word: Int) -> UInt32 {
    if word >= counts.count { grow(to: word) }
    let count = counts[word]
    // Without a branch: whether a word is new to a passage follows no rule. There is room for one
    // that is not.
    seen[seenCount] = UInt32(truncatingIfNeeded: word)
    seenCount &+= count == 0 ? 1 : 0
    return count
  }

  @inline(never)
  private mutating func grow(to word: Int) {
    let (oldCounts, oldSeen) = (counts, seen)
    let size = max(4096, word * 2)
    counts = .allocate(capacity: size)
    seen = .allocate(capacity: size + 1)
    let next = counts.update(fromContentsOf: oldCounts)
    counts[next...].update(repeating: 0)
    _ = seen.update(fromContentsOf: oldSeen[..<seenCount])
    oldCounts.deallocate()
    oldSeen.deallocate()
  }

  /// Gives each word of the passage its weight, and begins the next passage.
  ///
  /// What words in the text weigh is BM25 with an average length of our own, so that it needs no
  /// look at other pages: from 1 to 20.
  @inline(__always)
  mutating func finish(words: Int, boost: Double, _ take: (UInt32, UInt8) -> Void) {
    let length = 1.2 * (0.25 + 0.75 * Double(words) / 70)
    // Most words stand in the text once and in no title.
    let usual = Self.weight(of: 1, length, boost)
    let ignored = UInt32(TermTable.stopWords.count)
    for place in 0..<seenCount {
      let word = seen[place]
      let count = counts[Int(word)]
      counts[Int(word)] = 0
      if word >= ignored {
        take(word, count == 1 ? usual : Self.weight(of: count, length, boost))
      }
    }
    seenCount = 0
  }

  private static func weight(of count: UInt32, _ length: Double, _ boost: Double) -> UInt8 {
    let often = Double(count & 0xFFFF)
    var weight = Double(count >> bonusShift) + 20 * often / (often + length)
    if boost != 1 { weight *= boost }
    // Rounded; a call of the C library's would take longer than all the rest.
    return UInt8(max(1, min(63, weight + 0.5)))
  }
}
