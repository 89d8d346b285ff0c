/// What a badge claims, by the shape of its address.
enum BadgeClaim: Sendable, Hashable {
  /// The state of the workflow in a file.
  case workflow(RepositoryName, file: String)
  /// The state of a workflow that the address does not name.
  case unnamedWorkflow(RepositoryName)
  /// The state of a workflow by its name.
  case oldWorkflow(RepositoryName, name: String)
  /// Nothing any more: the service has ended.
  case retired(String)
  /// The text in its path.
  case text(String)
  /// The text in its parameters.
  case parameters
  /// What a JSON document says.
  case endpoint
  /// What a query finds in a document of a kind.
  case dynamic(String)
  /// Something about a repository.
  case repository(RepositoryName)
  /// Something about an image on Docker Hub.
  case image(user: String, name: String)
  /// Something about a package on PyPI.
  case package(String)
  /// How much the tests of a repository run, on a branch or on the default branch.
  case coverage(CoverageService, RepositoryName, branch: String?)
  /// Something that is not checked.
  case other

  /// The owner and name of a repository.
  struct RepositoryName: Sendable, Hashable {
    var owner: String
    var name: String
  }

  /// Reads an address in parts.
  init(host: String, path: [String], query: [String: String]) {
    switch host {
    case "github.com": self = Self.gitHub(path)
    case "codecov.io": self = Self.codecov(path, query)
    case "coveralls.io": self = Self.coveralls(path, query)
    case "travis-ci.org", "api.travis-ci.org", "secure.travis-ci.org":
      self = .retired("travis-ci.org")
    case "david-dm.org", "lgtm.com", "requires.io", "api.dependabot.com": self = .retired(host)
    case "img.shields.io", "shields.io", "raster.shields.io": self = Self.shields(path, query)
    default: self = .other
    }
  }

  /// The repository it names.
  var repository: RepositoryName? {
    switch self {
    case .workflow(let name, _), .unnamedWorkflow(let name), .oldWorkflow(let name, _),
      .repository(let name), .coverage(_, let name, _):
      name
    default: nil
    }
  }

  /// Whether another repository than this one makes it untrue; otherwise it is another's.
  var mustBeOwn: Bool {
    switch self {
    case .workflow, .unnamedWorkflow, .oldWorkflow, .coverage: true
    default: false
    }
  }

  // MARK: Shapes

  private static func gitHub(_ path: [String]) -> BadgeClaim {
    // O/R/actions/workflows/FILE/badge.svg
    if path.count == 6, path[2] == "actions", path[3] == "workflows" {
      return .workflow(RepositoryName(owner: path[0], name: path[1]), file: path[4])
    }
    // O/R/workflows/NAME/badge.svg; the name may have slashes.
    if path.count >= 5, path[2] == "workflows" {
      return .oldWorkflow(
        RepositoryName(owner: path[0], name: path[1]),
        name: path[3..<(path.count - 1)].joined(separator: "/"))
    }
    return .other
  }

  private static let hosts: Set<String> = [
    "gh", "github", "gl", "gitlab", "bb", "bitbucket",
  ]

  private static func codecov(_ path: [String], _ query: [String: String]) -> BadgeClaim {
    guard path.count >= 4, hosts.contains(path[0]) else { return .other }
    // gh/O/R/branch/B/graph/badge.svg; the branch may have slashes.
    var branch = query["branch"]
    if path[3] == "branch", let end = path.lastIndex(where: { $0.hasPrefix("graph") }), end > 4 {
      branch = path[4..<end].joined(separator: "/")
    }
    return .coverage(
      .codecov, RepositoryName(owner: path[1], name: path[2]), branch: branch.nonEmpty)
  }

  private static func coveralls(_ path: [String], _ query: [String: String]) -> BadgeClaim {
    guard path.count >= 4, path[0] == "repos" else { return .other }
    let start = hosts.contains(path[1]) ? 2 : 1
    guard path.count >= start + 3 else { return .other }
    return .coverage(
      .coveralls, RepositoryName(owner: path[start], name: path[start + 1]),
      branch: query["branch"].nonEmpty)
  }

  private static func shields(_ path: [String], _ query: [String: String]) -> BadgeClaim {
    guard let first = path.first?.withoutImageEnding(if: path.count == 1) else { return .other }
    let rest = Array(path.dropFirst())
    switch first {
    case "badge":
      if rest.first == "dynamic", rest.count >= 2 {
        return .dynamic(rest[1].withoutImageEnding(if: true))
      }
      return .text(rest.joined(separator: "/").withoutImageEnding(if: true))
    case "static": return .parameters
    case "endpoint": return .endpoint
    case "david": return .retired("david-dm.org")
    case "travis" where rest.first != "com": return .retired("travis-ci.org")
    case "lgtm": return .retired("lgtm.com")
    case "requires": return .retired("requires.io")
    case "dependabot": return .retired("api.dependabot.com")
    case "github": return shieldsGitHub(rest)
    case "docker":
      guard rest.count >= 3,
        ["pulls", "stars", "v", "image-size", "automated", "build"].contains(rest[0])
      else { return .other }
      return .image(user: rest[1], name: rest[2].withoutImageEnding(if: rest.count == 3))
    case "pypi":
      guard rest.count >= 2 else { return .other }
      return .package(rest[1].withoutImageEnding(if: rest.count == 2))
    case "codecov":
      guard rest.count >= 4, rest[0] == "c", hosts.contains(rest[1]) else { return .other }
      return shieldsCoverage(.codecov, Array(rest.dropFirst(2)), query)
    case "coveralls", "coverallsCoverage":
      let start = rest.first.map { hosts.contains($0) } == true ? 1 : 0
      guard rest.count >= start + 2 else { return .other }
      return shieldsCoverage(.coveralls, Array(rest.dropFirst(start)), query)
    default: return .other
    }
  }

  /// O/R, and perhaps a branch, which may have slashes.
  private static func shieldsCoverage(
    _ service: CoverageService, _ path: [String], _ query: [String: String]
  ) -> BadgeClaim {
    let branch = path.dropFirst(2).joined(separator: "/").withoutImageEnding(if: true)
    return .coverage(
      service,
      RepositoryName(owner: path[0], name: path[1].withoutImageEnding(if: path.count == 2)),
      branch: branch.isEmpty ? query["branch"].nonEmpty : branch)
  }

  /// What stands before the owner in addresses below `/github/`, and how many parts it has.
  private static let repositoryKinds: [String: Int] = [
    "license": 1, "stars": 1, "forks": 1, "issues": 1, "last-commit": 1, "watchers": 1,
    "contributors": 1, "contributors-anon": 1, "repo-size": 1, "issues-pr": 1, "issues-closed": 1,
    "issues-raw": 1, "issues-pr-closed": 1, "issues-pr-raw": 1, "issues-closed-raw": 1,
    "issues-pr-closed-raw": 1, "release-date": 1, "created-at": 1, "discussions": 1,
    "commits-since": 1, "checks-status": 1, "directory-file-count": 1, "downloads": 1,
    "languages": 2, "v": 2, "commit-activity": 2, "package-json": 2, "milestones": 2,
    "go-mod": 2, "manifest-json": 2, "pipenv": 2, "size": 1,
  ]

  private static func shieldsGitHub(_ path: [String]) -> BadgeClaim {
    if path.count >= 2, path[0] == "workflow", path[1] == "status" {
      return .retired("img.shields.io/github/workflow/status")
    }
    if path.count >= 5, path[0] == "actions", path[1] == "workflow", path[2] == "status" {
      guard path.count > 5 else {
        return .unnamedWorkflow(
          RepositoryName(owner: path[3], name: path[4].withoutImageEnding(if: true)))
      }
      return .workflow(
        RepositoryName(owner: path[3], name: path[4]),
        file: path[5].withoutImageEnding(if: path.count == 6))
    }
    guard let kind = path.first, let skipped = repositoryKinds[kind], path.count >= skipped + 2
    else {
      return .other
    }
    return .repository(
      RepositoryName(
        owner: path[skipped],
        name: path[skipped + 1].withoutImageEnding(if: path.count == skipped + 2)))
  }
}

extension String? {
  /// The text, unless it is empty.
  fileprivate var nonEmpty: String? { self?.isEmpty == false ? self : nil }
}

extension String {
  /// The text without `.svg` and the like at its end.
  func withoutImageEnding(if isLast: Bool) -> String {
    guard isLast, let ending = [".svg", ".png", ".json"].first(where: { hasSuffix($0) }) else {
      return self
    }
    return String(dropLast(ending.count))
  }
}
