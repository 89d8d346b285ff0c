import Bytes
import CCmark

/// Tells indented code blocks from fenced ones, and counts both: ids of lines bear the number.
struct CodeBlockReader {
  let text: TextLines
  let blocks: CodeBlocks

  /// Whether blocks are counted, as they stand in the finished tree.
  var counts: Bool { !blocks.lineAnchors.isEmpty || !blocks.lineSpans.isEmpty }

  /// Tells which of some code blocks are indented.
  func read(_ nodes: PageArray<Node>, _ annotations: inout Annotations) {
    for node in nodes where isIndented(node) {
      // Formulas stand in the tree as code blocks.
      if case .html = annotations[node].role { continue }
      annotations[node].code.isIndented = true
    }
  }

  /// Reads the whole tree.
  func read(_ root: Node, _ annotations: inout Annotations) {
    var fenced: [Node] = []
    var indented: [Node] = []
    var walk = TreeWalk(root)
    while let (node, entering) = walk.next() {
      guard entering else { continue }
      if node.holdsInlines { walk.skipChildren(of: node) }
      guard node.type == CMARK_NODE_CODE_BLOCK else { continue }
      // Formulas stand in the tree as code blocks.
      if case .html = annotations[node].role { continue }
      if isIndented(node) {
        annotations[node].code.isIndented = true
        indented.append(node)
      } else {
        fenced.append(node)
      }
    }
    guard counts else { return }
    // Python-Markdown reads fences first, as they stand in the page, and indented code after them.
    fenced.sort { $0.startLine < $1.startLine }
    fenced.removeAll { blocks.customFence(of: FenceInfo($0.fenceInfo)) != nil }
    for (number, node) in (fenced + indented).enumerated() {
      annotations[node].code.number = number
    }
  }

  /// libcmark does not say which it was: only indented code begins on the block's first line.
  private func isIndented(_ block: Node) -> Bool {
    guard block.fenceInfo.isEmpty else { return false }
    let start = text.start(ofLine: block.startLine) + max(0, block.startColumn - 1)
    guard start < text.bytes.count else { return true }
    let byte = text.bytes[start]
    guard byte == ASCII.backtick || byte == ASCII.tilde else { return true }
    let line = text.bytes[start..<max(start, text.contentEnd(ofLine: block.startLine))]
    return block.literal.prefix { $0 != ASCII.lineFeed }.elementsEqual(line)
  }
}
