import Diagnostics
import FileTree

struct RequiredFileRule: RepositoryRule {
  static let description = RuleDescription(
    "audit.required.file", title: "a document that the settings require is not there",
    what: "`required-links` in `.scaffold/audit.yml` names a document that does not exist.",
    why: "Somebody decided that the repository must have it.",
    example: "`required-links: [SECURITY.md]` in a repository without `SECURITY.md`.",
    remedy: "Write the document, or take it out of the settings.")

  func check(_ documents: [Document], _ context: AuditContext) -> [Finding] {
    (context.settings.requiredLinks ?? []).flatMap { required in
      [required.link.to, required.link.from].compactMap { path -> Finding? in
        guard context.repository.files[path] == nil else { return nil }
        return Finding(
          Diagnostic(
            description.level, code: description.code, "there is no '\(path)', which is required",
            at: required.location, target: path, hint: "write it, or take it out of the settings"))
      }
    }
  }
}
