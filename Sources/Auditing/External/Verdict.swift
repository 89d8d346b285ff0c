import Diagnostics

/// What is known of an address after it was asked.
struct Verdict: Sendable, Hashable {
  /// How it stands with the address.
  enum Kind: Sendable, Hashable {
    case fine, broken, unverifiable
  }

  /// How it stands with one fragment of a page.
  enum Fragment: Sendable, Hashable {
    /// The page has the anchor, or fragments mean nothing in it.
    case present
    /// The page has no such anchor; perhaps this one was meant.
    case absent(near: String?)
    /// The page is too long to say.
    case unknown
  }

  var kind: Kind
  var rule: ExternalRule
  /// What goes on after the address: `answers 404 Not Found`.
  var reason: String
  var hint: String?
  /// Where the address moved for good.
  var movedTo: String?
  /// The fragments that are not as they should be.
  var fragments: [String: Fragment] = [:]
  /// It holds for everything on the host: there is no such host.
  var isForWholeHost = false

  /// The address answers with what was asked for.
  static let fine = Verdict(kind: .fine, rule: .moved, reason: "is there")

  static func broken(_ rule: ExternalRule, _ reason: String, hint: String? = nil) -> Verdict {
    Verdict(kind: .broken, rule: rule, reason: reason, hint: hint)
  }

  static func unverifiable(
    _ reason: String, rule: ExternalRule = .unverifiable, hint: String? = nil
  ) -> Verdict {
    Verdict(kind: .unverifiable, rule: rule, reason: reason, hint: hint)
  }
}

/// The rules about addresses on the web.
enum ExternalRule: String, Sendable, Hashable, CaseIterable {
  /// The server says that there is nothing.
  case dead = "audit.external.dead"
  /// The server failed, again and again.
  case serverError = "audit.external.server-error"
  /// No answer within the time.
  case timeout = "audit.external.timeout"
  /// No such host, no connection, or one that ends before the answer does.
  case unreachable = "audit.external.unreachable"
  /// The connection is not safe.
  case tls = "audit.external.tls"
  /// Redirects lead in a circle, too far, or nowhere.
  case redirect = "audit.external.redirect"
  /// What came is not HTTP.
  case malformed = "audit.external.malformed"
  /// The page has no such anchor.
  case missingAnchor = "audit.external.missing-anchor"
  /// The text is no address.
  case invalidAddress = "audit.external.invalid-address"
  /// Something is there, and it cannot be said whether it is what was meant.
  case unverifiable = "audit.external.unverifiable"
  /// The address is of this machine or of a private network.
  case privateAddress = "audit.external.private-address"
  /// The site asks programs to stay away from the address.
  case robots = "audit.external.robots"
  /// The address moved for good.
  case moved = "audit.external.moved"

  var severity: Severity {
    switch self {
    case .unverifiable, .privateAddress: .warning
    case .robots, .moved: .info
    default: .error
    }
  }
}

/// The words of status codes, which HTTP/2 no longer sends.
enum StatusText {
  private static let names: [Int: String] = [
    200: "OK", 204: "No Content", 300: "Multiple Choices", 301: "Moved Permanently", 302: "Found",
    303: "See Other", 304: "Not Modified", 307: "Temporary Redirect", 308: "Permanent Redirect",
    400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden",
    404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable",
    407: "Proxy Authentication Required", 408: "Request Timeout", 409: "Conflict", 410: "Gone",
    414: "URI Too Long", 418: "I'm a teapot", 421: "Misdirected Request", 425: "Too Early",
    426: "Upgrade Required", 429: "Too Many Requests", 431: "Request Header Fields Too Large",
    451: "Unavailable For Legal Reasons", 500: "Internal Server Error", 501: "Not Implemented",
    502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
  ]

  /// `404 Not Found`.
  static func of(_ status: Int) -> String {
    names[status].map { "\(status) \($0)" } ?? String(status)
  }
}
