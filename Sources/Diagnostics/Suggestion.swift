/// Finds the candidate that a misspelt name probably meant, for "did you mean" hints.
public enum Suggestion {
  /// The candidate nearest to `name` by edit distance, case ignored, if it is near enough; ties go
  /// to the first. When none is, the only candidate that begins with `name`.
  ///
  /// - Parameter limit: the greatest distance that counts; by default a third of the name's length.
  public static func nearest(
    to name: String, in candidates: some Sequence<String>, limit: Int? = nil
  ) -> String? {
    Candidates(candidates).nearest(to: name, limit: limit)
  }

  /// Names that are asked for again and again, made ready once.
  public struct Candidates: Sendable {
    private struct Candidate: Sendable {
      var name: String
      /// Where it stands in `bytes`.
      var range: Range<Int>
      var letters: Letters
    }

    private var all: [Candidate] = []
    /// The names in lower case, one behind the other.
    private var bytes: [UInt8] = []

    /// Makes names ready, in the order in which they are preferred.
    public init(_ names: some Sequence<String>) {
      for name in names {
        let start = bytes.count
        bytes.append(contentsOf: name.lowercased().utf8)
        let range = start..<bytes.count
        all.append(Candidate(name: name, range: range, letters: Letters(bytes[range])))
      }
    }

    /// The nearest of the names; see the function of `Suggestion`.
    public func nearest(to name: String, limit: Int? = nil) -> String? {
      let wanted = Array(name.lowercased().utf8)
      let letters = Letters(wanted[...])
      let limit = limit ?? max(1, min(wanted.count / 3, 8))
      var best: (index: Int, distance: Int)?
      for index in all.indices {
        let bound = (best?.distance ?? limit + 1) - 1
        // Most candidates differ too much in length or in their letters to be looked at.
        guard abs(all[index].range.count - wanted.count) <= bound,
          letters.mayBe(all[index].letters, within: bound), all[index].name != name
        else { continue }
        let found = Suggestion.distance(wanted, Array(bytes[all[index].range]), limit: bound)
        if let found { best = (index, found) }
        if best?.distance == 0 { break }
      }
      return best.map { all[$0.index].name } ?? onlyContinuation(of: wanted)
    }

    /// The only name that begins with `name`, if that is long enough to mean something.
    private func onlyContinuation(of name: [UInt8]) -> String? {
      guard name.count >= 4 else { return nil }
      var found: String?
      for candidate in all where bytes[candidate.range].starts(with: name) {
        if found != nil { return nil }
        found = candidate.name
      }
      return found
    }
  }

  /// The hint "did you mean 'x'?" with the nearest candidate, or nil when there is none.
  public static func didYouMean(
    _ name: String, in candidates: some Sequence<String>
  ) -> String? {
    nearest(to: name, in: candidates).map { "did you mean '\($0)'?" }
  }

  /// The edit distance between two texts, case ignored.
  public static func distance(from left: String, to right: String) -> Int {
    let (left, right) = (Array(left.lowercased().utf8), Array(right.lowercased().utf8))
    return distance(left, right, limit: max(left.count, right.count))
      ?? max(left.count, right.count)
  }

  /// The edit distance, two neighbours swapped counting as one edit; nil when it is greater than
  /// `limit`.
  static func distance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
    if limit < 0 { return nil }
    let width = right.count + 1
    // Three rows of the table, which change places.
    var rows = [Int](repeating: 0, count: width * 3)
    return rows.withUnsafeMutableBufferPointer { rows in
      var (beforePrevious, previous, current) = (0, width, width * 2)
      for column in 0..<width { rows[previous + column] = column }
      for (row, byte) in left.enumerated() {
        rows[current] = row + 1
        var smallest = row + 1
        for column in 0..<right.count {
          let change = rows[previous + column] + (byte == right[column] ? 0 : 1)
          var value = min(change, rows[previous + column + 1] + 1, rows[current + column] + 1)
          if row > 0, column > 0, byte == right[column - 1], left[row - 1] == right[column] {
            value = min(value, rows[beforePrevious + column - 1] + 1)
          }
          rows[current + column + 1] = value
          smallest = min(smallest, value)
        }
        if smallest > limit { return nil }
        (beforePrevious, previous, current) = (previous, current, beforePrevious)
      }
      let distance = rows[previous + right.count]
      return distance <= limit ? distance : nil
    }
  }
}

/// Which bytes a text has, as far as fits into a word: two texts that differ in more of them than
/// twice the edits allowed are further apart.
private struct Letters: Sendable {
  private let mask: UInt64

  init(_ text: ArraySlice<UInt8>) {
    mask = text.reduce(0) { $0 | 1 << UInt64($1 & 63) }
  }

  func mayBe(_ other: Letters, within edits: Int) -> Bool {
    (mask ^ other.mask).nonzeroBitCount <= 2 * edits
  }
}
