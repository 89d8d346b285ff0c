import CCmark

/// The inlines of one block in document order, gathered once for all that looks at them. What can
/// have no children is entered only.
struct InlineSteps {
  struct Step {
    var node: Node
    var type: cmark_node_type
    var isEntering: Bool
  }

  /// The types of nodes.
  struct Types: OptionSet {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    init(_ type: cmark_node_type) { rawValue = 1 &<< type.rawValue }

    static var emphasis: Types { Types(CMARK_NODE_EMPH).union(Types(CMARK_NODE_STRONG)) }
    static var link: Types { Types(CMARK_NODE_LINK) }
    static var code: Types { Types(CMARK_NODE_CODE) }
    static var custom: Types { Types(CMARK_NODE_CUSTOM_INLINE) }
    /// What the outline notes with its place.
    static var placed: Types {
      link.union(Types(CMARK_NODE_IMAGE)).union(Types(CMARK_NODE_HTML_INLINE))
    }
  }

  private(set) var all = PageArray<Step>()
  /// Which types occur.
  private(set) var types: Types = []

  subscript(index: Int) -> (node: Node, type: cmark_node_type, isEntering: Bool) {
    let step = all[index]
    return (step.node, step.type, step.isEntering)
  }

  /// Gathers what is below a block.
  mutating func gather(_ block: Node) {
    all.removeAll()
    types = []
    guard var node = block.firstChild else { return }
    while true {
      let type = node.type
      types.insert(Types(type))
      all.append(Step(node: node, type: type, isEntering: true))
      if type.mayHoldInlines {
        if let child = node.firstChild {
          node = child
          continue
        }
        all.append(Step(node: node, type: type, isEntering: false))
      }
      while true {
        if let next = node.next {
          node = next
          break
        }
        guard let parent = node.parent, parent != block else { return }
        node = parent
        all.append(Step(node: node, type: node.type, isEntering: false))
      }
    }
  }
}

extension InlineSteps {
  /// The index of the step that leaves the node that a step enters; the step's own where nothing
  /// can be below the node.
  func leaving(_ index: Int) -> Int {
    guard all[index].type.mayHoldInlines else { return index }
    var depth = 0
    for next in index..<all.count {
      if all[next].type.mayHoldInlines { depth += all[next].isEntering ? 1 : -1 }
      if depth == 0 { return next }
    }
    return all.count
  }
}

extension cmark_node_type {
  fileprivate var mayHoldInlines: Bool {
    switch self {
    case CMARK_NODE_TEXT, CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_CODE,
      CMARK_NODE_HTML_INLINE:
      false
    default: true
    }
  }
}
