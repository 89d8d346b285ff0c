import Bytes
import Sites

/// The index of a site's pages: for each word the passages it stands in, and the texts that results
/// show. Both are written as many small files, of which a browser loads those that a query needs.
///
/// The files are scripts that call a function, because pages that are opened from a disk can load
/// nothing else. `templates/theme/search` reads them.
struct SearchIndex: Sendable {
  /// Where the files lie in the site.
  static let folder = "search/"

  private let parts: [SearchPart]
  /// All words in order of their bytes, each with its postings in the order of passages.
  private let words: [Word]
  private let postings: [Entry]
  private let passageCount: Int

  private struct Word: Sendable {
    var term: [UInt8]
    var postings: Range<Int>
  }

  /// A passage's number with a weight.
  struct Entry: Sendable {
    var passage: UInt32
    var weight: UInt8
  }

  /// Merges parts; the result does not depend on how the pages were spread over them.
  init(_ parts: [SearchPart]) {
    self.parts = parts
    var table = TermTable.seeded
    var counts = [Int](repeating: 0, count: table.count)
    var numbers: [[UInt32]] = []
    for part in parts {
      var own: [UInt32] = []
      own.reserveCapacity(part.terms.count)
      for term in 0..<part.terms.count {
        let number = part.terms[term].withUnsafeBufferPointer {
          table.number(of: $0, hash: part.terms.hashes[term])
        }
        own.append(UInt32(number))
      }
      counts += [Int](repeating: 0, count: table.count - counts.count)
      for posting in part.postings { counts[Int(own[Int(posting.term)])] += 1 }
      numbers.append(own)
    }
    // A counting sort: the words by their bytes, the postings of each as they come.
    let order = (0..<table.count).filter { counts[$0] > 0 }
      .sorted { table[$0].lexicographicallyPrecedes(table[$1]) }
    var next = [Int](repeating: 0, count: table.count)
    var words: [Word] = []
    words.reserveCapacity(order.count)
    var total = 0
    for number in order {
      words.append(Word(term: Array(table[number]), postings: total..<(total + counts[number])))
      next[number] = total
      total += counts[number]
    }
    var postings = [Entry](repeating: Entry(passage: 0, weight: 0), count: total)
    var base: UInt32 = 0
    for (part, own) in zip(parts, numbers) {
      for posting in part.postings {
        let number = Int(own[Int(posting.term)])
        postings[next[number]] = Entry(passage: base + posting.passage, weight: posting.weight)
        next[number] += 1
      }
      base += UInt32(part.passageCount)
    }
    self.words = words
    self.postings = postings
    passageCount = Int(base)
  }

  /// The files, with paths below the site's folder.
  func files() -> [(path: String, bytes: [UInt8])] {
    let shards = shards()
    let texts = texts()
    let version = ContentHash.of(shards.files.map(\.bytes) + texts.files.map(\.bytes))
    var output = OutputBuffer()
    output.append("scaffold.search.index({version:\"\(version)\",passages:\(passageCount),")
    output.append("pages:\"" as StaticString)
    for part in parts {
      for page in part.pages { output.appendSigns(page.text.passages.count) }
    }
    output.append("\",texts:\"" as StaticString)
    for count in texts.counts { output.appendSigns(count) }
    output.append("\",terms:\"" as StaticString)
    for (number, first) in shards.firsts.enumerated() {
      if number > 0 { output.append(ASCII.space) }
      output.append(first)
    }
    output.append("\",stop:\"" as StaticString)
    for (number, word) in TermTable.stopWords.enumerated() {
      if number > 0 { output.append(ASCII.space) }
      output.append(word)
    }
    output.append("\"})\n" as StaticString)
    return [(Self.folder + "index.js", output.bytes)] + shards.files + texts.files
  }

  // MARK: - Words

  /// Of a word in more passages than this, those are kept where it weighs most: nobody reads on.
  private static let mostPostings = 2500

  /// Files of words in order: what a word shares with the one before, the rest of it, and its
  /// postings as differences and weights.
  private func shards() -> (files: [(path: String, bytes: [UInt8])], firsts: [[UInt8]]) {
    // So many files at most, and none smaller than is worth a request.
    let size = max(6_000, postings.count * 3 / 1024)
    var files: [(path: String, bytes: [UInt8])] = []
    var firsts: [[UInt8]] = []
    var output = OutputBuffer(capacity: size * 2)
    func end() {
      output.append("`)\n" as StaticString)
      files.append(("\(Self.folder)terms/\(files.count).js", output.bytes))
      output.removeAll()
    }
    var previous: [UInt8] = []
    for word in words {
      if output.count > size { end() }
      if output.count == 0 {
        output.append("scaffold.search.terms(\(files.count),`")
        firsts.append(word.term)
        previous = []
      }
      let shared = Self.shared(previous, word.term)
      output.appendSign(shared.units)
      output.append(Array(word.term[shared.bytes...]))
      output.append(ASCII.space)
      write(word, into: &output)
      output.append(ASCII.lineFeed)
      previous = word.term
    }
    if output.count > 0 { end() }
    return (files, firsts)
  }

  /// How much a word has in common with the one before: in bytes, and as browsers count.
  private static func shared(_ previous: [UInt8], _ word: [UInt8]) -> (bytes: Int, units: Int) {
    var bytes = 0
    while bytes < previous.count, bytes < word.count, bytes < 60, previous[bytes] == word[bytes] {
      bytes += 1
    }
    // Not within a scalar.
    while bytes > 0, bytes < word.count, word[bytes] & 0xC0 == 0x80 { bytes -= 1 }
    let units = word[..<bytes].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : $1 >= 0xF0 ? 2 : 1) }
    return (bytes, units)
  }

  private func write(_ word: Word, into output: inout OutputBuffer) {
    var least: UInt8 = 0
    var leastLeft = Int.max
    if word.postings.count > Self.mostPostings {
      output.append(ASCII.exclamation)
      output.appendSigns(word.postings.count)
      (least, leastLeft) = cut(postings[word.postings])
    }
    var previous: UInt32 = 0
    for index in word.postings {
      let entry = postings[index]
      if entry.weight < least { continue }
      if entry.weight == least {
        if leastLeft == 0 { continue }
        leastLeft -= 1
      }
      output.appendSigns(Int(entry.passage - previous))
      output.appendSign(Int(entry.weight))
      previous = entry.passage
    }
  }

  /// The least weight that is kept, and how many of that weight are.
  private func cut(_ entries: ArraySlice<Entry>) -> (least: UInt8, left: Int) {
    var counts = [Int](repeating: 0, count: 64)
    for entry in entries { counts[Int(entry.weight)] += 1 }
    var room = Self.mostPostings
    for weight in stride(from: 63, through: 0, by: -1) {
      if counts[weight] >= room { return (UInt8(weight), room) }
      room -= counts[weight]
    }
    return (0, Int.max)
  }

  // MARK: - Texts

  /// Files of passages in order, with the pages and sections they belong to.
  private func texts() -> (files: [(path: String, bytes: [UInt8])], counts: [Int]) {
    let total = parts.reduce(0) { $0 + $1.pages.reduce(0) { $0 + $1.text.bytes.count } }
    var writer = SearchTextFiles(size: max(5_000, total / 2048))
    for part in parts {
      for page in part.pages { writer.add(page) }
    }
    return writer.finish()
  }
}

/// Writes the texts that results show: `[[address, title, [anchor, heading, passage…]…]…]`.
private struct SearchTextFiles {
  let size: Int
  private var files: [(path: String, bytes: [UInt8])] = []
  private var counts: [Int] = []
  private var output = OutputBuffer()
  private var count = 0

  init(size: Int) { self.size = size }

  mutating func add(_ page: SearchPart.Page) {
    var section: Int?
    var isOpen = false
    for passage in page.text.passages {
      if output.count > size {
        if isOpen { output.append("]]" as StaticString) }
        endFile()
        (isOpen, section) = (false, nil)
      }
      if !isOpen {
        output.append(count == 0 ? "scaffold.search.texts(\(files.count),[[\"" : ",\n[\"")
        output.appendJSONEscaped(page.url)
        output.append("\",\"" as StaticString)
        output.append(page.title)
        output.append(ASCII.quote)
        isOpen = true
      }
      if passage.section != section {
        if section != nil { output.append(ASCII.rightBracket) }
        section = passage.section
        output.append(",[\"" as StaticString)
        output.append(page.text.sections[passage.section].anchor)
        output.append("\",\"" as StaticString)
        output.append(page.text.sections[passage.section].heading)
        output.append(ASCII.quote)
      }
      output.append(",\"" as StaticString)
      page.text.bytes[passage.range].withUnsafeBufferPointer { output.append($0) }
      output.append(ASCII.quote)
      count += 1
    }
    if isOpen { output.append("]]" as StaticString) }
  }

  private mutating func endFile() {
    output.append("])\n" as StaticString)
    files.append(("\(SearchIndex.folder)texts/\(files.count).js", output.bytes))
    counts.append(count)
    output.removeAll()
    count = 0
  }

  mutating func finish() -> (files: [(path: String, bytes: [UInt8])], counts: [Int]) {
    if count > 0 { endFile() }
    return (files, counts)
  }
}

extension OutputBuffer {
  /// The signs that stand for the numbers from 0 to 63.
  private static let signs = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_".utf8)

  /// Appends a number below 64 as one sign.
  @inline(__always)
  fileprivate mutating func appendSign(_ number: Int) { append(Self.signs[number & 63]) }

  /// Appends a number in groups of five bits, the least first; all but the last have the sixth bit
  /// set.
  fileprivate mutating func appendSigns(_ number: Int) {
    var rest = number
    while rest >= 32 {
      appendSign(rest & 31 | 32)
      rest >>= 5
    }
    appendSign(rest)
  }
}
