#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the process is connected to.
struct Terminal: Sendable {
  /// Standard input and standard output are a terminal: questions can be asked.
  var isInteractive: Bool
  /// Standard error is a terminal: progress can be shown there.
  var showsProgress: Bool
  /// Colours are wanted on standard output.
  var colorsOutput: Bool
  /// Colours are wanted on standard error.
  var colorsErrors: Bool

  /// The terminal as `environment` and the file descriptors say. `NO_COLOR` (any value) and
  /// `TERM=dumb` switch colours off, `CLICOLOR_FORCE` (any value but 0) switches them on.
  init(environment: [String: String] = currentEnvironment()) {
    let forced = !["", "0"].contains(environment["CLICOLOR_FORCE"] ?? "")
    let refused = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
    func colors(_ descriptor: Int32) -> Bool { !refused && (forced || isatty(descriptor) == 1) }
    isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    showsProgress = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
    colorsOutput = colors(STDOUT_FILENO)
    colorsErrors = colors(STDERR_FILENO)
  }
}

/// Writes text to standard output: the product of a command.
func writeOutput(_ text: String) { write(text, to: STDOUT_FILENO) }

/// Writes text to standard error: what a command says about its work.
func writeError(_ text: String) { write(text, to: STDERR_FILENO) }

private func write(_ text: String, to descriptor: Int32) {
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 {
      if errno == EINTR { continue }
      return
    }
    bytes = bytes.dropFirst(count)
  }
}
