import Bytes
import Configuration
import Diagnostics
import FileTree
import Git
import SystemPackage

/// The files of a deployment, gathered in a work tree of their own.
struct DeploymentTree {
  let git: Git
  let folder: FilePath
  /// The commit that is built upon; nil for the first.
  let parent: String?

  /// Gathers the site, whole or in its version's folder beside the other versions, and gives the
  /// tree's name.
  func write(
    _ site: FilePath, _ version: SiteDeployment.Version?
  ) async throws(Diagnostic) -> String {
    guard let version else {
      try await run("read-tree", "--empty")
      try copy(site, to: folder)
      // GitHub's own address for the site, where the branch has one that the site has not.
      if let parent, FileStatus.of(folder.appending("CNAME")) == nil,
        let name = await git.read("show", "\(parent):CNAME")
      {
        try FileWriter.create(folder.appending("CNAME"), Array((name + "\n").utf8))
      }
      try await run("add", "--all", "--force", ".")
      return try await run("write-tree")
    }
    if let parent {
      try await run("read-tree", parent)
    } else {
      try await run("read-tree", "--empty")
    }
    let names = [version.name] + version.aliases
    for name in names {
      try await run("rm", "-r", "--cached", "--quiet", "--ignore-unmatch", "--", name)
    }
    try copy(site, to: folder.appending(FilePath(version.name).components))
    for alias in version.aliases {
      try copy(site, to: folder.appending(FilePath(alias).components))
    }
    var list = VersionList(
      await parent.asyncFlatMap { await git.read("show", "\($0):versions.json") })
    list.add(version)
    try FileWriter.create(folder.appending("versions.json"), list.bytes)
    try FileWriter.create(folder.appending(".nojekyll"), [])
    var changed = names + ["versions.json", ".nojekyll"]
    if version.isDefault {
      try FileWriter.create(
        folder.appending("index.html"), Self.redirect(to: version.aliases.first ?? version.name))
      changed.append("index.html")
    }
    try await run(["add", "--force", "--"] + changed)
    return try await run("write-tree")
  }

  private func copy(_ site: FilePath, to target: FilePath) throws(Diagnostic) {
    // What a build keeps for itself is no part of the site.
    let entries = try DirectoryWalk().files(below: site)
    try FileWriter.createDirectory(target)
    var folders: Set<String> = [""]
    for entry in entries where entry.path != ".scaffold-files" {
      let parent = RelativePath.folder(of: entry.path)
      if folders.insert(parent).inserted {
        try FileWriter.createDirectory(target.appending(FilePath(parent).components))
      }
      try FileWriter.create(
        target.appending(FilePath(entry.path).components),
        try FileReader.read(site.appending(FilePath(entry.path).components)))
    }
  }

  private static func redirect(to folder: String) -> [UInt8] {
    Array(
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Redirecting…</title>
      <meta http-equiv="refresh" content="0; url=\(folder)/">
      <script>location.replace("\(folder)/" + location.search + location.hash)</script>
      </head>
      <body><p>The documentation is <a href="\(folder)/">here</a>.</p></body>
      </html>

      """.utf8)
  }

  @discardableResult
  private func run(_ arguments: String...) async throws(Diagnostic) -> String {
    try await run(arguments)
  }

  @discardableResult
  private func run(_ arguments: [String]) async throws(Diagnostic) -> String {
    let result = try await git.run(arguments)
    guard result.succeeded else {
      throw .error(code: "docs.deploy.git", "git \(arguments[0]) failed: \(result.errors)")
    }
    return result.output
  }
}

extension Optional where Wrapped == String {
  /// The result of `body`, where there is a value.
  fileprivate func asyncFlatMap(_ body: (String) async -> String?) async -> String? {
    guard let self else { return nil }
    return await body(self)
  }
}

/// `versions.json` as `mike` writes it, which themes read their menus from.
struct VersionList {
  private var versions: [SiteDeployment.Version] = []

  init(_ json: String?) {
    guard let json, let node = try? YAMLParser.parse(Array(json.utf8), file: "versions.json")
    else { return }
    versions = (node.sequence ?? []).compactMap { item in
      guard let name = item["version"]?.string else { return nil }
      return .init(
        name: name, title: item["title"]?.string,
        aliases: (item["aliases"]?.sequence ?? []).compactMap(\.string))
    }
  }

  /// Adds a version or changes it; its aliases are taken from the others. Newer versions come
  /// first.
  mutating func add(_ version: SiteDeployment.Version) {
    let old = versions.first { $0.name == version.name }
    versions.removeAll { $0.name == version.name }
    for index in versions.indices {
      versions[index].aliases.removeAll { version.aliases.contains($0) }
    }
    var new = version
    new.title = new.title ?? old?.title
    new.aliases = ((old?.aliases ?? []) + version.aliases).reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
    versions.append(new)
    let natural = NaturalOrder()
    versions.sort { NaturalOrder.precedes(natural.key($1.name), natural.key($0.name)) }
  }

  var bytes: [UInt8] {
    var output = OutputBuffer()
    output.append("[" as StaticString)
    for (index, version) in versions.enumerated() {
      output.append(index == 0 ? "\n  {\"version\": " : ",\n  {\"version\": ")
      output.appendJSON(version.name)
      output.append(", \"title\": " as StaticString)
      output.appendJSON(version.title ?? version.name)
      output.append(", \"aliases\": [" as StaticString)
      for (place, alias) in version.aliases.enumerated() {
        if place > 0 { output.append(", " as StaticString) }
        output.appendJSON(alias)
      }
      output.append("]}" as StaticString)
    }
    output.append("\n]\n" as StaticString)
    return output.bytes
  }
}
