import Testing

@testable import Previewing

@Suite("Addresses of previews")
struct AddressTests {
  @Test("a host and a port")
  func address() {
    #expect(PreviewAddress("127.0.0.1:8000") == PreviewAddress(host: "127.0.0.1", port: 8000))
    #expect(PreviewAddress("[::1]:0")?.host == "::1")
    #expect(PreviewAddress("[::1]:80")?.text == "[::1]:80")
    for text in ["8000", "localhost", ":8000", "localhost:", "localhost:99999", "localhost:-1"] {
      #expect(PreviewAddress(text) == nil, "\(text)")
    }
  }

  @Test(
    "the path of a site's address",
    arguments: [
      ("https://a.example/", "/"), ("https://a.example", "/"), ("https://a.example/b/c/", "/b/c/"),
      ("https://a.example/b//c?x#y", "/b/c/"), ("nonsense", "/"), ("https://a.example/../..", "/"),
    ])
  func basePath(address: String, path: String) {
    #expect(SourceReader.path(of: address) == path)
  }

  @Test("paths of requests are decoded; what is no path is refused")
  func decoding() {
    #expect(Responder.decoded("/a%20b/%C3%A9") == "/a b/é")
    for path in ["/%", "/%4", "/%zz", "/%00", "/%ff", "/a\\b", "/a%5cb"] {
      #expect(Responder.decoded(path[...]) == nil, "\(path)")
    }
  }

  @Test("files that editors make while they save do not count")
  func editors() {
    for name in ["index.md", "a.png", ".pages", ".nav.yml", "v1"] {
      #expect(WatchedSources.matters(name), "\(name)")
    }
    for name in ["4913", "index.md~", ".index.md.swp", "#index.md#", ".#index.md", "x.tmp"] {
      #expect(!WatchedSources.matters(name), "\(name)")
    }
  }
}
