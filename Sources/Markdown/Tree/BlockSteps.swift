import CCmark

/// The blocks of a page in document order, gathered once for all passes that look at them. Quotes are
/// entered and left, other blocks are entered only.
struct BlockSteps {
  struct Step {
    var node: Node
    var type: cmark_node_type
    var isEntering: Bool
  }

  private(set) var all: PageArray<Step>
  private(set) var hasLists = false

  /// Gathers what is below a root.
  init(_ root: Node) {
    all = PageArray(capacity: 64)
    guard var node = root.firstChild else { return }
    while true {
      let type = node.type
      all.append(Step(node: node, type: type, isEntering: true))
      if type == CMARK_NODE_LIST { hasLists = true }
      if type != CMARK_NODE_PARAGRAPH, type != CMARK_NODE_HEADING, let child = node.firstChild {
        node = child
        continue
      }
      if type == CMARK_NODE_BLOCK_QUOTE {
        all.append(Step(node: node, type: type, isEntering: false))
      }
      while true {
        if let next = node.next {
          node = next
          break
        }
        guard let parent = node.parent, parent != root else { return }
        node = parent
        if node.type == CMARK_NODE_BLOCK_QUOTE {
          all.append(Step(node: node, type: CMARK_NODE_BLOCK_QUOTE, isEntering: false))
        }
      }
    }
  }
}
