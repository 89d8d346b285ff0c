import Bytes
import CCmark

// `- [ ] to do` and `- [x] done`.

/// How the checkboxes of task lists are written.
public struct TaskLists: Sendable, Hashable {
  /// The HTML of a checkbox.
  public enum Style: Sendable, Hashable {
    /// `<input>`; lists and items bear classes (`pymdownx.tasklist`).
    case input
    /// A label around it that style sheets can draw (`custom_checkbox`).
    case label
    /// As GitHub writes it, without classes.
    case github
  }

  /// The HTML of a checkbox.
  public var style: Style
  /// Readers may tick the boxes (`clickable_checkbox`).
  public var isClickable = false

  /// Creates task lists; without a style as `pymdownx.tasklist` has them by default.
  public init(style: Style = .input) { self.style = style }

  fileprivate func checkbox(isDone: Bool) -> String {
    switch style {
    case .github:
      return "<input type=\"checkbox\"\(isDone ? " checked=\"\"" : "") disabled=\"\" /> "
    case .input, .label:
      let input =
        "<input type=\"checkbox\"\(isClickable ? "" : " disabled")\(isDone ? " checked" : "")/>"
      return style == .input
        ? input + " "
        : "<label class=\"task-list-control\">\(input)"
          + "<span class=\"task-list-indicator\"></span></label> "
    }
  }
}

extension BlockRewriter {
  /// Makes list items that begin with a checkbox tasks.
  ///
  /// - Parameter text: what libcmark read.
  mutating func tasks(in blocks: BlockSteps, _ style: TaskLists, text: TextLines) {
    for step in blocks.all where step.type == CMARK_NODE_ITEM {
      if let paragraph = step.node.firstChild, paragraph.type == CMARK_NODE_PARAGRAPH {
        task(step.node, paragraph, style, text)
      }
    }
  }

  private mutating func task(
    _ item: Node, _ paragraph: Node, _ style: TaskLists, _ text: TextLines
  ) {
    guard let first = paragraph.firstChild, first.type == CMARK_NODE_TEXT else { return }
    let literal = first.literal
    guard literal.count > 3, literal[0] == ASCII.leftBracket, literal[2] == ASCII.rightBracket,
      literal[3].isBlank
    else { return }
    let isDone = literal[1] | 0x20 == 0x78
    let length = 3 + literal.dropFirst(3).prefix(while: \.isBlank).count
    // An escaped bracket is none.
    let start = text.start(ofLine: paragraph.startLine) + paragraph.startColumn - 1
    guard isDone || literal[1] == ASCII.space, start < text.bytes.count,
      text.bytes[start] == ASCII.leftBracket, literal.count > length || first.next != nil,
      let box = Node(new: CMARK_NODE_CUSTOM_INLINE)
    else { return }
    let html = style.checkbox(isDone: isDone)
    annotations[box].written = .whole(String(decoding: literal[..<length], as: UTF8.self))
    box.insert(before: first)
    first.removePrefix(length)
    if style.style == .github {
      annotations[box].role = .html("")
      guard let block = Node(new: CMARK_NODE_CUSTOM_BLOCK) else { return }
      annotations[block].role = .html(html)
      block.insert(before: paragraph)
    } else {
      annotations[box].role = .html(html)
      annotations[item].attributes.merge(Attributes(classes: ["task-list-item"]))
      if let list = item.parent {
        annotations[list].attributes.merge(Attributes(classes: ["task-list"]))
      }
    }
  }
}
