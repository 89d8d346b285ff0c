import HTTP

/// The way to a site's `robots.txt`: it is asked for once, and a site that has none, or does not
/// give it, asks for nothing.
struct RobotsVisit: Sendable {
  /// `https://host.example`.
  let origin: String
  private var address: WebAddress
  private var hops = 0
  private let options: VisitOptions

  /// What the largest search engine reads of it.
  private static let bodyLimit = 500 << 10

  init(for page: WebAddress, options: VisitOptions) {
    origin = page.origin
    address = page
    address.target = "/robots.txt"
    self.options = options
  }

  var request: Request {
    Request(
      .get, address, headers: [Header("User-Agent", options.userAgent)], body: .all,
      timeLimit: min(options.timeLimit, .seconds(10)),
      connectLimit: min(options.timeLimit, .seconds(10)), bodyLimit: Self.bodyLimit)
  }

  /// What the site asks for; nil when it is told to look elsewhere on the same host.
  mutating func step(after outcome: Outcome) -> Robots? {
    guard case .success(let response) = outcome else { return Robots() }
    switch response.status {
    case 200..<300:
      return Robots(String(decoding: response.body, as: UTF8.self), agent: "scaffold")
    case 300..<400:
      guard hops < 3, let location = response["Location"],
        let next = try? address.resolving(location), next.host == address.host
      else { return Robots() }
      hops += 1
      address = next
      return nil
    default: return Robots()
    }
  }
}
