import Diagnostics
import FileTree
import Sites
import SystemPackage

/// The pages that a preview read last, so that only what changed is read again.
///
/// A page is taken from here if its file and the files that it includes are as they were, and the
/// site has the same files: links then lead where they led.
struct PageMemory: Sendable {
  private struct Entry: Sendable {
    var page: Page
    var version: FileStatus.Version
    var included: [FilePath: FileStatus.Version]
  }

  /// What all pages depend on.
  private struct Surroundings: Sendable, Hashable {
    /// The paths of all files, and what they are to the site.
    var files: [String]
    /// Files that are no pages and may change some: data, and settings of plugins.
    var data: [String: FileStatus.Version]
  }

  private var entries: [String: Entry] = [:]
  private var surroundings = Surroundings(files: [], data: [:])
  /// The pages' files before they are read.
  private var versions: [String: FileStatus.Version] = [:]
  private var readAt: Int64 = 0
  private var root: FilePath = "."
  /// How many pages were read anew.
  private(set) var readCount = 0

  /// Remembers nothing yet.
  init() {}

  /// What can still be used for `files`, as they are now.
  func renewed(for files: SiteFiles, root: FilePath) -> PageMemory {
    var renewed = PageMemory()
    renewed.root = root
    renewed.readAt = FileStatus.now
    for file in files.files {
      let status = FileStatus.of(file.location)
      renewed.surroundings.files.append("\(file.sourcePath) \(file.outputPath) \(file.inclusion)")
      if file.kind == .page, file.isBuilt {
        renewed.versions[file.sourcePath] = status?.version
      } else if !file.isBuilt || Self.isData(file.sourcePath) {
        renewed.surroundings.data[file.sourcePath] = status?.version
      }
    }
    if renewed.surroundings == surroundings { renewed.entries = entries }
    return renewed
  }

  private static func isData(_ path: String) -> Bool {
    [".yml", ".yaml", ".json", ".csv", ".toml"].contains { path.hasSuffix($0) }
  }

  /// The page of `file` if it need not be read again.
  func page(for file: SiteFile) -> Page? {
    guard let entry = entries[file.sourcePath], entry.version == versions[file.sourcePath],
      entry.page.file == file,
      entry.included.allSatisfy({ FileStatus.of($0.key)?.version == $0.value })
    else { return nil }
    return entry.page
  }

  /// Keeps the pages that have just been read.
  mutating func remember(_ pages: [Page]) {
    let earlier = entries
    entries = [:]
    for page in pages {
      let path = page.file.sourcePath
      guard let version = versions[path] else { continue }
      if earlier[path]?.version != version || self.page(page, differsFrom: earlier[path]) {
        readCount += 1
      }
      // What is wrong besides links may be a file that is missing and comes later.
      guard page.diagnostics.allSatisfy({ $0.code.hasPrefix("docs.link") }), isAtRest(version)
      else { continue }
      var included: [FilePath: FileStatus.Version] = [:]
      for name in page.includedFiles {
        let file = root.pushing(FilePath(name))
        if let version = FileStatus.of(file)?.version { included[file] = version }
      }
      guard included.values.allSatisfy(isAtRest) else { continue }
      entries[path] = Entry(page: page, version: version, included: included)
    }
  }

  private func page(_ page: Page, differsFrom entry: Entry?) -> Bool {
    entry.map { $0.included.contains { FileStatus.of($0.key)?.version != $0.value } } ?? true
  }

  /// A file that changed just before it was read might have changed again without a newer date.
  private func isAtRest(_ version: FileStatus.Version) -> Bool {
    version.modified < readAt - 50_000_000
  }

  /// The folders outside `docs_dir` that pages include files from.
  var includedFolders: Set<FilePath> {
    var folders: Set<FilePath> = []
    for entry in entries.values {
      for file in entry.included.keys { folders.insert(file.removingLastComponent()) }
    }
    return folders
  }
}
