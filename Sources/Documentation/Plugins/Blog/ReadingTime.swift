import Bytes

/// How long a text takes to read.
enum ReadingTime {
  /// Whole minutes: words by their number, and some seconds for each image, fewer for later ones.
  ///
  /// Source: Material's blog plugin.
  static func minutes(_ html: [UInt8], wordsPerMinute: Int) -> Int {
    var counter = Counter()
    counter.read(html)
    let seconds = (counter.words * 60 + wordsPerMinute - 1) / wordsPerMinute
    let looking = (0..<counter.images).reduce(0) { $0 + max(3, 12 - $1) }
    return (seconds + looking + 59) / 60
  }

  private struct Counter {
    /// Pieces between what is no word, as Python's `\W+` splits.
    var words = 1
    var images = 0
    private var isGap = false

    mutating func read(_ html: [UInt8]) {
      var index = 0
      while index < html.count {
        let next = html[index...].firstIndex(of: ASCII.less) ?? html.count
        take(html[index..<next])
        guard next < html.count else { break }
        let rest = html[next...]
        if rest.starts(with: Self.image) { images += 1 }
        if rest.starts(with: Self.comment) {
          index = rest.firstRange(of: Self.commentEnd)?.upperBound ?? html.count
        } else if let end = Self.skipped.first(where: { rest.starts(with: $0.start) })?.end {
          index = rest.firstRange(of: end)?.upperBound ?? html.count
        } else {
          index = (rest.firstIndex(of: ASCII.greater) ?? html.count - 1) + 1
        }
      }
    }

    private mutating func take(_ text: ArraySlice<UInt8>) {
      var isEntity = false
      for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
        if scalar == "&" { isEntity = true }
        let isWord =
          !isEntity
          && (scalar == "_" || scalar.properties.isAlphabetic
            || scalar.properties.numericType != nil)
        if scalar == ";" { isEntity = false }
        if !isWord, !isGap { words += 1 }
        isGap = !isWord
      }
    }

    private static let image: [UInt8] = Array("<img".utf8)
    private static let comment: [UInt8] = Array("<!--".utf8)
    private static let commentEnd: [UInt8] = Array("-->".utf8)
    private static let skipped = ["script", "style", "svg", "object"].map {
      (start: Array("<\($0)".utf8), end: Array("</\($0)>".utf8))
    }
  }
}
