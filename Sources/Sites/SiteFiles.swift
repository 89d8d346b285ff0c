public import Diagnostics
import FileTree
public import SystemPackage

/// The files of a site, found by their source path.
public struct SiteFiles: Sendable {
  /// All files of `docs_dir`, excluded ones too, in MkDocs' order: in each folder the index first,
  /// then files by name, then folders by name.
  public let files: [SiteFile]
  private let indexes: [String: Int]
  private var outputs: Set<String>
  /// The paths of files that gave way to others of the same address, and those others; and the paths
  /// by which authors know files that have other paths on the site.
  private var owners: [String: String] = [:]

  /// - Parameter files: files in any order; of two with the same path the first counts.
  public init(_ files: [SiteFile]) {
    let keys = files.map { Self.sortKey($0.sourcePath) }
    let order = files.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
    self.files = order.map { files[$0] }
    indexes = Dictionary(
      self.files.enumerated().map { ($1.sourcePath, $0) }, uniquingKeysWith: { first, _ in first })
    outputs = Set(self.files.lazy.filter(\.isBuilt).map(\.outputPath))
    for file in self.files {
      if let path = file.writtenPath { owners[path] = file.sourcePath }
    }
  }

  /// The same files, in a site that has more addresses than theirs.
  public func knowing(_ paths: some Sequence<String>) -> SiteFiles {
    var files = self
    files.outputs.formUnion(paths)
    return files
  }

  /// The same files and others of other paths.
  public func adding(_ others: [SiteFile]) -> SiteFiles {
    var more = SiteFiles(files + others).knowing(outputs)
    more.owners = owners
    return more
  }

  /// Whether the built site has something at `path`: a file, or a folder with an index.
  public func hasAddress(_ path: String) -> Bool {
    outputs.contains(path) || outputs.contains(path.isEmpty ? "index.html" : path + "/index.html")
  }

  /// The file at a source path, or the one that it gave way to: links to either lead to the address
  /// that they share.
  public subscript(sourcePath: String) -> SiteFile? {
    let index = indexes[sourcePath] ?? owners[sourcePath].flatMap { indexes[$0] }
    return index.map { files[$0] }
  }

  /// The pages that are written, in order.
  public var pages: [SiteFile] { files.filter { $0.kind == .page && $0.isBuilt } }

  /// The files that are copied, in order.
  public var assets: [SiteFile] { files.filter { $0.kind == .asset && $0.isBuilt } }

  /// Reads the folder `docsDir` of a site.
  ///
  /// - Returns: the files, and a diagnostic for each page that gives way to another of the same
  ///   address (`docs.pages.conflict`).
  /// - Throws: when a folder cannot be read, or a symbolic link leads nowhere or in a circle.
  public static func scan(
    _ docsDir: FilePath, configuration: SiteConfiguration
  ) throws(Diagnostic) -> (files: SiteFiles, diagnostics: [Diagnostic]) {
    let excluded = IgnorePatterns(defaultExcludes + configuration.excludeDocs)
    let drafts = IgnorePatterns(configuration.draftDocs)
    let notInNav = IgnorePatterns(configuration.notInNav)
    let prefix = configuration.docsDir.value + "/"
    var files: [SiteFile] = []
    func take(_ paths: [String], _ docs: FilePath, _ included: IncludedSite?) {
      let folder = docs.string + "/"
      for name in paths {
        let path = included.map { $0.alias + "/" + name } ?? name
        let inclusion: SiteFile.Inclusion =
          excluded.matches(file: path)
          ? .excluded
          : drafts.matches(file: path)
            ? .draft : notInNav.matches(file: path) ? .notInNav : .included
        var file = SiteFile(
          sourcePath: path, location: FilePath(folder + name), inclusion: inclusion,
          directoryURLs: configuration.useDirectoryURLs)
        file.origin = included.map { $0.docsName + "/" + name }
        files.append(file)
      }
    }
    let walk = DirectoryWalk(links: .follow)
    do {
      take(try walk.filePaths(below: docsDir), docsDir, nil)
    } catch {
      var located = error
      if let path = error.target, error.code.hasPrefix("file.link") {
        located.location = Location(file: prefix + path)
      }
      throw located
    }
    for site in configuration.includedSites {
      take(try walk.filePaths(below: site.docs), site.docs, site)
    }
    return SiteFiles(files).withoutConflicts(prefix: prefix)
  }

  /// What MkDocs leaves out unless told otherwise.
  private static let defaultExcludes = ".*\n/templates/\n"

  /// The files without those that give way to another of the same address: the last is the page, as in
  /// MkDocs, `index.md` rather than `README.md` beside it, `a/README.md` rather than `a.md`.
  ///
  /// - Parameter prefix: stands before paths in diagnostics.
  /// - Returns: the files, and a `docs.pages.conflict` for each that is left out.
  public func withoutConflicts(prefix: String) -> (files: SiteFiles, diagnostics: [Diagnostic]) {
    var known: [String: String] = [:]
    var replaced = owners
    var diagnostics: [Diagnostic] = []
    var kept: [SiteFile] = []
    for file in files.reversed() {
      guard file.isBuilt else {
        kept.append(file)
        continue
      }
      if let owner = known[file.outputPath] {
        replaced[file.sourcePath] = owner
        diagnostics.append(Self.conflict(file.sourcePath, owner, prefix))
      } else {
        known[file.outputPath] = file.sourcePath
        kept.append(file)
      }
    }
    guard !diagnostics.isEmpty else { return (self, []) }
    var result = SiteFiles(kept).knowing(outputs)
    result.owners = replaced
    return (result, diagnostics.reversed())
  }

  /// MkDocs warns of two indexes of one folder, and has nothing to say of other pages.
  private static func conflict(_ path: String, _ owner: String, _ prefix: String) -> Diagnostic {
    let areIndexes =
      RelativePath.folder(of: path) == RelativePath.folder(of: owner)
      && RelativePath.name(of: owner).hasPrefix("index.")
    return Diagnostic(
      areIndexes ? .warning : .info,
      code: "docs.pages.conflict", "the file is left out: '\(owner)' has the same address",
      at: Location(file: prefix + path), target: path,
      hint: "remove one of them, or name it in exclude_docs")
  }

  /// Bytes that are in order as the paths are, in each folder: the index, other files, folders.
  private static func sortKey(_ path: String) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(path.utf8.count + 8)
    var rest = Substring(path).utf8
    while let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
      key.append(3)
      key += rest[..<slash]
      key.append(0)
      rest = rest[rest.index(after: slash)...]
    }
    let stem = rest.prefix { $0 != UInt8(ascii: ".") }
    key.append(stem.elementsEqual("index".utf8) || stem.elementsEqual("README".utf8) ? 1 : 2)
    key += rest
    return key
  }
}
