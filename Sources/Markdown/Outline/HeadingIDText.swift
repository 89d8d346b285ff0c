import Bytes
import CCmark

// Python-Markdown takes more for HTML than CommonMark does, `<trade_id>` for one, and nothing of HTML
// goes into ids.

extension OutlineBuilder {
  /// The text that a heading's id is made of.
  ///
  /// - Parameter text: all that the heading says.
  func textForID(of heading: Node, _ text: String) -> String {
    guard dialect.slugs != .github, text.utf8.contains(ASCII.less) else { return text }
    let written = String(decoding: lines.bytes(of: heading), as: UTF8.self)
    var kept = ""
    var run: [UInt8] = []
    func closeRun() {
      kept += String(decoding: run, as: UTF8.self).replacing(
        /<\/?[a-zA-Z][^<>@ ]*(?: [^<>]*)?>/
      ) { match in
        // Escaped, or as character references, it is text.
        written.contains(match.output) ? "" : String(match.output)
      }
      run = []
    }
    var walk = TreeWalk(heading)
    while let (node, entering) = walk.next() {
      guard entering else { continue }
      switch node.type {
      case CMARK_NODE_TEXT: run.append(contentsOf: node.literal)
      case CMARK_NODE_CODE:
        closeRun()
        kept += String(decoding: node.literal, as: UTF8.self)
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: run.append(ASCII.lineFeed)
      case CMARK_NODE_IMAGE: walk.skipChildren(of: node)
      default: break
      }
    }
    closeRun()
    return kept
  }
}
