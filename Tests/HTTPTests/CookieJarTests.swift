import HTTP
import Testing

@Suite("Cookies")
struct CookieJarTests {
  private func jar(_ cookies: String..., from text: String) throws -> CookieJar {
    var jar = CookieJar()
    let response = Response(status: 302, headers: cookies.map { Header("Set-Cookie", $0) })
    jar.store(response, from: try WebAddress(text))
    return jar
  }

  @Test("go back to the host that set them, and to no other")
  func host() throws {
    let jar = try jar("sid=1; Path=/", from: "https://host.example/a")
    #expect(jar.header(for: try WebAddress("https://host.example/b")) == "sid=1")
    #expect(jar.header(for: try WebAddress("https://sub.host.example/b")) == nil)
    #expect(jar.header(for: try WebAddress("https://other.example/b")) == nil)
  }

  @Test("with a domain go to the hosts below it; a strange domain is refused")
  func domain() throws {
    let wide = try jar("sid=1; Domain=.host.example", from: "https://www.host.example/")
    #expect(wide.header(for: try WebAddress("https://api.host.example/")) == "sid=1")
    let foreign = try jar("sid=1; Domain=other.example", from: "https://host.example/")
    #expect(foreign.header(for: try WebAddress("https://other.example/")) == nil)
    #expect(foreign.header(for: try WebAddress("https://host.example/")) == nil)
    let top = try jar("sid=1; Domain=example", from: "https://host.example/")
    #expect(top.header(for: try WebAddress("https://other.example/")) == nil)
  }

  @Test("keep to their path and to safe connections")
  func path() throws {
    let jar = try jar("a=1; Path=/docs", "b=2; Secure", from: "https://host.example/x")
    #expect(jar.header(for: try WebAddress("https://host.example/docs/b")) == "a=1; b=2")
    #expect(jar.header(for: try WebAddress("https://host.example/docsb")) == "b=2")
    #expect(jar.header(for: try WebAddress("http://host.example/docs")) == "a=1")
  }

  @Test("a later one takes the place of an earlier one; nonsense is left out")
  func replaced() throws {
    let jar = try jar("a=1", "a=2", "=3", "nonsense", from: "https://host.example/")
    #expect(jar.header(for: try WebAddress("https://host.example/")) == "a=2")
  }
}
