import Diagnostics
import Previewing
import Synchronization

/// Says on the terminal what happens in a preview. What was said last is not said again.
final class PreviewLog: Sendable {
  private let reporter: Reporter
  private let isQuiet: Bool
  private let opensBrowser: Bool
  private let last = Mutex<[Diagnostic]?>(nil)

  init(_ reporter: Reporter, isQuiet: Bool, opensBrowser: Bool) {
    self.reporter = reporter
    self.isQuiet = isQuiet
    self.opensBrowser = opensBrowser
  }

  func write(_ event: Preview.Event) {
    switch event {
    case .serving(let address):
      // For programs that start a preview: the only line on standard output.
      writeOutput("\(address)\n")
      if !isQuiet { writeError("The preview is at \(address) (Ctrl-C ends it)\n") }
      if opensBrowser { openInBrowser(address) }
    case .read(let pages, let anew, let time, let diagnostics):
      report(diagnostics)
      if !isQuiet {
        let count = pages == 1 ? "1 page" : "\(pages) pages"
        writeError("Read \(anew == pages ? "" : "\(anew) of ")\(count) in \(seconds(time))\n")
      }
    case .failed(let diagnostics):
      report(diagnostics)
      if !isQuiet { writeError("The site cannot be shown until this is mended\n") }
    }
  }

  private func report(_ diagnostics: [Diagnostic]) {
    let earlier = last.withLock { last in
      defer { last = diagnostics }
      return last
    }
    if earlier == diagnostics { return }
    reporter.report(diagnostics)
    let isMended = !diagnostics.contains { $0.severity > .info }
    if isMended, earlier?.contains(where: { $0.severity > .info }) == true, !isQuiet {
      writeError("Everything is mended\n")
    }
  }
}
