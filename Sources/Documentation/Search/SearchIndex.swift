import Bytes
import Diagnostics
import Sites

/// The index of a site's pages: for each word the passages it stands in, and the texts that results
/// show. Both are written as many small files, of which a browser loads those that a query needs.
///
/// The files are scripts that call a function, because pages that are opened from a disk can load
/// nothing else. `templates/theme/search` reads them.
struct SearchIndex: Sendable {
  /// Where the files lie in the site.
  static let folder = "search/"

  /// The pages in order.
  let runs: [SearchPart.Run]
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
    var table = TermTable.seeded
    // Of each part, what its words' numbers are among all.
    let numbers = parts.map { part in
      (0..<part.terms.count).map { term in
        part.terms.withWord(term) { word in
          word.baseAddress.map { UInt32(table.number(of: $0, count: word.count)) } ?? 0
        }
      }
    }
    let runs = parts.enumerated()
      .flatMap { part, value in value.runs.map { (part: part, run: $0) } }
      .sorted { $0.run.start < $1.run.start }
    var counts = [Int](repeating: 0, count: table.count)
    counts.withUnsafeMutableBufferPointer { counts in
      for (part, run) in runs {
        numbers[part].withUnsafeBufferPointer { own in
          for posting in run.postings { counts[Int(own[Int(posting.term)])] += 1 }
        }
      }
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
      next.withUnsafeMutableBufferPointer { next in
        for (part, run) in runs {
          numbers[part].withUnsafeBufferPointer { own in
            for posting in run.postings {
              let number = Int(own[Int(posting.term)])
              postings[next[number]] = Entry(
                passage: passageCount + posting.passage, weight: posting.weight)
              next[number] += 1
            }
          }
          passageCount += UInt32(run.passageCount)
        }
      }
      count = total
    }
    self.runs = runs.map(\.run)
    self.table = table
    self.words = words
    self.starts = starts
    self.passageCount = Int(passageCount)
  }

  /// Hands out the files, that which names the others last.
  ///
  /// - Throws: what `write` throws.
  func write(_ write: SearchFiles.Writing) throws(Diagnostic) {
    var hash = ContentHash()
    func writePart(_ path: String, _ bytes: borrowing [UInt8]) throws(Diagnostic) {
      hash.add(bytes)
      try write(path, bytes)
    }
    let firsts = try writeWords(writePart)
    let counts = try writeTexts(writePart)
    var output = OutputBuffer()
    output.append("scaffold.search.index({version:\"\(hash.name)\",passages:\(passageCount),")
    output.append("pages:\"" as StaticString)
    for run in runs {
      for page in run.pages { output.appendSigns(page.text.passages.count) }
    }
    output.append("\",texts:\"" as StaticString)
    for count in counts { output.appendSigns(count) }
    output.append("\",terms:\"" as StaticString)
    for (number, first) in firsts.enumerated() {
      if number > 0 { output.append(ASCII.space) }
      output.append(first)
    }
    output.append("\",stop:\"" as StaticString)
    for (number, word) in TermTable.stopWords.enumerated() {
      if number > 0 { output.append(ASCII.space) }
      output.append(word)
    }
    output.append("\"})\n" as StaticString)
    try write(Self.folder + "index.js", output.bytes)
  }

  /// Writes files of words in order; gives the first word of each.
  private func writeWords(_ write: SearchFiles.Writing) throws(Diagnostic) -> [[UInt8]] {
    // So many files at most, and none smaller than is worth a request.
    var writer = SearchWordFiles(size: max(6_000, postings.count * 3 / 1024))
    for (place, number) in words.enumerated() {
      if writer.isFull { try writer.end(write) }
      postings.withUnsafeBufferPointer { postings in
        let own = UnsafeBufferPointer(rebasing: postings[starts[place]..<starts[place + 1]])
        table.withWord(number) { writer.add($0, own) }
      }
    }
    try writer.end(write)
    return writer.firsts
  }

  /// Writes files of passages in order, with the pages and sections they belong to; gives how many
  /// passages each has.
  private func writeTexts(_ write: SearchFiles.Writing) throws(Diagnostic) -> [Int] {
    let total = runs.reduce(0) { $0 + $1.pages.reduce(0) { $0 + $1.text.bytes.count } }
    var writer = SearchTextFiles(size: max(5_000, total / 2048))
    for run in runs {
      for page in run.pages { try writer.add(page, write) }
    }
    try writer.end(write)
    return writer.counts
  }
}
