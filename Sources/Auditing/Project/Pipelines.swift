import Configuration
import FileTree

/// What continuous integration does: the workflows, the actions they use, and the commands that they
/// and the scripts beside them run.
struct Pipelines {
  /// An action with its inputs.
  struct Action {
    /// Without its version.
    var name: String
    var inputs: [String: String]
  }

  /// The workflows of GitHub Actions.
  private(set) var workflows = Workflows()
  /// The actions that workflows use, and the orbs of CircleCI.
  private(set) var actions: [Action] = []
  /// Single commands, without what is in front of them.
  private(set) var commands: [ShellCommand] = []
  /// What variables are set to, wherever.
  private(set) var variables: [String: Set<String>] = [:]

  init(_ files: ProjectFiles) {
    for path in files.paths({ Self.isWorkflow($0) }) {
      guard let node = files.yaml(path) else { continue }
      workflows.all.append(Workflow(file: RelativePath.name(of: path), node))
      read(node)
    }
    for path in files.paths({ Self.isOtherYAML($0) }) {
      if let node = files.yaml(path) { read(node) }
    }
    for path in files.paths({ Self.isScript($0) }) {
      readScript(files.text(path))
    }
  }

  private mutating func readScript(_ text: String) {
    let found = ShellCommand.all(in: text)
    for (name, value) in found.flatMap(\.assignments) {
      variables[name, default: []].insert(value)
    }
    commands += found.filter { !$0.words.isEmpty }
  }

  private static func isWorkflow(_ path: String) -> Bool {
    path.hasPrefix(Workflows.folder) && !path.dropFirst(Workflows.folder.count).contains("/")
      && (path.hasSuffix(".yml") || path.hasSuffix(".yaml"))
  }

  private static let otherYAML: Set<String> = [
    ".gitlab-ci.yml", ".travis.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml",
    ".drone.yml", ".cirrus.yml", "appveyor.yml", ".appveyor.yml", "cloudbuild.yaml",
    "buildspec.yml", "Taskfile.yml", "Taskfile.yaml", ".woodpecker.yml",
  ]

  private static func isOtherYAML(_ path: String) -> Bool {
    if path == ".circleci/config.yml" || otherYAML.contains(path) { return true }
    let isYAML = path.hasSuffix(".yml") || path.hasSuffix(".yaml")
    return isYAML
      && [".github/actions/", ".gitlab/", ".woodpecker/", ".azure"].contains {
        path.hasPrefix($0)
      }
  }

  private static let scriptNames: Set<String> = [
    "Makefile", "makefile", "GNUmakefile", "justfile", "Justfile", "Jenkinsfile", "tox.ini",
    "noxfile.py",
  ]
  private static let scriptFolders = [
    "scripts/", "script/", "ci/", ".ci/", "hack/", "tools/", "bin/", ".github/", ".circleci/",
  ]

  private static func isScript(_ path: String) -> Bool {
    if scriptNames.contains(path) || path.hasSuffix(".mk") { return true }
    if path.hasSuffix(".sh"), !path.contains("/") { return true }
    guard scriptFolders.contains(where: { path.hasPrefix($0) }) else { return false }
    let name = RelativePath.name(of: path)
    return name.hasSuffix(".sh") || !name.contains(".")
  }

  // MARK: Reading

  private static let commandKeys: Set<String> = [
    "run", "script", "before_script", "after_script", "after_success", "before_install", "install",
    "command", "commands", "test_script", "build_script", "cmds", "cmd", "bash", "args",
    "before_deploy", "after_deploy",
  ]

  private mutating func read(_ node: YAMLNode) {
    switch node.value {
    case .scalar: return
    case .sequence(let items): for item in items { read(item) }
    case .mapping(let entries):
      if let action = node["uses"]?.string {
        var inputs: [String: String] = [:]
        for entry in node["with"]?.mapping ?? [] { inputs[entry.key] = entry.value.string }
        actions.append(Action(name: String(action.prefix { $0 != "@" }), inputs: inputs))
      }
      for entry in entries {
        if entry.key == "env" || entry.key == "variables" || entry.key == "environment" {
          for variable in entry.value.mapping ?? [] {
            if let value = variable.value.string {
              variables[variable.key, default: []].insert(value)
            }
          }
        }
        if entry.key == "orbs" {
          for orb in entry.value.texts {
            actions.append(Action(name: String(orb.prefix { $0 != "@" }), inputs: [:]))
          }
        }
        if Self.commandKeys.contains(entry.key) {
          for text in entry.value.texts { readScript(text) }
        }
        read(entry.value)
      }
    }
  }
}

/// One command of a script.
struct ShellCommand {
  /// The program and its arguments, quotes taken off.
  var words: [String]
  /// The variables that it sets: `NAME=value` before the program, and what `echo` writes to GitHub's
  /// files for variables.
  var assignments: [(name: String, value: String)]

  /// The program without its folder.
  var program: String { words.first.map { RelativePath.name(of: $0) } ?? "" }

  /// The commands in a script's text: one a line, or between `&&`, `||`, `;` and `|`.
  static func all(in text: String) -> [ShellCommand] {
    var joined = ""
    for line in text.split(whereSeparator: \.isNewline) {
      let trimmed = line.trimmingWhiteSpace
      if trimmed.hasPrefix("#") || trimmed.hasPrefix("//") { continue }
      if trimmed.hasSuffix("\\") {
        joined += trimmed.dropLast() + " "
      } else {
        joined += trimmed + "\n"
      }
    }
    return joined.split(whereSeparator: { "\n;|&".contains($0) }).compactMap { command($0) }
  }

  private static let prefixes: Set<String> = [
    "sudo", "exec", "time", "then", "do", "else", "run:", "npx", "pnpm", "yarn", "uvx", "pipx",
    "bundle", "sh", "poetry", "uv", "pdm", "hatch", "-",
  ]

  private static func command(_ text: Substring) -> ShellCommand? {
    var words = text.split(whereSeparator: \.isWhitespace).map {
      String($0.filter { !"\"'`()".contains($0) })
    }
    var assignments: [(name: String, value: String)] = []
    while let first = words.first {
      if let assignment = assignment(first) { assignments.append(assignment) }
      let isPrefix =
        prefixes.contains(first) || first.isEmpty
        || first == "run" || first == "dlx" || first == "exec"
        || assignment(first) != nil
      if !isPrefix { break }
      words.removeFirst()
    }
    // What make and just have before a command.
    if let first = words.first, let mark = first.first, mark == "@" || mark == "-", first.count > 1
    {
      words[0] = String(first.drop { $0 == "@" || $0 == "-" })
    }
    // `python -m coveralls`
    if words.count > 2, words[0].contains("python"), words[1] == "-m" { words.removeFirst(2) }
    if ["echo", "printf", "export"].contains(words.first) {
      assignments += words.dropFirst().compactMap { assignment($0) }
    }
    if words.isEmpty, assignments.isEmpty { return nil }
    return ShellCommand(words: words, assignments: assignments)
  }

  private static func assignment(_ word: String) -> (name: String, value: String)? {
    guard let equals = word.firstIndex(of: "="), equals != word.startIndex else { return nil }
    let name = word[..<equals]
    let value = word[word.index(after: equals)...]
    guard !value.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
      return nil
    }
    return (String(name), String(value))
  }
}
