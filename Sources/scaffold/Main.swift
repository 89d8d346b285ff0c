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
  /// here uses, would take a fiftieth of a small site's build.
  static func main() {
    Task.detached {
      await Scaffold.start()
      exit(EXIT_SUCCESS)
    }
    while true { pause() }
  }
}
