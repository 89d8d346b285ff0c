import ScaffoldCLI

@main
struct Main {
  static func main() async { await Scaffold.start() }
}
