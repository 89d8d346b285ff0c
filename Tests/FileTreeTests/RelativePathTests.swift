import FileTree
import Testing

@Suite("Relative paths")
struct RelativePathTests {
  @Test(
    "normalizing",
    arguments: [
      ("a/b", "a/b"), ("a//b/./c/", "a/b/c"), ("a/../b", "b"), ("../a", nil), ("a/../..", nil),
      ("", ""), ("./", ""), ("/a", "a"),
    ])
  func normalized(path: String, expected: String?) {
    #expect(RelativePath.normalized(path) == expected)
  }

  @Test(
    "resolving in a folder",
    arguments: [
      ("c.md", "a/b", "a/b/c.md"), ("../c.md", "a/b", "a/c.md"), ("/c.md", "a/b", "c.md"),
      ("../../c.md", "a", nil), ("c.md", "", "c.md"),
    ])
  func resolve(path: String, folder: String, expected: String?) {
    #expect(RelativePath.resolve(path, in: folder) == expected)
  }

  @Test(
    "the way from a folder",
    arguments: [
      ("", "x.css", "x.css"), ("a", "x.css", "../x.css"), ("a/b", "a/c/x", "../c/x"),
      ("a", "a/", "./"), ("a/b", "a/", "../"), ("", "a/b/", "a/b/"), ("a/b", "a/b/c/", "c/"),
      ("a/b", "", "../../"), ("", "", "./"), ("a", "a", "../a"),
    ])
  func from(folder: String, path: String, expected: String) {
    #expect(RelativePath.from(folder: folder, to: path) == expected)
  }

  @Test("folders and names")
  func parts() {
    #expect(RelativePath.folder(of: "a/b/c.md") == "a/b")
    #expect(RelativePath.folder(of: "c.md") == "")
    #expect(RelativePath.name(of: "a/b/c.md") == "c.md")
    #expect(RelativePath.name(of: "c.md") == "c.md")
  }
}
