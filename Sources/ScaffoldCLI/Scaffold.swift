/// `ScaffoldCLI` is the command line: it parses options, calls a library, reports, and chooses the
/// exit code. It is the only importer of ArgumentParser.

public import ArgumentParser

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
    await main()
  }
}
