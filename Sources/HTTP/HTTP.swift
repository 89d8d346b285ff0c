/// `HTTP` asks web servers: addresses, requests, answers, cookies, and a transport over libcurl that
/// is loaded when the program runs. It is the only importer of `CCurl` and imports `Bytes` and
/// `Diagnostics` besides.

/// One request; every part of it is bounded.
public struct Request: Sendable, Hashable {
  /// The two methods that ask without changing anything.
  public enum Method: String, Sendable, Hashable {
    /// The headers of an answer only.
    case head = "HEAD"
    /// The whole answer.
    case get = "GET"
  }

  /// How much of an answer's body is kept.
  public enum Body: Sendable, Hashable {
    /// The bodies of pages in HTML that were found; a longer one of another kind ends the request.
    case pages
    /// Whatever comes.
    case all
  }

  /// Whom to ask for what.
  public var address: WebAddress
  /// The method.
  public var method: Method
  /// Names and values of headers besides `Host`.
  public var headers: [Header]
  /// What is kept of the body.
  public var body: Body
  /// The time for the whole request.
  public var timeLimit: Duration
  /// The time until there is a connection.
  public var connectLimit: Duration
  /// The most bytes of a body that are kept; what follows is not read.
  public var bodyLimit: Int

  /// Creates a request.
  public init(
    _ method: Method, _ address: WebAddress, headers: [Header] = [], body: Body = .pages,
    timeLimit: Duration = .seconds(20), connectLimit: Duration = .seconds(10),
    bodyLimit: Int = 4 << 20
  ) {
    self.address = address
    self.method = method
    self.headers = headers
    self.body = body
    self.timeLimit = timeLimit
    self.connectLimit = connectLimit
    self.bodyLimit = bodyLimit
  }
}

/// One header of a request or an answer.
public struct Header: Sendable, Hashable {
  /// The name as written.
  public var name: String
  /// The value without blanks around it.
  public var value: String

  /// Creates a header.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// What a server answered.
public struct Response: Sendable, Hashable {
  /// The status code.
  public var status: Int
  /// The headers in their order.
  public var headers: [Header]
  /// The body as far as it was kept, unpacked.
  public var body: [UInt8]
  /// The body was longer than the limit and is kept to it.
  public var isCut: Bool
  /// More came than `Content-Length` announced.
  public var hasExcess: Bool

  /// Creates an answer.
  public init(
    status: Int, headers: [Header] = [], body: [UInt8] = [], isCut: Bool = false,
    hasExcess: Bool = false
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.isCut = isCut
    self.hasExcess = hasExcess
  }

  /// The value of the first header of a name, whatever its case.
  public subscript(name: String) -> String? {
    let name = name.lowercased()
    return headers.first { $0.name.lowercased() == name }?.value
  }

  /// The body is a page of HTML, as its `Content-Type` says.
  public var isPage: Bool {
    let type = (self["Content-Type"] ?? "").lowercased()
    return type.hasPrefix("text/html") || type.hasPrefix("application/xhtml")
  }
}

/// Why there is no answer.
public struct Failure: Error, Sendable, Hashable {
  /// What went wrong, as far as it changes what to do.
  public enum Kind: Sendable, Hashable {
    /// The name has no address.
    case unknownHost
    /// There is no connection: refused, unreachable, no proxy.
    case noConnection
    /// The time for a connection was over.
    case connectTimeout
    /// The time for the request was over.
    case timeout
    /// The connection is not safe: certificate, protocol.
    case insecure
    /// The connection ended before the answer did.
    case cutOff
    /// The answer is not HTTP.
    case malformed
    /// The answer's headers are longer than anything reasonable.
    case endlessHeaders
    /// The address is not one that may be asked.
    case refusedAddress
  }

  /// What went wrong.
  public var kind: Kind
  /// The same in words, for people.
  public var reason: String

  /// Creates a failure.
  public init(_ kind: Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }
}

/// What came of a request.
public typealias Outcome = Result<Response, Failure>

/// Sends requests, many at a time. A transport belongs to one thread, which waits in it.
public protocol Transport: AnyObject {
  /// Begins a request; its outcome comes from `wait` under the same number.
  func start(_ request: Request, id: Int)

  /// Waits until at least one request has ended, or until `limit` is over, whatever is sooner.
  func wait(_ limit: Duration) -> [(id: Int, outcome: Outcome)]
}
