/// `ScaffoldCLI` is the command line: it parses options, calls a library, reports, and chooses the
/// exit code. It is the only importer of ArgumentParser.

public import ArgumentParser

/// The `scaffold` command.
public struct Scaffold: AsyncParsableCommand {
  /// Name, summary and subcommands.
  public static let configuration = CommandConfiguration(
    commandName: "scaffold",
    abstract: "Start a cloud project, publish its documentation, keep its links true.",
    version: "0.1.0")

  /// Creates the command; ArgumentParser does.
  public init() {}
}

extension Scaffold {
  /// Runs the command that the process was started with and exits with its code.
  public static func start() async { await main() }
}
