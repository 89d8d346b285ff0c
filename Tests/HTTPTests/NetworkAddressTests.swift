import HTTP
import Testing

@Suite("Network addresses")
struct NetworkAddressTests {
  @Test(
    "of this machine and private networks are not public, in any spelling",
    arguments: [
      "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "0.0.0.0", "10.1.2.3",
      "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.2.1",
      "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
      "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::10.0.0.1",
      "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "2001::1", "2001:db8::1", "fc00::1",
      "fd12::1", "fe80::1", "fec0::1", "ff02::1", "3fff::1", "100::1",
    ])
  func local(text: String) throws {
    #expect(try #require(NetworkAddress(text)).isPublic == false)
  }

  @Test(
    "of the internet are public",
    arguments: [
      "1.1.1.1", "8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "192.0.1.1",
      "223.255.255.255", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2606:4700::1111", "2002:808:808::",
      "2001:4860:4860::8888",
    ])
  func everybodys(text: String) throws {
    #expect(try #require(NetworkAddress(text)).isPublic)
  }

  @Test("names are none", arguments: ["host.example", "localhost", "", "1.2.3.4.5", "::g", "1 2"])
  func names(text: String) { #expect(NetworkAddress(text) == nil) }
}
