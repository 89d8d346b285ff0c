import Foundation
import PackagePlugin

/// Compiles every file below `templates/` into the target that uses this plugin.
///
/// The folder is listed each time the package is built, so new, edited and hidden files are seen.
@main
struct EmbedFiles: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL.appending(
      path: "templates", directoryHint: .isDirectory)
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    guard let found = FileManager.default.enumerator(atPath: root.path()) else {
      Diagnostics.error("cannot read \(root.path())")
      return []
    }
    let inputs = found.compactMap { $0 as? String }.sorted().map { root.appending(path: $0) }
    return [
      .buildCommand(
        displayName: "Embedding templates",
        executable: try context.tool(named: "EmbedFilesGenerator").url,
        arguments: [root.path(), output.path()],
        inputFiles: inputs,
        outputFiles: [output])
    ]
  }
}
