import CCmark

extension BlockRewriter {
  /// Makes a marked quote the block that its first lines describe.
  mutating func block(_ quote: Node, _ mark: BlockMark) {
    switch mark.form {
    case .admonition:
      annotations.makeElement(quote, "div", .block, mark.attributes)
      guard mark.title != nil, let title = quote.firstChild else { return }
      let attributes = Attributes(classes: ["admonition-title"])
      if mark.titleLevel > 0 {
        annotations[title].attributes.merge(attributes)
      } else {
        annotations.makeElement(title, "p", .line, attributes)
      }
    case .details:
      annotations.makeElement(quote, "details", .block, mark.attributes)
      guard mark.title != nil, let title = quote.firstChild else { return }
      if mark.titleLevel > 0, let summary = Node(new: CMARK_NODE_CUSTOM_BLOCK) {
        summary.insert(before: title)
        annotations.makeElement(summary, "summary", .block)
        summary.append(title)
      } else {
        annotations.makeElement(title, "summary", .line)
      }
    case .tab(let beginsSet, let isSelected):
      tabs.append(
        TabQuote(
          node: quote, beginsSet: beginsSet, isSelected: isSelected, attributes: mark.attributes))
    case .caption(let caption):
      captions.append((quote, caption, mark.attributes))
    case .definition:
      definitionList(quote, mark.attributes)
    case .html(let tag, let isInline):
      if isInline, let heading = quote.firstChild, heading.type == CMARK_NODE_HEADING {
        annotations[heading].attributes.merge(mark.attributes)
        heading.insert(before: quote)
        quote.unlink()
        return
      }
      annotations.makeElement(quote, tag, isInline ? .line : .block, mark.attributes)
      annotations[quote].isMarkdownElement = true
      guard isInline else { return }
      var child = quote.firstChild
      while let node = child {
        if node.type == CMARK_NODE_PARAGRAPH {
          annotations[node].role = .bare
          if let next = node.next, let gap = Node(new: CMARK_NODE_CUSTOM_BLOCK) {
            annotations[gap].role = .html("\n\n")
            gap.insert(before: next)
          }
        }
        child = node.next
      }
    }
  }

  /// Makes paragraphs terms, and the items of lists definitions.
  private mutating func definitionList(_ quote: Node, _ attributes: Attributes) {
    annotations.makeElement(quote, "dl", .block, attributes)
    var child = quote.firstChild
    while let node = child {
      child = node.next
      switch node.type {
      case CMARK_NODE_PARAGRAPH:
        annotations.makeElement(node, "dt", .line)
      case CMARK_NODE_LIST:
        definitions(of: node)
      default:
        guard let term = Node(new: CMARK_NODE_CUSTOM_BLOCK) else { continue }
        annotations.makeElement(term, "dt", .block)
        term.insert(before: node)
        term.append(node)
      }
    }
  }

  private mutating func definitions(of list: Node) {
    let isTight = cmark_node_get_list_tight(list.pointer) != 0
    while let item = list.firstChild, let definition = Node(new: CMARK_NODE_CUSTOM_BLOCK) {
      let isLine = isTight && item.firstChild?.next == nil
      annotations.makeElement(definition, "dd", isLine ? .line : .block)
      while let content = item.firstChild {
        if isTight, content.type == CMARK_NODE_PARAGRAPH { annotations[content].role = .bare }
        definition.append(content)
      }
      definition.insert(before: list)
      item.unlink()
    }
    list.unlink()
  }
}
