import Bytes
import Markdown
import Sites

/// An image that claims something about a project.
struct Badge: Sendable {
  /// The image.
  let link: Link
  /// The host that serves it, in lower case.
  let host: String
  /// The parts of the address's path.
  let path: [String]

  /// Reads an image as a badge; nil when its address is not one of a service that makes badges.
  init?(_ link: Link) {
    guard link.isImage else { return nil }
    let address = SplitURL(link.destination).path
    guard let scheme = address.firstRange(of: "://") else { return nil }
    let parts = address[scheme.upperBound...].split(separator: "/", omittingEmptySubsequences: true)
    guard let host = parts.first?.lowercased() else { return nil }
    self.link = link
    self.host = host
    path = parts.dropFirst().map { $0.percentDecoded }
    let isWorkflow = host == "github.com" && path.last == "badge.svg"
    guard isWorkflow || Self.services.contains(host) else { return nil }
  }

  private static let services: Set<String> = [
    "img.shields.io", "shields.io", "badge.fury.io", "badgen.net", "codecov.io", "coveralls.io",
    "travis-ci.org", "travis-ci.com", "david-dm.org", "circleci.com", "ci.appveyor.com",
    "api.netlify.com", "readthedocs.org", "app.codacy.com", "api.codacy.com", "snyk.io",
    "sonarcloud.io", "bestpractices.coreinfrastructure.org", "www.bestpractices.dev",
    "api.securityscorecards.dev", "api.scorecard.dev",
  ]
}
