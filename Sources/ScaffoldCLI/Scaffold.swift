/// `ScaffoldCLI` is the command line: it parses options, calls a library, reports, and chooses the
/// exit code. It is the only importer of ArgumentParser.

public import ArgumentParser
import CThreads

/// The `scaffold` command.
public struct Scaffold: AsyncParsableCommand {
  /// Name, summary and subcommands.
  public static let configuration = CommandConfiguration(
    commandName: "scaffold",
    abstract: "Start a cloud project, publish its documentation, keep its links true.",
    discussion: """
      EXAMPLES
        scaffold new my-project      ask a few questions and make a project
        scaffold docs build          build the site of ./mkdocs.yml into site/
        scaffold audit               check the links of this repository

      'scaffold COMMAND --help' shows the options of a command. Shell completion:
        source <(scaffold --generate-completion-script bash)
      """,
    version: "0.1.0",
    subcommands: [NewCommand.self, DocsCommand.self, AuditCommand.self])

  /// Creates the command; ArgumentParser does.
  public init() {}
}

extension Scaffold {
  /// Runs the command that the process was started with and exits with its code.
  public static func start() async {
    Interruption.install()
    thread_memory_prepare()
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.starts(with: ["docs", "build"]) {
      await build(Array(arguments.dropFirst(2)))
    } else {
      await main()
    }
  }

  /// Builds a site, as most runs do. To read the options of this command alone takes half of the time
  /// that the tree of all commands takes.
  private static func build(_ arguments: [String]) async {
    // What is asked for otherwise, or wrong, the whole tree answers.
    // Options and configuration take as much as many small pages of memory.
    thread_memory_reserve()
    guard let command = try? DocsBuildCommand.parse(arguments) else { return await main() }
    do {
      try await command.run()
    } catch {
      exit(withError: error)
    }
  }
}
