import Bytes
import CCmark

/// Tells which items of loose lists stand close together: as Python-Markdown has it, a blank line
/// makes paragraphs of the texts of the items beside it, and of no others in the list. With
/// `mdx_truly_sane_lists` a blank line ends a list of bullets instead.
struct ItemSpacing {
  let text: TextLines
  /// What the quotes that extensions have written stand for, by their first lines.
  let markers: [Int: Marker]
  /// The items whose texts stand bare.
  private var closeItems = PageArray<Node>()
  /// The items that begin a list of their own.
  private var firstItems = PageArray<Node>()

  /// Reads all blocks, before those of extensions are made of quotes: they have no lines.
  ///
  /// - Parameter bulletsEnd: whether a blank line ends a list of bullets.
  init(_ blocks: BlockSteps, text: TextLines, markers: [Int: Marker], bulletsEnd: Bool) {
    self.text = text
    self.markers = markers
    for step in blocks.all
    where step.type == CMARK_NODE_LIST && cmark_node_get_list_tight(step.node.pointer) == 0 {
      if bulletsEnd, cmark_node_get_list_type(step.node.pointer) == CMARK_BULLET_LIST {
        split(list: step.node)
      } else {
        read(list: step.node)
      }
    }
  }

  private mutating func split(list: Node) {
    var item = list.firstChild
    while let current = item {
      if current.previous != nil, isBlank(before: current) { firstItems.append(current) }
      if !holdsBlank(current) { closeItems.append(current) }
      item = current.next
    }
  }

  private mutating func read(list: Node) {
    var item = list.firstChild
    var isBehindBlank = false
    while let current = item {
      let next = current.next
      let isBeforeBlank = next.map { isBlank(before: $0) } ?? false
      if !isBehindBlank, !isBeforeBlank, !holdsBlank(current) { closeItems.append(current) }
      isBehindBlank = isBeforeBlank
      item = next
    }
  }

  /// Whether a blank line stands between the blocks of an item.
  private func holdsBlank(_ item: Node) -> Bool {
    var block = item.firstChild?.next
    while let current = block {
      if isBlank(before: current), !isFootnote(current) { return true }
      block = current.next
    }
    return false
  }

  /// Footnotes do not stay in the item.
  private func isFootnote(_ block: Node) -> Bool {
    guard block.type == CMARK_NODE_BLOCK_QUOTE, case .footnote? = markers[block.startLine] else {
      return false
    }
    return true
  }

  /// Whether a blank line stands before a block.
  private func isBlank(before block: Node) -> Bool {
    let line = block.startLine - 1
    guard line > 0 else { return false }
    return text.bytes[text.start(ofLine: line)..<text.contentEnd(ofLine: line)]
      .allSatisfy { $0.isBlank || $0 == ASCII.greater }
  }

  /// Lets the texts of these items stand bare, and ends lists; true when there are more lists then.
  func write(_ annotations: inout Annotations) -> Bool {
    for item in closeItems {
      var block = item.firstChild
      while let current = block {
        if current.type == CMARK_NODE_PARAGRAPH, current.identifier == 0 {
          annotations[current].role = .bare
        }
        block = current.next
      }
    }
    for item in firstItems { beginList(item) }
    return !firstItems.isEmpty
  }

  /// Moves an item with those behind it into a list of their own.
  private func beginList(_ first: Node) {
    guard let list = first.parent, let rest = Node(new: CMARK_NODE_LIST) else { return }
    _ = cmark_node_set_list_type(rest.pointer, CMARK_BULLET_LIST)
    rest.insert(after: list)
    var item: Node? = first
    while let current = item {
      item = current.next
      current.unlink()
      rest.append(current)
    }
  }
}
