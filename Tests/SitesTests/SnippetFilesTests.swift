import Diagnostics
import Foundation
import Markdown
import SystemPackage
import Testing

@testable import Sites

@Suite struct SnippetFilesTests {
  /// What a path leads to: the file's name and text, or what is said.
  private func look(
    up path: String, _ options: Snippets = Snippets(), prefix: String = "",
    with prepare: (URL) throws -> Void
  ) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let pages = folder.appending(path: "site/docs/guide")
    try FileManager.default.createDirectory(at: pages, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let root = folder.appending(path: "site")
    try prepare(root)
    let files = SnippetFiles(
      options, root: FilePath(root.path()), docsDir: FilePath(root.path()).appending("docs"),
      prefix: prefix)
    switch files?.provider(forPageIn: FilePath(pages.path())).snippet(at: path) {
    case .found(let file): return "\(file.name): \(String(decoding: file.text, as: UTF8.self))"
    case .missing(let message, let hint): return "\(message); \(hint ?? "")"
    case .failed(let severity, let message, _): return "\(severity): \(message)"
    case nil: return ""
    }
  }

  private func write(_ text: String, to path: String) -> (URL) throws -> Void {
    { try Data(text.utf8).write(to: $0.appending(path: path)) }
  }

  @Test func basesAreTriedInOrder() throws {
    #expect(try look(up: "a.md", with: write("A", to: "a.md")) == "a.md: A")
    #expect(
      try look(up: "./docs/../a.md", prefix: "x/", with: write("A", to: "a.md")) == "x/a.md: A")
    var options = Snippets()
    options.bases = [.configuration("none"), .pages("guide"), .page("..")]
    #expect(
      try look(up: "a.md", options, with: write("A", to: "docs/guide/a.md")) == "docs/guide/a.md: A"
    )
    #expect(try look(up: "a.md", options, with: write("A", to: "docs/a.md")) == "docs/a.md: A")
    options.bases = [.configuration("docs/a.md")]
    #expect(try look(up: "a.md", options, with: write("A", to: "docs/a.md")) == "docs/a.md: A")
    #expect(
      try look(up: "b.md", options, with: write("B", to: "docs/b.md")).hasPrefix("there is no file")
    )
  }

  @Test func nothingOutsideTheBases() throws {
    var options = Snippets()
    options.bases = [.configuration("docs")]
    let secret = write("secret", to: "secret.md")
    #expect(
      try look(up: "../secret.md", options, with: secret)
        == "'../secret.md' lies outside base_path; add its folder to base_path of pymdownx.snippets"
    )
    #expect(try look(up: "/etc/passwd", options, with: secret).contains("outside base_path"))
    let link: (URL) throws -> Void = { root in
      try secret(root)
      try FileManager.default.createSymbolicLink(
        at: root.appending(path: "docs/link.md"),
        withDestinationURL: root.appending(path: "secret.md"))
    }
    #expect(try look(up: "link.md", options, with: link).contains("outside base_path"))
    options.staysInBases = false
    #expect(try look(up: "link.md", options, with: link) == "docs/link.md: secret")
    #expect(try look(up: "../secret.md", options, with: secret) == "secret.md: secret")
  }

  @Test func whatCannotBeIncluded() throws {
    let file = write("A", to: "terms.md")
    #expect(
      try look(up: "trems.md", with: file)
        == "there is no file 'trems.md' to include; did you mean 'terms.md'?")
    #expect(try look(up: "docs", with: file) == "error: 'docs' is no file")
    #expect(try look(up: "https://example.com/a.md", with: file).hasPrefix("warning: "))
    #expect(try look(up: "terms.md/x", with: file).hasPrefix("there is no file"))
  }

  @Test func encodings() throws {
    let latin: (URL) throws -> Void = {
      try Data([0x80, 0xE9]).write(to: $0.appending(path: "a.md"))
    }
    var options = Snippets()
    #expect(try look(up: "a.md", options, with: latin) == "error: 'a.md' is not utf-8")
    options.encoding = "cp1252"
    #expect(try look(up: "a.md", options, with: latin) == "a.md: €é")
    options.encoding = "ISO-8859-1"
    #expect(try look(up: "a.md", options, with: latin) == "a.md: \u{80}é")
  }
}
