import FileTree

/// A service that shows how much of a program its tests run.
enum CoverageService: String, Sendable, Hashable {
  case codecov = "Codecov"
  case coveralls = "Coveralls"

  /// The services that continuous integration uploads to, by an action, a program or a library.
  static func find(_ files: ProjectFiles, _ pipelines: Pipelines) -> Set<CoverageService> {
    var found: Set<CoverageService> = []
    for action in pipelines.actions {
      let name = action.name.lowercased()
      if name.hasPrefix("codecov/") { found.insert(.codecov) }
      if name.hasPrefix("coverallsapp/") || name.hasPrefix("coveralls/") {
        found.insert(.coveralls)
      }
    }
    for command in pipelines.commands {
      if uploadsToCodecov(command) { found.insert(.codecov) }
      if uploadsToCoveralls(command) { found.insert(.coveralls) }
    }
    if usesCoverallsLibrary(files) { found.insert(.coveralls) }
    return found
  }

  private static func uploadsToCodecov(_ command: ShellCommand) -> Bool {
    let programs: Set<String> = ["codecov", "codecovcli", "codecov-cli", "codecov.sh"]
    if programs.contains(command.program) { return true }
    // `bash <(curl -s https://codecov.io/bash)`
    return command.words.contains { $0.contains("codecov.io/bash") }
  }

  private static func uploadsToCoveralls(_ command: ShellCommand) -> Bool {
    let programs: Set<String> = [
      "coveralls", "goveralls", "cpp-coveralls", "coveralls-lcov", "coveralls.js", "coverallsapp",
      "php-coveralls", "cargo-coveralls", "lcov-coveralls",
    ]
    if programs.contains(command.program) { return true }
    return command.words.contains {
      $0.contains("coveralls:report") || $0 == "coveralls" && command.program == "rake"
        || $0.contains("coverallsapp")
    } || command.program == "cargo" && command.words.contains("--coveralls")
  }

  /// Libraries that upload when tests run.
  private static func usesCoverallsLibrary(_ files: ProjectFiles) -> Bool {
    let names: Set<String> = [
      "Gemfile", "pom.xml", "build.gradle", "build.gradle.kts", "package.json", "mix.exs",
    ]
    return files.paths { names.contains($0) || $0.hasSuffix(".gemspec") && !$0.contains("/") }
      .contains { path in
        let text = files.text(path)
        return path == "mix.exs" ? text.contains("excoveralls") : text.contains("coveralls")
      }
  }
}
