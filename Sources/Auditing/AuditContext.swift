import FileTree
import Markdown

/// What rules know besides the document they look at.
struct AuditContext: Sendable {
  /// Which file each link leads to.
  var graph: LinkGraph
  /// What the repository is and does, as far as badges speak of it.
  var project: Project
  /// What `.scaffold/audit.yml` says.
  var settings: AuditSettings
  /// Whether all of the repository is audited, so that what nobody links to can be said.
  var isWhole: Bool

  /// The files.
  var repository: Repository { graph.repository }
}
