import Bytes
import CCmark

extension HTMLRenderer {
  /// Writes a code block as CommonMark does: the first word of the info string is its language.
  mutating func codeBlock(_ node: Node, _ annotation: Annotation) {
    output.endLine()
    output.append("<pre><code" as StaticString)
    let info = node.fenceInfo
    if !info.isEmpty {
      let end = info.firstIndex(where: \.isASCIIWhitespace) ?? info.count
      output.append(" class=\"language-" as StaticString)
      output.appendHTMLEscaped(UnsafeBufferPointer(rebasing: info[..<end]))
      output.append(ASCII.quote)
    }
    output.append(ASCII.greater)
    output.appendHTMLEscaped(node.literal)
    output.append("</code></pre>\n" as StaticString)
  }
}
