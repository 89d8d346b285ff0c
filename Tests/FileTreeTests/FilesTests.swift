import Diagnostics
import FileTree
import Foundation
import SystemPackage
import Testing

@Suite("Files")
struct FilesTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func code(_ work: () throws -> Void) -> String? {
    do {
      try work()
      return nil
    } catch {
      return (error as? Diagnostic)?.code
    }
  }

  @Test("reading gives the bytes, also of files that claim to be empty")
  func read() throws {
    try folder.write("päge\n", to: "a/b.md")
    #expect(
      try FileReader.read(folder.path.appending("a").appending("b.md")) == Array("päge\n".utf8))
    #expect(try !FileReader.read("/proc/self/status").isEmpty)
    #expect(code { _ = try FileReader.read(folder.path.appending("none")) } == "file.system")
    #expect(code { _ = try FileReader.read(folder.path) } == "file.system")
  }

  @Test("text that is not UTF-8 is refused with its line")
  func encoding() throws {
    let path = folder.path.appending("x.md")
    try Data([0x61, 0x0A, 0xE9, 0x0A]).write(to: URL(filePath: path.string))
    do {
      _ = try FileReader.readText(path, named: "x.md")
      Issue.record("no error")
    } catch {
      #expect(error.code == "file.encoding")
      #expect(error.location == Location(file: "x.md", line: 2))
    }
  }

  @Test("an unchanged file is not touched, a changed one is replaced whole")
  func writeIfChanged() throws {
    let path = folder.path.appending("index.html")
    #expect(try FileWriter.writeIfChanged(path, Array("one".utf8)))
    let before = try #require(FileStatus.of(path))
    #expect(try !FileWriter.writeIfChanged(path, Array("one".utf8)))
    #expect(FileStatus.of(path)?.identity == before.identity)
    #expect(try FileWriter.writeIfChanged(path, Array("two".utf8)))
    #expect(try folder.read("index.html") == "two")
    #expect(try DirectoryWalk.names(in: folder.path) == ["index.html"])
  }

  @Test("a symbolic link in the way is replaced, not written through")
  func linkInTheWay() throws {
    try folder.write("precious", to: "outside.txt")
    try folder.write("", to: "site/.keep")
    try folder.link("site/page.html", to: "../outside.txt")
    try FileWriter.writeIfChanged(
      folder.path.appending("site").appending("page.html"), Array("new".utf8))
    #expect(try folder.read("outside.txt") == "precious")
    #expect(try folder.read("site/page.html") == "new")
  }

  @Test("a file where a folder must be is an error that names it")
  func fileInTheWay() throws {
    try folder.write("x", to: "a")
    do {
      try FileWriter.createDirectory(folder.path.appending("a").appending("b"))
      Issue.record("no error")
    } catch {
      #expect(error.message.contains("create the folder"))
    }
  }

  @Test("a walk lists files in order and links as links")
  func walk() throws {
    for path in ["b.md", "a/z.md", "a.md", "a/b/c.md"] { try folder.write("", to: path) }
    try folder.link("link.md", to: "b.md")
    let entries = try DirectoryWalk().files(below: folder.path)
    #expect(entries.map(\.path) == ["a.md", "a/b/c.md", "a/z.md", "b.md", "link.md"])
    #expect(entries.last?.status.kind == .symbolicLink)
    let without = try DirectoryWalk(descends: { $0 != "a" }).files(below: folder.path)
    #expect(without.map(\.path) == ["a.md", "b.md", "link.md"])
  }

  @Test("a walk for paths alone finds the same files, also behind links")
  func paths() throws {
    for path in ["docs/b.md", "docs/a/z.md", "elsewhere/c.md", "one.md"] {
      try folder.write("", to: path)
    }
    try folder.link("docs/linked", to: "../elsewhere")
    try folder.link("docs/link.md", to: "../one.md")
    let docs = folder.path.appending("docs")
    let walk = DirectoryWalk(links: .follow)
    let paths = try walk.filePaths(below: docs)
    #expect(paths.sorted() == ["a/z.md", "b.md", "link.md", "linked/c.md"])
    #expect(try walk.files(below: docs).map(\.path) == paths.sorted())
    try folder.link("docs/a/self", to: "..")
    #expect(code { _ = try walk.filePaths(below: docs) } == "file.link-loop")
  }

  @Test("links that lead in a circle or nowhere are errors when followed")
  func loops() throws {
    try folder.write("", to: "docs/a.md")
    try folder.link("docs/self", to: "../docs")
    #expect(
      code { _ = try DirectoryWalk(links: .follow).files(below: folder.path.appending("docs")) }
        == "file.link-loop")
    let other = try TemporaryFolder()
    try other.link("x", to: "x")
    #expect(
      code { _ = try DirectoryWalk(links: .follow).files(below: other.path) } == "file.link-loop")
    let third = try TemporaryFolder()
    try third.link("x", to: "nowhere")
    #expect(
      code { _ = try DirectoryWalk(links: .follow).files(below: third.path) }
        == "file.link-dangling")
  }

  @Test("the theme is inside the program")
  func embedded() {
    let theme = EmbeddedTree("theme")
    #expect(theme["layout/base.html"]?.bytes.isEmpty == false)
    #expect(theme["nothing.html"] == nil)
    #expect(EmbeddedTree("nothing").files.isEmpty)
  }
}
