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
      var start = 0
      while let open = run[start...].firstIndex(of: ASCII.less) {
        kept += String(decoding: run[start..<open], as: UTF8.self)
        start = run.endOfTagByPattern(from: open) ?? open + 1
        let tag = String(decoding: run[open..<start], as: UTF8.self)
        // Escaped, or as character references, it is text.
        if start == open + 1 || written[...].firstByteRange(of: tag) == nil { kept += tag }
      }
      kept += String(decoding: run[start...], as: UTF8.self)
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

extension [UInt8] {
  /// Where what begins with `<` ends, if Python-Markdown takes it for a tag:
  /// `</?[a-zA-Z][^<>@ ]*( [^<>]*)?>`.
  fileprivate func endOfTagByPattern(from open: Int) -> Int? {
    var index = open + 1
    if index < count, self[index] == ASCII.slash { index += 1 }
    guard index < count, self[index].isASCIILetter else { return nil }
    var isInName = true
    while index < count {
      switch self[index] {
      case ASCII.greater: return index + 1
      case ASCII.less: return nil
      case UInt8(ascii: "@") where isInName: return nil
      case ASCII.space: isInName = false
      default: break
      }
      index += 1
    }
    return nil
  }
}
