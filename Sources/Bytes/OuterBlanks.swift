extension StringProtocol where SubSequence == Substring {
  /// The text without the white space at both ends.
  public var withoutOuterBlanks: Substring {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
