import CCurl
public import Diagnostics

/// Sends requests through libcurl, which is looked for when the transport is made.
public final class CurlTransport: Transport {
  /// What holds for all requests.
  public struct Options: Sendable {
    /// The most connections to one host, and to all.
    public var hostConnections = 8
    /// The most connections to all hosts.
    public var connections = 64
    /// Whether addresses that are not public may be asked.
    public var allowsPrivateAddresses = false
    /// The proxies to go through.
    public var proxies = Proxies()
    /// A file of trusted certificates instead of the system's.
    public var certificates: String?

    /// The defaults.
    public init() {}
  }

  /// Real answers have a few kilobytes of headers.
  private static let headerLimit = 128 << 10

  private let session: OpaquePointer
  private let options: Options
  /// What could not be started, to be reported by the next `wait`.
  private var stillborn: [(id: Int, outcome: Outcome)] = []

  /// - Throws: `http.libcurl` when there is no libcurl, or one that cannot be used.
  public init(_ options: Options = Options()) throws(Diagnostic) {
    self.options = options
    var reason: UnsafePointer<CChar>?
    guard
      let session = curl_session_open(options.hostConnections, options.connections, &reason)
    else {
      let why = reason.map { "libcurl cannot be used: \(String(cString: $0))" }
      throw .error(
        code: "http.libcurl", why ?? "asking web servers needs libcurl, which is not installed",
        hint: "install it, for example: apt install libcurl4, dnf install libcurl, "
          + "apk add libcurl")
    }
    self.session = session
  }

  deinit { curl_session_close(session) }

  /// Begins a request.
  public func start(_ request: Request, id: Int) {
    let proxy = options.proxies.proxy(for: request.address)
    // Behind a proxy it is the proxy that finds the host, so names cannot be judged here.
    let isOpen = options.allowsPrivateAddresses || !proxy.isEmpty
    if !proxy.isEmpty, !options.allowsPrivateAddresses,
      NetworkAddress(request.address.host)?.isPublic == false
    {
      stillborn.append((id, .failure(Self.refused)))
      return
    }
    let lines = request.headers.map { "\($0.name): \($0.value)" }
    var asked = curl_request()
    asked.id = UInt64(id)
    asked.header_count = lines.count
    asked.is_head = request.method == .head
    asked.body =
      request.method == .head
      ? CURL_BODY_NONE
      : request.body == .all ? CURL_BODY_ALL : CURL_BODY_PAGES
    asked.connect_milliseconds = request.connectLimit.milliseconds
    asked.milliseconds = request.timeLimit.milliseconds
    asked.header_limit = Self.headerLimit
    asked.body_limit = request.bodyLimit
    if !isOpen {
      asked.allows = { bytes, count in
        NetworkAddress(Array(UnsafeBufferPointer(start: bytes, count: count)))?.isPublic ?? false
      }
    }
    let hasStarted = withCStrings([request.address.text, proxy] + lines) { texts in
      asked.url = texts[0]
      asked.proxy = texts[1]
      return texts[2...].withUnsafeBufferPointer { headers in
        asked.headers = headers.baseAddress
        guard let certificates = options.certificates else {
          return curl_session_start(session, &asked)
        }
        return certificates.withCString {
          asked.ca_file = $0
          return curl_session_start(session, &asked)
        }
      }
    }
    if !hasStarted {
      stillborn.append((id, .failure(Failure(.noConnection, "there is no memory for a request"))))
    }
  }

  /// Waits for the outcome of requests.
  public func wait(_ limit: Duration) -> [(id: Int, outcome: Outcome)] {
    var results = [curl_result](repeating: curl_result(), count: 64)
    let milliseconds = Int32(clamping: stillborn.isEmpty ? limit.milliseconds : 0)
    let count = curl_session_wait(session, milliseconds, &results, results.count)
    defer { stillborn = [] }
    return stillborn
      + results[..<count].map { result in
        defer { if let transfer = result.transfer { curl_transfer_release(session, transfer) } }
        return (Int(result.id), Self.outcome(result))
      }
  }

  private static let refused = Failure(
    .refusedAddress, "the address is one of this machine or of a private network")

  private static func outcome(_ result: curl_result) -> Outcome {
    if result.refused { return .failure(refused) }
    if result.headers_too_long {
      return .failure(
        Failure(.endlessHeaders, "the headers are longer than \(headerLimit >> 10) KiB"))
    }
    guard result.code == 0 || result.stopped else {
      let reason = result.reason.map { String(cString: $0) } ?? "an unknown error"
      return .failure(Failure(kind(of: result, reason), reason))
    }
    return .success(
      Response(
        status: result.status,
        headers: headers(UnsafeBufferPointer(start: result.headers, count: result.header_count)),
        body: Array(UnsafeBufferPointer(start: result.body, count: result.body_count)),
        isCut: result.cut, hasExcess: result.excess))
  }

  /// The codes are those of libcurl's `CURLcode`, which never change.
  private static func kind(of result: curl_result, _ reason: String) -> Failure.Kind {
    switch result.code {
    case 6: .unknownHost
    case 5, 7, 97: .noConnection
    case 28: result.connected ? .timeout : .connectTimeout
    // A server that hangs up while the two agree on a cipher is not unsafe, only gone.
    case 35 where reason.contains("reset") || reason.contains("SYSCALL"): .cutOff
    case 35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91, 98: .insecure
    case 56 where reason.contains("chunked"): .malformed
    case 16, 18, 52, 55, 56, 92: reason.contains("from proxy") ? .noConnection : .cutOff
    default: .malformed
    }
  }

  private static func headers(_ bytes: UnsafeBufferPointer<UInt8>) -> [Header] {
    bytes.split { $0 == 0x0A || $0 == 0x0D }.dropFirst().compactMap { line in
      guard let colon = line.firstIndex(of: 0x3A) else { return nil }
      var value = line[line.index(after: colon)...]
      while let first = value.first, first == 0x20 || first == 0x09 { value = value.dropFirst() }
      while let last = value.last, last == 0x20 || last == 0x09 { value = value.dropLast() }
      return Header(
        String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self))
    }
  }
}

/// Calls `body` with the texts as C strings that live as long as the call.
private func withCStrings<Result>(
  _ texts: [String], _ body: ([UnsafePointer<CChar>]) -> Result
) -> Result {
  var bytes: [CChar] = []
  var offsets: [Int] = []
  for text in texts {
    offsets.append(bytes.count)
    bytes += text.utf8.map { CChar(bitPattern: $0) } + [0]
  }
  return bytes.withUnsafeBufferPointer { buffer in
    guard let start = buffer.baseAddress else { return body([]) }
    return body(offsets.map { start + $0 })
  }
}

extension Duration {
  /// Whole milliseconds, at least one for any time at all.
  fileprivate var milliseconds: Int {
    let (seconds, attoseconds) = components
    let milliseconds = Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    return self > .zero ? max(1, milliseconds) : 0
  }
}
