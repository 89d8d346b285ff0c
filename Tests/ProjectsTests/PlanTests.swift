import Diagnostics
import Projects
import Templating
import Testing

@Suite("Plans")
struct PlanTests {
  static let manifest = """
    name: t
    version: 1.0.0
    questions:
      - {name: title, default: "Book: Store"}
      - {name: slug, derived: {kebab-case: title}}
      - {name: docker, type: boolean, default: no}
    """

  func plan(
    _ files: [String: String], rules: String = "", options: [String] = []
  ) async throws -> Plan {
    let made = try template(Self.manifest + "\n" + rules, files)
    return try made.plan(try await answers(made, options))
  }

  func text(_ plan: Plan, _ path: String) -> String? {
    plan.files.first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test("only templates are rendered, in the language of the file they make")
  func rendering() async throws {
    let plan = try await plan([
      "files/a.yml.mustache": "x: <%title%>\n", "files/b.yml": "x: <%title%>\n",
      "files/c.md.mustache": "<%> note%>\n", "partials/note.mustache": "# <%title%>\n",
      "files/.hidden": "", "notes.txt": "no part of it",
    ])
    #expect(plan.files.map(\.path) == [".hidden", "a.yml", "b.yml", "c.md"])
    #expect(text(plan, "a.yml") == "x: \"Book: Store\"\n")
    #expect(text(plan, "b.yml") == "x: <%title%>\n")
    #expect(text(plan, "c.md") == "# Book: Store\n")
  }

  @Test("answers stand in paths; what is no answer stays")
  func paths() async throws {
    let plan = try await plan([
      "files/@slug@/@slug@-@year@.txt": "", "files/@nobody@/a@b.txt": "", "files/@x@slug@": "",
    ])
    #expect(
      plan.files.map(\.path) == [
        "@nobody@/a@b.txt", "@xbook-store", "book-store/book-store-2031.txt",
      ])
  }

  @Test("rules choose, rename, copy and mark files")
  func rules() async throws {
    let rules = """
      files:
        - {glob: "docker/**", when: docker}
        - {glob: "bin/*", mode: executable}
        - {glob: raw.mustache, copy: true}
        - {glob: old.txt, rename: "new/<% slug %>.txt", keep: true}
      """
    let files = [
      "files/docker/a": "", "files/bin/run": "", "files/raw.mustache": "<%nope%>",
      "files/old.txt": "",
    ]
    let made = try await plan(files, rules: rules)
    #expect(made.files.map(\.path) == ["bin/run", "new/book-store.txt", "raw.mustache"])
    #expect(made.files.map(\.mode) == [0o755, 0o644, 0o644])
    #expect(made.files.map(\.keepsExisting) == [false, true, false])
    let docker = try await plan(files, rules: rules, options: ["docker=yes"])
    #expect(docker.files.map(\.path).contains("docker/a"))
  }

  @Test(
    "mistakes have their place in the template",
    arguments: [
      (
        ["files/a.yml.mustache": "a: 1\nb: '<%title%>'"], "", "template.text",
        "t/files/a.yml.mustache", 2
      ),
      (
        ["files/a.md.mustache": "<%titel%>"], "", "template.unknown-name", "t/files/a.md.mustache",
        1
      ),
      (["files/a.js.mustache": "<%title%>"], "", "template.text", "t/files/a.js.mustache", 1),
      (
        ["files/docker/a.mustache": "\n<%#x%>"], "files:\n  - {glob: docker/*, when: docker}",
        "template.unclosed-section", "t/files/docker/a.mustache", 2
      ),
      (["files/a": "", "files/a.mustache": ""], "", "template.path", "t/files/a.mustache", nil),
      (
        ["files/a": ""], "files:\n  - {glob: a, rename: ../<% slug %>}", "template.path",
        "t/template.yml", 8
      ),
      (
        ["files/a": ""], "files:\n  - {glob: a, rename: /etc/x}", "template.path", "t/template.yml",
        8
      ),
      (
        ["files/a": ""], "files:\n  - {glob: a, rename: .git/config}", "template.path",
        "t/template.yml", 8
      ),
      (
        ["files/a": "", "files/b": ""], "files:\n  - {glob: b, rename: a/c}", "template.path",
        "t/files/a", nil
      ),
      (["files/@docker@": ""], "", "template.path", "t/files/@docker@", nil),
    ] as [([String: String], String, String, String, Int?)])
  func mistakes(
    files: [String: String], rules: String, code: String, file: String, line: Int?
  ) async throws {
    let error = await #expect(throws: Diagnostic.self) { try await plan(files, rules: rules) }
    #expect(error?.code == code)
    #expect(error?.location?.file == file)
    #expect(error?.location?.line == line)
  }

  @Test(
    "an answer cannot lead a path out of the project", arguments: ["../x", "/etc", "x/..", "a/b"])
  func hostilePath(title: String) async throws {
    let error = await #expect(throws: Diagnostic.self) {
      try await plan(["files/@title@": ""], options: ["title=\(title)"])
    }
    #expect(error?.code == "template.path")
  }

  @Test("the next steps are lines of shell, the destination a word of them")
  func nextSteps() async throws {
    let made = try template(
      Self.manifest + "\nnext_steps: [cd <% destination %>]\nmessages: {after: <% title %>!}\n")
    let found = try await answers(made)
    #expect(try made.nextSteps(found, destination: "shop") == ["cd shop"])
    #expect(try made.nextSteps(found, destination: "it's $x") == ["cd 'it'\\''s $x'"])
    #expect(try made.nextSteps(found, destination: "-x") == ["cd ./-x"])
    #expect(try made.messageAfter(found, destination: "shop") == "Book: Store!")
  }
}

@Suite("The multi-cloud template")
struct MultiCloudTests {
  static let licences = ["MIT", "Apache-2.0", "BSD-3-Clause"]
  static let providers = ["aws", "gcp", "azure", "alibaba"]

  @Test("it renders for every set of providers and every licence", arguments: licences)
  func variants(licence: String) async throws {
    let multiCloud = try ProjectTemplate.embedded("multi-cloud")
    for set in 1..<16 {
      let chosen = Self.providers.indices.filter { set & (1 << $0) != 0 }.map { Self.providers[$0] }
      let found = try await answers(
        multiCloud, ["licence=\(licence)", "providers=\(chosen.joined(separator: ","))"])
      let plan = try multiCloud.plan(found)
      #expect(plan.files.contains { $0.path == "LICENSE" && !$0.bytes.isEmpty })
      for file in plan.files {
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(!text.contains("<%") && !text.contains("%>"), "\(file.path)")
        #expect(!file.path.hasSuffix(".mustache"))
      }
    }
  }

  @Test("hostile descriptions render, and are data in the files that programs read")
  func hostileDescriptions() async throws {
    let multiCloud = try ProjectTemplate.embedded("multi-cloud")
    for text in [
      "a\"; rm -rf x #'${file(\"/etc/passwd\")}' {{ y }} <b> `id` \\ : *z*", "true", "007",
      "a: b #c", "- x", "'''", "\"\"\"", "é 商店", "\\",
    ] {
      let plan = try multiCloud.plan(try await answers(multiCloud, ["description=\(text)"]))
      func content(_ path: String) throws -> String {
        let file = try #require(plan.files.first { $0.path == path })
        return String(decoding: file.bytes, as: UTF8.self)
      }
      let folder = try TestFolder()
      try folder.write(try content("pyproject.toml"), to: "p.toml")
      let script = "import sys,tomllib; d = tomllib.load(open('p.toml','rb'))"
      let read = try folder.run(
        "python3", "-c", script + "; sys.stdout.write(d['project']['description'])",
        environment: ["PYTHONIOENCODING": "utf-8"])
      #expect(read.1 == text)
    }
  }
}
