import ArgumentParser

/// `scaffold docs`: what concerns documentation sites.
struct DocsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs",
    abstract: "Build, preview and publish a documentation site from mkdocs.yml and Markdown.",
    subcommands: [DocsBuildCommand.self, DocsServeCommand.self, DocsDeployCommand.self])
}
