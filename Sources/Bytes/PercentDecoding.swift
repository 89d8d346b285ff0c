extension StringProtocol {
  /// The string with each `%XX` replaced by its byte; a `%` that begins no valid escape stays.
  /// Bytes that are not UTF-8 become U+FFFD.
  @inlinable
  public var percentDecoded: String {
    // Most texts have none, and are asked for in every link.
    let text = String(self)
    let isPlain =
      text.utf8.withContiguousStorageIfAvailable { !$0.contains(ASCII.percent) } ?? false
    return isPlain ? text : text.withPercentDecoded
  }
}

extension String {
  @usableFromInline
  var withPercentDecoded: String {
    let source = Array(utf8)
    var decoded: [UInt8] = []
    decoded.reserveCapacity(source.count)
    var index = 0
    while index < source.count {
      if source[index] == ASCII.percent, index + 2 < source.count,
        let high = source[index + 1].hexDigitValue, let low = source[index + 2].hexDigitValue
      {
        decoded.append(high << 4 | low)
        index += 3
      } else {
        decoded.append(source[index])
        index += 1
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }
}
