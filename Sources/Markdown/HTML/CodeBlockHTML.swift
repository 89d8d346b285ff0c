import Bytes
import CCmark

extension HTMLRenderer {
  /// Writes a code block in the dialect's style.
  mutating func codeBlock(_ node: Node, _ annotation: Annotation) {
    output.endLine()
    let style = dialect.codeBlocks
    guard style.attributes else {
      commonMarkBlock(node)
      return
    }
    let info = FenceInfo(node.fenceInfo)
    if let custom = style.customFences.first(where: { $0.name == info.language }) {
      openTag("pre", Attributes(id: info.attributes.id, classes: [custom.cssClass]))
      output.append("<code>" as StaticString)
      code(node, endsWithLineFeed: false)
      output.append("</code></pre>\n" as StaticString)
      return
    }
    switch style.style {
    case .plain:
      openTag("pre", Attributes(id: info.attributes.id, classes: info.attributes.classes))
      openTag("code", languageClass(info))
      code(node)
      output.append("</code></pre>\n" as StaticString)
    case .classed(let cssClass):
      openTag("pre", Attributes(classes: [cssClass]))
      var attributes = languageClass(info)
      attributes.merge(info.attributes)
      openTag("code", attributes)
      code(node, endsWithLineFeed: false)
      output.append("</code></pre>\n" as StaticString)
    case .wrapped(let cssClass):
      wrapped(node, info, cssClass: cssClass)
    }
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
    output.appendHTMLEscaped(node.literal)
    output.append("</code></pre>\n" as StaticString)
  }

  private func languageClass(_ info: FenceInfo) -> Attributes {
    Attributes(classes: info.language.map { ["language-" + $0] } ?? [])
  }

  // MARK: As Pygments wraps it

  private mutating func wrapped(_ node: Node, _ info: FenceInfo, cssClass: String) {
    var attributes = info.attributes
    if dialect.codeBlocks.languageClass {
      attributes.classes.insert("language-" + (info.language ?? "text"), at: 0)
    }
    attributes.classes.append(cssClass)
    openTag("div", attributes)
    // A fence may ask for numbers where the site has none, and the other way round with 0.
    let first = info.firstNumber ?? (dialect.codeBlocks.lineNumbers == .none ? 0 : 1)
    if first > 0, dialect.codeBlocks.lineNumbers != .inline {
      numbered(node, info, cssClass: cssClass, first: first)
    } else {
      if let title = info.title { filename(title) }
      pre(node, info, firstNumber: first > 0 ? first : nil)
    }
    output.append("</div>\n" as StaticString)
  }

  private mutating func filename(_ title: String) {
    output.append("<span class=\"filename\">" as StaticString)
    output.appendHTMLEscaped(title)
    output.append("</span>" as StaticString)
  }

  /// The numbers in a column of a table.
  private mutating func numbered(
    _ node: Node, _ info: FenceInfo, cssClass: String, first: Int
  ) {
    openTag("table", Attributes(classes: [cssClass + "table"]))
    if let title = info.title {
      output.append("<tr><th colspan=\"2\" class=\"filename\">" as StaticString)
      filename(title)
      output.append("</th></tr>" as StaticString)
    }
    output.append(
      "<tr><td class=\"linenos\"><div class=\"linenodiv\"><pre><span></span>" as StaticString)
    let literal = node.literal
    let count = literal.reduce(0) { $1 == ASCII.lineFeed ? $0 + 1 : $0 }
    for line in 0..<count {
      if line > 0 { output.append(ASCII.lineFeed) }
      output.append("<span class=\"normal\">" as StaticString)
      output.append(decimal: first + line)
      output.append("</span>" as StaticString)
    }
    output.append("</pre></div></td><td class=\"code\"><div>" as StaticString)
    pre(node, info, firstNumber: nil)
    output.append("</div></td></tr></table>" as StaticString)
  }

  private mutating func pre(_ node: Node, _ info: FenceInfo, firstNumber: Int?) {
    output.append("<pre><span></span>" as StaticString)
    openTag("code", languageClass(info))
    if info.highlighted.isEmpty, firstNumber == nil {
      code(node)
    } else {
      lines(node, info, firstNumber: firstNumber)
    }
    output.append("</code></pre>" as StaticString)
  }

  /// Writes code line by line, with numbers in it and lines that stand out.
  private mutating func lines(_ node: Node, _ info: FenceInfo, firstNumber: Int?) {
    let literal = node.literal
    var start = 0
    var line = 1
    while start < literal.count {
      let end = literal[start...].firstIndex(of: ASCII.lineFeed).map { $0 + 1 } ?? literal.count
      let standsOut = info.highlighted.contains(line)
      if standsOut { output.append("<span class=\"hll\">" as StaticString) }
      if let firstNumber {
        output.append("<span class=\"linenos\">" as StaticString)
        output.append(decimal: firstNumber + line - 1)
        output.append("</span>" as StaticString)
      }
      code(UnsafeBufferPointer(rebasing: literal[start..<end]))
      if standsOut { output.append("</span>" as StaticString) }
      start = end
      line += 1
    }
  }

  // MARK: Code

  private mutating func code(_ node: Node, endsWithLineFeed: Bool = true) {
    var literal = node.literal[...]
    if !endsWithLineFeed, literal.last == ASCII.lineFeed { literal = literal.dropLast() }
    code(UnsafeBufferPointer(rebasing: literal))
  }

  /// Writes code, its tabs as spaces where the dialect wants it.
  private mutating func code(_ literal: ByteView) {
    guard !dialect.codeBlocks.keepsTabs, literal.contains(ASCII.tab) else {
      output.appendHTMLEscaped(literal)
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
