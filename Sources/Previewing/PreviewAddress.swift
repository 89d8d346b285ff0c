/// Where a preview listens.
public struct PreviewAddress: Sendable, Hashable {
  /// A name or an address, without the brackets of IPv6.
  public var host: String
  /// The port; 0 stands for any that is free.
  public var port: Int

  /// MkDocs' default.
  public static let standard = PreviewAddress(host: "127.0.0.1", port: 8000)

  /// Creates an address.
  public init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// Reads `HOST:PORT`, `[::1]:8000`, or nil for anything else.
  public init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...])
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    guard !host.isEmpty else { return nil }
    self.init(host: String(host), port: Int(port))
  }

  /// The address as it stands in a URL.
  var text: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
