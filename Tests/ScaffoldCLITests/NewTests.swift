import Foundation
import Testing

@Suite("scaffold new")
struct NewTests {
  let folder: Folder
  var scaffold: ScaffoldProcess

  init() throws {
    folder = try Folder()
    scaffold = ScaffoldProcess(folder: folder.url)
  }

  static let identity = [
    "GIT_AUTHOR_NAME": "Test", "GIT_AUTHOR_EMAIL": "test@host.example",
    "GIT_COMMITTER_NAME": "Test", "GIT_COMMITTER_EMAIL": "test@host.example",
  ]

  func git(_ arguments: String..., in path: String = "") throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder.url.appending(path: path).path()] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  @Test("a project is made without a question, its site builds and its links are true")
  func chain() throws {
    var scaffold = scaffold
    scaffold.environment = Self.identity
    let made = try scaffold.run("new", "shop", "--defaults", "--set", "owner=acme-labs")
    #expect(made.exitCode == 0, "\(made.errors)")
    for path in [
      "README.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "CODE_REVIEW.md", "SECURITY.md",
      "CHANGELOG.md", "TODO.md", "LICENSE", "Makefile", "mkdocs.yml", "docs/index.md",
      "docs/architecture.md", "docs/usage.md", "docs/api.md", "docs/contributing.md",
      "app/__init__.py",
    ] {
      #expect(folder.exists("shop/\(path)"), "\(path)")
    }
    #expect(made.output.contains("cd shop"), "\(made.output)")
    #expect(try git("log", "--format=%an", in: "shop") == "Test\n")
    #expect(try git("branch", "--show-current", in: "shop") == "main\n")
    #expect(try git("status", "--porcelain", in: "shop") == "")
    let site = try scaffold.run("docs", "build", "--strict", "-f", "shop/mkdocs.yml")
    #expect(site.exitCode == 0, "\(site.errors)")
    let audit = try scaffold.run("audit", "shop")
    #expect(audit.exitCode == 0, "\(audit.output)\(audit.errors)")
    #expect(try git("status", "--porcelain", in: "shop") == "", "the built site is ignored")
  }

  @Test("the project's own tests pass, as its README says to run them", .timeLimit(.minutes(10)))
  func ownTests() throws {
    try scaffold.run("new", "shop", "--defaults", "--no-git")
    let make = Process()
    make.executableURL = URL(filePath: "/usr/bin/env")
    make.arguments = ["make", "-C", folder.url.appending(path: "shop").path(), "test"]
    let output = Pipe()
    make.standardOutput = output
    make.standardError = output
    try make.run()
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    make.waitUntilExit()
    #expect(make.terminationStatus == 0, "\(text)")
    #expect(text.contains(" passed"), "\(text)")
  }

  @Test("answers come from options and files; unknown ones are refused")
  func answers() throws {
    try folder.write("name: Book Store\nowner: acme\nlicence: MIT\n", to: "answers.yml")
    let made = try scaffold.run(
      "new", "store", "--answers", "answers.yml", "--set", "providers=aws,gcp", "--no-git")
    #expect(made.exitCode == 0, "\(made.errors)")
    #expect(try folder.read("store/README.md").hasPrefix("# Book Store\n"))
    #expect(try folder.read("store/LICENSE").contains("MIT License"))
    #expect(!folder.exists("store/.git"))
    let typo = try scaffold.run("new", "other", "--defaults", "--set", "onwer=x")
    #expect(typo.exitCode != 0)
    #expect(typo.errors.contains("owner"), "\(typo.errors)")
    #expect(!folder.exists("other"))
  }

  @Test("--dry-run prints the plan and writes nothing")
  func dryRun() throws {
    let plan = try scaffold.run("new", "shop", "--defaults", "--dry-run")
    #expect(plan.exitCode == 0, "\(plan.errors)")
    #expect(plan.output.contains("README.md"))
    #expect(!folder.exists("shop"))
  }

  @Test("a folder that is not empty is refused with what stands in the way")
  func conflicts() throws {
    try folder.write("mine", to: "shop/README.md")
    let result = try scaffold.run("new", "shop", "--defaults")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("README.md"), "\(result.errors)")
    #expect(try folder.read("shop/README.md") == "mine")
    #expect(folder.paths() == ["shop", "shop/README.md"])
  }

  @Test(
    "names that would escape or inject are refused",
    arguments: ["a\"; rm -rf x", "../../x", "a\nb", "", "-x", "$(id)", "`id`", "{{ x }}"])
  func hostileNames(name: String) throws {
    let result = try scaffold.run("new", "shop", "--defaults", "--set", "name=\(name)")
    #expect(result.exitCode == 2, "\(result.output)")
    #expect(result.errors.contains("name"), "\(result.errors)")
    #expect(folder.paths().isEmpty)
  }

  @Test("a hostile description is data in every file")
  func hostileDescription() throws {
    let description = "a\"; rm -rf x #'${file(\"/etc/passwd\")}' {{ y }} <b> `id` \\ : *z*"
    let made = try scaffold.run(
      "new", "shop", "--defaults", "--set", "description=\(description)", "--no-git")
    #expect(made.exitCode == 0, "\(made.errors)")
    let site = try scaffold.run("docs", "build", "--strict", "-f", "shop/mkdocs.yml")
    #expect(site.exitCode == 0, "\(site.errors)")
    #expect(try folder.read("shop/site/index.html").contains("&lt;b&gt;"))
  }

  @Test("a destination that cannot be written")
  func readOnly() throws {
    try folder.write("", to: "occupied")
    for path in ["occupied/shop", "/proc/scaffold"] {
      let result = try scaffold.run("new", path, "--defaults")
      #expect(result.exitCode == 2, "\(path)")
      #expect(!result.errors.isEmpty)
    }
    #expect(folder.paths() == ["occupied"])
  }

  @Test("without a git identity the files stay staged and one line says what to type")
  func noIdentity() throws {
    var scaffold = scaffold
    scaffold.environment = [
      "EMAIL": "", "GIT_CONFIG_GLOBAL": folder.url.appending(path: ".none").path(),
    ]
    scaffold.environment["GIT_CONFIG_COUNT"] = "1"
    scaffold.environment["GIT_CONFIG_KEY_0"] = "user.useConfigOnly"
    scaffold.environment["GIT_CONFIG_VALUE_0"] = "true"
    let made = try scaffold.run("new", "shop", "--defaults")
    #expect(made.exitCode == 0, "\(made.errors)")
    #expect((made.output + made.errors).contains("git config"), "\(made.output)\(made.errors)")
    #expect(try git("status", "--porcelain", in: "shop").contains("A  README.md"))
  }

  @Test("inside another work tree that does not ignore the folder there is no second repository")
  func nested() throws {
    _ = try git("init", "-q")
    let made = try scaffold.run("new", "shop", "--defaults")
    #expect(made.exitCode == 0, "\(made.errors)")
    #expect(!folder.exists("shop/.git"))
    #expect((made.output + made.errors).contains("git"), "\(made.output)")
    try folder.write("out/\n", to: ".gitignore")
    var scaffold = scaffold
    scaffold.environment = Self.identity
    #expect(try scaffold.run("new", "out/shop", "--defaults").exitCode == 0)
    #expect(folder.exists("out/shop/.git"))
  }

  @Test("on a terminal it asks, explains a bad answer and asks again")
  func interview() throws {
    let result = try onTerminal(
      answers: ["../x", "Book Store", "A \"good\" shop", "acme", "", "aws,gcp"],
      arguments: ["new", "store", "--no-git"])
    #expect(result.exitCode == 0, "\(result.output)")
    #expect(try folder.read("store/README.md").hasPrefix("# Book Store\n"))
    #expect(try folder.read("store/mkdocs.yml").contains("Book Store"))
  }

  @Test("Ctrl-C at a question ends it: exit code 130 and nothing written")
  func interruptedInterview() throws {
    let result = try onTerminal(answers: ["\u{3}"], arguments: ["new", "store"])
    #expect(result.exitCode == 130, "\(result.output)")
    #expect(folder.paths().isEmpty)
  }

  @Test("end of input at a question ends it and nothing is written")
  func endOfInput() throws {
    let result = try onTerminal(answers: ["\u{4}"], arguments: ["new", "store"])
    #expect(result.exitCode == 2, "\(result.output)")
    #expect(folder.paths().isEmpty)
  }

  /// Runs the binary on a real (pseudo-)terminal and types an answer at each prompt.
  func onTerminal(
    answers: [String], arguments: [String]
  ) throws -> (exitCode: Int32, output: String) {
    let script = """
      import json, os, pty, select, sys
      answers, command = json.loads(sys.argv[1]), sys.argv[2:]
      child, terminal = pty.fork()
      if child == 0:
          os.execv(command[0], command)
      seen = b""
      while True:
          ready, _, _ = select.select([terminal], [], [], 0.3)
          if not ready:
              if not answers:
                  answers = ["\\x04"]
              answer = answers.pop(0)
              os.write(terminal, answer.encode() + (b"" if answer in "\\x03\\x04" and answer else b"\\n"))
              continue
          try:
              data = os.read(terminal, 65536)
          except OSError:
              break
          if not data:
              break
          seen += data
      status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
      sys.stdout.write(seen.decode(errors="replace"))
      sys.exit(status if status >= 0 else 128 - status)
      """
    let python = ScaffoldProcess(
      binary: URL(filePath: "/usr/bin/env"), folder: folder.url,
      environment: scaffold.environment)
    let encoded = String(decoding: try JSONEncoder().encode(answers), as: UTF8.self)
    let started = try python.start(
      ["python3", "-c", script, encoded, scaffold.binary.path()] + arguments)
    let output = try started.output.readToEnd() ?? Data()
    started.process.waitUntilExit()
    return (started.process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
