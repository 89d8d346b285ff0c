import Bytes
import CCmark

/// A code block as Pygments wraps it: its lines, and what is shown beside them.
struct WrappedCode {
  let literal: ByteSlice
  /// How the lines are numbered; nil for no numbers.
  var numbers: FenceInfo.Numbers?
  /// The lines that stand out, by index; empty for none.
  var standsOut: [Bool] = []
  /// What the anchors and ids of lines begin with; "" for none.
  var anchors = ""
  var spans = ""

  init(_ literal: ByteSlice) { self.literal = literal }

  var lineCount: Int { literal.reduce(1) { $1 == ASCII.lineFeed ? $0 + 1 : $0 } }

  /// The number of the first line, shown or not.
  var first: Int { max(1, numbers?.first ?? 1) }

  /// Marks the lines that stand out.
  mutating func mark(_ ranges: [ClosedRange<Int>]) {
    guard !ranges.isEmpty else { return }
    let count = lineCount
    // Where ranges begin and end, so that many overlapping ones cost no more than their number.
    var changes = [Int](repeating: 0, count: count + 2)
    for range in ranges where range.lowerBound <= count {
      changes[max(1, range.lowerBound)] += 1
      changes[min(count, max(0, range.upperBound)) + 1] -= 1
    }
    var depth = 0
    standsOut = (1...count).map { line in
      depth += changes[line]
      return depth > 0
    }
  }
}

extension CodeBlocks {
  /// Whether a block's lines are numbered.
  func isNumbered(_ info: FenceInfo, _ place: CodePlace) -> Bool {
    guard let first = info.numbers?.first else { return numbersLines == true }
    return first > 0 && (numbersLines != false || followsCodeHilite(place))
  }

  /// What an info string and the dialect make of a block.
  func wrapped(
    _ literal: ByteSlice, _ info: FenceInfo, _ place: CodePlace
  ) -> WrappedCode {
    var code = WrappedCode(keepsBlankLines ? literal : literal.withoutBlankLines)
    if isNumbered(info, place) {
      code.numbers = followsCodeHilite(place) ? nil : info.numbers
      if code.numbers == nil { code.numbers = FenceInfo.Numbers(first: 1) }
    }
    code.mark(info.highlighted)
    // The extension leaves the lines of indented code alone.
    guard !place.isIndented else { return code }
    let id = info.attributes.id ?? "\(place.number)"
    if !lineAnchors.isEmpty { code.anchors = "\(lineAnchors)-\(id)-" }
    if !lineSpans.isEmpty { code.spans = "\(lineSpans)-\(id)-" }
    return code
  }
}

extension HTMLRenderer {
  /// Writes a block as Pygments wraps it.
  mutating func wrapped(_ node: Node, _ info: FenceInfo, _ place: CodePlace, cssClass: String) {
    let blocks = dialect.codeBlocks
    var info = info
    var literal = self.code(of: node).withoutLastLineFeed
    if blocks.followsCodeHilite(place) {
      if place.isIndented {
        literal = info.takeLanguageLine(
          from: literal.withoutBlankLines, numbersLines: blocks.numbersLines != false)
      }
      info.attributes = Attributes(classes: info.attributes.classes)
      info.title = nil
    }
    openDivision(info, cssClass)
    let code = blocks.wrapped(literal, info, place)
    let title = info.title ?? blocks.automaticTitle(of: info)
    if code.numbers != nil, blocks.numberStyle == .table {
      let own = blocks.followsCodeHilite(place) ? info.attributes.classes : []
      numbered(code, info, title, Attributes(classes: own + [cssClass + "table"]))
    } else {
      filename(title)
      pre(code, info)
    }
    output.append("</div>\n" as StaticString)
  }

  /// Opens what is around a block.
  private mutating func openDivision(_ info: FenceInfo, _ cssClass: String) {
    let blocks = dialect.codeBlocks
    let language = blocks.languageClass ? blocks.knownName(of: info) : ""
    if info.attributes.isEmpty, blocks.languageClass, !cssClass.isEmpty {
      output.append("<div class=\"" as StaticString)
      output.appendHTMLEscaped(blocks.languagePrefix)
      output.appendHTMLEscaped(language)
      output.append(ASCII.space)
      output.appendHTMLEscaped(cssClass)
      output.append("\">" as StaticString)
      return
    }
    var attributes = info.attributes
    attributes.others.removeAll { !dialect.attributeLists || !$0.name.hasPrefix("data-") }
    if blocks.languageClass {
      attributes.classes.insert(blocks.languagePrefix + language, at: 0)
    }
    if !cssClass.isEmpty { attributes.classes.append(cssClass) }
    openTag("div", attributes)
  }

  private mutating func filename(_ title: CodeBlocks.Title?) {
    guard let title, !title.text.isEmpty else { return }
    output.append("<span class=\"filename\">" as StaticString)
    if title.isHTML { output.append(title.text) } else { output.appendHTMLEscaped(title.text) }
    output.append("</span>" as StaticString)
  }

  /// The numbers in a column of a table.
  private mutating func numbered(
    _ code: WrappedCode, _ info: FenceInfo, _ title: CodeBlocks.Title?, _ attributes: Attributes
  ) {
    openTag("table", attributes)
    if let title, !title.text.isEmpty {
      output.append("<tr><th colspan=\"2\" class=\"filename\">" as StaticString)
      filename(title)
      output.append("</th></tr>" as StaticString)
    }
    output.append(
      "<tr><td class=\"linenos\"><div class=\"linenodiv\"><pre><span></span>" as StaticString)
    let count = code.lineCount
    let width = decimalWidth(code.first + count - 1)
    for number in code.first..<code.first + count {
      if number > code.first { output.append(ASCII.lineFeed) }
      let isSpecial = self.isSpecial(number, code)
      output.append("<span class=\"" as StaticString)
      output.append(isSpecial ? "special\">" : "normal\">" as StaticString)
      let isLink = dialect.codeBlocks.linksNumbers && isShown(number, code)
      if isLink { openLink(to: code.anchors, number) }
      self.number(number, code, width: width)
      if isLink { output.append("</a>" as StaticString) }
      output.append("</span>" as StaticString)
    }
    output.append("</pre></div></td><td class=\"code\"><div>" as StaticString)
    pre(code, info)
    output.append("</div></td></tr></table>" as StaticString)
  }

  private mutating func pre(_ code: WrappedCode, _ info: FenceInfo) {
    output.append("<pre><span></span>" as StaticString)
    if let language = info.language {
      output.append("<code class=\"" as StaticString)
      output.appendHTMLEscaped(dialect.codeBlocks.languagePrefix)
      output.appendHTMLEscaped(language)
      output.append("\">" as StaticString)
    } else {
      output.append("<code>" as StaticString)
    }
    let isNumbered = code.numbers != nil && dialect.codeBlocks.numberStyle != .table
    if isNumbered || !code.standsOut.isEmpty || !code.anchors.isEmpty || !code.spans.isEmpty {
      lines(code, isNumbered: isNumbered)
    } else {
      self.code(code.literal)
      output.append(ASCII.lineFeed)
    }
    output.append("</code></pre>" as StaticString)
  }

  /// Writes code line by line, with what belongs to each line.
  private mutating func lines(_ code: WrappedCode, isNumbered: Bool) {
    let width = isNumbered ? decimalWidth(code.first + code.lineCount - 1) : 0
    let text = ByteView(rebasing: code.literal)
    var start = 0
    var index = 0
    while true {
      let end = text.index(of: ASCII.lineFeed, from: start)
      let line = text[start..<(end ?? text.count)]
      let number = code.first + index
      if !code.spans.isEmpty {
        output.append("<span id=\"" as StaticString)
        name(code.spans, number)
        output.append("\">" as StaticString)
      }
      if !code.anchors.isEmpty { anchor(code, number) }
      let standsOut = !code.standsOut.isEmpty && code.standsOut[index]
      if standsOut { output.append("<span class=\"hll\">" as StaticString) }
      if isNumbered { inlineNumber(number, code, width: width) }
      self.code(line)
      output.append(ASCII.lineFeed)
      if standsOut { output.append("</span>" as StaticString) }
      if !code.spans.isEmpty { output.append("</span>" as StaticString) }
      guard let end else { return }
      start = end + 1
      index += 1
    }
  }

  // MARK: Numbers

  private func isShown(_ number: Int, _ code: WrappedCode) -> Bool {
    number % (code.numbers?.step ?? 1) == 0
  }

  private func isSpecial(_ number: Int, _ code: WrappedCode) -> Bool {
    let special = code.numbers?.special ?? dialect.codeBlocks.specialNumber
    return special > 0 && number % special == 0
  }

  private func decimalWidth(_ number: Int) -> Int { String(number).utf8.count }

  /// Writes a number, or blanks in its place.
  private mutating func number(_ number: Int, _ code: WrappedCode, width: Int) {
    let isShown = isShown(number, code)
    for _ in 0..<width - (isShown ? decimalWidth(number) : 0) { output.append(ASCII.space) }
    if isShown { output.append(decimal: number) }
  }

  /// A number at the beginning of its line.
  private mutating func inlineNumber(_ number: Int, _ code: WrappedCode, width: Int) {
    let isLink = dialect.codeBlocks.linksNumbers
    if isLink { openLink(to: code.anchors, number) }
    output.append("<span class=\"linenos" as StaticString)
    if isSpecial(number, code) { output.append(" special" as StaticString) }
    if dialect.codeBlocks.numberStyle == .attribute {
      output.append("\" data-linenos=\"" as StaticString)
      self.number(number, code, width: width)
      output.append(" \">" as StaticString)
    } else {
      output.append("\">" as StaticString)
      self.number(number, code, width: width)
    }
    output.append("</span>" as StaticString)
    if isLink { output.append("</a>" as StaticString) }
  }

  // MARK: Anchors

  private mutating func name(_ prefix: String, _ number: Int) {
    output.appendHTMLEscaped(prefix)
    output.append(decimal: number)
  }

  private mutating func openLink(to prefix: String, _ number: Int) {
    output.append("<a href=\"#" as StaticString)
    name(prefix, number)
    output.append("\">" as StaticString)
  }

  private mutating func anchor(_ code: WrappedCode, _ number: Int) {
    output.append("<a id=\"" as StaticString)
    name(code.anchors, number)
    output.append("\" name=\"" as StaticString)
    name(code.anchors, number)
    if dialect.codeBlocks.linksNumbers, code.numbers == nil {
      output.append("\" href=\"#" as StaticString)
      name(code.anchors, number)
    }
    output.append("\"></a>" as StaticString)
  }
}

extension ByteSlice {
  /// Without line feeds at the beginning and end.
  var withoutBlankLines: Self {
    var rest = drop { $0 == ASCII.lineFeed }
    while rest.last == ASCII.lineFeed { rest = rest.dropLast() }
    return rest
  }
}
