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
  /// All words, and their numbers in order of their bytes.
  private let table: TermTable
  private let words: [Int]
  /// The postings of the words in that order, each word's in the order of passages; and where those
  /// of each word begin, with the end behind them.
  private let postings: [Entry]
  private let starts: [Int]
  private let passageCount: Int

  /// A passage's number with a weight.
  struct Entry: Sendable {
    private let packed: UInt32

    init(passage: UInt32, weight: UInt8) { packed = passage << 6 | UInt32(weight) }

    var passage: UInt32 { packed >> 6 }
    /// From 1 to 63.
    var weight: UInt8 { UInt8(packed & 63) }
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
        own.append(UInt32(part.terms.withTerm(term) { table.number(of: $0) }))
      }
      counts += [Int](repeating: 0, count: table.count - counts.count)
      for posting in part.postings { counts[Int(own[Int(posting.term)])] += 1 }
      numbers.append(own)
    }
    // A counting sort: the words by their bytes, the postings of each as they come.
    let words = table.sorted((0..<table.count).lazy.filter { counts[$0] > 0 })
    var next = [Int](repeating: 0, count: table.count)
    var starts = [0]
    starts.reserveCapacity(words.count + 1)
    var total = 0
    for number in words {
      next[number] = total
      total += counts[number]
      starts.append(total)
    }
    var passageCount: UInt32 = 0
    postings = [Entry](unsafeUninitializedCapacity: total) { postings, count in
      for (part, own) in zip(parts, numbers) {
        for posting in part.postings {
          let number = Int(own[Int(posting.term)])
          postings[next[number]] = Entry(
            passage: passageCount + posting.passage, weight: posting.weight)
          next[number] += 1
        }
        passageCount += UInt32(part.passageCount)
      }
      count = total
    }
    self.table = table
    self.words = words
    self.starts = starts
    self.passageCount = Int(passageCount)
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

  /// Files of words in order.
  private func shards() -> (files: [(path: String, bytes: [UInt8])], firsts: [[UInt8]]) {
    // So many files at most, and none smaller than is worth a request.
    var writer = SearchWordFiles(size: max(6_000, postings.count * 3 / 1024))
    postings.withUnsafeBufferPointer { postings in
      for (place, number) in words.enumerated() {
        let own = UnsafeBufferPointer(rebasing: postings[starts[place]..<starts[place + 1]])
        table.withWord(number) { writer.add($0, own) }
      }
    }
    return writer.finish()
  }

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
