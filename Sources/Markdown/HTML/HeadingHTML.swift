import Bytes

extension HTMLRenderer {
  /// Opens a heading with its id, and what the dialect puts before its text.
  mutating func openHeading(_ heading: Heading, _ annotation: Annotation) {
    output.endLine()
    output.append("<h" as StaticString)
    output.append(decimal: heading.level)
    var attributes = annotation.attributes
    attributes["data-toc-label"] = nil
    if !heading.id.isEmpty { attributes.id = heading.id }
    append(attributes)
    output.append(ASCII.greater)
    guard let contents = dialect.contents, !heading.id.isEmpty else { return }
    if contents.permalinkLeads { permalink(to: heading) }
    if let anchorLink = contents.anchorLinkClass {
      output.append("<a class=\"" as StaticString)
      output.appendHTMLEscaped(anchorLink)
      output.append("\" href=\"#" as StaticString)
      output.appendHTMLEscaped(heading.id)
      output.append("\">" as StaticString)
    }
  }

  /// Closes a heading, with its permalink where the dialect has one.
  mutating func closeHeading(_ heading: Heading) {
    if !heading.id.isEmpty {
      if dialect.contents?.anchorLinkClass != nil { output.append("</a>" as StaticString) }
      if dialect.contents?.permalinkLeads != true { permalink(to: heading) }
    }
    output.append("</h" as StaticString)
    output.append(decimal: heading.level)
    output.append(">\n" as StaticString)
  }

  private mutating func permalink(to heading: Heading) {
    guard let permalink = dialect.permalink else { return }
    let contents = dialect.contents ?? Contents()
    output.append("<a class=\"" as StaticString)
    output.appendHTMLEscaped(contents.permalinkClass)
    output.append("\" href=\"#" as StaticString)
    output.appendHTMLEscaped(heading.id)
    if !contents.permalinkTitle.isEmpty {
      output.append("\" title=\"" as StaticString)
      output.appendHTMLEscaped(contents.permalinkTitle)
    }
    output.append("\">" as StaticString)
    output.append(permalink)
    output.append("</a>" as StaticString)
  }
}
