import Bytes
import CCmark
import CMarkArena

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A node of libcmark's tree. It lives as long as the arena mark under which it was parsed.
///
/// `identifier` connects a node with what this module knows beyond libcmark; see `Annotations`.
struct Node: Equatable {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) { self.pointer = pointer }

  /// A new node without parent, or nil where libcmark makes none.
  init?(new type: cmark_node_type) {
    guard let pointer = cmark_node_new_with_mem(type, cmark_arena_allocator()) else { return nil }
    self.pointer = pointer
  }

  var type: cmark_node_type { node_type(pointer) }

  // MARK: Neighbours

  var parent: Node? { node_parent(pointer).map(Node.init) }
  var firstChild: Node? { node_first_child(pointer).map(Node.init) }
  var lastChild: Node? { node_last_child(pointer).map(Node.init) }
  var next: Node? { node_next(pointer).map(Node.init) }
  var previous: Node? { node_previous(pointer).map(Node.init) }

  // MARK: Content

  /// The text of a text, code or HTML node; empty for others. Valid until it is set anew.
  var literal: ByteView {
    guard let start = node_literal(pointer) else { return ByteView(start: nil, count: 0) }
    let count = node_literal_length(pointer, start)
    return ByteView(
      start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: count)
  }
  /// Where the literal of a text begins, which ends with a zero.
  var literalStart: UnsafePointer<UInt8>? {
    node_literal(pointer).map {
      UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self)
    }
  }
  /// The destination of a link or image.
  var url: ByteView { Node.bytes(cmark_node_get_url(pointer)) }
  /// The title of a link or image.
  var title: ByteView { Node.bytes(cmark_node_get_title(pointer)) }
  /// The info string of a code block.
  var fenceInfo: ByteView { Node.bytes(cmark_node_get_fence_info(pointer)) }

  func setLiteral(_ text: String) {
    text.withCString { _ = cmark_node_set_literal(pointer, $0) }
  }

  func setLiteral(_ text: ByteView) {
    // libcmark makes a copy of what ends with a zero.
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: text.count + 1) { copy in
      text.withMemoryRebound(to: CChar.self) { _ = copy.update(fromContentsOf: $0) }
      copy[text.count] = 0
      _ = cmark_node_set_literal(pointer, copy.baseAddress)
    }
  }

  /// Cuts a text node off at a byte, or removes it if nothing is left.
  func truncate(to count: Int) {
    guard count > 0 else { return unlink() }
    setLiteral(ByteView(rebasing: literal[..<count]))
  }

  /// Takes bytes away from the front of a text node, or removes it if nothing is left.
  func removePrefix(_ count: Int) {
    let literal = literal
    guard literal.count > count, let base = literal.baseAddress else { return unlink() }
    base.withMemoryRebound(to: CChar.self, capacity: literal.count) {
      _ = cmark_node_set_literal(pointer, $0 + count)
    }
  }

  // MARK: Places in the text that libcmark read, from 1

  var startLine: Int { Int(node_start_line(pointer)) }
  var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
  var endLine: Int { Int(node_end_line(pointer)) }

  // MARK: Changing the tree

  func unlink() { cmark_node_unlink(pointer) }
  func append(_ child: Node) { _ = cmark_node_append_child(pointer, child.pointer) }
  func insert(before sibling: Node) { _ = cmark_node_insert_before(sibling.pointer, pointer) }
  func insert(after sibling: Node) { _ = cmark_node_insert_after(sibling.pointer, pointer) }

  // MARK: What is kept with a node

  /// The number by which annotations know the node; 0 for none.
  var identifier: Int {
    get { Int(bitPattern: node_user_data(pointer)) }
    nonmutating set {
      _ = cmark_node_set_user_data(pointer, UnsafeMutableRawPointer(bitPattern: newValue))
    }
  }

  /// Whether a paragraph's lines stand bare in their list item.
  var isTightParagraph: Bool { isInTightItem }

  /// Whether a block stands in an item of a tight list.
  var isInTightItem: Bool {
    guard let list = parent?.parent, list.type == CMARK_NODE_LIST else { return false }
    return cmark_node_get_list_tight(list.pointer) != 0
  }

  /// Whether the node's children are inlines.
  var holdsInlines: Bool {
    let type = type
    return type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING
  }

  private static func bytes(_ text: UnsafePointer<CChar>?) -> ByteView {
    guard let text else { return UnsafeBufferPointer(start: nil, count: 0) }
    let count = strlen(text)
    return text.withMemoryRebound(to: UInt8.self, capacity: count) {
      UnsafeBufferPointer(start: $0, count: count)
    }
  }
}
