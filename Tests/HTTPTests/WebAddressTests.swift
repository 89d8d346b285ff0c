import HTTP
import Testing

@Suite("Web addresses")
struct WebAddressTests {
  @Test(
    "are written in one way",
    arguments: [
      ("https://Host.Example", "https://host.example/"),
      ("HTTP://host.example:80/a", "http://host.example/a"),
      ("https://host.example:443", "https://host.example/"),
      ("https://host.example:8443/a", "https://host.example:8443/a"),
      ("https://host.example/a/./b/../c", "https://host.example/a/c"),
      ("https://host.example/../../a", "https://host.example/a"),
      ("https://host.example/a/%2e%2E/b", "https://host.example/b"),
      ("https://host.example/a/..", "https://host.example/"),
      ("https://host.example?q=1", "https://host.example/?q=1"),
      ("https://host.example/a b?c d#e f", "https://host.example/a%20b?c%20d"),
      ("https://host.example/sp%20ace", "https://host.example/sp%20ace"),
      ("https://host.example/é", "https://host.example/%C3%A9"),
      ("https://user:secret@host.example/a", "https://host.example/a"),
      ("https://host.example\\a", "https://host.example/a"),
      ("https:/host.example/a", "https://host.example/a"),
      ("https://[::1]:8080/a", "https://[::1]:8080/a"),
      ("  https://host.example/a\n", "https://host.example/a"),
      ("https://host.example/a//b", "https://host.example/a//b"),
    ])
  func written(text: String, expected: String) throws {
    #expect(try WebAddress(text).text == expected)
  }

  @Test(
    "that cannot be are refused",
    arguments: [
      ("ftp://host.example/a", WebAddress.Mistake.scheme("ftp")),
      ("/a", .scheme("")),
      ("https://", .host("")),
      ("https:///", .host("")),
      ("https://a b/", .host("a b")),
      ("https://a..b/", .host("a..b")),
      ("https://[::g]/", .host("[::g]")),
      ("https://host.example:99999/", .port("99999")),
      ("https://host.example:x/", .port("x")),
      ("https://host.example/" + String(repeating: "a", count: 9000), .length),
    ])
  func refused(text: String, mistake: WebAddress.Mistake) {
    #expect(throws: mistake) { try WebAddress(text) }
  }

  @Test(
    "references are resolved as browsers do",
    arguments: [
      ("b", "https://host.example/a/b"),
      ("../b?x=1#y", "https://host.example/b?x=1"),
      ("/b", "https://host.example/b"),
      ("?x", "https://host.example/a/page?x"),
      ("", "https://host.example/a/page?q"),
      ("//other.example/b", "https://other.example/b"),
      ("http://other.example", "http://other.example/"),
    ])
  func resolved(reference: String, expected: String) throws {
    let page = try WebAddress("https://host.example/a/page?q")
    #expect(try page.resolving(reference).text == expected)
  }

  @Test(
    "a reference with another scheme is refused", arguments: ["file:///etc/passwd", "ftp://a/"])
  func otherScheme(reference: String) throws {
    let page = try WebAddress("https://host.example/")
    #expect(throws: WebAddress.Mistake.self) { try page.resolving(reference) }
  }
}
