import Bytes
import Diagnostics

// Python-Markdown takes a fence that nothing closes for text.

extension LinePass {
  /// Reads a page. What shows at its end only is known when it is read again, which is rare: fences
  /// that nothing closes, and definitions that later ones replace.
  static func reading(
    _ source: SourceText, _ dialect: SharedDialect, _ reading: Reading
  ) -> LinePass {
    var pass = LinePass(dialect: dialect, source: source, reading)
    pass.run()
    guard !pass.unclosedFences.isEmpty || !pass.linkDefinitions.replaced.isEmpty else {
      return pass
    }
    // A page of fences in fences would be read as often as it has fences.
    for _ in 0..<mostRounds {
      let fences = pass.textFences.union(pass.unclosedFences).filter {
        !reading.plainLines.contains($0)
      }
      let replaced = pass.linkDefinitions.known.union(pass.linkDefinitions.replaced)
      if fences == pass.textFences, replaced == pass.linkDefinitions.known { break }
      pass = LinePass(dialect: dialect, source: source, reading)
      pass.textFences = fences
      pass.linkDefinitions.known = replaced
      pass.run()
    }
    return pass
  }

  private static let mostRounds = 8

  /// Writes the first line of a fence that is never closed as text; false if it is none such.
  mutating func isTextFence(_ line: LineCursor, _ start: LineStart) -> Bool {
    guard textFences.contains(index) else { return false }
    if paragraphIsOpen {
      writeEscaped(line, start)
    } else {
      writeGuarded(line, start)
    }
    sayFenceIsUnclosed(line)
    return true
  }

  /// Says that a fence is never closed; MkDocs has no word for it.
  mutating func sayFenceIsUnclosed(_ line: LineCursor) {
    let place = source.position(of: line.content)
    diagnostics.append(
      .info(
        code: "markdown.unclosed-fence",
        "the code fence is never closed: MkDocs takes it for text",
        at: .init(file: place.file ?? "", line: place.line, column: place.column),
        hint: "close it with a line of the same characters, indented as it is"))
  }
}
