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
  /// An asynchronous main function would serve a main queue, which nothing here uses, and load a library
  /// to get there. This thread is left to wait for signals, also those that whoever started the process
  /// had blocked.
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
