import Diagnostics
import Markdown

struct MissingIncludeRule: DocumentRule {
  static let description = RuleDescription(
    "audit.include.missing", title: "a page includes what is not there",
    what: """
      A page of a documentation site includes a file, a section or lines (`--8<--` of \
      pymdownx.snippets, `{!file!}` of markdown_include) that are not there.
      """,
    why: "The reader misses a part of the page.",
    example: "`--8<-- \"examples/instal.sh\"`.",
    remedy: "Write the path as the extension's `base_path` has it.")

  func check(_ document: Document, _ context: AuditContext) -> [Finding] {
    document.outline.diagnostics.compactMap { problem in
      guard
        ["markdown.snippet.", "markdown.include."].contains(where: { problem.code.hasPrefix($0) })
      else { return nil }
      var location = problem.location ?? Location(file: document.path)
      if location.file.isEmpty { location.file = document.path }
      return Finding(
        Diagnostic(
          description.level, code: description.code, problem.message, at: location,
          target: problem.target, hint: problem.hint))
    }
  }
}
