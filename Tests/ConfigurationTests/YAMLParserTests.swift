import Configuration
import Diagnostics
import Testing

@Suite("YAML")
struct YAMLParserTests {
  func parse(_ text: String) throws -> YAMLNode? {
    try YAMLParser.parse(Array(text.utf8), file: "mkdocs.yml")
  }

  func failure(_ text: String) -> Diagnostic? {
    do {
      _ = try parse(text)
      return nil
    } catch {
      return error as? Diagnostic
    }
  }

  @Test("values know their kind and their place")
  func values() throws {
    let root = try #require(
      try parse(
        "site_name: My docs\nstrict: yes\nport: 8000\nquoted: 'true'\nnone:\nlist: [a, ~]\n"))
    #expect(root["site_name"]?.string == "My docs")
    #expect(
      root["site_name"]?.location == Location(file: "mkdocs.yml", line: 1, column: 12, length: 7))
    #expect(root["strict"]?.bool == true)
    #expect(root["port"]?.int == 8000)
    #expect(root["quoted"]?.bool == nil)
    #expect(root["quoted"]?.string == "true")
    #expect(root["none"]?.isNull == true)
    #expect(root["list"]?.sequence?.map(\.string) == ["a", nil])
    #expect(root.mapping?.first?.keyLocation.column == 1)
  }

  @Test("tags stay")
  func tags() throws {
    let root = try #require(
      try parse("a: !ENV [X, y]\nb: !!python/name:pymdownx.slugs.slugify\n"))
    #expect(root["a"]?.tag == "!ENV")
    let keys = try #require(try parse("!ENV [X, y]: 1\n!ENV Z: {a: 2}\nb: 3\n")?.mapping)
    #expect(keys.map(\.key) == ["y", "Z", "b"])
    #expect(keys.map(\.taggedKey?.tag) == ["!ENV", "!ENV", nil])
    #expect(keys.map(\.value.int) == [1, nil, 3])
    #expect(root["b"]?.tag == "tag:yaml.org,2002:python/name:pymdownx.slugs.slugify")
  }

  @Test("anchors, aliases and merge keys")
  func aliases() throws {
    let root = try #require(
      try parse("base: &b {x: 1, y: 2}\nuse: *b\nown:\n  <<: *b\n  y: 3\n"))
    #expect(root["use"]?["x"]?.int == 1)
    #expect(root["own"]?["x"]?.int == 1)
    #expect(root["own"]?["y"]?.int == 3)
    #expect(root["own"]?.mapping?.count == 2)
  }

  @Test("an empty file is nothing; a byte order mark is no content")
  func empty() throws {
    #expect(try parse("") == nil)
    #expect(try parse("# only a comment\n") == nil)
    #expect(try parse("\u{FEFF}a: 1\n")?["a"]?.int == 1)
  }

  @Test(
    "mistakes are located",
    arguments: [
      ("a: [1, 2\nb: 3\n", "yaml.syntax", 2), ("a: b: c\n", "yaml.syntax", 1),
      ("a:\n\tb: 1\n", "yaml.syntax", 2), ("a: 1\nb: 2\na: 3\n", "yaml.duplicate-key", 3),
      ("x:\n  k: 1\n  j: 2\n  k: 3\n", "yaml.duplicate-key", 4), ("a: *nope\n", "yaml.alias", 1),
      ("[a, b]: 1\n", "yaml.key", 1), ("a: 1\n!ENV [x, [y]]: 1\n", "yaml.key", 2),
      ("!ENV {a: b}: 1\n", "yaml.key", 1), ("a: 1\n---\nb: 2\n", "yaml.syntax", 2),
      ("a: \"\\q\"\n", "yaml.syntax", 1),
    ])
  func mistakes(text: String, code: String, line: Int) throws {
    let diagnostic = try #require(failure(text))
    #expect(diagnostic.code == code)
    #expect(diagnostic.location?.line == line)
    #expect(diagnostic.location?.column != nil)
    #expect(diagnostic.severity == .error)
  }

  @Test("front matter counts lines of its page")
  func lineOffset() throws {
    let root = try YAMLParser.parse(Array("title: x\n".utf8), file: "a.md", lineOffset: 1)
    #expect(root?["title"]?.location.line == 2)
  }

  @Test("bytes that are not UTF-8 are refused")
  func encoding() {
    #expect(throws: Diagnostic.self) {
      try YAMLParser.parse([0x61, 0x3A, 0x20, 0xFF], file: "x.yml")
    }
  }

  @Test("deep nesting and exploding aliases are refused, not suffered")
  func bombs() throws {
    let deep = String(repeating: "[", count: 100_000)
    #expect(failure(deep)?.severity == .error)
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let alias = "*a\(level - 1)"
      bomb +=
        "a\(level): &a\(level) [\(Array(repeating: alias, count: 10).joined(separator: ", "))]\n"
    }
    #expect(failure(bomb)?.code == "yaml.size")
  }
}
