import Diagnostics
import Projects
import Synchronization
import SystemPackage
import Templating
import Testing

/// A terminal that types prepared lines and keeps what is shown.
final class FakeTerminal: Sendable {
  private let lines: Mutex<[Interview.Line]>
  private let output = Mutex("")

  init(_ lines: [Interview.Line]) { self.lines = Mutex(lines) }

  convenience init(typing lines: String...) { self.init(lines.map { .text($0) }) }

  var shown: String { output.withLock { $0 } }

  var interview: Interview {
    Interview(
      write: { text in self.output.withLock { $0 += text } },
      readLine: { _ in self.lines.withLock { $0.isEmpty ? .end : $0.removeFirst() } })
  }
}

@Suite("Answers")
struct AnswersTests {
  let multiCloud: ProjectTemplate

  init() throws { multiCloud = try .embedded("multi-cloud") }

  @Test("defaults come from the surroundings, derived answers from the others")
  func defaults() async throws {
    let found = try await answers(multiCloud)
    let expected: [String: Value] = [
      "name": .text("Book Store"), "slug": .safe("book-store"), "package": .safe("book_store"),
      "owner": .safe("acme"), "repository": .safe("acme/book-store"),
      "repository_url": .safe("https://github.com/acme/book-store"),
      "pages_url": .safe("https://acme.github.io/book-store/"), "year": .integer(2031),
      "date": .safe("2031-02-03"),
      "licence": .choice("MIT", among: ["MIT", "Apache-2.0", "BSD-3-Clause"]),
      "providers": .choices(
        ["aws", "gcp", "azure", "alibaba"], among: ["aws", "gcp", "azure", "alibaba"]),
    ]
    for (name, value) in expected { #expect(found.values[name] == value, "\(name)") }
    #expect(found.answered == multiCloud.manifest.askable)
    let asked = multiCloud.manifest.questions.filter { $0.isAsked && $0.derivation == nil }
    #expect(asked.map(\.name) == ["name", "description", "owner", "licence", "providers"])
  }

  @Test("components come with those they need, or not at all")
  func components() async throws {
    let manifest = try ProjectTemplate.embedded("multi-cloud").manifest
    let (chosen, alongWith) = try manifest.components(without: ["terraform", "helm"])
    #expect(!chosen.contains("policies") && !chosen.contains("argocd") && !chosen.contains("cli"))
    #expect(alongWith["policies"] == "terraform")
    #expect(alongWith["cli"] == "terraform or helm")
    #expect(try manifest.components(without: ["terraform"]).chosen.contains("cli"))
    let typo = #expect(throws: Diagnostic.self) { try manifest.components(without: ["trraform"]) }
    #expect(typo?.hint == "did you mean 'terraform'?")
    let alone = await #expect(throws: Diagnostic.self) {
      try await answers(multiCloud, ["components=policies"])
    }
    #expect(alone?.code == "new.component")
  }

  @Test("options are validated, in any case for choices, in the order declared")
  func options() async throws {
    let found = try await answers(
      multiCloud, ["name= Café Été ", "owner=Acme-Labs", "licence=mit", "providers=gcp, aws"])
    #expect(found.values["name"] == .text("Café Été"))
    #expect(found.values["slug"] == .safe("cafe-ete"))
    #expect(found.values["pages_url"] == .safe("https://acme-labs.github.io/cafe-ete/"))
    #expect(found.values["licence"]?.typed == "MIT")
    #expect(found.values["providers"]?.typed == "aws,gcp")
  }

  @Test(
    "bad answers are refused where they are given",
    arguments: [
      "name=a\"; rm -rf x", "name=../../x", "name=a\nb", "name=", "name=-x", "name=$(id)",
      "name=`id`", "name={{ x }}", "name=9lives", "name=商店", "name=Ω", "name=\u{1B}[31m",
      "name=" + String(repeating: "a", count: 65), "description=",
      "description=" + String(repeating: "a", count: 121), "description=a\u{2028}b", "owner=a b",
      "owner=-a", "owner=a--b", "owner=a/b", "owner=é", "owner=",
      "owner=" + String(repeating: "a", count: 40), "licence=GPL", "licence=", "providers=",
      "providers=none", "providers=aws,gpc", "providers=aws;gcp",
    ])
  func badOptions(option: String) async throws {
    let error = await #expect(throws: Diagnostic.self) { try await answers(multiCloud, [option]) }
    #expect(error?.code == "new.answer")
    let name = String(option.prefix { $0 != "=" })
    #expect(error?.target == name)
    #expect(error?.message.contains("'\(name)'") == true)
  }

  @Test("unknown names, derived names and options without a value")
  func unknownNames() async throws {
    for (option, code, hint) in [
      ("onwer=x", "new.unknown-answer", "did you mean 'owner'?"),
      ("slug=x", "new.unknown-answer", nil), ("owner", "new.option", nil),
      ("=x", "new.option", nil),
    ] {
      let error = await #expect(throws: Diagnostic.self) { try await answers(multiCloud, [option]) }
      #expect(error?.code == code)
      if let hint { #expect(error?.hint == hint) }
    }
  }

  @Test("answers of a file are located; options win over them")
  func file() async throws {
    var given = GivenAnswers()
    try given.add(
      yaml: Array("name: Shop\nproviders: [azure]\nlicence: MIT\n".utf8), named: "a.yml")
    try given.add(options: ["licence=Apache-2.0"])
    let questionnaire = Questionnaire(multiCloud.manifest, surroundings: surroundings())
    let found = try await questionnaire.answers(given: given)
    #expect(found.values["name"] == .text("Shop"))
    #expect(found.values["providers"]?.typed == "azure")
    #expect(found.values["licence"]?.typed == "Apache-2.0")
    var bad = GivenAnswers()
    try bad.add(yaml: Array("{\"name\": \"Shop\",\n \"ownr\": 1}".utf8), named: "a.json")
    let error = await #expect(throws: Diagnostic.self) {
      try await questionnaire.answers(given: bad)
    }
    #expect(error?.location?.line == 2 && error?.location?.file == "a.json")
    for text in ["- a\n", "name: {a: b}\n", "name: [[a]]\n"] {
      #expect(throws: Diagnostic.self) { try bad.add(yaml: Array(text.utf8), named: "a.yml") }
    }
  }

  @Test("without an account the owner must be given")
  func noAccount() async throws {
    let alone = surroundings(account: nil)
    let error = await #expect(throws: Diagnostic.self) {
      try await answers(multiCloud, surroundings: alone)
    }
    #expect(error?.code == "new.missing-answer")
    let found = try await answers(multiCloud, ["owner=a"], surroundings: alone)
    #expect(found.values["owner"] == .safe("a"))
  }

  @Test("the interview asks in order, shows defaults and choices, and asks again with the reason")
  func interview() async throws {
    let terminal = FakeTerminal(
      typing: "../x", "Book Shop", "", "a b", "acme-labs", "apache-2.0", "none", "aws, gcp")
    let found = try await answers(multiCloud, interview: terminal.interview)
    #expect(found.values["name"] == .text("Book Shop"))
    #expect(found.values["description"] == .text("A service that runs on any of several clouds."))
    #expect(found.values["owner"] == .safe("acme-labs"))
    #expect(found.values["licence"]?.typed == "Apache-2.0")
    #expect(found.values["providers"]?.typed == "aws,gcp")
    let shown = terminal.shown
    var rest = shown[...]
    for part in [
      "Project name [Book Store]: ", "use letters, digits, spaces and -_. only",
      "Project name [Book Store]: ", "Description [", "Repository owner [acme]: ",
      "single hyphens", "Repository owner [acme]: ", "Choices: MIT, Apache-2.0, BSD-3-Clause",
      "Licence [MIT]: ", "Choices: aws, gcp, azure, alibaba",
      "Cloud providers [aws,gcp,azure,alibaba]: ", "choose at least one", "Cloud providers",
    ] {
      let range = try #require(rest.firstRange(of: part), "\(part) in \(shown)")
      rest = rest[range.upperBound...]
    }
  }

  @Test("what was given is not asked")
  func partlyGiven() async throws {
    let terminal = FakeTerminal(typing: "", "", "")
    _ = try await answers(multiCloud, ["owner=x", "name=Y"], interview: terminal.interview)
    #expect(!terminal.shown.contains("owner") && !terminal.shown.contains("Project name"))
  }

  @Test("the end of the input and an interruption end the interview")
  func ends() async throws {
    for (line, code) in [
      (Interview.Line.end, "new.end-of-input"), (.interrupted, "new.interrupted"),
    ] {
      let terminal = FakeTerminal([.text("Shop"), line])
      let error = await #expect(throws: Diagnostic.self) {
        try await answers(multiCloud, interview: terminal.interview)
      }
      #expect(error?.code == code)
    }
  }

  @Test("lines are read from a file descriptor; its end and an interruption are told apart")
  func descriptors() async throws {
    let (input, typing) = try FileDescriptor.pipe()
    let (shown, output) = try FileDescriptor.pipe()
    defer { for end in [input, shown, output] { try? end.close() } }
    try typing.writeAll("Käse\n\nacme\nmit\naws".utf8)
    try typing.close()
    let interview = Interview.onTerminal(input: input, output: output, isInterrupted: { false })
    let found = try await answers(multiCloud, interview: interview)
    #expect(found.values["slug"] == .safe("kase"))
    #expect(found.values["providers"]?.typed == "aws")
    let ended = await #expect(throws: Diagnostic.self) {
      try await answers(multiCloud, interview: interview)
    }
    #expect(ended?.code == "new.end-of-input")
    let (silent, held) = try FileDescriptor.pipe()
    defer { for end in [silent, held] { try? end.close() } }
    let asked = Mutex(0)
    let stopped = await #expect(throws: Diagnostic.self) {
      try await answers(
        multiCloud,
        interview: .onTerminal(input: silent, output: output) {
          asked.withLock {
            $0 += 1
            return $0 > 2
          }
        })
    }
    #expect(stopped?.code == "new.interrupted")
  }

  @Test(
    "a folder's name becomes a project's name",
    arguments: [
      ("/x/shop", "shop"), ("/x/Book Store/", "Book Store"), ("/x/.hidden", "hidden"),
      ("/x/9lives", "lives"), ("/x/a$(id)b", "a--id-b"), ("/", "my-project"),
      ("/x/商店", "my-project"),
    ])
  func folderNames(path: String, name: String) {
    #expect(Surroundings(around: FilePath(path), login: nil).directoryName == name)
  }

  @Test("a question whose condition does not hold is not asked, and conditions combine")
  func conditions() async throws {
    let made = try template(
      """
      name: t
      version: 1.0.0
      questions:
        - {name: docker, type: boolean, default: no}
        - {name: image, when: docker, prompt: Image, default: web}
        - {name: clouds, type: multi-choice, choices: [a, b], default: [a]}
        - {name: both, when: [clouds:a, clouds:b], prompt: Both, default: x}
        - {name: either, when: {any: [docker, "not clouds:b"]}, prompt: Either, default: x}
        - {name: secret, secret: true, prompt: Secret, default: hidden}
        - {name: port, type: integer, prompt: Port, minimum: 1, maximum: 9}
      """)
    let terminal = FakeTerminal(typing: "maybe", "n", "", "", "", "x", "10", "0", "7")
    let found = try await answers(made, interview: terminal.interview)
    #expect(!terminal.shown.contains("Image") && !terminal.shown.contains("Both"))
    #expect(terminal.shown.contains("Either") && terminal.shown.contains("neither yes nor no"))
    #expect(!terminal.shown.contains("hidden"))
    #expect(terminal.shown.contains("greater than 9") && terminal.shown.contains("less than 1"))
    #expect(found.values["image"] == .text(""))
    #expect(found.values["port"] == .integer(7))
  }
}

@Suite("The account a repository belongs to")
struct AccountLookupTests {
  func account(
    remotes: [String: String] = [:], configuration: [String: String] = [:], login: String? = nil
  ) async -> String? {
    await AccountLookup(
      remote: { remotes[$0] }, configuration: { configuration[$0] }, login: login
    ).account()
  }

  @Test("the first that is an account's name wins")
  func order() async {
    let remotes = [
      "upstream": "git@github.com:acme/shop.git", "origin": "https://github.com/me/shop",
    ]
    let names = ["github.user": "octo", "user.name": "Ada  Lovelace"]
    #expect(await account(remotes: remotes, configuration: names, login: "x") == "acme")
    let origin = ["origin": "https://github.com/me/shop"]
    #expect(await account(remotes: origin, configuration: names, login: "x") == "me")
    #expect(await account(configuration: names, login: "x") == "octo")
    #expect(await account(configuration: ["user.name": "Ada  L."], login: "x") == "ada-l")
    #expect(await account(configuration: ["user.name": "商"], login: "j.doe") == "j-doe")
    #expect(await account(remotes: ["origin": "https://gitlab.com/a/b/c"], login: "x") == "x")
    #expect(await account() == nil)
  }
}
