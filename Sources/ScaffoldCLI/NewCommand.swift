import ArgumentParser
import Diagnostics
import FileTree
import Projects
import SystemPackage

/// `scaffold new`.
struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a project from a template.",
    discussion: """
      On a terminal it asks for what the template wants to know; every question has a default. \
      With --defaults, --set or --answers, and without a terminal, nothing is asked. The folder \
      is written completely or not at all, and one that holds something is refused.

      EXAMPLES
        scaffold new my-project
        scaffold new my-project --defaults
        scaffold new shop --set 'name=Book Store' --set providers=aws,gcp
        scaffold new shop --without terraform,argocd
        scaffold new shop --answers answers.yml --dry-run

      EXIT CODES
        0 made   2 could not make   64 wrong usage   130 interrupted
      """)

  @Argument(
    help: ArgumentHelp("The folder to make; named after the project by default.", valueName: "dir"),
    completion: .directory)
  var directory: String?

  @Flag(help: "Take the default for every question.")
  var defaults = false

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Answer a question; lists with commas.", valueName: "key=value"))
  var answers: [String] = []

  @Option(
    name: .customLong("answers"),
    help: ArgumentHelp("Take answers from a YAML or JSON file.", valueName: "file"),
    completion: .file(extensions: ["yml", "yaml", "json"]))
  var answersFile: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Leave out parts of the project, and what needs them.", valueName: "list"))
  var without: [String] = []

  @Flag(help: "Print the files that would be made and make none.")
  var dryRun = false

  @Flag(name: .customLong("no-git"), help: "Make no git repository.")
  var noGit = false

  func run() async throws {
    let terminal = Terminal()
    let reporter = Reporter(root: ".", colors: terminal.colorsErrors)
    do {
      try await make(terminal)
    } catch let diagnostic as Diagnostic {
      throw reporter.failure(diagnostic)
    }
  }

  private func make(_ terminal: Terminal) async throws {
    let template = try ProjectTemplate.embedded("multi-cloud")
    let answers = try await answers(for: template, terminal)
    let files = try template.plan(answers)
    let plan = files.adding(Lock(template.manifest, answers: answers, plan: files).file)
    let name = directory ?? answers.directoryName
    let destination = FilePath(name).absolute
    let writer = ProjectWriter(destination, named: name, isInterrupted: Interruption.check)
    if dryRun {
      try writer.check(plan)
      writeOutput(listing(plan))
      return
    }
    try writer.write(plan)
    var lines = ["Made \(plan.files.count) files in \(name)"]
    if !noGit { lines += await firstCommit(in: destination) }
    lines += ["", "What to type next:"]
    lines += try template.nextSteps(answers, destination: name).map { "  " + $0 }
    writeOutput(lines.joined(separator: "\n") + "\n")
  }

  // MARK: - Answers

  private func answers(
    for template: ProjectTemplate, _ terminal: Terminal
  ) async throws -> Answers {
    var given = GivenAnswers()
    if let answersFile { try given.add(file: FilePath(answersFile), named: answersFile) }
    try given.add(options: answers)
    let asks = terminal.isInteractive && !defaults && given.isEmpty && answersFile == nil
    if !without.isEmpty {
      let names = without.flatMap { $0.split(separator: ",") }.map(String.init)
      let (chosen, alongWith) = try template.manifest.components(without: names)
      for (name, needed) in alongWith.sorted(by: { $0.key < $1.key }) {
        writeError("Leaving out \(name), too: it needs \(needed)\n")
      }
      given.add(components: chosen)
    }
    // Without a folder to name the project after, its name is the template's business.
    let destination = FilePath(directory ?? "my-project").absolute
    if asks, directory != nil {
      // A folder that is refused in the end is refused before the first question.
      try ProjectWriter(destination, named: directory).check(Plan(files: []))
    }
    let interview =
      asks
      ? Interview.onTerminal(
        colors: terminal.colorsOutput, isInterrupted: Interruption.check) : nil
    return try await Questionnaire(
      template.manifest, surroundings: Surroundings(around: destination)
    ).answers(given: given, interview: interview)
  }

  // MARK: - What is said

  private func firstCommit(in destination: FilePath) async -> [String] {
    if let remark = await FirstCommit(in: destination).make().remark {
      return ["No first commit: \(remark)"]
    }
    return ["Made a git repository with a first commit on the branch main"]
  }

  private func listing(_ plan: Plan) -> String {
    let width = plan.files.map { String($0.bytes.count).count }.max() ?? 1
    return plan.files.map { file in
      let size = String(file.bytes.count)
      let pad = String(repeating: " ", count: width - size.count)
      return "\(file.mode & 0o100 != 0 ? "755" : "644") \(pad)\(size) \(file.path)\n"
    }.joined()
  }
}

extension Answers {
  /// The folder for a project that was given none.
  fileprivate var directoryName: String { values["slug"]?.typed ?? "my-project" }
}
