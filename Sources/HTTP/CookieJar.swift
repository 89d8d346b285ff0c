import Bytes

/// The cookies that servers set while one address is followed from redirect to redirect; source:
/// RFC 6265, section 5. Dates are not looked at: a jar lives for seconds.
public struct CookieJar: Sendable, Hashable {
  private struct Cookie: Sendable, Hashable {
    var name: String
    var value: String
    var domain: String
    var includesSubdomains: Bool
    var path: String
    var isSecure: Bool
  }

  /// More cookies than this are no help to a reader.
  private static let maximumCount = 50
  private static let maximumSize = 4096

  private var cookies: [Cookie] = []

  /// An empty jar.
  public init() {}

  /// Keeps what the answer from `address` sets.
  public mutating func store(_ response: Response, from address: WebAddress) {
    for header in response.headers where header.name.lowercased() == "set-cookie" {
      guard header.value.utf8.count <= Self.maximumSize,
        let cookie = Self.cookie(header.value, from: address)
      else { continue }
      cookies.removeAll {
        $0.name == cookie.name && $0.domain == cookie.domain && $0.path == cookie.path
      }
      if cookies.count < Self.maximumCount { cookies.append(cookie) }
    }
  }

  /// The value of `Cookie` for a request to `address`; nil when there is none.
  public func header(for address: WebAddress) -> String? {
    let fitting = cookies.filter { cookie in
      let isHost =
        address.host == cookie.domain
        || (cookie.includesSubdomains && Self.isBelow(address.host, cookie.domain))
      return isHost && (address.isSecure || !cookie.isSecure)
        && Self.covers(cookie.path, address.path)
    }
    if fitting.isEmpty { return nil }
    return fitting.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
  }

  private static func cookie(_ text: String, from address: WebAddress) -> Cookie? {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false).map(
      \.withoutOuterBlanks)
    guard let (name, value) = pair(parts[0]), !name.isEmpty else { return nil }
    let folder = address.path.lastIndex(of: "/").map { address.path[..<$0] } ?? ""
    var cookie = Cookie(
      name: name, value: value, domain: address.host, includesSubdomains: false,
      path: folder.isEmpty ? "/" : String(folder), isSecure: false)
    for part in parts.dropFirst() {
      let (name, value) = pair(part) ?? (String(part), "")
      switch name.lowercased() {
      case "secure": cookie.isSecure = true
      case "path" where value.hasPrefix("/"): cookie.path = value
      case "domain" where !value.isEmpty:
        let domain = (value.hasPrefix(".") ? String(value.dropFirst()) : value).lowercased()
        // A host sets cookies for itself and what it is part of, never for a whole top level.
        guard address.host == domain || (isBelow(address.host, domain) && domain.contains("."))
        else { return nil }
        cookie.domain = domain
        cookie.includesSubdomains = NetworkAddress(domain) == nil
      default: break
      }
    }
    return cookie
  }

  private static func pair(_ text: Substring) -> (String, String)? {
    guard let equals = text.firstIndex(of: "=") else { return nil }
    return (
      String(text[..<equals].withoutOuterBlanks),
      String(text[text.index(after: equals)...].withoutOuterBlanks)
    )
  }

  private static func isBelow(_ host: String, _ domain: String) -> Bool {
    host.hasSuffix("." + domain)
  }

  private static func covers(_ path: String, _ target: Substring) -> Bool {
    guard target.hasPrefix(path) else { return false }
    return target.utf8.count == path.utf8.count || path.hasSuffix("/")
      || target.dropFirst(path.count).first == "/"
  }
}
