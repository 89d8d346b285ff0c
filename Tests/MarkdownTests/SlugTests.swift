import Testing

@testable import Markdown

/// Slugs of ASCII are made byte by byte: they must be those of the general way.
@Suite struct SlugTests {
  @Test func wordsHaveASeparator() {
    #expect("A b_ - c".pythonMarkdownSlug(separator: "_") == "a_b_-_c")
    #expect("Ä b".unicodeSlug(lowercase: true, separator: "_") == "ä_b")
    #expect("ÄB Straße".unicodeLowerASCIISlug(separator: "-") == "Äb-straße")
  }

  static let headings = [
    "Hello, World!", "  a  b\tc ", "! a", "a !", "a - b -- c", "C++ & C#", "snake_case", "-x-",
    "(1) x", "", "!!!", "v1.2.3 — not ASCII", "Ünïcode  ½",
  ]

  @Test(arguments: [
    ("Hello, World!", "hello-world"), ("a - b -- c", "a-b-c"), ("! a", "a"), ("a !", "a"),
    ("snake_case", "snake_case"), ("  a  b\tc ", "a-b-c"), ("Ünïcode  ½", "unicode-12"),
  ]) func pythonMarkdown(_ text: String, _ slug: String) {
    #expect(text.pythonMarkdownSlug == slug)
  }

  @Test(arguments: [
    ("Hello, World!", "hello-world"), ("a - b -- c", "a---b----c"), ("! a", "a"), ("a !", "a"),
    ("  a  b\tc ", "a-b-c"), ("Ünïcode  ½", "ünïcode-½"),
  ]) func unicode(_ text: String, _ slug: String) {
    #expect(text.unicodeSlug(lowercase: true) == slug)
  }

  @Test(arguments: [
    ("Hello, World!", "hello-world"), ("a - b -- c", "a---b----c"), ("! a", "-a"), ("a !", "a-"),
    (" C++ & C#", "c--c"), ("Ünïcode  ½", "ünïcode--"),
  ]) func gitHub(_ text: String, _ slug: String) {
    #expect(text.gitHubSlug == slug)
  }

  @Test(arguments: headings) func asciiEqualsTheGeneralWay(text: String) {
    // U+200B is in no slug and forces the general way; it must stand where nothing is trimmed.
    let general = text + "\u{200B}"
    #expect(general.pythonMarkdownSlug == text.pythonMarkdownSlug)
    #expect(general.unicodeSlug(lowercase: false) == text.unicodeSlug(lowercase: false))
  }

  @Test(arguments: [
    ("a  b", "a b"), (" a", "a"), ("a\n", "a"), ("a b", "a b"), ("", ""), ("a\u{A0}b ", "a b"),
  ]) func whiteSpaceCollapses(_ text: String, _ expected: String) {
    #expect(text.whiteSpaceCollapsed == expected)
  }
}
