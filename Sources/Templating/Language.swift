/// The language of a file, which decides how a value is written into it.
public enum Language: String, Sendable, Hashable, CaseIterable {
  case yaml = "YAML"
  case json = "JSON"
  case toml = "TOML"
  case python = "Python"
  case shell = "shell"
  case hcl = "HCL"
  case dockerfile = "Dockerfile"
  case makefile = "Makefile"
  case dotenv = "dotenv"
  case html = "HTML"
  case markdown = "Markdown"
  /// Text for people, in which nothing has a meaning.
  case plain = "plain text"
  /// Any other language: text cannot be written into it, safe values can.
  case unknown = "unknown"

  /// The language of the file at `path`, by its name.
  public init(path: String) {
    let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    if let language = Self.byName[name] {
      self = language
      return
    }
    if name.hasPrefix(".env.") {
      self = .dotenv
    } else if name.hasPrefix("dockerfile.") {
      self = .dockerfile
    } else {
      self =
        name.split(separator: ".").dropFirst().last.flatMap { Self.byExtension[String($0)] }
        ?? .unknown
    }
  }

  private static let byName: [String: Language] = [
    ".env": .dotenv, "dockerfile": .dockerfile, "containerfile": .dockerfile,
    "makefile": .makefile, "gnumakefile": .makefile, "license": .plain, "licence": .plain,
    "notice": .plain, "authors": .plain, ".pre-commit-config.yaml": .yaml,
  ]

  private static let byExtension: [String: Language] = [
    "yml": .yaml, "yaml": .yaml, "json": .json, "toml": .toml, "py": .python, "sh": .shell,
    "bash": .shell, "tf": .hcl, "hcl": .hcl, "tfvars": .hcl, "dockerfile": .dockerfile,
    "mk": .makefile, "env": .dotenv, "html": .html, "htm": .html, "xml": .html, "svg": .html,
    "md": .markdown, "markdown": .markdown, "txt": .plain,
  ]
}
