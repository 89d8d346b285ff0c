import ArgumentParser
import Diagnostics
import SystemPackage

/// Shows diagnostics and decides the exit code.
struct Reporter: Sendable {
  /// The codes scaffold exits with; wrong usage is 64, which ArgumentParser sees to.
  enum Exit {
    /// The command found something wrong in what it looked at.
    static let findings = ExitCode(1)
    /// The command could not do its work.
    static let couldNotRun = ExitCode(2)
    /// Ctrl-C: 128 and the signal's number, as shells have it.
    static let interrupted = ExitCode(130)
  }

  private let renderer: TextRenderer
  /// The least severity that is shown.
  var threshold: Severity

  /// - Parameter root: the folder that locations are relative to, for showing source lines.
  init(root: FilePath, threshold: Severity = .info, colors: Bool) {
    self.threshold = threshold
    let lines = SourceLines(root: root)
    renderer = TextRenderer(colors: colors) { file, line in lines.line(line, of: file) }
  }

  /// Writes diagnostics of at least the threshold to standard error.
  func report(_ diagnostics: some Sequence<Diagnostic>) {
    writeError(text(of: diagnostics))
  }

  /// The text for diagnostics of at least the threshold.
  func text(of diagnostics: some Sequence<Diagnostic>) -> String {
    var text = ""
    for diagnostic in diagnostics where diagnostic.severity >= threshold {
      text += renderer.render(diagnostic)
    }
    return text
  }

  /// Writes the reason why a command could not do its work, and gives the code to exit with.
  func failure(_ diagnostic: Diagnostic) -> ExitCode {
    writeError(renderer.render(diagnostic))
    return diagnostic.code.hasSuffix(".interrupted") ? Exit.interrupted : Exit.couldNotRun
  }
}
