import Bytes

extension HTMLRenderer {
  /// Opens the heading with an index, with its id and what the dialect puts before its text.
  mutating func openHeading(_ index: Int, _ given: Attributes?) {
    output.endLine()
    output.append("<h" as StaticString)
    output.append(decimal: headings[index].level)
    let id = headings[index].id
    if var attributes = given {
      attributes["data-toc-label"] = nil
      if !id.isEmpty { attributes.id = id }
      append(attributes)
    } else if !id.isEmpty {
      output.append(" id=\"" as StaticString)
      output.appendHTMLEscaped(id)
      output.append(ASCII.quote)
    }
    output.append(ASCII.greater)
    guard !id.isEmpty else { return }
    if fixed.permalinkLeads { permalink(to: id) }
    if !fixed.anchorLink.isEmpty {
      output.append(fixed.anchorLink)
      output.appendHTMLEscaped(id)
      output.append("\">" as StaticString)
    }
  }

  /// Closes the heading with an index, with its permalink where the dialect has one.
  mutating func closeHeading(_ index: Int) {
    let id = headings[index].id
    if !id.isEmpty {
      if !fixed.anchorLink.isEmpty { output.append("</a>" as StaticString) }
      if !fixed.permalinkLeads { permalink(to: id) }
    }
    output.append("</h" as StaticString)
    output.append(decimal: headings[index].level)
    output.append(">\n" as StaticString)
  }

  private mutating func permalink(to id: String) {
    guard !permalinkStart.isEmpty else { return }
    output.append(permalinkStart)
    output.appendHTMLEscaped(id)
    output.append(permalinkEnd)
  }
}
