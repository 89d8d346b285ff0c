public import Diagnostics
import FileTree
public import Markdown
import Synchronization
public import SystemPackage

/// The files that the pages of a site include, read once each. It may be used from any thread.
public final class SnippetFiles: Sendable {
  private let options: Snippets
  private let root: FilePath
  private let docsDir: FilePath
  private let prefix: String
  private let encoding: TextEncoding
  /// What each path leads to, by base folder and path.
  private let found = Mutex<[Key: SnippetLookup]>([:])

  private struct Key: Hashable {
    var path: String
    var folder: FilePath?
  }

  /// - Parameters:
  ///   - options: the extension's; nil where the site does not have it.
  ///   - root: the folder of the configuration.
  ///   - docsDir: the folder of the pages.
  ///   - prefix: `root` as diagnostics name it, with a slash at its end; "" for the current folder.
  public init?(_ options: Snippets?, root: FilePath, docsDir: FilePath, prefix: String = "") {
    guard let options else { return nil }
    self.options = options
    self.root = root.absolute
    self.docsDir = docsDir.absolute
    self.prefix = prefix
    encoding = TextEncoding(named: options.encoding) ?? .utf8
  }

  /// The files that `{!file!}` may include: any, as the extension sets no bounds.
  public convenience init?(
    _ includes: Includes?, root: FilePath, docsDir: FilePath, prefix: String = ""
  ) {
    let options = includes.map { includes in
      var options = Snippets()
      options.bases = [.configuration(includes.base)]
      options.staysInBases = false
      options.encoding = includes.encoding
      return options
    }
    self.init(options, root: root, docsDir: docsDir, prefix: prefix)
  }

  /// The files as a page in a folder sees them.
  public func provider(forPageIn folder: FilePath) -> any SnippetProvider {
    Provider(files: self, folder: folder.absolute)
  }

  /// What is wrong with the files that every page ends with: they are named in the configuration.
  public func diagnostics(configuration file: String) -> [Diagnostic] {
    options.autoAppend.compactMap { path in
      guard let target = Snippets.path(of: path) else { return nil }
      let severity: Severity
      let problem: (message: String, hint: String?)
      switch lookup(target, pageFolder: docsDir) {
      case .found: return nil
      case .missing(let message, let hint):
        (severity, problem) = (options.checksPaths ? .error : .info, (message, hint))
      case .failed(let given, let message, let hint): (severity, problem) = (given, (message, hint))
      }
      return Diagnostic(
        severity, code: "docs.config.auto-append", "auto_append: \(problem.message)",
        at: Location(file: file), target: path, hint: problem.hint)
    }
  }

  private struct Provider: SnippetProvider {
    let files: SnippetFiles
    let folder: FilePath

    func snippet(at path: String) -> SnippetLookup { files.lookup(path, pageFolder: folder) }
  }

  // MARK: Looking up

  private func lookup(_ path: String, pageFolder: FilePath) -> SnippetLookup {
    let key = Key(path: path, folder: dependsOnPage ? pageFolder : nil)
    if let known = found.withLock({ $0[key] }) { return known }
    let lookup = find(path, pageFolder: pageFolder)
    found.withLock { $0[key] = lookup }
    return lookup
  }

  private var dependsOnPage: Bool {
    options.bases.contains { if case .page = $0 { true } else { false } }
  }

  private func folder(_ base: Snippets.Base, pageFolder: FilePath) -> FilePath {
    switch base {
    case .configuration(let path): root.pushing(FilePath(path)).lexicallyNormalized()
    case .pages(let path): docsDir.pushing(FilePath(path)).lexicallyNormalized()
    case .page(let path): pageFolder.pushing(FilePath(path)).lexicallyNormalized()
    }
  }

  private func find(_ path: String, pageFolder: FilePath) -> SnippetLookup {
    let isAddress = ["http://", "https://"].contains { path.lowercased().hasPrefix($0) }
    if isAddress {
      return .failed(
        .warning, message: "'\(path)' is not included: nothing is downloaded",
        hint: "keep a copy of the file beside the pages")
    }
    var leadsOut = false
    for base in options.bases.map({ folder($0, pageFolder: pageFolder) }) {
      guard let status = FileStatus.of(base) else { continue }
      let file: FilePath
      if status.kind == .directory {
        file = base.pushing(FilePath(path)).lexicallyNormalized()
        if options.staysInBases, file.below(base) == nil {
          leadsOut = true
          continue
        }
        guard FileStatus.of(file) != nil else { continue }
        // A symbolic link must not lead out either.
        if options.staysInBases, let real = file.real, let realBase = base.real,
          real.below(realBase) == nil
        {
          leadsOut = true
          continue
        }
      } else {
        file = base.removingLastComponent().pushing(FilePath(path)).lexicallyNormalized()
        guard FileStatus.of(file)?.identity == status.identity else { continue }
      }
      return read(file, path)
    }
    if leadsOut {
      return .missing(
        message: "'\(path)' lies outside base_path",
        hint: "add its folder to base_path of pymdownx.snippets")
    }
    return .missing(
      message: "there is no file '\(path)' to include",
      hint: suggestion(for: path, pageFolder: pageFolder))
  }

  private func read(_ file: FilePath, _ path: String) -> SnippetLookup {
    guard let status = FileStatus.of(file), status.kind == .file else {
      return .failed(.error, message: "'\(path)' is no file", hint: "name a file in it")
    }
    guard status.size <= Self.maximumSize else {
      return .failed(
        .error, message: "'\(path)' is larger than \(Self.maximumSize >> 20) MiB",
        hint: "include a smaller file")
    }
    do throws(Diagnostic) {
      guard let text = encoding.utf8(try FileReader.read(file)) else {
        return .failed(
          .error, message: "'\(path)' is not \(options.encoding)",
          hint: "convert it, or set the extension's 'encoding'")
      }
      return .found(SnippetFile(name: name(of: file), text: text))
    } catch {
      return .failed(.error, message: error.message, hint: error.hint)
    }
  }

  private static let maximumSize = 16 << 20

  private func name(of file: FilePath) -> String {
    file.below(root).map { prefix + $0 } ?? file.string
  }

  /// A file of nearly the same name in the folder that was meant, or where paths start.
  private func suggestion(for path: String, pageFolder: FilePath) -> String {
    for base in options.bases.map({ folder($0, pageFolder: pageFolder) }) {
      let folder = base.pushing(FilePath(path)).removingLastComponent()
      let name = RelativePath.name(of: path)
      guard let names = try? DirectoryWalk.names(in: folder),
        let near = Suggestion.nearest(to: name, in: names.sorted())
      else { continue }
      let parent = RelativePath.folder(of: path)
      return "did you mean '\(parent.isEmpty ? near : parent + "/" + near)'?"
    }
    let bases = options.bases.map { "'\(name(of: folder($0, pageFolder: pageFolder)))'" }
    return "the path starts in base_path: \(bases.joined(separator: ", "))"
  }
}
