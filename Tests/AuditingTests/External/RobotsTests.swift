import Testing

@testable import Auditing

@Suite("robots.txt")
struct RobotsTests {
  @Test(
    "the longest line decides, and of two the one that allows",
    arguments: [
      ("/", true), ("/a", false), ("/ab", false), ("/a/public", true), ("/b.pdf", false),
      ("/b.pdf?x", true), ("/c/d", false), ("/c/d/e", false), ("/C/d", true), ("/both", true),
    ])
  func lines(target: String, allowed: Bool) {
    let robots = Robots(
      """
      # comment
      User-agent: *
      Disallow: /a   # all of it
      Allow: /a/public
      Disallow: /*.pdf$
      Disallow: /c/*
      Allow: /both
      Disallow: /both
      Disallow:
      """, agent: "scaffold")
    #expect(robots.allow(target) == allowed)
  }

  @Test("a group of one's own is the only one that counts, in any order and case")
  func ownGroup() {
    let robots = Robots(
      """
      User-agent: *
      Disallow: /

      User-Agent: other
      User-Agent: Scaffold
      Disallow: /no
      """, agent: "scaffold")
    #expect(robots.allow("/yes"))
    #expect(!robots.allow("/no/x"))
    #expect(!Robots("User-agent: *\nDisallow: /", agent: "scaffold").allow("/yes"))
    #expect(Robots("Disallow: /\n<html>", agent: "scaffold").allow("/yes"))
  }

  @Test("a pattern of stars takes no time", .timeLimit(.minutes(1)))
  func stars() {
    let pattern = String(repeating: "*a", count: 900)
    let line = "Disallow: /\(pattern)$\n"
    let robots = Robots(
      "User-agent: *\n" + String(repeating: line, count: 250), agent: "scaffold")
    #expect(robots.allow("/" + String(repeating: "a", count: 8000) + "b"))
  }
}
