import Foundation
import Testing

@Suite("The binary")
struct BinaryTests {
  @Test("help names the three jobs and shows examples; wrong usage exits with 64")
  func help() throws {
    let folder = try Folder()
    let scaffold = ScaffoldProcess(folder: folder.url)
    let help = try scaffold.run("--help")
    #expect(help.exitCode == 0)
    for word in ["new", "docs", "audit"] { #expect(help.output.contains(word)) }
    for command in [["new"], ["docs", "build"], ["audit"]] {
      let text = try scaffold.start(command + ["--help"]).output.readToEnd() ?? Data()
      #expect(String(decoding: text, as: UTF8.self).contains("EXAMPLES"), "\(command)")
    }
    #expect(try scaffold.run("nonsense").exitCode == 64)
    #expect(try scaffold.run("docs", "build", "--nonsense").exitCode == 64)
  }

  @Test("shell completions", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let folder = try Folder()
    let script = try ScaffoldProcess(folder: folder.url).run(
      "--generate-completion-script", shell)
    #expect(script.exitCode == 0)
    #expect(script.output.contains("audit"))
  }

  @Test("moved to an empty folder it does all three jobs")
  func moved() throws {
    let folder = try Folder()
    let binary = folder.url.appending(path: "bin/scaffold")
    try FileManager.default.createDirectory(
      at: binary.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: ScaffoldProcess.binary, to: binary)
    let scaffold = ScaffoldProcess(binary: binary, folder: folder.url)
    #expect(try scaffold.run("new", "shop", "--defaults", "--no-git").exitCode == 0)
    #expect(try scaffold.run("docs", "build", "-f", "shop/mkdocs.yml").exitCode == 0)
    #expect(folder.exists("shop/site/index.html"))
    #expect(try scaffold.run("audit", "shop").exitCode == 0)
  }
}
