#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The address of a machine: four bytes of IPv4 or sixteen of IPv6.
public struct NetworkAddress: Sendable, Hashable {
  /// The bytes, most significant first.
  public let bytes: [UInt8]

  /// - Parameter bytes: four or sixteen bytes; nil for any other number.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// The address that `text` writes out: `10.0.0.1`, `::1`, and the forms that C libraries take for
  /// IPv4, such as `127.1` and `0x7f000001`; nil for a name.
  public init?(_ text: String) {
    var v6 = in6_addr()
    if inet_pton(AF_INET6, text, &v6) == 1 {
      self.init(withUnsafeBytes(of: v6) { Array($0) })
      return
    }
    var v4 = in_addr()
    guard !text.contains(where: \.isWhitespace), inet_aton(text, &v4) == 1 else { return nil }
    self.init(withUnsafeBytes(of: v4) { Array($0) })
  }

  /// The address is one of the public internet: not this machine, not a private network, nothing
  /// reserved, and no such address inside an IPv6 one. Sources: the special-purpose registries of
  /// RFC 6890 for both families.
  public var isPublic: Bool {
    if bytes.count == 4 { return Self.isPublic(v4: bytes[...]) }
    // The address of IPv4 that an address of IPv6 stands for decides.
    if starts(with: [], zeros: 80), bytes[10] == 0xFF, bytes[11] == 0xFF {
      return Self.isPublic(v4: bytes[12...])  // ::ffff:a.b.c.d
    }
    if starts(with: [], zeros: 96) { return false }  // ::, ::1 and ::a.b.c.d
    if starts(with: [0, 0x64, 0xFF, 0x9B], zeros: 64) {
      return Self.isPublic(v4: bytes[12...])  // 64:ff9b::a.b.c.d
    }
    if bytes[0] == 0x20, bytes[1] == 0x02 { return Self.isPublic(v4: bytes[2..<6]) }  // 2002::/16
    // What is not 2000::/3 is private, local, multicast or unassigned.
    guard bytes[0] & 0xE0 == 0x20 else { return false }
    if bytes[0] == 0x20, bytes[1] == 0x01 {
      if bytes[2] < 2 { return false }  // 2001::/23: tunnels, benchmarks, documentation
      if bytes[2] == 0x0D, bytes[3] == 0xB8 { return false }  // 2001:db8::/32
    }
    return !(bytes[0] == 0x3F && bytes[1] == 0xFF && bytes[2] < 0x10)  // 3fff::/20
  }

  private func starts(with prefix: [UInt8], zeros bits: Int) -> Bool {
    bytes.starts(with: prefix)
      && bytes[prefix.count..<(prefix.count + bits / 8)].allSatisfy { $0 == 0 }
  }

  private static func isPublic(v4 bytes: ArraySlice<UInt8>) -> Bool {
    let (a, b, c) = (
      bytes[bytes.startIndex], bytes[bytes.startIndex + 1], bytes[bytes.startIndex + 2]
    )
    switch (a, b, c) {
    case (0, _, _), (10, _, _), (127, _, _), (224..., _, _): return false
    case (100, 64..<128, _), (169, 254, _), (172, 16..<32, _), (192, 168, _): return false
    case (192, 0, 0), (192, 0, 2), (198, 18...19, _), (198, 51, 100), (203, 0, 113): return false
    default: return true
    }
  }
}
