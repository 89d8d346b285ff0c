import HTTP

/// What `.scaffold/audit.yml` says of a host: the headers it gets, and how hard it may be pressed.
struct HostRule: Sendable, Hashable {
  /// A host, or `*.` and a domain for all hosts below it.
  var host: String
  /// Headers with `${NAME}` for variables of the environment.
  var headers: [Header] = []
  /// The most requests to it at the same time.
  var connections: Int?
  /// Whether headers go to it over plain HTTP too.
  var allowsPlainHTTP = false

  func covers(_ host: String) -> Bool {
    if self.host.hasPrefix("*.") { return host.hasSuffix(self.host.dropFirst(1)) }
    return host == self.host
  }
}

/// The rules for all hosts, with the variables of the environment filled in. A header is looked up
/// for every request, also after a redirect, so none ever reaches a host it is not meant for.
struct HostRules: Sendable {
  private var rules: [HostRule] = []
  /// Variables that are not set, each with the hosts whose headers are left out for it.
  private(set) var missing: [(variable: String, host: String)] = []

  init(_ rules: [HostRule] = [], environment: [String: String] = [:]) {
    for var rule in rules {
      rule.headers = rule.headers.compactMap { header in
        let (value, missing) = Self.filled(header.value, environment)
        self.missing += missing.map { ($0, rule.host) }
        // A line break would begin another header.
        let isOneLine = !value.contains(where: \.isNewline)
        return missing.isEmpty && isOneLine ? Header(header.name, value) : nil
      }
      self.rules.append(rule)
    }
  }

  /// The headers for a request to `address`: over plain HTTP none, but to this machine and where
  /// the rule says so.
  func headers(for address: WebAddress) -> [Header] {
    rules.filter { rule in
      rule.covers(address.host)
        && (address.isSecure || rule.allowsPlainHTTP || Self.isThisMachine(address.host))
    }
    .flatMap(\.headers)
  }

  /// The most requests to a host at the same time, where a rule says it.
  func connections(to host: String) -> Int? {
    rules.compactMap { $0.covers(host) ? $0.connections : nil }.min()
  }

  private static func isThisMachine(_ host: String) -> Bool {
    host == "localhost" || host == "::1"
      || NetworkAddress(host).map { $0.bytes.count == 4 && $0.bytes[0] == 127 } ?? false
  }

  private static func filled(
    _ text: String, _ environment: [String: String]
  ) -> (value: String, missing: [String]) {
    var value = ""
    var missing: [String] = []
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      value += rest[..<dollar]
      rest = rest[dollar...]
      guard rest.hasPrefix("${"), let brace = rest.firstIndex(of: "}") else {
        value.append(rest.removeFirst())
        continue
      }
      let name = String(rest[rest.index(rest.startIndex, offsetBy: 2)..<brace])
      if let text = environment[name], !text.isEmpty { value += text } else { missing.append(name) }
      rest = rest[rest.index(after: brace)...]
    }
    return (value + rest, missing)
  }
}
