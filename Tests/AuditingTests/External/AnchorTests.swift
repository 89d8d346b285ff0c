import Diagnostics
import HTTP
import Testing

@testable import Auditing

@Suite("Anchors of pages on the web")
struct AnchorTests {
  private func findings(_ fragment: String, in body: String, at page: String) async throws
    -> [String]
  {
    try await Web([page: [.page(body)]]).check("\(page)#\(fragment)").findings.map { finding in
      "\(finding.code.dropFirst("audit.external.".count)) \(finding.hint ?? "")"
    }
  }

  private let body = """
    <!doctype html><p id=plain><p ID='single'><a name="named"></a><img name=image>
    <p id="a&amp;b"><p id="über"><!-- <p id=comment> --><script>"<p id=script>"</script>
    <h2 id=user-content-readme>x</h2>
    """

  @Test(
    "are found as browsers find them",
    arguments: [
      "plain", "single", "named", "a&b", "über", "%C3%BCber", "readme", "top", "TOP",
      ":~:text=hello", "/route", "!/route", "page=3",
    ])
  func found(fragment: String) async throws {
    #expect(try await findings(fragment, in: body, at: "https://host.test.dev/").isEmpty)
  }

  @Test("are missing otherwise", arguments: ["image", "comment", "script", "Plain", "absent"])
  func missing(fragment: String) async throws {
    let found = try await findings(fragment, in: body, at: "https://host.test.dev/")
    #expect(found.count == 1 && found[0].hasPrefix("missing-anchor"), "\(found)")
    if fragment == "Plain" { #expect(found[0].contains("did you mean '#plain'?")) }
  }

  @Test("forges make some of them in the browser")
  func forges() async throws {
    let page = "https://github.com/acme/shop/pull/1"
    for fragment in ["L10-L20", "issuecomment-123", "discussion_r1", "r123", "diff-abc"] {
      #expect(try await findings(fragment, in: body, at: page).isEmpty, "\(fragment)")
    }
    let sent = "<p id=x><script>{\"html\":\"<h2 id=\\\"user-content-usage\\\">\"}</script>"
    #expect(try await findings("usage", in: sent, at: page).isEmpty)
    #expect(try await findings("absent", in: sent, at: page).count == 1)
  }

  @Test("in a page that a script makes, or that is too long, cannot be seen")
  func unknown() async throws {
    let script = "<div></div><script src=app.js></script>"
    let found = try await findings("a", in: script, at: "https://host.test.dev/")
    #expect(found.count == 1 && found[0].hasPrefix("unverifiable"))
  }

  @Test("mean nothing in what is no page")
  func noPage() async throws {
    let file = Response(status: 200, headers: [Header("Content-Type", "application/pdf")])
    let web = Web(["https://host.test.dev/a.pdf": [.success(file)]])
    #expect(try await web.check("https://host.test.dev/a.pdf#section").findings.isEmpty)
  }

  @Test(
    "broken HTML takes no time", .timeLimit(.minutes(1)),
    arguments: [
      "<a ", "<!--", "<a b='", "<script>", "<", "<a =", "</", "<meta content=",
    ])
  func hostile(piece: String) {
    let page = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    #expect(PageContent(Array(page.utf8)).anchors.count < 10)
  }
}
