import Bytes

/// An address that begins with `http:` or `https:`, without its fragment, written in one way: the
/// host in lower case, the path without dots, and only bytes that may stand in a request.
public struct WebAddress: Sendable, Hashable {
  /// `https` and not `http`.
  public var isSecure: Bool
  /// The name or the numbers of the host; IPv6 without brackets.
  public var host: String
  /// The port, also where it is not written.
  public var port: Int
  /// Path and query, as a request names them.
  public var target: String

  /// Why a text is no such address.
  public enum Mistake: Error, Sendable, Hashable {
    /// It has another scheme.
    case scheme(String)
    /// It has no host, or one that cannot be.
    case host(String)
    /// The port is no number up to 65535.
    case port(String)
    /// It is longer than servers and browsers accept.
    case length
  }

  /// The most bytes of an address that is asked for.
  public static let maximumLength = 8192

  /// Takes an absolute address apart. A user name, a password and a fragment are left out.
  public init(_ text: String) throws(Mistake) {
    try self.init(Self.cleaned(text), relativeTo: nil)
  }

  /// The address that `reference` means on the page at this address, such as the value of
  /// `Location`.
  public func resolving(_ reference: String) throws(Mistake) -> WebAddress {
    try WebAddress(Self.cleaned(reference), relativeTo: self)
  }

  /// Scheme and host, and the port where it is not the usual one: `https://host.example`.
  public var origin: String {
    let name = host.contains(":") ? "[\(host)]" : host
    let isUsual = port == (isSecure ? 443 : 80)
    return "\(isSecure ? "https" : "http")://\(name)\(isUsual ? "" : ":\(port)")"
  }

  /// The whole address.
  public var text: String { origin + target }

  /// The path without the query.
  public var path: Substring { target.prefix { $0 != "?" } }

  /// What follows `#` in an address; nil without it and for an empty one.
  public static func fragment(of text: String) -> String? {
    guard let hash = text.firstIndex(of: "#") else { return nil }
    let fragment = text[text.index(after: hash)...]
    return fragment.isEmpty ? nil : String(fragment)
  }

  private init(_ bytes: [UInt8], relativeTo base: WebAddress?) throws(Mistake) {
    guard bytes.count <= Self.maximumLength else { throw .length }
    var rest = bytes[...]
    var secure = base?.isSecure
    var hasAuthority = false
    if let scheme = Self.scheme(of: rest) {
      guard scheme == "http" || scheme == "https" else { throw .scheme(scheme) }
      secure = scheme == "https"
      rest = rest.dropFirst(scheme.utf8.count + 1)
      // `https:/host` and `https:host` are read as browsers read them.
      let slashes = rest.prefix { $0 == ASCII.slash || $0 == ASCII.backslash }.count
      rest = rest.dropFirst(slashes)
      hasAuthority = true
    } else if rest.count >= 2, rest.prefix(2).allSatisfy(Self.isSlash) {
      rest = rest.dropFirst(2)
      hasAuthority = true
    }
    guard let secure else { throw .scheme("") }
    isSecure = secure
    if hasAuthority {
      let end = rest.firstIndex { Self.isSlash($0) || $0 == ASCII.question } ?? rest.endIndex
      (host, port) = try Self.authority(rest[..<end], isSecure: secure)
      target = Self.target(Array(rest[end...]))
      return
    }
    guard let base else { throw .host("") }
    host = base.host
    port = base.port
    let path = Array(base.path.utf8)
    switch rest.first {
    case nil: target = base.target
    case ASCII.question: target = Self.target(path + rest)
    case ASCII.slash, ASCII.backslash: target = Self.target(Array(rest))
    default:
      target = Self.target(path.prefix((path.lastIndex(of: ASCII.slash) ?? -1) + 1) + Array(rest))
    }
  }

  private static func isSlash(_ byte: UInt8) -> Bool {
    byte == ASCII.slash || byte == ASCII.backslash
  }

  /// The text as bytes, blanks around it, line breaks in it and its fragment removed.
  private static func cleaned(_ text: String) -> [UInt8] {
    var bytes = text.utf8.prefix { $0 != ASCII.hash }[...]
    while let first = bytes.first, first <= ASCII.space { bytes = bytes.dropFirst() }
    while let last = bytes.last, last <= ASCII.space { bytes = bytes.dropLast() }
    return bytes.filter { ![ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn].contains($0) }
  }

  private static func scheme(of bytes: ArraySlice<UInt8>) -> String? {
    guard let colon = bytes.firstIndex(of: ASCII.colon), bytes.first?.isASCIILetter == true
    else { return nil }
    let scheme = bytes[..<colon]
    guard
      scheme.allSatisfy({
        $0.isASCIIAlphanumeric || $0 == ASCII.plus || $0 == ASCII.hyphen || $0 == ASCII.period
      })
    else { return nil }
    return String(decoding: scheme, as: UTF8.self).lowercased()
  }

  private static func authority(
    _ bytes: ArraySlice<UInt8>, isSecure: Bool
  ) throws(Mistake) -> (host: String, port: Int) {
    var name = bytes.lastIndex(of: ASCII.at).map { bytes[($0 + 1)...] } ?? bytes
    var port = isSecure ? 443 : 80
    let text = String(decoding: name, as: UTF8.self)
    if let colon = name.lastIndex(of: ASCII.colon),
      !name[colon...].contains(ASCII.rightBracket)
    {
      let digits = String(decoding: name[(colon + 1)...], as: UTF8.self)
      if !digits.isEmpty {
        guard digits.utf8.allSatisfy(\.isASCIIDigit), let number = Int(digits), number < 65536
        else { throw .port(digits) }
        port = number
      }
      name = name[..<colon]
    }
    if name.first == ASCII.leftBracket, name.last == ASCII.rightBracket {
      let inner = String(decoding: name.dropFirst().dropLast(), as: UTF8.self).lowercased()
      guard inner.contains(":"), NetworkAddress(inner) != nil else { throw .host(text) }
      return (inner, port)
    }
    let host = String(decoding: name, as: UTF8.self).percentDecoded.lowercased()
    let isName = host.utf8.allSatisfy {
      $0 >= 0x80 || $0.isASCIIAlphanumeric
        || [ASCII.hyphen, ASCII.period, ASCII.underscore].contains($0)
    }
    guard isName, !host.isEmpty, host.utf8.count <= 253, !host.hasPrefix("."),
      !host.contains("..")
    else { throw .host(text) }
    return (host, port)
  }

  /// Path and query with a slash in front, `.` and `..` resolved, and everything escaped that must be.
  private static func target(_ bytes: [UInt8]) -> String {
    let question = bytes.firstIndex(of: ASCII.question) ?? bytes.endIndex
    var segments: [ArraySlice<UInt8>] = []
    let parts = bytes[..<question].split(omittingEmptySubsequences: false, whereSeparator: isSlash)
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      switch String(decoding: part, as: UTF8.self).lowercased() {
      case ".", "%2e": if isLast { segments.append([]) }
      case "..", ".%2e", "%2e.", "%2e%2e":
        if segments.count > 1 { segments.removeLast() }
        if isLast { segments.append([]) }
      default: segments.append(part)
      }
    }
    var path = escaped(segments.joined(separator: [ASCII.slash]), inQuery: false)
    if path.first != "/" { path = "/" + path }
    return path + escaped(bytes[question...], inQuery: true)
  }

  private static func escaped(_ bytes: some Sequence<UInt8>, inQuery: Bool) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in bytes {
      let isEscaped: Bool
      switch byte {
      case ...ASCII.space, 0x7F..., ASCII.quote, ASCII.less, ASCII.greater: isEscaped = true
      case ASCII.backtick, ASCII.leftBrace, ASCII.rightBrace: isEscaped = !inQuery
      case ASCII.apostrophe: isEscaped = inQuery
      default: isEscaped = false
      }
      if isEscaped {
        result += [ASCII.percent, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
