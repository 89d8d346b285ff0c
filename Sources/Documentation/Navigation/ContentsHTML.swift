import Bytes
import Markdown

/// Writes a page's contents list: its headings below the first level, nested by level.
enum ContentsHTML {
  /// Appends nested lists, or nothing when there is no heading to show. A single heading of level
  /// one is the page's title and not shown.
  static func write(_ headings: [Heading], into output: inout OutputBuffer) {
    let titles = headings.reduce(0) { $0 + ($1.level == 1 ? 1 : 0) }
    var open: [Int] = []
    for heading in headings where !heading.id.isEmpty && (heading.level > 1 || titles > 1) {
      while let last = open.last, last > heading.level, open.count > 1 {
        output.append("</li></ul>" as StaticString)
        open.removeLast()
      }
      if let last = open.last, last >= heading.level {
        output.append("</li>\n" as StaticString)
        open[open.count - 1] = heading.level
      } else {
        output.append("<ul class=\"md-nav__list\">\n" as StaticString)
        open.append(heading.level)
      }
      output.append("<li class=\"md-nav__item\"><a class=\"md-nav__link\" href=\"#" as StaticString)
      output.appendHTMLEscaped(heading.id)
      output.append("\">" as StaticString)
      output.append(heading.html)
      output.append("</a>" as StaticString)
    }
    for _ in open { output.append("</li></ul>" as StaticString) }
  }
}
