import Diagnostics
import Projects
import Testing

@Suite("template.yml")
struct ManifestTests {
  static let start = "name: t\nversion: 1.0.0\n"

  @Test("what it says is read")
  func whole() throws {
    let text = """
      name: demo
      description: A demonstration.
      version: 1.2.3
      questions:
        - name: title
          prompt: Title
          help: What it is called.
          default: <% directory_name %>
          pattern: '[a-zA-Z ]+'
          message: use letters
          maximum_length: 20
        - {name: slug, derived: {kebab-case: title}}
        - {name: port, type: integer, default: 8080, minimum: 1, maximum: 65535}
        - {name: docker, type: boolean, default: yes}
        - {name: image, when: docker, default: "<% slug %>", safe: true}
        - {name: clouds, type: multi-choice, choices: [aws, gcp], default: [aws], minimum: 1}
        - {name: token, secret: true, default: ''}
      files:
        - {glob: "docker/**", when: [docker, "not clouds:gcp"]}
        - {glob: "bin/*", mode: executable}
        - {glob: x.mustache, copy: true, keep: true}
        - {glob: a, rename: "<% slug %>", mode: 0600}
      next_steps:
        - cd <% destination %>
      messages:
        before: Hello.
        after: <% title %> is made.
      """
    let (manifest, problems) = Manifest.read(Array(text.utf8), file: "template.yml")
    #expect(problems == [])
    let read = try #require(manifest)
    #expect(read.name == "demo" && read.version == "1.2.3")
    #expect(
      read.questions.map(\.name) == ["title", "slug", "port", "docker", "image", "clouds", "token"])
    #expect(read.askable == ["title", "port", "docker", "image", "clouds", "token"])
    #expect(read.question("port")?.maximum == 65535)
    #expect(read.question("token")?.isSecret == true)
    #expect(read.rules.map(\.mode) == [nil, 0o755, nil, 0o600])
    #expect(read.rules[2].copies && read.rules[2].keeps)
  }

  @Test(
    "every mistake has its place",
    arguments: [
      ("questions:\n  - nmae: x\n", 4, 5, "a question has no key 'nmae'"),
      ("questions:\n  - {name: x, type: sting}\n", 4, 21, "'sting' is no type of question"),
      ("questions:\n  - {name: X}\n", 4, 12, "'X' is no name for an answer"),
      ("questions:\n  - {name: year}\n", 4, 12, "'year' has a meaning of its own"),
      ("questions:\n  - name: x\n  - name: x\n", 5, 11, "there is a question named 'x' already"),
      ("questions:\n  - {name: x, pattern: '[a'}\n", 4, 24, "'[a' is no regular expression"),
      ("questions:\n  - {name: x, type: choice}\n", 4, 5, "a choice needs 'choices'"),
      ("questions:\n  - {name: x, choices: [a]}\n", 4, 24, "a string has no 'choices'"),
      (
        "questions:\n  - {name: x, type: choice, choices: [a], default: b}\n", 4, 52,
        "the default of 'x' is no good answer: 'b' is not one of a"
      ),
      ("questions:\n  - name: x\n    default: a <% nope %>\n", 5, 16, "no answer named 'nope'"),
      ("questions:\n  - name: x\n    default: \"<% nope %>\"\n", 5, 15, "no answer named 'nope'"),
      ("questions:\n  - name: x\n    default: <% later %>\n  - name: later\n", 5, 14, "'later'"),
      ("questions:\n  - {name: x, when: nope}\n", 4, 21, "no answer named 'nope'"),
      ("questions:\n  - {name: x, minimum: 1}\n", 4, 24, "'minimum' has no meaning for a string"),
      (
        "questions:\n  - {name: x, type: integer, minimum: 3, maximum: 1}\n", 4, 51,
        "'maximum' is smaller than 'minimum'"
      ),
      ("questions:\n  - {name: x, maximum_length: a}\n", 4, 31, "must be a whole number"),
      ("questions:\n  - {name: x, secret: 3}\n", 4, 23, "must be true or false"),
      ("questions:\n  - {name: x, derived: {camel: y}}\n", 4, 32, "no answer named 'y'"),
      ("questions: x\n", 3, 12, "'questions' must be a list, not 'x'"),
      ("questions:\n  - x\n", 4, 5, "a question must be a mapping, not 'x'"),
      ("files:\n  - {when: a}\n", 4, 5, "a file rule needs 'glob'"),
      ("files:\n  - {glob: a, mode: 9}\n", 4, 21, "'9' is no mode"),
      ("files:\n  - {glob: a, rename: \"<% x\"}\n", 4, 24, "this tag has no end"),
      ("next_steps:\n  - cd <% nope %>\n", 4, 8, "no answer named 'nope'"),
      ("messages:\n  befor: x\n", 4, 3, "'messages' has no key 'befor'"),
      ("nmae: t\n", 3, 1, "the manifest has no key 'nmae'"),
    ])
  func mistakes(text: String, line: Int, column: Int, message: String) throws {
    let (manifest, problems) = Manifest.read(Array((Self.start + text).utf8), file: "template.yml")
    #expect(manifest == nil)
    let problem = try #require(problems.first { $0.message.contains(message) }, "\(problems)")
    #expect(problem.location?.line == line, "\(problem)")
    #expect(problem.location?.column == column, "\(problem)")
  }

  @Test("all mistakes are said at once, and misspelt names get a suggestion")
  func several() {
    let text = "nmae: t\nquestions:\n  - {name: x, tpye: string}\n  - {name: y, type: bolean}\n"
    let (_, problems) = Manifest.read(Array(text.utf8), file: "template.yml")
    #expect(problems.compactMap(\.location?.line) == [1, 1, 1, 3, 4])
    #expect(
      problems.compactMap(\.hint) == [
        "did you mean 'name'?", "did you mean 'type'?", "did you mean 'boolean'?",
      ])
  }

  @Test("broken YAML and an empty file")
  func broken() {
    #expect(Manifest.read(Array("a: [".utf8), file: "t").1.first?.code == "yaml.syntax")
    #expect(Manifest.read([], file: "t").1.first?.code == "template.manifest")
  }
}
