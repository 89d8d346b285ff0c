import FileTree
import Testing

@Suite("Extended globs")
struct ExtendedGlobTests {
  @Test(
    "match as extended shell patterns do",
    arguments: [
      ("*.md", "a.md", true), ("*.md", "a/b.md", false), ("**/*.md", "a/b/c.md", true),
      ("**/*.md", "c.md", true), ("@(index.md|README.md)", "README.md", true),
      ("@(index.md|README.md)", "other.md", false), ("!(index).md", "a.md", true),
      ("!(index).md", "index.md", false), ("?(a)b", "b", true), ("*(ab)c", "ababc", true),
      ("+(ab)c", "c", false), ("rel-[0-9]*", "rel-10.md", true), ("rel-[!0-9]*", "rel-1.md", false),
      ("a/**", "a/b/c", true), ("[ab", "[ab", true), ("@(a", "@(a", true), ("a\\*b", "a*b", true),
      ("@(a|*(b|c))d", "bcbd", true), ("ä?", "äö", true),
    ])
  func matches(pattern: String, path: String, expected: Bool) {
    #expect(ExtendedGlob(pattern).matches(path) == expected)
  }

  @Test("a slash at the end asks for a folder")
  func folders() {
    #expect(ExtendedGlob("*/").matches("a", isFolder: true))
    #expect(!ExtendedGlob("*/").matches("a"))
    #expect(ExtendedGlob("*").isShallow && !ExtendedGlob("**").isShallow)
  }
}
