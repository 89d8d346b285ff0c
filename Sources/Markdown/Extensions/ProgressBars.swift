import Bytes
import CCmark

// `[=50% "title"]` and `[=1/2]`.

/// How bars are written (`pymdownx.progressbar`).
public struct ProgressBars: Sendable, Hashable {
  /// How far apart the values are that have classes: `progress-40plus` (`progress_increment`).
  public var increment = 20
  /// Bars have such classes (`level_class`).
  public var hasLevels = true
  /// The classes of all bars (`add_classes`).
  public var classes: [String] = []

  /// As the extension has them by default.
  public init() {}

  /// The attributes of a bar's element.
  fileprivate func attributes(_ percent: Double) -> Attributes {
    var attributes = Attributes(classes: ["progress"])
    if hasLevels {
      let step = max(1, increment)
      let level = Int(percent) / step * step
      attributes.merge(Attributes(classes: ["progress-\(level)plus"]))
    }
    attributes.merge(Attributes(classes: classes))
    return attributes
  }

  /// What stands in a bar's element.
  fileprivate static func html(_ percent: Double, _ title: String) -> String {
    var html = OutputBuffer()
    html.append("\n<div class=\"progress-bar\" style=\"width:" as StaticString)
    html.append(twoDigits(percent))
    html.append("%\">\n<p class=\"progress-label\">" as StaticString)
    html.appendHTMLEscaped(title)
    html.append("</p>\n</div>\n" as StaticString)
    return html.text
  }

  /// A number with two digits behind its point, rounded as its exact value asks for.
  private static func twoDigits(_ number: Double) -> String {
    let scaled = number * 100
    var hundredths = scaled.rounded(.down)
    let rest = scaled - hundredths
    let error = (-scaled).addingProduct(number, 100)
    let isOdd = Int(hundredths) % 2 == 1
    if rest > 0.5 || rest == 0.5 && (error > 0 || error == 0 && isOdd) { hundredths += 1 }
    let (whole, part) = Int(hundredths).quotientAndRemainder(dividingBy: 100)
    return "\(whole).\(part < 10 ? "0" : "")\(part)"
  }
}

extension InlineRewriter {
  /// The bar that begins at a bracket.
  mutating func progressBar(
    in text: InlineText, at start: Int, _ style: ProgressBars
  ) -> InlineFind? {
    guard text[start + 1] == ASCII.equals else { return nil }
    var index = start + 1
    while text[index] == ASCII.equals { index += 1 }
    index = text.endOfSpace(from: index)
    guard let percent = text.share(at: &index) else { return nil }
    guard let label = text.label(from: index), let node = Node(new: CMARK_NODE_CUSTOM_INLINE),
      let bar = Node(new: CMARK_NODE_CUSTOM_INLINE)
    else { return nil }
    let range = start..<label.end
    annotations.makeElement(node, "div", .inline, style.attributes(percent))
    annotations[node].written = .whole(text.string(range))
    annotations[bar].role = .html(ProgressBars.html(percent, text.string(label.title)))
    node.append(bar)
    return InlineFind(range: range, node: node)
  }
}

extension InlineText {
  fileprivate func endOfSpace(from start: Int) -> Int {
    var index = start
    while self[index].isASCIIWhitespace { index += 1 }
    return index
  }

  /// A percentage from 0 to 100, or a fraction as one.
  fileprivate func share(at index: inout Int) -> Double? {
    let start = index
    guard let first = number(at: &index) else { return nil }
    if self[index] == UInt8(ascii: "%") {
      // Percentages have no leading zeros.
      guard first <= 100, self[start] != 0x30 || !self[start + 1].isASCIIDigit else { return nil }
      index += 1
      return first
    }
    index = endOfSpace(from: index)
    guard self[index] == ASCII.slash else { return nil }
    index = endOfSpace(from: index + 1)
    guard let second = number(at: &index) else { return nil }
    return second == 0 ? 0 : min(100, first / second * 100)
  }

  /// Digits, perhaps with a point and more digits.
  private func number(at index: inout Int) -> Double? {
    let start = index
    while self[index].isASCIIDigit { index += 1 }
    if index > start, self[index] == ASCII.period, self[index + 1].isASCIIDigit {
      index += 1
      while self[index].isASCIIDigit { index += 1 }
    }
    return Double(string(start..<index))
  }

  /// A title in quotes, if there is one, and where the bracket behind it ends.
  fileprivate func label(from start: Int) -> (title: Range<Int>, end: Int)? {
    let index = endOfSpace(from: start)
    let quote = self[index]
    if quote == ASCII.rightBracket { return (index..<index, index + 1) }
    guard index > start, quote == ASCII.quote || quote == ASCII.apostrophe else { return nil }
    var close = index + 1
    while close < literal.count {
      if literal[close] == quote {
        let end = endOfSpace(from: close + 1)
        if self[end] == ASCII.rightBracket { return (index + 1..<close, end + 1) }
        close = end
      } else {
        close += 1
      }
    }
    return nil
  }
}
