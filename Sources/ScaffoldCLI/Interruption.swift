import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Ctrl-C and `kill` ask the running command to stop between two files; a second Ctrl-C ends the
/// process at once.
enum Interruption {
  /// Signal handlers reach nothing but globals.
  private static let requested = Atomic<Bool>(false)

  /// Begins to listen for SIGINT and SIGTERM.
  static func install() {
    // A write beyond `ulimit -f` fails, and is reported, instead of killing the process.
    signal(SIGXFSZ, SIG_IGN)
    for number in [SIGINT, SIGTERM] {
      // Without SA_RESTART, so that a question waiting for its answer ends too.
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        Interruption.requested.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
      sigaction(number, &action, nil)
    }
  }

  /// True once the user asked to stop.
  static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// Asked by libraries between two files.
  static let check: @Sendable () -> Bool = { isRequested }
}
