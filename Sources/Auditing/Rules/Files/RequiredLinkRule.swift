import Diagnostics
import FileTree
import Markdown

struct RequiredLinkRule: RepositoryRule {
  static let description = RuleDescription(
    "audit.required.link", .warning, title: "the README does not link to a document it should",
    what: """
      The repository has CONTRIBUTING, CODE_OF_CONDUCT, CODE_REVIEW, CHANGELOG or SECURITY (in its \
      root, in `.github` or in `docs`), and its README has no link to it; or a link that \
      `.scaffold/audit.yml` requires is missing.
      """,
    why: "Newcomers read the README and find the rest from there.",
    example: "A README without `[contributing](CONTRIBUTING.md)` beside a `CONTRIBUTING.md`.",
    remedy: "Link to the document. What is required can be set: `required-links` in "
      + "`.scaffold/audit.yml`.",
    fix: "all, by a list at the end of the file")

  func check(_ documents: [Document], _ context: AuditContext) -> [Finding] {
    RequiredLinks.all(context).flatMap { required -> [Finding] in
      guard let index = documents.firstIndex(where: { $0.path == required.from }),
        context.repository.files[required.to] != nil,
        !isLinked(required.to, documents[index], context)
      else { return [] }
      let document = documents[index]
      let folder = RelativePath.folder(of: required.from)
      let way = RelativePath.from(folder: folder, to: required.to).encodedForLinks
      return [
        description.finding(
          "'\(required.from)' does not link to '\(required.to)'", file: required.from, line: 1,
          target: way, hint: "add a link: [\(required.title)](\(way))",
          change: document.kind == .markdown
            ? .appendLink(text: required.title, destination: way) : nil)
      ]
    }
  }

  private func isLinked(_ path: String, _ document: Document, _ context: AuditContext) -> Bool {
    document.links.contains { link in
      switch context.graph.resolve(link, in: document).target {
      // A link with the wrong case has a finding of its own.
      case .file(path), .otherCase(_, path): true
      default: false
      }
    }
  }
}

/// Links that must be there.
struct RequiredLinks {
  /// One of them, both files seen from the repository's root.
  struct Link: Sendable, Hashable {
    var from: String
    var to: String

    /// What the link could say: `Code of conduct` for `CODE_OF_CONDUCT.md`.
    var title: String {
      let name = RelativePath.name(of: to).prefix { $0 != "." }.lowercased()
      let words = name.split(whereSeparator: { $0 == "_" || $0 == "-" }).joined(separator: " ")
      return words.prefix(1).uppercased() + words.dropFirst()
    }
  }

  private static let names = [
    "CONTRIBUTING", "CODE_OF_CONDUCT", "CODE_REVIEW", "CHANGELOG", "SECURITY",
  ]
  private static let endings = [".md", ".markdown", ".rst", ".adoc", ".txt", ""]
  private static let folders = ["", ".github/", "docs/"]

  /// The links that settings or, without them, what is in the repository ask for.
  static func all(_ context: AuditContext) -> [Link] {
    if let required = context.settings.requiredLinks { return required.map(\.link) }
    guard let readme = readme(context.repository) else { return [] }
    return names.compactMap { name in
      for folder in folders {
        for ending in endings where context.repository.files[folder + name + ending] != nil {
          return Link(from: readme, to: folder + name + ending)
        }
      }
      return nil
    }
  }

  /// The README that GitHub shows on the repository's page.
  static func readme(_ repository: Repository) -> String? {
    for folder in [".github/", "", "docs/"] {
      for name in ["README", "readme", "Readme"] {
        for ending in endings.dropLast() where repository.files[folder + name + ending] != nil {
          return folder + name + ending
        }
      }
    }
    return nil
  }
}
