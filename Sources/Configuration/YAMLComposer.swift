import CYaml
import Diagnostics

/// Builds `YAMLNode`s from libyaml's events with a stack of its own.
struct YAMLComposer {
  /// A document that would expand to more nodes than this (by aliases of aliases) is refused.
  static let maximumNodes = 1_000_000
  /// Nesting deeper than this is refused, since those who read nodes may recurse.
  static let maximumDepth = 200

  let file: String
  let lineOffset: Int
  /// The finished document.
  private(set) var root: YAMLNode?

  private var open: [Container] = []
  private var anchors: [String: (node: YAMLNode, size: Int)] = [:]
  private var count = 0

  init(file: String, lineOffset: Int) {
    self.file = file
    self.lineOffset = lineOffset
  }

  /// A list or mapping whose end has not come yet.
  private struct Container {
    var isMapping: Bool
    var tag: String?
    var anchor: String?
    var location: Location
    var startCount: Int
    var items: [YAMLNode] = []
    var entries: [YAMLNode.Entry] = []
    var merged: [YAMLNode.Entry] = []
    var names: Set<String> = []
    var pendingKey: (name: String, location: Location, isMerge: Bool, tagged: YAMLNode?)?
  }

  func location(_ mark: yaml_mark_t, length: Int? = nil) -> Location {
    Location(
      file: file, line: Int(mark.line) + 1 + lineOffset, column: Int(mark.column) + 1,
      length: length)
  }

  mutating func add(_ event: yaml_event_t) throws(Diagnostic) {
    switch event.type {
    case YAML_SCALAR_EVENT: try addScalar(event)
    case YAML_ALIAS_EVENT: try addAlias(event)
    case YAML_SEQUENCE_START_EVENT:
      let data = event.data.sequence_start
      try begin(event, isMapping: false, tag: text(data.tag), anchor: text(data.anchor))
    case YAML_MAPPING_START_EVENT:
      let data = event.data.mapping_start
      try begin(event, isMapping: true, tag: text(data.tag), anchor: text(data.anchor))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: try end()
    default: break
    }
  }

  private mutating func addScalar(_ event: yaml_event_t) throws(Diagnostic) {
    let data = event.data.scalar
    let content = String(
      decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self)
    let isPlain = data.style == YAML_PLAIN_SCALAR_STYLE
    let location = location(event.start_mark, length: content.unicodeScalars.count)
    let node = YAMLNode(.scalar(content, isPlain: isPlain), tag: text(data.tag), at: location)
    if isBeforeKey {
      if node.hasLocalTag { return try setKey(node) }
      return try setKey(content, at: location, isMerge: isPlain && content == "<<")
    }
    try place(node, anchor: text(data.anchor), added: 1, size: 1)
  }

  private mutating func addAlias(_ event: yaml_event_t) throws(Diagnostic) {
    let name = text(event.data.alias.anchor) ?? ""
    guard let (node, size) = anchors[name] else {
      throw .error(
        code: "yaml.alias", "there is no anchor '&\(name)' before this alias",
        at: location(event.start_mark, length: name.count + 1), target: name,
        hint: Suggestion.nearest(to: name, in: anchors.keys.sorted()).map { "did you mean *\($0)?" }
      )
    }
    if isBeforeKey {
      guard let key = node.string else { throw keyError(at: location(event.start_mark)) }
      try setKey(key, at: location(event.start_mark), isMerge: false)
      return
    }
    try place(node, anchor: nil, added: size, size: size)
  }

  private mutating func setKey(
    _ name: String, at location: Location, isMerge: Bool
  ) throws(Diagnostic) {
    let top = open.count - 1
    if !isMerge, !open[top].names.insert(name).inserted {
      throw .error(
        code: "yaml.duplicate-key", "the key '\(name)' stands twice in the same mapping",
        at: location, target: name, hint: "keep one of them")
    }
    open[top].pendingKey = (name, location, isMerge, nil)
  }

  /// Sets a key that is known only when its tag is read, as in `!ENV [NAME, default]: page.md`.
  private mutating func setKey(_ node: YAMLNode) throws(Diagnostic) {
    guard let name = (node.sequence?.last ?? node).string else { throw keyError(at: node.location) }
    open[open.count - 1].pendingKey = (name, node.location, false, node)
  }

  /// Whether a mapping is open that has a key next.
  private var isBeforeKey: Bool {
    guard let last = open.last else { return false }
    return last.isMapping && last.pendingKey == nil
  }

  private mutating func begin(
    _ event: yaml_event_t, isMapping: Bool, tag: String?, anchor: String?
  ) throws(Diagnostic) {
    let location = location(event.start_mark)
    if isBeforeKey, isMapping || tag?.first != "!" { throw keyError(at: location) }
    guard open.count < Self.maximumDepth else {
      throw .error(
        code: "yaml.depth", "the YAML is nested more than \(Self.maximumDepth) levels deep",
        at: location)
    }
    open.append(
      Container(
        isMapping: isMapping, tag: tag, anchor: anchor, location: location, startCount: count))
  }

  private mutating func end() throws(Diagnostic) {
    guard let container = open.popLast() else { return }
    let value: YAMLNode.Value =
      container.isMapping
      ? .mapping(container.entries + container.merged.filter { !container.names.contains($0.key) })
      : .sequence(container.items)
    try place(
      YAMLNode(value, tag: container.tag, at: container.location),
      anchor: container.anchor, added: 1, size: count - container.startCount + 1)
  }

  /// Puts a finished node where it belongs. `added` is how many nodes it brings that are not
  /// counted yet: one for a new node, whose parts were counted as they came, all for an alias.
  private mutating func place(
    _ node: YAMLNode, anchor: String?, added: Int, size: Int
  ) throws(Diagnostic) {
    count += added
    guard count <= Self.maximumNodes else {
      throw .error(
        code: "yaml.size", "the YAML expands to more than \(Self.maximumNodes) values",
        at: node.location, hint: "remove nested aliases")
    }
    if let anchor { anchors[anchor] = (node, size) }
    guard !open.isEmpty else {
      root = node.isNull ? nil : node
      return
    }
    let top = open.count - 1
    guard open[top].isMapping else {
      open[top].items.append(node)
      return
    }
    guard let key = open[top].pendingKey else { return try setKey(node) }
    open[top].pendingKey = nil
    if key.isMerge {
      let sources = node.sequence ?? [node]
      for entry in sources.flatMap({ $0.mapping ?? [] })
      where !open[top].merged.contains(where: { $0.key == entry.key }) {
        open[top].merged.append(entry)
      }
    } else {
      open[top].entries.append(
        .init(key: key.name, keyLocation: key.location, taggedKey: key.tagged, value: node))
    }
  }

  private func keyError(at location: Location) -> Diagnostic {
    .error(
      code: "yaml.key", "a key must be text", at: location,
      hint: "put quotes around a key that begins with [ or {")
  }

  /// libyaml gives tags and anchors as bytes that end with NUL, or none.
  private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    guard let pointer else { return nil }
    let text = String(cString: pointer)
    return text.isEmpty || text == "!" ? nil : text
  }
}

extension YAMLNode {
  /// Whether the tag is the application's, such as `!ENV`.
  fileprivate var hasLocalTag: Bool { tag?.first == "!" }
}
