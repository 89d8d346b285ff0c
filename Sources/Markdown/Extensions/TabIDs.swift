import Bytes
import CCmark

/// The radio button of a tab.
struct TabInput {
  var id: String
  var set: Int
  var isChecked: Bool

  var html: String {
    var html = OutputBuffer(capacity: 96)
    html.append(isChecked ? "<input checked=\"checked\" id=\"" : "<input id=\"" as StaticString)
    html.append(id)
    html.append("\" name=\"__tabbed_" as StaticString)
    html.append(decimal: set)
    html.append("\" type=\"radio\" />" as StaticString)
    return html.text
  }
}

/// Gives tabs ids that come from their labels, once the ids of headings are known.
struct TabIDs {
  let style: Tabs
  let inputs: [(node: Node, input: TabInput)]
  let labels: [Node]

  /// Names all tabs.
  func assign(in root: Node, _ outline: inout OutlineBuilder) {
    guard !inputs.isEmpty, inputs.count == labels.count else { return }
    var used = outline.anchors.used
    for heading in outline.outline.headings { used.insert(heading.id) }
    var slugs = Slugger(style.slugs, separator: style.separator, used: used)
    let headings = style.combinesHeadings ? headings(in: root, outline) : [:]
    for ((node, input), label) in zip(inputs, labels) {
      var input = input
      let heading = headings[node.pointer] ?? ""
      input.id = slugs.id(
        for: label.plainText, prefix: heading.isEmpty ? "" : heading + style.separator)
      outline.annotations[node].role = .html(input.html)
      outline.annotations[label].attributes["for"] = input.id
      let position = outline.position(of: label)
      outline.outline.anchors.append(Anchor(id: input.id, position: position))
    }
  }

  /// Of each input, the id of the heading above it.
  private func headings(in root: Node, _ outline: OutlineBuilder) -> [OpaquePointer: String] {
    let wanted = Set(inputs.map(\.node.pointer))
    var found: [OpaquePointer: String] = [:]
    /// Of each open block, the last heading in it.
    var above: [String] = []
    var walk = TreeWalk(root)
    while let (node, entering) = walk.next() {
      if entering, wanted.contains(node.pointer) {
        found[node.pointer] = above.last { !$0.isEmpty } ?? ""
      }
      if node.type == CMARK_NODE_HEADING {
        if entering { walk.skipChildren(of: node) }
        if entering, !above.isEmpty, case .heading(let index) = outline.annotations[node].role {
          above[above.count - 1] = outline.outline.headings[index].id
        }
      } else if node.type == CMARK_NODE_PARAGRAPH {
        if entering { walk.skipChildren(of: node) }
      } else if entering {
        above.append("")
      } else {
        above.removeLast()
      }
    }
    return found
  }
}
