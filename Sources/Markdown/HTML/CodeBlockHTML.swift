import Bytes
import CCmark

extension HTMLRenderer {
  /// Writes a code block in the dialect's style.
  mutating func codeBlock(_ node: Node, _ place: CodePlace) {
    output.endLine()
    if place.beginsParagraph { output.append("<p></p>\n" as StaticString) }
    if !place.isIndented, !fenceStart.isEmpty, plainFence(node) { return }
    let blocks = dialect.codeBlocks
    guard blocks.attributes else {
      commonMarkBlock(node)
      return
    }
    expandsTabs = !blocks.keepsTabs || place.isIndented
    var info = FenceInfo(node.fenceInfo)
    if let custom = blocks.customFence(of: info) {
      customFence(node, info, custom)
      return
    }
    let style = place.isIndented ? blocks.indentedStyle : blocks.style
    if style != .plain, info.language == nil { info.language = blocks.defaultLanguage }
    switch style {
    case .plain:
      openTag("pre", Attributes(id: info.attributes.id, classes: info.attributes.classes))
      var attributes = languageClass(info)
      if dialect.attributeLists {
        attributes.others = info.attributes.others.filter { $0.name != "use_pygments" }
      }
      openTag("code", attributes)
      code(self.code(of: node)[...])
      output.append("</code></pre>\n" as StaticString)
    case .classed(let cssClass):
      classed(node, info, place, cssClass: cssClass)
    case .wrapped(let cssClass):
      wrapped(node, info, place, cssClass: cssClass)
    }
  }

  /// Writes a block that names its language, or none, and nothing else, which most blocks do; false
  /// for others.
  private mutating func plainFence(_ node: Node) -> Bool {
    let info = node.fenceInfo
    guard dialect.codeBlocks.isPlain(info) else { return false }
    expandsTabs = !dialect.codeBlocks.keepsTabs
    output.append(fenceStart)
    if info.isEmpty {
      output.append("<code>" as StaticString)
    } else {
      output.append("<code class=\"" as StaticString)
      output.appendHTMLEscaped(dialect.codeBlocks.languagePrefix)
      output.append(info)
      output.append("\">" as StaticString)
    }
    let code = self.code(of: node).withoutLastLineFeed
    self.code(dialect.codeBlocks.keepsBlankLines ? code : code.withoutBlankLines)
    output.append("\n</code></pre></div>\n" as StaticString)
    return true
  }

  /// The first word of the info string is the language; nothing else is read.
  private mutating func commonMarkBlock(_ node: Node) {
    output.append("<pre><code" as StaticString)
    let info = node.fenceInfo
    if !info.isEmpty {
      let end = info.firstIndex(where: \.isASCIIWhitespace) ?? info.count
      output.append(" class=\"language-" as StaticString)
      output.appendHTMLEscaped(UnsafeBufferPointer(rebasing: info[..<end]))
      output.append(ASCII.quote)
    }
    output.append(ASCII.greater)
    output.appendHTMLEscaped(self.code(of: node))
    output.append("</code></pre>\n" as StaticString)
  }

  func languageClass(_ info: FenceInfo) -> Attributes {
    Attributes(classes: info.language.map { [dialect.codeBlocks.languagePrefix + $0] } ?? [])
  }

  /// For highlighters that run in the browser.
  private mutating func classed(
    _ node: Node, _ info: FenceInfo, _ place: CodePlace, cssClass: String
  ) {
    var info = info
    var literal = self.code(of: node).withoutLastLineFeed
    if dialect.codeBlocks.readsLanguageLines, place.isIndented {
      literal = info.takeLanguageLine(
        from: literal.withoutBlankLines, numbersLines: dialect.codeBlocks.numbersLines != false)
    }
    var attributes = languageClass(info)
    if dialect.codeBlocks.followsCodeHilite(place), dialect.codeBlocks.isNumbered(info, place) {
      attributes.classes.append("linenums")
    }
    let isOnPre = dialect.codeBlocks.attributesOnPre
    if isOnPre, !cssClass.isEmpty { attributes.classes.append(cssClass) }
    var given = info.attributes
    if !dialect.attributeLists { given.others = [] }
    attributes.merge(given)
    let wrapper = Attributes(classes: cssClass.isEmpty ? [] : [cssClass])
    openTag("pre", isOnPre ? attributes : wrapper)
    openTag("code", isOnPre ? Attributes() : attributes)
    code(literal)
    output.append("</code></pre>\n" as StaticString)
  }

  // MARK: Custom fences

  private mutating func customFence(
    _ node: Node, _ info: FenceInfo, _ fence: CodeBlocks.CustomFence
  ) {
    var attributes = Attributes(classes: fence.cssClass.isEmpty ? [] : [fence.cssClass])
    var given = info.attributes
    if !dialect.attributeLists { given.others = [] }
    attributes.merge(given)
    let source = self.code(of: node).withoutLastLineFeed
    switch fence.format {
    case .code:
      openTag("pre", attributes)
      output.append("<code>" as StaticString)
      code(source)
      output.append("</code></pre>\n" as StaticString)
    case .division:
      openTag("div", attributes)
      code(source)
      output.append("</div>\n" as StaticString)
    case .formula(let tag):
      openTag(tag, attributes)
      output.append("\\[\n" as StaticString)
      code(source)
      output.append("\n\\]</" as StaticString)
      output.append(tag)
      output.append(">\n" as StaticString)
    case .formulaScript(let tag):
      openTag(tag, attributes)
      output.append("\n<script type=\"math/tex; mode=display\">\n" as StaticString)
      code(source)
      output.append("\n</script>\n</" as StaticString)
      output.append(tag)
      output.append(">\n" as StaticString)
    }
  }

  // MARK: Code

  /// Writes code, its tabs as spaces where the dialect wants it.
  mutating func code(_ literal: ByteSlice) {
    guard expandsTabs, literal.has(ASCII.tab) else {
      output.appendHTMLEscaped(UnsafeBufferPointer(rebasing: literal))
      return
    }
    var expanded: [UInt8] = []
    var column = 0
    for byte in literal {
      if byte == ASCII.tab {
        repeat {
          expanded.append(ASCII.space)
          column += 1
        } while column % 4 != 0
        continue
      }
      expanded.append(byte)
      if byte == ASCII.lineFeed { column = 0 } else if byte & 0xC0 != 0x80 { column += 1 }
    }
    output.appendHTMLEscaped(expanded)
  }
}

extension CodeBlocks {
  /// The custom fence that an info string asks for: none if it bears options, which only code has.
  func customFence(of info: FenceInfo) -> CustomFence? {
    guard !customFences.isEmpty, !info.hasOptions else { return nil }
    return customFences.last { $0.name == info.language || $0.name == "*" }
  }
}

extension ByteView {
  var withoutLastLineFeed: ByteSlice {
    last == ASCII.lineFeed ? dropLast() : self[...]
  }
}
