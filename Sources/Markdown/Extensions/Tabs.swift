import Bytes
import CCmark

// `=== "Tab"` with an indented body; neighbours make a set.

/// The first line of a tab.
struct TabLine {
  var title: Range<Int>
  /// `===!`: the tab begins a set of its own.
  var beginsSet: Bool
  /// `===+`: the tab is shown first.
  var isSelected: Bool
}

extension LineCursor {
  /// `=== "title"`, with `!` and `+` behind the mark.
  var tab: TabLine? {
    guard rest.starts(with: [ASCII.equals, ASCII.equals, ASCII.equals]) else { return nil }
    let options = rest.dropFirst(3).prefix { $0 == ASCII.exclamation || $0 == ASCII.plus }
    guard options.count < 3, Set(options).count == options.count else { return nil }
    let blanks = bytes[options.endIndex..<end].prefix { $0 == ASCII.space }
    let title = blanks.endIndex + 1
    var last = end - 1
    while last > title, bytes[last].isBlank { last -= 1 }
    guard !blanks.isEmpty, last >= title, bytes[title - 1] == ASCII.quote,
      bytes[last] == ASCII.quote
    else { return nil }
    return TabLine(
      title: title..<last, beginsSet: options.contains(ASCII.exclamation),
      isSelected: options.contains(ASCII.plus))
  }
}

extension LinePass {
  /// Opens a tab if a line begins one.
  mutating func opensTab(_ line: LineCursor, _ start: LineStart) -> Bool {
    guard let tab = line.tab else { return false }
    guard hasRoom(for: line, start) else { return true }
    open(
      .tab(beginsSet: tab.beginsSet, isSelected: tab.isSelected), line, start,
      indent: bodyIndent(below: line))
    writeParagraph(tab.title)
    writeSeparator()
    return true
  }
}

/// A tab that the tree holds as a marked quote.
struct TabQuote {
  var node: Node
  var beginsSet: Bool
  var isSelected: Bool
  /// The attributes that the author gave the set.
  var attributes = Attributes()
}

extension BlockRewriter {
  /// Puts tabs that follow one another into sets.
  mutating func groupTabs() {
    guard !tabs.isEmpty, let style = dialect.tabs ?? dialect.blocks?.tabs else { return }
    var groups: [[TabQuote]] = []
    // Outer tabs come first, so that sets are numbered as they begin in the page.
    for tab in tabs.sorted(by: { $0.node.startLine < $1.node.startLine }) {
      if !tab.beginsSet, let index = groups.lastIndex(where: { $0.last?.node == tab.node.previous })
      {
        groups[index].append(tab)
      } else {
        groups.append([tab])
      }
    }
    for (index, group) in groups.enumerated() {
      let ids = group.indices.map { "__tabbed_\(index + 1)_\($0 + 1)" }
      if style.alternateStyle {
        alternateSet(group, number: index + 1, ids: ids)
      } else {
        legacySet(group, number: index + 1, ids: ids)
      }
    }
  }

  /// Labels first, then the tabs' contents.
  private mutating func alternateSet(_ group: [TabQuote], number: Int, ids: [String]) {
    guard let set = tabSet(group, number: number, classes: ["tabbed-set", "tabbed-alternate"]),
      let labels = Node(new: CMARK_NODE_CUSTOM_BLOCK),
      let content = Node(new: CMARK_NODE_CUSTOM_BLOCK)
    else { return }
    let selected = group.firstIndex(where: \.isSelected) ?? 0
    for (index, id) in ids.enumerated() {
      append(input: id, set: number, isChecked: index == selected, to: set)
    }
    append(html: "\n", to: set)
    annotations.makeElement(labels, "div", .line, Attributes(classes: ["tabbed-labels"]))
    annotations.makeElement(content, "div", .block, Attributes(classes: ["tabbed-content"]))
    set.append(labels)
    set.append(content)
    for (tab, id) in zip(group, ids) {
      if let label = label(of: tab, id: id) { labels.append(label) }
      annotations.makeElement(tab.node, "div", .block, Attributes(classes: ["tabbed-block"]))
      content.append(tab.node)
    }
  }

  /// Each label before its content.
  private mutating func legacySet(_ group: [TabQuote], number: Int, ids: [String]) {
    guard let set = tabSet(group, number: number, classes: ["tabbed-set"]) else { return }
    let selected = group.firstIndex(where: \.isSelected) ?? 0
    for (index, (tab, id)) in zip(group, ids).enumerated() {
      append(input: id, set: number, isChecked: index == selected, to: set)
      if let label = label(of: tab, id: id) { set.append(label) }
      annotations.makeElement(tab.node, "div", .block, Attributes(classes: ["tabbed-content"]))
      set.append(tab.node)
    }
  }

  private mutating func tabSet(_ group: [TabQuote], number: Int, classes: [String]) -> Node? {
    guard let first = group.first, let set = Node(new: CMARK_NODE_CUSTOM_BLOCK) else { return nil }
    set.insert(before: first.node)
    var attributes = Attributes(classes: classes)
    for tab in group where !tab.attributes.isEmpty { attributes.merge(tab.attributes) }
    attributes["data-tabs"] = "\(number):\(group.count)"
    annotations.makeElement(set, "div", .block, attributes)
    return set
  }

  private mutating func append(input id: String, set: Int, isChecked: Bool, to parent: Node) {
    guard let node = Node(new: CMARK_NODE_CUSTOM_BLOCK) else { return }
    let input = TabInput(id: id, set: set, isChecked: isChecked)
    annotations[node].role = .html(input.html)
    if (dialect.tabs ?? dialect.blocks?.tabs)?.slugs != Dialect.Slugs.none {
      tabInputs.append((node, input))
    }
    parent.append(node)
  }

  private mutating func label(of tab: TabQuote, id: String) -> Node? {
    guard let title = tab.node.firstChild else { return nil }
    var attributes = Attributes()
    attributes["for"] = id
    annotations.makeElement(title, "label", .inline, attributes)
    if !tabInputs.isEmpty { tabLabels.append(title) }
    title.unlink()
    return title
  }
}
