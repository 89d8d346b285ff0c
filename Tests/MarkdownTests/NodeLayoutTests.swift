import CCmark
import Testing

@testable import Markdown

/// Nodes are read where libcmark keeps what they hold; its own functions must say the same.
@Suite struct NodeLayoutTests {
  @Test func nodesHoldWhatLibcmarkSays() throws {
    let page =
      "# A *b*\n\n> - c `d` <e>\n>   ![f](g)\n\n---\n\n```h\ni\n```\n\n    j\n\n<div>\n&amp;\n</div>\n\nk  \nl\\\nm\n"
    let root = try #require(cmark_parse_document(page, page.utf8.count, CMARK_OPT_DEFAULT))
    defer { cmark_node_free(root) }
    var types: Set<UInt32> = []
    var pending = [root]
    while let node = pending.popLast() {
      if node != root, types.insert(cmark_node_get_type(node).rawValue).inserted {
        cmark_node_set_user_data(node, UnsafeMutableRawPointer(bitPattern: types.count))
      }
      if cmark_node_get_type(node) == CMARK_NODE_TEXT { cmark_node_set_literal(node, "changed") }
      let read = Node(node)
      #expect(read.type == cmark_node_get_type(node))
      #expect(read.parent?.pointer == cmark_node_parent(node))
      #expect(read.next?.pointer == cmark_node_next(node))
      #expect(read.previous?.pointer == cmark_node_previous(node))
      #expect(read.firstChild?.pointer == cmark_node_first_child(node))
      #expect(read.lastChild?.pointer == cmark_node_last_child(node))
      #expect(read.identifier == Int(bitPattern: cmark_node_get_user_data(node)))
      #expect(read.startLine == Int(cmark_node_get_start_line(node)))
      #expect(read.endLine == Int(cmark_node_get_end_line(node)))
      let literal = cmark_node_get_literal(node).map { String(cString: $0) }
      #expect((read.literalStart == nil) == (literal == nil))
      #expect(String(decoding: read.literal, as: UTF8.self) == literal ?? "")
      var child = cmark_node_first_child(node)
      while let next = child {
        pending.append(next)
        child = cmark_node_next(next)
      }
    }
    #expect(types.count == 15)
  }
}
