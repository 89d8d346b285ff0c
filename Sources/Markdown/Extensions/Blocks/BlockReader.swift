import Bytes

/// Makes sense of the first lines of a block between slashes.
struct BlockReader {
  let line: LineCursor
  let opening: BlockLine
  let options: BlockOptions
  let blocks: GenericBlocks

  private var argument: String? {
    opening.argument.map { String(decoding: line.bytes[$0], as: UTF8.self) }
  }

  /// What the block is; nil where its argument or options are not those of its kind.
  func mark(of kind: GenericBlocks.Kind) -> BlockMark? {
    var mark: BlockMark
    switch kind {
    case .admonition(let type):
      guard hasOnly(type == nil ? ["type"] : []) else { return nil }
      mark = BlockMark(form: .admonition)
      mark.attributes.classes = ["admonition"]
      titled(&mark, type)
    case .details(let type):
      guard hasOnly(type == nil ? ["type", "open"] : ["open"]), isBoolean("open") else {
        return nil
      }
      mark = BlockMark(form: .details)
      if options.bool("open") == true { mark.attributes["open"] = "open" }
      titled(&mark, type)
    case .tab:
      guard let argument = opening.argument, !argument.isEmpty, hasOnly(["new", "select"]),
        isBoolean("new"), isBoolean("select")
      else { return nil }
      mark = BlockMark(
        form: .tab(
          beginsSet: options.bool("new") == true, isSelected: options.bool("select") == true))
      mark.title = (argument, "")
    case .caption(let type):
      guard hasOnly([]), let caption = caption(type) else { return nil }
      mark = caption
    case .definition:
      guard hasOnly([]), argument?.isEmpty != false else { return nil }
      mark = BlockMark(form: .definition)
    case .html:
      guard let selector = argument.flatMap({ BlockSelector($0) }), let content = content(selector)
      else { return nil }
      mark = BlockMark(form: .html(tag: selector.tag, isInline: content == .inline))
      mark.attributes = selector.attributes
    }
    mark.attributes.merge(options.attributes)
    return mark
  }

  /// The element whose content is no Markdown; nil for others.
  var rawElement: RawElement? {
    guard let selector = argument.flatMap({ BlockSelector($0) }),
      let content = content(selector), content == .raw || content == .html
    else { return nil }
    var attributes = selector.attributes
    attributes.merge(options.attributes)
    return RawElement(tag: selector.tag, attributes: attributes, isHTML: content == .html)
  }

  private func content(_ selector: BlockSelector) -> GenericBlocks.Content? {
    guard hasOnly(["markdown"]) else { return nil }
    let mode = options.values["markdown"]?.lowercased() ?? "auto"
    return mode == "auto" ? blocks.content(of: selector.tag) : .init(rawValue: mode)
  }

  private func hasOnly(_ keys: Set<String>) -> Bool {
    options.values.keys.allSatisfy(keys.contains)
  }

  private func isBoolean(_ key: String) -> Bool {
    options.values[key] == nil || options.bool(key) != nil
  }

  // MARK: Titles

  private func titled(_ mark: inout BlockMark, _ type: GenericBlocks.Titled?) {
    var type = type
    if type == nil, let name = options.values["type"], !name.isEmpty, name != "admonition" {
      type = .init(cssClass: name, title: name.asTitle)
    }
    if let type { mark.attributes.merge(Attributes(classes: [type.cssClass])) }
    guard let argument = opening.argument else {
      mark.title = type.map { (0..<0, $0.title) }
      return
    }
    guard !argument.isEmpty else { return }
    mark.title = (argument, "")
    // `# Title` is a heading.
    let text = line.bytes[argument]
    let level = text.prefix { $0 == ASCII.hash }.count
    guard (1...6).contains(level) else { return }
    var title = text.dropFirst(level).drop(while: \.isBlank)
    while title.last == ASCII.hash || title.last?.isBlank == true { title = title.dropLast() }
    mark.titleLevel = level
    mark.title = (title.startIndex..<title.endIndex, "")
  }

  // MARK: Captions

  /// Reads `< ^2 #id.class`: where the caption stands, its number or depth, and its attributes.
  private func caption(_ type: GenericBlocks.Caption) -> BlockMark? {
    var caption = CaptionMark(type: type, leads: blocks.captionsLead)
    var attributes = Attributes(classes: type.classes)
    var rest = (argument ?? "")[...]
    if let first = rest.first, first == "<" || first == ">" {
      caption.leads = first == "<"
      rest = rest.dropFirst().drop { $0 == " " }
    }
    let isLevel = rest.first == "^"
    let word = rest.dropFirst(isLevel ? 1 : 0).prefix { $0 != " " }
    let number = word.split(separator: ".", omittingEmptySubsequences: false).map { part in
      part.first == "0" || part.utf8.count > 9 ? nil : Int(part).flatMap { $0 > 0 ? $0 : nil }
    }
    if !number.isEmpty, number.allSatisfy({ $0 != nil }) {
      if isLevel { caption.level = number[0] } else { caption.number = number.compactMap { $0 } }
      rest = rest[word.endIndex...].drop { $0 == " " }
    }
    if !rest.isEmpty {
      guard let selector = BlockSelector(rest, hasTag: false) else { return nil }
      attributes.merge(selector.attributes)
    }
    return BlockMark(form: .caption(caption), attributes: attributes)
  }
}

extension String {
  /// `my-name` as a title: `My Name`.
  var asTitle: String {
    split { $0 == "-" || $0 == "_" || $0 == " " }
      .map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }.joined(separator: " ")
  }
}
