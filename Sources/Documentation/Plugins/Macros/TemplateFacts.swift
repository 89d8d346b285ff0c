import Bytes
import Configuration
import FileTree
import Git
import Jinja
import Sites
import SystemPackage

extension Value {
  /// A YAML value as Python would read it.
  init(_ node: YAMLNode) {
    switch node.value {
    case .sequence(let items): self = .list(items.map { Value($0) })
    case .mapping(let entries):
      self = .dictionary(Members(entries.map { ($0.key, Value($0.value)) }))
    case .scalar(let text, let isPlain):
      if node.isNull {
        self = .none
      } else if let flag = node.bool {
        self = .bool(flag)
      } else if let number = node.int {
        self = .int(number)
      } else if isPlain, text.contains("."), let number = Double(text) {
        self = .double(number)
      } else {
        self = .string(text)
      }
    }
  }
}

/// What templates see of the configuration.
enum ConfigurationFacts {
  static func make(_ site: SiteConfiguration) -> Value {
    var members = Value.Members()
    for entry in site.source?.mapping ?? [] { members[entry.key] = Value(entry.value) }
    func set(_ key: String, _ value: String?) {
      members[key] = value.map { .string($0) } ?? Value.none
    }
    set("site_name", site.siteName)
    set("site_url", site.siteURL)
    set("site_description", site.siteDescription)
    set("site_author", site.siteAuthor)
    set("copyright", site.copyright)
    set("docs_dir", site.docsDir.value)
    set("site_dir", site.siteDir)
    set("repo_url", site.repository?.url)
    set("repo_name", site.repository?.name)
    members["use_directory_urls"] = .bool(site.useDirectoryURLs)
    if members["extra"] == nil { members["extra"] = .dictionary(.init()) }
    members["theme"] = .dictionary(theme(site))
    var plugins = Value.Members()
    if site.search != nil {
      let search = Value.dictionary(
        .init([("config", .dictionary(.init([("enabled", .bool(true))])))]))
      (plugins["search"], plugins["material/search"]) = (search, search)
    }
    for plugin in site.plugins {
      var options = Value.Members([("enabled", .bool(true))])
      for entry in plugin.options?.mapping ?? [] { options[entry.key] = Value(entry.value) }
      let value = Value.dictionary(.init([("config", .dictionary(options))]))
      plugins[plugin.name] = value
      plugins["material/" + plugin.name] = value
    }
    members["plugins"] = .dictionary(plugins)
    if members["mdx_configs"] == nil { members["mdx_configs"] = .dictionary(.init()) }
    return .dictionary(members)
  }
}

extension ConfigurationFacts {
  private static func theme(_ site: SiteConfiguration) -> Value.Members {
    var members = Value.Members([("icon", .dictionary(.init())), ("font", .dictionary(.init()))])
    for entry in site.source?["theme"]?.mapping ?? [] { members[entry.key] = Value(entry.value) }
    members["name"] = .string(site.theme.name)
    members["language"] = .string(site.theme.language)
    members["features"] = .list(site.theme.features.sorted().map { .string($0) })
    return members
  }
}

/// What templates see of their page.
enum PageFacts {
  static func make(_ source: PageSource) -> Value {
    let file = source.file
    var meta = Value.Members()
    for entry in source.metadata.values?.mapping ?? [] { meta[entry.key] = Value(entry.value) }
    let title = source.metadata.title ?? firstHeading(source.bytes)
    let stem = PageTitle.stem(of: file.sourcePath)
    return .dictionary(
      .init([
        ("title", .string(title ?? PageTitle.from(name: stem))), ("url", .string(file.url)),
        ("meta", .dictionary(meta)),
        (
          "file",
          .dictionary(
            .init([
              ("src_path", .string(file.sourcePath)), ("src_uri", .string(file.sourcePath)),
              ("dest_path", .string(file.outputPath)), ("dest_uri", .string(file.outputPath)),
              ("url", .string(file.url)), ("name", .string(stem)),
              ("abs_src_path", .string(file.location.string)),
            ]))
        ),
        ("is_homepage", .bool(file.isHome)),
      ]))
  }

  /// The text of a heading that the page begins with.
  private static func firstHeading(_ bytes: ArraySlice<UInt8>) -> String? {
    let text = bytes.drop(while: \.isASCIIWhitespace)
    guard text.starts(with: "# ".utf8),
      text.startIndex == bytes.startIndex || bytes[text.startIndex - 1] == ASCII.lineFeed
    else { return nil }
    let line = text.dropFirst(2).prefix { $0 != ASCII.lineFeed && $0 != ASCII.carriageReturn }
    return String(decoding: line, as: UTF8.self).trimmingBlanks
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = drop { $0 == " " }
    while text.last == " " || text.last == "#" { text.removeLast() }
    return String(text)
  }
}

/// What templates see of the repository. Outside of one the facts are there as well, and empty.
enum GitFacts {
  private static let names = [
    "short_commit", "commit", "tag", "short_tag", "author", "author_email", "committer",
    "committer_email", "date_ISO", "message", "raw", "root_dir",
  ]

  static func read(in folder: FilePath) async -> Value {
    let git = Git(in: folder)
    // Where there is no repository, all facts but these are empty.
    var members = Value.Members([("status", .bool(false)), ("date", Value.none)])
    for name in names { members[name] = .string("") }
    guard hasRepository(folder), let commit = await git.read("rev-parse", "HEAD") else {
      return .dictionary(members)
    }
    members["status"] = .bool(true)
    members["commit"] = .string(commit)
    members["short_commit"] = .string(await git.read("rev-parse", "--short", "HEAD") ?? "")
    members["tag"] = .string(await git.read("describe", "--tags") ?? "")
    members["short_tag"] = .string(await git.read("describe", "--tags", "--abbrev=0") ?? "")
    members["root_dir"] = .string(await git.read("rev-parse", "--show-toplevel") ?? "")
    let format = "--pretty=format:%an%x00%ae%x00%cn%x00%ce%x00%ad%x00%ci%x00%B"
    let facts = (await git.read("log", "-1", format) ?? "")
      .split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
    let order = [
      "author", "author_email", "committer", "committer_email", "date_ISO", "date", "message",
    ]
    for (name, fact) in zip(order, facts) { members[name] = .string(fact) }
    return .dictionary(members)
  }

  /// Whether the folder may be in a repository. Git says so too, but takes longer to start.
  private static func hasRepository(_ folder: FilePath) -> Bool {
    if !PythonProgram.variable("GIT_DIR").isEmpty { return true }
    var folder = folder.real ?? folder
    while FileStatus.of(folder.appending(".git")) == nil {
      let above = folder.removingLastComponent()
      if above == folder || above.isEmpty { return false }
      folder = above
    }
    return true
  }
}
