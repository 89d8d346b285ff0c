import Configuration
import FileTree

/// One workflow of GitHub Actions.
struct Workflow: Sendable {
  /// The file's name in `.github/workflows`.
  var file: String
  /// Its name; nil when it has none, and GitHub shows the file's path.
  var name: String?
  /// What starts it.
  var triggers: [Trigger]

  /// An event that starts a workflow, with the filters on it.
  struct Trigger: Sendable {
    var event: String
    var branches: [String]?
    var ignoredBranches: [String]?
    var hasTags = false
  }

  init(file: String, _ node: YAMLNode) {
    self.file = file
    name = node["name"]?.string
    triggers = Self.triggers(node["on"])
  }

  private static func triggers(_ node: YAMLNode?) -> [Trigger] {
    guard let node else { return [] }
    if let entries = node.mapping {
      return entries.map { entry in
        Trigger(
          event: entry.key, branches: entry.value["branches"]?.list,
          ignoredBranches: entry.value["branches-ignore"]?.list,
          hasTags: entry.value["tags"] != nil || entry.value["tags-ignore"] != nil)
      }
    }
    return node.list.map { Trigger(event: $0) }
  }

  /// Whether an event is one that starts it.
  func starts(on event: String) -> Bool { triggers.contains { $0.event == event } }

  /// Whether it is only called by other workflows, and so never has a state of its own.
  var isOnlyCalled: Bool {
    !triggers.isEmpty && triggers.allSatisfy { $0.event == "workflow_call" }
  }

  /// Whether it runs on a branch.
  ///
  /// - Parameter defaultBranch: the repository's, on which schedules and the like run; nil when it
  ///   is not known.
  func runs(onBranch branch: String, event: String? = nil, defaultBranch: String?) -> Bool {
    triggers.contains { trigger in
      if let event, trigger.event != event { return false }
      return trigger.runs(onBranch: branch, defaultBranch: defaultBranch)
    }
  }
}

extension Workflow.Trigger {
  fileprivate func runs(onBranch branch: String, defaultBranch: String?) -> Bool {
    switch event {
    case "push":
      if let branches { return BranchPatterns.match(branch, branches) }
      if let ignoredBranches { return !BranchPatterns.match(branch, ignoredBranches) }
      // Tags alone leave no branch.
      return !hasTags
    case "pull_request", "workflow_call", "release", "create", "delete", "merge_group": return false
    case "pull_request_target":
      return branches.map { BranchPatterns.match(branch, $0) } ?? true
    case "workflow_dispatch": return true
    default:
      // Schedules and what happens to issues run on the default branch.
      return defaultBranch.map { $0 == branch } ?? ["main", "master"].contains(branch)
    }
  }
}

/// The patterns of branch filters. Source: GitHub's "Filter pattern cheat sheet".
enum BranchPatterns {
  /// Whether the patterns, the last of those that match deciding, accept a branch.
  static func match(_ branch: String, _ patterns: [String]) -> Bool {
    var accepted = false
    for pattern in patterns {
      if pattern.hasPrefix("!") {
        if Glob(pattern.dropFirst()).matches(branch) { accepted = false }
      } else if Glob(pattern).matches(branch) {
        accepted = true
      }
    }
    return accepted
  }
}

/// The workflows of a repository.
struct Workflows: Sendable {
  /// In order of their files' names.
  var all: [Workflow] = []

  /// The folder they lie in.
  static let folder = ".github/workflows/"

  /// The branches that their filters name.
  var namedBranches: Set<String> {
    Set(all.flatMap { $0.triggers.flatMap { $0.branches ?? [] } })
  }

  /// The workflow in a file of exactly this name.
  func workflow(inFile name: String) -> Workflow? { all.first { $0.file == name } }

  /// The workflow of a name, or of a path such as `.github/workflows/ci.yml`.
  func workflow(named name: String) -> Workflow? {
    all.first { $0.name == name || Self.folder + $0.file == name }
  }
}
