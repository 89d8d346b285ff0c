/// Visits a subtree in document order, each node before and after its children, without recursion:
/// trees may be a hundred thousand levels deep.
///
/// Between two steps, the node just left may be replaced or moved; the walk goes on from where it
/// stood.
struct TreeWalk {
  private let root: Node
  private var upcoming: (node: Node, entering: Bool)?

  init(_ root: Node) {
    self.root = root
    upcoming = (root, true)
  }

  /// The next node, and whether it is reached before its children or after them.
  mutating func next() -> (node: Node, entering: Bool)? {
    guard let (node, entering) = upcoming else { return nil }
    if entering {
      if let child = node.firstChild {
        upcoming = (child, true)
      } else {
        upcoming = (node, false)
      }
    } else if node == root {
      upcoming = nil
    } else if let sibling = node.next {
      upcoming = (sibling, true)
    } else {
      upcoming = node.parent.map { ($0, false) }
    }
    return (node, entering)
  }

  /// Goes on after `node`, which was just entered, as if it had no children.
  mutating func skipChildren(of node: Node) { upcoming = (node, false) }

  /// Goes on behind `node`, which was just entered, without leaving it.
  mutating func leave(_ node: Node) {
    upcoming = (node, false)
    _ = next()
  }
}
