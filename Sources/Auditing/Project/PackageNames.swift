import FileTree

/// The names under which a repository's Python packages are published.
enum PackageNames {
  /// The names in `pyproject.toml`, `setup.cfg` and `setup.py`, normalized.
  static func find(_ files: ProjectFiles) -> Set<String> {
    var names: Set<String> = []
    for path in files.paths(named: ["pyproject.toml", "setup.cfg", "setup.py"]) {
      let text = files.text(path)
      let found: String? =
        switch RelativePath.name(of: path) {
        case "pyproject.toml":
          value(of: "name", in: ["project", "tool.poetry", "tool.flit.metadata"], text)
        case "setup.cfg": value(of: "name", in: ["metadata"], text)
        default: argument(text)
        }
      if let found { names.insert(normalized(found)) }
    }
    return names
  }

  /// The form that PEP 503 gives a name: lower case, runs of `-`, `_` and `.` as one `-`.
  static func normalized(_ name: some StringProtocol) -> String {
    name.lowercased().split(whereSeparator: { "-_.".contains($0) }).joined(separator: "-")
  }

  /// The value of a key in one of some tables of a TOML or INI file.
  private static func value(of key: String, in tables: [String], _ text: String) -> String? {
    var table = ""
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.trimmingWhiteSpace
      if line.hasPrefix("["), let end = line.firstIndex(of: "]") {
        table = line[line.index(after: line.startIndex)..<end].trimmingWhiteSpace
        continue
      }
      guard tables.contains(table), let equals = line.firstIndex(of: "="),
        line[..<equals].trimmingWhiteSpace == key
      else { continue }
      let value = line[line.index(after: equals)...].trimmingWhiteSpace
      guard let quote = value.first, quote == "\"" || quote == "'" else {
        return value.split(separator: " ").first.map(String.init)
      }
      return String(value.dropFirst().prefix { $0 != quote })
    }
    return nil
  }

  /// The argument `name="…"` of `setup(…)`.
  private static func argument(_ text: String) -> String? {
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.filter { $0 != " " && $0 != "\t" }
      guard let start = line.firstRange(of: "name=") else { continue }
      let rest = line[start.upperBound...]
      guard let quote = rest.first, quote == "\"" || quote == "'" else { continue }
      return String(rest.dropFirst().prefix { $0 != quote })
    }
    return nil
  }
}
