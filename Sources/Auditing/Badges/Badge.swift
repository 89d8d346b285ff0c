import Bytes
import Markdown
import Sites

/// An image that claims something about a project.
struct Badge: Sendable {
  /// The image.
  let link: Link
  /// `https`, `http`, or "" for an address without a scheme.
  let scheme: String
  /// The host that serves it, in lower case, without `www.`.
  let host: String
  /// The parts of the address's path, percent-decoded.
  let path: [String]
  /// The parameters of the address, percent-decoded.
  let query: [String: String]
  /// What it claims.
  let claim: BadgeClaim

  /// Reads an image as a badge; nil when its address is not one of a service that makes badges.
  init?(_ link: Link) {
    guard link.isImage, link.destination.utf8.count > 10 else { return nil }
    let parts = SplitURL(link.destination)
    let address = parts.path
    let rest: Substring
    if let separator = address.firstRange(of: "://") {
      scheme = address[..<separator.lowerBound].lowercased()
      rest = address[separator.upperBound...]
    } else if address.hasPrefix("//") {
      scheme = ""
      rest = address.dropFirst(2)
    } else {
      return nil
    }
    let names = rest.split(separator: "/", omittingEmptySubsequences: true)
    guard let first = names.first?.lowercased() else { return nil }
    let host = first.hasPrefix("www.") ? String(first.dropFirst(4)) : first
    let path = names.dropFirst().map { $0.percentDecoded }
    let isWorkflow = host == "github.com" && path.last?.hasPrefix("badge.") == true
    let isPipeline = path.count > 2 && path[path.count - 3] == "badges"
    guard isWorkflow || isPipeline || Self.services.contains(host) else { return nil }
    self.link = link
    self.host = host
    self.path = path
    query = Self.query(parts.suffix)
    claim = BadgeClaim(host: host, path: path, query: query)
  }

  /// The branch it speaks of; nil for the one that its service takes by itself.
  var branch: String? {
    switch claim {
    case .workflow, .oldWorkflow: query["branch"].flatMap { $0.isEmpty ? nil : $0 }
    case .coverage(_, _, let branch): branch
    default: nil
    }
  }

  private static let services: Set<String> = [
    "img.shields.io", "shields.io", "raster.shields.io", "badge.fury.io", "badgen.net",
    "flat.badgen.net", "codecov.io", "coveralls.io", "travis-ci.org", "api.travis-ci.org",
    "secure.travis-ci.org", "travis-ci.com", "api.travis-ci.com", "app.travis-ci.com",
    "david-dm.org", "lgtm.com", "requires.io", "api.dependabot.com", "circleci.com",
    "ci.appveyor.com", "api.netlify.com", "readthedocs.org", "app.readthedocs.org",
    "app.codacy.com", "api.codacy.com", "snyk.io", "sonarcloud.io",
    "bestpractices.coreinfrastructure.org", "bestpractices.dev", "api.securityscorecards.dev",
    "api.scorecard.dev", "goreportcard.com", "pkg.go.dev", "dev.azure.com", "results.pre-commit.ci",
    "api.codeclimate.com", "zenodo.org", "packagist.org", "img.badgesize.io", "app.deepsource.com",
    "deepsource.io", "codeclimate.com", "pepy.tech", "static.pepy.tech",
  ]

  private static func query(_ suffix: String) -> [String: String] {
    guard suffix.hasPrefix("?") else { return [:] }
    var query: [String: String] = [:]
    for pair in suffix.dropFirst().prefix(while: { $0 != "#" }).split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      query[parts[0].percentDecoded] =
        parts.count == 2
        ? String(parts[1].map { $0 == "+" ? " " : $0 }).percentDecoded : ""
    }
    return query
  }
}
