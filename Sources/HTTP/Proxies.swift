/// The proxies that `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` name, as curl reads them.
public struct Proxies: Sendable, Hashable {
  private var plain: String?
  private var secure: String?
  private var exceptions: [String] = []

  /// No proxies.
  public init() {}

  /// The proxies of an environment. `HTTP_PROXY` in capitals does not count: in CGI programs it is
  /// what a client says.
  public init(environment: [String: String]) {
    func value(_ names: String...) -> String? {
      names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    }
    plain = value("http_proxy", "all_proxy", "ALL_PROXY")
    secure = value("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    exceptions = (value("no_proxy", "NO_PROXY") ?? "").lowercased()
      .split { $0 == "," || $0.isWhitespace }.map(String.init)
  }

  /// The proxy for an address; "" for none. This machine is never asked through one.
  public func proxy(for address: WebAddress) -> String {
    guard let proxy = address.isSecure ? secure : plain else { return "" }
    let host = address.host
    if host == "localhost" || host.hasSuffix(".localhost") || host == "::1" { return "" }
    if let number = NetworkAddress(host), number.bytes.count == 4, number.bytes[0] == 127 {
      return ""
    }
    let isException = exceptions.contains { exception in
      let name = exception.hasPrefix(".") ? String(exception.dropFirst()) : exception
      return name == "*" || host == name || host.hasSuffix("." + name)
    }
    return isException ? "" : proxy
  }
}
