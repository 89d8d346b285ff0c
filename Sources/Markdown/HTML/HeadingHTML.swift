import Bytes

extension HTMLRenderer {
  /// Opens a heading with its id.
  mutating func openHeading(_ heading: Heading, _ annotation: Annotation) {
    output.endLine()
    output.append("<h" as StaticString)
    output.append(decimal: heading.level)
    var attributes = annotation.attributes
    if !heading.id.isEmpty { attributes.id = heading.id }
    append(attributes)
    output.append(ASCII.greater)
  }

  /// Closes a heading, with its permalink where the dialect has one.
  mutating func closeHeading(_ heading: Heading) {
    if let permalink = dialect.permalink, !heading.id.isEmpty {
      output.append("<a class=\"headerlink\" href=\"#" as StaticString)
      output.appendHTMLEscaped(heading.id)
      output.append("\" title=\"Permanent link\">" as StaticString)
      output.append(permalink)
      output.append("</a>" as StaticString)
    }
    output.append("</h" as StaticString)
    output.append(decimal: heading.level)
    output.append(">\n" as StaticString)
  }
}
