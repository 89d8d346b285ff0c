import ScaffoldCLI

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@main
struct Main {
  /// What an asynchronous main function does besides, on its way to serve a main queue that nothing
  /// here uses, would take a fiftieth of a small site's build. This thread is left to wait for signals,
  /// also those that whoever started the process had blocked.
  static func main() {
    Task.detached {
      await Scaffold.start()
      exit(EXIT_SUCCESS)
    }
    var blocked = sigset_t()
    sigemptyset(&blocked)
    while true { sigsuspend(&blocked) }
  }
}
