import Configuration
import FileTree

/// The names of container images that a repository builds or pushes to Docker Hub.
struct ImageNames {
  private let variables: [String: Set<String>]
  private let identity: RepositoryIdentity?
  private var names: Set<String> = []

  /// The images of continuous integration, bake files and Compose, as `user/image` in lower case; a
  /// part that nobody knows is `*`.
  static func find(
    _ files: ProjectFiles, _ pipelines: Pipelines, _ identity: RepositoryIdentity?
  ) -> Set<String> {
    var images = ImageNames(variables: pipelines.variables, identity: identity)
    for action in pipelines.actions { images.add(action) }
    for command in pipelines.commands { images.add(command) }
    for path in files.paths({ isCompose($0) }) { images.addCompose(files.yaml(path)) }
    for path in files.paths({ isBake($0) }) { images.addBake(files.text(path)) }
    for path in files.paths(named: ["skaffold.yaml", ".goreleaser.yml", ".goreleaser.yaml"]) {
      images.addReleases(files.yaml(path))
    }
    return images.names
  }

  private init(variables: [String: Set<String>], identity: RepositoryIdentity?) {
    self.variables = variables
    self.identity = identity
  }

  private static func isCompose(_ path: String) -> Bool {
    let name = RelativePath.name(of: path)
    return (name.hasSuffix(".yml") || name.hasSuffix(".yaml"))
      && (name.hasPrefix("docker-compose") || name.hasPrefix("compose"))
  }

  private static func isBake(_ path: String) -> Bool {
    let name = RelativePath.name(of: path)
    return name.hasPrefix("docker-bake") && (name.hasSuffix(".hcl") || name.hasSuffix(".json"))
  }

  // MARK: Where names stand

  private static let inputs = [
    "tags", "images", "image", "name", "repository", "image-name", "image_name", "destination",
  ]

  private mutating func add(_ action: Pipelines.Action) {
    let name = action.name.lowercased()
    guard
      ["docker", "buildah", "kaniko", "registry", "container", "image"].contains(where: {
        name.contains($0)
      })
    else { return }
    for input in Self.inputs {
      for line in (action.inputs[input] ?? "").split(whereSeparator: \.isNewline) {
        for part in line.split(separator: ",") {
          let part = part.trimmingWhiteSpace
          // docker/metadata-action has `name=user/image,enable=true`.
          add(part.hasPrefix("name=") ? String(part.dropFirst(5)) : part)
        }
      }
    }
  }

  private static let programs: Set<String> = [
    "docker", "podman", "buildah", "nerdctl", "executor", "skopeo", "crane", "depot",
    "docker-compose",
  ]
  private static let verbs: Set<String> = [
    "build", "push", "tag", "buildx", "copy", "bud", "commit",
  ]

  private mutating func add(_ command: ShellCommand) {
    guard Self.programs.contains(command.program),
      command.program == "executor" || command.words.contains(where: Self.verbs.contains)
    else { return }
    for word in command.words.dropFirst() {
      let value = word.hasPrefix("--") ? String(word.drop { $0 != "=" }.dropFirst()) : word
      let name = value.hasPrefix("docker://") ? String(value.dropFirst(9)) : value
      if name.contains("/") || name.contains("$") { add(name) }
    }
  }

  private mutating func addCompose(_ node: YAMLNode?) {
    for service in node?["services"]?.mapping ?? [] where service.value["build"] != nil {
      if let image = service.value["image"]?.string { add(image) }
      for tag in service.value["build"]?["tags"]?.list ?? [] { add(tag) }
    }
  }

  private mutating func addReleases(_ node: YAMLNode?) {
    for artifact in node?["build"]?["artifacts"]?.sequence ?? [] {
      if let image = artifact["image"]?.string { add(image) }
    }
    for key in ["dockers", "docker_manifests", "kos", "dockers_v2"] {
      for item in node?[key]?.sequence ?? [] {
        for name in ["image_templates", "name_template", "repository", "images"] {
          for image in item[name]?.list ?? [] { add(image) }
        }
      }
    }
  }

  /// The strings of `tags = […]`, with the defaults of variables.
  private mutating func addBake(_ text: String) {
    var defaults = variables
    var variable: String?
    var isInTags = false
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.trimmingWhiteSpace
      if line.hasPrefix("#") || line.hasPrefix("//") { continue }
      let strings = Self.strings(in: line)
      if line.hasPrefix("variable") { variable = strings.first }
      if let name = variable, line.contains("default"), let value = strings.last {
        defaults[name, default: []].insert(value)
        variable = nil
      }
      if line.hasPrefix("tags") || line.hasPrefix("\"tags\"") { isInTags = true }
      if isInTags { for string in strings { add(string, defaults) } }
      if line.contains("]") { isInTags = false }
    }
  }

  private static func strings(in line: String) -> [String] {
    let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  // MARK: Names

  private mutating func add(_ written: String) { add(written, variables) }

  private mutating func add(_ written: String, _ variables: [String: Set<String>]) {
    for name in expanded(written, variables, depth: 0) { insert(name.lowercased()) }
  }

  private mutating func insert(_ image: String) {
    var name = image
    if name.hasPrefix("type=") { return }
    if let at = name.firstIndex(of: "@") { name = String(name[..<at]) }
    // A colon behind the last slash begins the tag.
    let slash = name.lastIndex(of: "/")
    if let colon = name.lastIndex(of: ":"), slash.map({ colon > $0 }) ?? true {
      name = String(name[..<colon])
    }
    for registry in ["docker.io/", "index.docker.io/", "registry.hub.docker.com/"]
    where name.hasPrefix(registry) {
      name = String(name.dropFirst(registry.count))
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, !name.isEmpty, name != "*", name != "*/*" else { return }
    if parts.count == 1 {
      names.insert("library/" + name)
    } else if !parts[0].contains("."), !parts[0].contains(":") {
      names.insert(name)
    }
  }

  /// What a text with variables may be: `$NAME`, `${NAME}`, `${{ env.NAME }}`, `{{ .Env.NAME }}`.
  private func expanded(_ text: String, _ variables: [String: Set<String>], depth: Int) -> [String]
  {
    guard text.contains("$") || text.contains("{{"), depth < 4 else { return [text] }
    var outputs = [""]
    var rest = text[...]
    while let character = rest.first {
      let name: Substring
      if rest.hasPrefix("${{") || rest.hasPrefix("{{"), let end = rest.firstRange(of: "}}") {
        name = rest[..<end.lowerBound].drop { "${ .".contains($0) }
        rest = rest[end.upperBound...]
      } else if rest.hasPrefix("${"), let end = rest.firstIndex(of: "}") {
        name = rest[..<end].dropFirst(2)
        rest = rest[rest.index(after: end)...]
      } else if character == "$" {
        name = rest.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        rest = rest[name.endIndex...]
      } else {
        for index in outputs.indices { outputs[index].append(character) }
        rest = rest.dropFirst()
        continue
      }
      let values = values(of: name, variables).flatMap { expanded($0, variables, depth: depth + 1) }
      outputs = outputs.flatMap { output in values.map { output + $0 } }
      outputs = Array(outputs.prefix(Self.mostValues))
    }
    return outputs
  }

  /// Variables of many values must not make their product.
  private static let mostValues = 64

  private func values(
    of written: Substring, _ variables: [String: Set<String>]
  ) -> [String] {
    let trimmed = written.trimmingWhiteSpace
    if let identity {
      switch trimmed.lowercased() {
      case "github.repository", "github_repository": return [identity.owner + "/" + identity.name]
      case "github.repository_owner", "github_repository_owner": return [identity.owner]
      case "github.event.repository.name": return [identity.name]
      default: break
      }
    }
    // `NAME:-default`
    if let separator = trimmed.firstRange(of: ":-") {
      let set = variables[String(trimmed[..<separator.lowerBound])] ?? []
      return set.sorted() + [String(trimmed[separator.upperBound...])]
    }
    let name = trimmed.split(separator: ".").last.map(String.init) ?? trimmed
    return variables[name]?.sorted() ?? ["*"]
  }
}

extension Set<String> {
  /// Whether an image is one of those built; `*` stands for what is not known.
  func containsImage(user: String, name: String) -> Bool {
    let user = user == "_" ? "library" : user.lowercased()
    let name = name.lowercased()
    return contains { image in
      let parts = image.split(separator: "/", maxSplits: 1)
      return parts.count == 2 && (parts[0] == user || parts[0] == "*")
        && (parts[1] == name || parts[1] == "*")
    }
  }
}
