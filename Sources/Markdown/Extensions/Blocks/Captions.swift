import Bytes
import CCmark

/// A figure with a caption.
struct Figure {
  var node: Node
  /// The caption's content.
  var caption: Node
  var mark: CaptionMark
}

extension BlockRewriter {
  /// Puts captions and what they describe into figures, and numbers these.
  mutating func placeCaptions(in root: Node) {
    guard !captions.isEmpty else { return }
    var figures: [Int: Figure] = [:]
    for (quote, mark, attributes) in captions {
      let figure: Node
      if let before = quote.previous, isFigureWithoutCaption(before) {
        figure = before
      } else {
        guard let new = Node(new: CMARK_NODE_CUSTOM_BLOCK) else { continue }
        new.insert(before: quote)
        if let before = new.previous { new.append(before) }
        figure = new
      }
      annotations.makeElement(figure, "figure", .block, attributes)
      annotations.makeElement(quote, "figcaption", .block)
      if mark.leads, let first = figure.firstChild {
        quote.insert(before: first)
      } else {
        figure.append(quote)
      }
      figures[figure.identifier] = Figure(node: figure, caption: quote, mark: mark)
    }
    number(figures, in: root)
  }

  private func isFigureWithoutCaption(_ node: Node) -> Bool {
    guard case .element("figure", _) = annotations[node].role else { return false }
    return [node.firstChild, node.lastChild].allSatisfy { child in
      guard let child, case .element("figcaption", _) = annotations[child].role else {
        return true
      }
      return false
    }
  }

  private mutating func number(_ figures: [Int: Figure], in root: Node) {
    guard let blocks = dialect.blocks else { return }
    var numbers = FigureNumbers(depth: blocks.numberedDepth)
    var walk = TreeWalk(root)
    while let (node, entering) = walk.next() {
      if entering, node.holdsInlines { walk.skipChildren(of: node) }
      guard let figure = figures[node.identifier], node.identifier != 0,
        !figure.mark.type.prefix.isEmpty
      else { continue }
      let number: [Int]?
      if !blocks.numbersCaptions {
        guard entering else { continue }
        let given = figure.mark.number
        let level = figure.mark.level.map { [Int](repeating: 1, count: min($0, 99) + 1) }
        number = level ?? (given.isEmpty ? nil : given)
      } else if entering {
        number = numbers.enter(figure.mark)
      } else {
        numbers.leave()
        continue
      }
      if let number { show(number, on: figure) }
    }
  }

  /// Gives a figure its id, and its caption the prefix.
  private mutating func show(_ number: [Int], on figure: Figure) {
    let parts = number.map(String.init)
    if annotations[figure.node].attributes.id == nil {
      annotations[figure.node].attributes.id =
        "__\(figure.mark.type.name)_" + parts.joined(separator: "_")
    }
    let prefix = figure.mark.type.prefix.replacingBraces(with: parts.joined(separator: "."))
    let span = "<span class=\"caption-prefix\">\(prefix)</span>"
    guard let html = Node(new: CMARK_NODE_CUSTOM_INLINE) else { return }
    if let first = figure.caption.firstChild, first.type == CMARK_NODE_PARAGRAPH,
      let text = first.firstChild
    {
      annotations[html].role = .html(span + " ")
      html.insert(before: text)
    } else if let paragraph = Node(new: CMARK_NODE_PARAGRAPH) {
      annotations[html].role = .html(span)
      paragraph.append(html)
      if let first = figure.caption.firstChild {
        paragraph.insert(before: first)
      } else {
        figure.caption.append(paragraph)
      }
    }
  }
}

/// Counts figures, each type for itself: nested figures of a type are numbered below one another.
private struct FigureNumbers {
  /// How deep figures are numbered; 0 for all.
  let depth: Int
  /// The figures that are open: their type, their level where one was given, and whether they and
  /// all in them go without number.
  private var open: [(type: String, level: Int?, isSkipped: Bool)] = []
  private var counters: [String: [Int]] = [:]
  private var lastDepths: [String: Int] = [:]

  init(depth: Int) { self.depth = depth }

  mutating func leave() { if !open.isEmpty { open.removeLast() } }

  /// The number of a figure that begins; nil for none.
  mutating func enter(_ mark: CaptionMark) -> [Int]? {
    var level = mark.level
    var stack = mark.level ?? 0
    let type = mark.type.name
    var isSkipped = mark.level != nil && depth > 0 && stack >= depth
    for parent in open.reversed() where parent.type == type && !isSkipped {
      if let parentLevel = parent.level {
        stack += parentLevel + 1
        level = stack + 1
      } else {
        stack += 1
      }
      if depth > 0, stack >= depth { isSkipped = true }
    }
    guard !isSkipped, stack < 100 else {
      open.append((type, level, true))
      return nil
    }
    if !mark.number.isEmpty {
      level = mark.number.count - 1 - stack
      stack = mark.number.count - 1
    }
    open.append((type, level, false))
    return count(type, stack, mark.number)
  }

  private mutating func count(_ type: String, _ stack: Int, _ given: [Int]) -> [Int] {
    var counter = counters[type] ?? [0]
    let last = lastDepths[type] ?? 0
    if stack > last {
      counter += repeatElement(1, count: stack - last)
    } else {
      counter.removeSubrange(min(stack + 1, counter.count)...)
      counter[counter.count - 1] += 1
    }
    lastDepths[type] = stack
    // A given number counts unless it is lower than those before it.
    if counter.lexicographicallyPrecedes(given) { counter = given }
    counters[type] = counter
    return Array(counter.prefix(stack + 1))
  }
}

extension String {
  /// With the first `{}` replaced.
  fileprivate func replacingBraces(with text: String) -> String {
    let bytes = Array(utf8)
    for index in bytes.indices.dropLast()
    where bytes[index] == ASCII.leftBrace && bytes[index + 1] == ASCII.rightBrace {
      return String(decoding: bytes[..<index], as: UTF8.self) + text
        + String(decoding: bytes[(index + 2)...], as: UTF8.self)
    }
    return self
  }
}
