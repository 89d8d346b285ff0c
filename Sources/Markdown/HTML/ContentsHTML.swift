import Bytes

extension Contents {
  /// The contents list of a page as HTML.
  func html(of headings: [Heading]) -> String {
    var output = OutputBuffer()
    output.append("<div class=\"" as StaticString)
    output.appendHTMLEscaped(listClass)
    output.append("\">" as StaticString)
    if let title, !title.isEmpty {
      output.append("<span" as StaticString)
      if !titleClass.isEmpty {
        output.append(" class=\"" as StaticString)
        output.appendHTMLEscaped(titleClass)
        output.append(ASCII.quote)
      }
      output.append(ASCII.greater)
      output.appendHTMLEscaped(title)
      output.append("</span>" as StaticString)
    }
    output.append("\n<ul>\n" as StaticString)
    // Entries nest below the nearest earlier heading of a higher level, as in Python-Markdown. A
    // list is open for each of `levels`; `parents` are the entries that the inner lists belong to.
    var levels: [Int] = []
    var parents: [Int] = []
    for heading in headings where self.levels.contains(heading.level) {
      let level = heading.level
      if let last = levels.last {
        if level < last {
          levels.removeLast()
          var closed = 0
          while let parent = parents.last, level <= parent {
            parents.removeLast()
            levels.removeLast()
            closed += 1
          }
          output.append("</li>\n" as StaticString)
          for _ in 0..<closed { output.append("</ul>\n</li>\n" as StaticString) }
          levels.append(level)
        } else if level == last {
          output.append("</li>\n" as StaticString)
        } else {
          output.append("<ul>\n" as StaticString)
          parents.append(last)
          levels.append(level)
        }
      } else {
        levels = [level]
      }
      output.append("<li><a href=\"#" as StaticString)
      output.appendHTMLEscaped(heading.id)
      output.append("\">" as StaticString)
      output.appendHTMLEscaped(heading.text)
      output.append("</a>" as StaticString)
    }
    if !levels.isEmpty { output.append("</li>\n" as StaticString) }
    for _ in parents { output.append("</ul>\n</li>\n" as StaticString) }
    output.append("</ul>\n</div>\n" as StaticString)
    return output.text
  }
}
