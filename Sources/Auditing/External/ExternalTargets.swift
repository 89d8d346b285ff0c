public import Diagnostics
import HTTP

/// A link that leads to the web, and where it stands.
public struct ExternalLink: Sendable, Hashable {
  /// Where it leads, as the author wrote it.
  public var destination: String
  /// Where it stands.
  public var location: Location

  /// Creates a link.
  public init(destination: String, location: Location) {
    self.destination = destination
    self.location = location
  }
}

/// One page of the web with all links that lead to it.
struct ExternalPage: Sendable {
  var address: WebAddress
  /// The fragments of the links, each once.
  var fragments: [String] = []
  /// The links with their fragments.
  var links: [(link: ExternalLink, fragment: String?)] = []
}

/// Which pages the links of a repository lead to.
struct ExternalTargets: Sendable {
  /// The pages in order of their first link, each once.
  var pages: [ExternalPage] = []
  /// How many links are left out: excluded, or reserved for examples.
  var excluded = 0
  /// What is wrong with addresses by themselves.
  var findings: [Diagnostic] = []

  /// Of all links, those with `http:`, `https:` or nothing before `//` count.
  init(_ links: [ExternalLink], excludes: [String]) {
    var indices: [WebAddress: Int] = [:]
    for link in links {
      let text = link.destination.hasPrefix("//") ? "https:" + link.destination : link.destination
      let scheme = text.prefix { $0 != ":" }.lowercased()
      guard scheme == "http" || scheme == "https" else { continue }
      let address: WebAddress
      do throws(WebAddress.Mistake) {
        address = try WebAddress(text)
      } catch {
        findings.append(Self.finding(error, link))
        continue
      }
      if Self.isForExamples(address.host)
        || excludes.contains(where: { Self.matches(text, $0) || Self.matches(address.text, $0) })
      {
        excluded += 1
        continue
      }
      let index = indices[address] ?? pages.count
      if index == pages.count {
        indices[address] = index
        pages.append(ExternalPage(address: address))
      }
      let fragment = WebAddress.fragment(of: text)
      if let fragment, !pages[index].fragments.contains(fragment) {
        pages[index].fragments.append(fragment)
      }
      pages[index].links.append((link, fragment))
    }
  }

  private static func finding(_ mistake: WebAddress.Mistake, _ link: ExternalLink) -> Diagnostic {
    let reason =
      switch mistake {
      case .host(""): "names no host"
      case .host(let host): "names a host that cannot be: '\(host)'"
      case .port(let port): "names a port that cannot be: '\(port)'"
      case .length: "is longer than \(WebAddress.maximumLength) bytes"
      case .scheme(let scheme): "begins with '\(scheme):'"
      }
    return .error(
      code: ExternalRule.invalidAddress.rawValue, "'\(link.destination)' \(reason)",
      at: link.location, target: link.destination, hint: "write the whole address")
  }

  /// Names that RFC 2606 and RFC 6761 keep for documentation and tests.
  private static func isForExamples(_ host: String) -> Bool {
    let names = ["example.com", "example.org", "example.net", "example", "invalid", "test"]
    return names.contains { host == $0 || host.hasSuffix("." + $0) }
  }

  /// Without `*` a pattern is the beginning of an address, with it the whole of one.
  static func matches(_ address: String, _ pattern: String) -> Bool {
    guard pattern.contains("*") else { return !pattern.isEmpty && address.hasPrefix(pattern) }
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard let head = parts.first, let tail = parts.last, address.hasPrefix(head) else {
      return false
    }
    var rest = address.dropFirst(head.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(tail)
  }
}
