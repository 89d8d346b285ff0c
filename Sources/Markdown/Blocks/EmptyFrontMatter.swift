import Bytes
import Diagnostics

// A page that begins with `---` twice, and nothing between: MkDocs finds no front matter there, and
// Python-Markdown reads the second line as what underlines a heading.

extension LinePass {
  /// Whether the page begins with front matter that holds no line.
  mutating func isEmptyFrontMatter(_ line: LineCursor) -> Bool {
    guard dialect.frontMatter != .fenced, frames.isEmpty, line.isHyphens,
      source.lineStarts.count > 1
    else { return false }
    return cursor(1).isHyphens
  }

  /// Writes the first line as the text of a heading, and says so: no author wants it.
  mutating func emptyFrontMatter(_ line: LineCursor, _ start: LineStart) {
    writeGuarded(line, start)
    let place = source.position(of: line.content)
    diagnostics.append(
      .warning(
        code: "markdown.front-matter", "the front matter is empty: as in MkDocs, it is a heading",
        at: .init(file: place.file ?? "", line: place.line, column: place.column),
        hint: "delete the two lines, or put a key such as 'title:' between them"))
  }
}

extension LineCursor {
  /// Whether the line is `---` without indentation.
  fileprivate var isHyphens: Bool {
    let rest = rest
    return indent == 0 && rest.count >= 3 && rest.prefix(3).allSatisfy { $0 == ASCII.hyphen }
      && rest.dropFirst(3).allSatisfy(\.isBlank)
  }
}
