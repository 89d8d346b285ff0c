import Bytes
import Diagnostics

/// Writes the words of an index: what a word shares with the one before, the rest of it, and its
/// postings as differences and weights.
struct SearchWordFiles: ~Copyable {
  /// Of a word in more passages than this, those are kept where it weighs most: nobody reads on.
  private static let mostPostings = 2500

  /// About how large a file is.
  private let size: Int
  /// The first word of each file.
  private(set) var firsts: [[UInt8]] = []
  private var output: OutputBuffer
  private var previous: [UInt8] = []
  /// Memory for the signs of one word.
  private var signs = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 12)

  init(size: Int) {
    self.size = size
    output = OutputBuffer(capacity: size + size / 4)
  }

  deinit { signs.deallocate() }

  /// Adds the next word in order, with its postings.
  mutating func add(
    _ word: UnsafeBufferPointer<UInt8>, _ postings: UnsafeBufferPointer<SearchIndex.Entry>
  ) {
    if output.count == 0 {
      output.append("scaffold.search.terms(\(firsts.count),`")
      firsts.append(Array(word))
      previous.removeAll(keepingCapacity: true)
    }
    let shared = shared(with: word)
    output.appendSign(shared.units)
    output.append(UnsafeBufferPointer(rebasing: word[shared.bytes...]))
    output.append(ASCII.space)
    write(postings)
    output.append(ASCII.lineFeed)
    previous.removeAll(keepingCapacity: true)
    previous.append(contentsOf: word)
  }

  /// Whether the file that is being made is large enough.
  var isFull: Bool { output.count > size }

  /// Hands out the file that is being made, if there is one.
  mutating func end(_ write: SearchFiles.Writing) throws(Diagnostic) {
    guard output.count > 0 else { return }
    output.append("`)\n" as StaticString)
    try write("\(SearchIndex.folder)terms/\(firsts.count - 1).js", output.bytes)
    output.removeAll()
  }

  /// How much a word has in common with the one before: in bytes, and as browsers count.
  private func shared(with word: UnsafeBufferPointer<UInt8>) -> (bytes: Int, units: Int) {
    var bytes = 0
    while bytes < previous.count, bytes < word.count, bytes < 60, previous[bytes] == word[bytes] {
      bytes += 1
    }
    // Not within a scalar.
    while bytes > 0, bytes < word.count, word[bytes] & 0xC0 == 0x80 { bytes -= 1 }
    let units = word[..<bytes].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : $1 >= 0xF0 ? 2 : 1) }
    return (bytes, units)
  }

  private mutating func write(_ postings: UnsafeBufferPointer<SearchIndex.Entry>) {
    var least: UInt8 = 0
    var leastLeft = Int.max
    if postings.count > Self.mostPostings {
      output.append(ASCII.exclamation)
      output.appendSigns(postings.count)
      (least, leastLeft) = Self.cut(postings)
    }
    // A number of 32 bits has seven signs at most, and the weight is one.
    let room = min(postings.count, Self.mostPostings) * 8
    if signs.count < room {
      signs.deallocate()
      signs = .allocate(capacity: room * 2)
    }
    let alphabet = OutputBuffer.signs.utf8Start
    var count = 0
    var previous: UInt32 = 0
    for entry in postings {
      if entry.weight < least { continue }
      if entry.weight == least {
        if leastLeft == 0 { continue }
        leastLeft -= 1
      }
      var rest = Int(entry.passage - previous)
      while rest >= 32 {
        signs[count] = alphabet[rest & 31 | 32]
        count += 1
        rest >>= 5
      }
      signs[count] = alphabet[rest]
      signs[count + 1] = alphabet[Int(entry.weight & 63)]
      count += 2
      previous = entry.passage
    }
    output.append(UnsafeBufferPointer(rebasing: signs[..<count]))
  }

  /// The least weight that is kept, and how many of that weight are.
  private static func cut(
    _ postings: UnsafeBufferPointer<SearchIndex.Entry>
  ) -> (least: UInt8, left: Int) {
    var counts = [Int](repeating: 0, count: 64)
    for entry in postings { counts[Int(entry.weight)] += 1 }
    var room = mostPostings
    for weight in stride(from: 63, through: 0, by: -1) {
      if counts[weight] >= room { return (UInt8(weight), room) }
      room -= counts[weight]
    }
    return (0, Int.max)
  }
}

extension OutputBuffer {
  /// The signs that stand for the numbers from 0 to 63.
  fileprivate static let signs: StaticString =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"

  /// Appends a number below 64 as one sign.
  fileprivate mutating func appendSign(_ number: Int) { append(Self.signs.utf8Start[number & 63]) }

  /// Appends a number in groups of five bits, the least first; all but the last have the sixth bit
  /// set.
  mutating func appendSigns(_ number: Int) {
    var rest = number
    while rest >= 32 {
      appendSign(rest & 31 | 32)
      rest >>= 5
    }
    appendSign(rest)
  }
}
