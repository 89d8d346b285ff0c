/// Finds the candidate that a misspelt name probably meant, for "did you mean" hints.
public enum Suggestion {
  /// The candidate nearest to `name` by edit distance, case ignored, if it is near enough; ties go
  /// to the first. When none is, the only candidate that begins with `name`.
  ///
  /// - Parameter limit: the greatest distance that counts; by default a third of the name's length.
  public static func nearest(
    to name: String, in candidates: some Sequence<String>, limit: Int? = nil
  ) -> String? {
    let wanted = Array(name.lowercased().utf8)
    let letters = Letters(wanted)
    let limit = limit ?? max(1, min(wanted.count / 3, 8))
    var best: (name: String, distance: Int)?
    for candidate in candidates where candidate != name {
      let bound = (best?.distance ?? limit + 1) - 1
      // Most candidates differ too much in length or in their letters to be looked at.
      guard abs(candidate.utf8.count - wanted.count) <= bound + 4 else { continue }
      let bytes = Array(candidate.lowercased().utf8)
      guard abs(bytes.count - wanted.count) <= bound, letters.mayBe(bytes, within: bound) else {
        continue
      }
      if let found = distance(wanted, bytes, limit: bound) { best = (candidate, found) }
      if best?.distance == 0 { break }
    }
    return best?.name ?? onlyContinuation(of: wanted, in: candidates)
  }

  /// The hint "did you mean 'x'?" with the nearest candidate, or nil when there is none.
  public static func didYouMean(
    _ name: String, in candidates: some Sequence<String>
  ) -> String? {
    nearest(to: name, in: candidates).map { "did you mean '\($0)'?" }
  }

  /// The only candidate that begins with `name`, if that is long enough to mean something.
  private static func onlyContinuation(
    of name: [UInt8], in candidates: some Sequence<String>
  ) -> String? {
    guard name.count >= 4 else { return nil }
    var found: String?
    for candidate in candidates where candidate.lowercased().utf8.starts(with: name) {
      if found != nil { return nil }
      found = candidate
    }
    return found
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
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    var current = previous
    for (row, byte) in left.enumerated() {
      current[0] = row + 1
      var smallest = current[0]
      for column in 0..<right.count {
        let change = previous[column] + (byte == right[column] ? 0 : 1)
        var value = min(change, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, byte == right[column - 1], left[row - 1] == right[column] {
          value = min(value, beforePrevious[column - 1] + 1)
        }
        current[column + 1] = value
        smallest = min(smallest, value)
      }
      if smallest > limit { return nil }
      beforePrevious = previous
      swap(&previous, &current)
    }
    return previous[right.count] <= limit ? previous[right.count] : nil
  }
}

/// Which bytes a text has, as far as fits into a word: two texts that differ in more of them than
/// twice the edits allowed are further apart.
private struct Letters {
  private let mask: UInt64

  init(_ text: [UInt8]) {
    mask = text.reduce(0) { $0 | 1 << UInt64($1 & 63) }
  }

  func mayBe(_ text: [UInt8], within edits: Int) -> Bool {
    (mask ^ Letters(text).mask).nonzeroBitCount <= 2 * edits
  }
}
