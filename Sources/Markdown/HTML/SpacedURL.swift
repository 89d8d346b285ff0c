import Bytes

extension HTMLRenderer {
  /// Writes a URL with its spaces, as Python-Markdown has it.
  mutating func spacedURL(_ url: ByteView) {
    var start = 0
    while let space = url.index(of: ASCII.space, from: start) {
      output.appendURLEscaped(ByteView(rebasing: url[start..<space]))
      output.append(ASCII.space)
      start = space + 1
    }
    output.appendURLEscaped(ByteView(rebasing: url[start...]))
  }
}
