import HTTP
import Testing

@Suite("Proxies")
struct ProxiesTests {
  private let proxies = Proxies(environment: [
    "http_proxy": "http://plain:3128", "HTTPS_PROXY": "http://secure:3128",
    "no_proxy": "intern.example, .corp.example",
  ])

  @Test(
    "are chosen by scheme, and left out for this machine and exceptions",
    arguments: [
      ("http://host.example/", "http://plain:3128"),
      ("https://host.example/", "http://secure:3128"),
      ("https://intern.example/", ""), ("https://a.intern.example/", ""),
      ("https://corp.example/", ""), ("http://localhost:80/", ""), ("http://127.0.0.1/", ""),
      ("http://[::1]/", ""),
    ])
  func chosen(address: String, proxy: String) throws {
    #expect(proxies.proxy(for: try WebAddress(address)) == proxy)
  }

  @Test("without variables there are none, and HTTP_PROXY in capitals is not one")
  func none() throws {
    let address = try WebAddress("http://host.example/")
    #expect(Proxies(environment: [:]).proxy(for: address) == "")
    #expect(Proxies(environment: ["HTTP_PROXY": "http://a"]).proxy(for: address) == "")
  }
}
