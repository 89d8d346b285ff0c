import CCmark

/// The inlines of a block in document order, gathered once for all that looks at them. What can
/// have no children is entered only. Those of blocks that do not change are kept for the outline.
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
    static var rawHTML: Types { Types(CMARK_NODE_HTML_INLINE) }
    /// What the outline notes with its place.
    static var placed: Types { link.union(Types(CMARK_NODE_IMAGE)).union(rawHTML) }
  }

  private(set) var all = PageArray<Step>()
  /// Where the steps of the block begin that was gathered last; before them stand those that are kept.
  private var first = 0
  /// The steps of the block that was gathered last.
  var current: Range<Int> { first..<all.count }
  /// Which types occur.
  private(set) var types: Types = []
  /// Where the steps end that the outline looks at for places: behind the last link, image or node of
  /// an extension. Raw HTML may open a link, so that all steps count.
  private(set) var endOfPlaces = 0

  subscript(index: Int) -> (node: Node, type: cmark_node_type, isEntering: Bool) {
    let step = all[index]
    return (step.node, step.type, step.isEntering)
  }

  /// Keeps the steps of the block that was gathered last.
  mutating func keep() -> Kept {
    defer { first = all.count }
    return Kept(first: first, end: all.count, endOfPlaces: endOfPlaces)
  }

  /// Where the steps of a block stand that were kept.
  struct Kept {
    var first = 0
    var end = 0
    var endOfPlaces = 0
  }

  /// Gathers what is below a block.
  mutating func gather(_ block: Node) {
    all.truncate(to: first)
    types = []
    endOfPlaces = 0
    defer { if types.contains(.rawHTML) { endOfPlaces = all.count } }
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
        if type.isPlaced { endOfPlaces = all.count }
      }
      while true {
        if let next = node.next {
          node = next
          break
        }
        guard let parent = node.parent, parent != block else { return }
        node = parent
        let type = node.type
        all.append(Step(node: node, type: type, isEntering: false))
        if type.isPlaced { endOfPlaces = all.count }
      }
    }
  }
}

extension InlineSteps {
  /// The index of the step that leaves the node that a step enters; the step's own where nothing
  /// can be below the node.
  func leaving(_ index: Int, before end: Int) -> Int {
    guard all[index].type.mayHoldInlines else { return index }
    var depth = 0
    for next in index..<end {
      if all[next].type.mayHoldInlines { depth += all[next].isEntering ? 1 : -1 }
      if depth == 0 { return next }
    }
    return end
  }
}

extension cmark_node_type {
  fileprivate var isPlaced: Bool {
    self == CMARK_NODE_LINK || self == CMARK_NODE_IMAGE || self == CMARK_NODE_CUSTOM_INLINE
  }

  fileprivate var mayHoldInlines: Bool {
    switch self {
    case CMARK_NODE_TEXT, CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_CODE,
      CMARK_NODE_HTML_INLINE:
      false
    default: true
    }
  }
}
