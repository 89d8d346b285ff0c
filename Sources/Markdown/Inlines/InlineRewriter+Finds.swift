import CCmark

extension InlineRewriter {
  /// Which types of nodes may occur in a block, and its steps, if they are kept.
  struct BlockTypes {
    var node: Node
    var types: InlineSteps.Types
    var steps = InlineSteps.Kept()
  }

  /// What is found in a block, until it is put into the tree. One serves all blocks.
  struct BlockReader {
    var pairs = DelimiterPairs()
    var texts = PageArray<Node>()
    /// What was found in them, ascending; and of each text, where it begins.
    var finds = PageArray<InlineFind>()
    var firstFinds = PageArray<Int>()

    /// Where the finds of a text stand.
    func range(ofText index: Int) -> Range<Int> {
      firstFinds[index]..<(index + 1 < texts.count ? firstFinds[index + 1] : finds.count)
    }

    /// The block, and how many quotes it stands in.
    var block: (node: Node, quoteDepth: Int)?
    /// The escaped triggers in the block, by their text node, once one was asked for.
    var escapes: [OpaquePointer: [Int]] = [:]
    var knowsEscapes = false

    mutating func reset(for block: Node, quoteDepth: Int) {
      self.block = (block, quoteDepth)
      if knowsEscapes {
        knowsEscapes = false
        if !escapes.isEmpty { escapes = [:] }
      }
      pairs.reset()
      texts.removeAll()
      firstFinds.removeAll()
      finds.removeAll()
    }
  }
}
