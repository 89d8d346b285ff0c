import Diagnostics
import FileTree
import Synchronization
import SystemPackage

/// The folder a site is written to: writes what changed, and at the end removes what no longer
/// belongs. Files and folders whose names begin with a dot are the user's and stay.
final class SiteFolder: Sendable {
  /// What writing came to.
  struct Counts: Sendable {
    /// Files created or replaced.
    var written = 0
    /// Files that already were as they should be.
    var unchanged = 0
    /// Files that no longer belong to the site.
    var removed = 0
  }

  private struct State {
    var counts = Counts()
    var folders: Set<String> = []
  }

  private let root: FilePath
  private let existing: Set<String>
  private let state = Mutex(State())

  /// - Parameters:
  ///   - root: the folder, which need not exist.
  ///   - isCleaned: remove what does not belong.
  /// - Throws: `docs.output.foreign` when files would be removed that no build made.
  init(_ root: FilePath, name: String, isCleaned: Bool) throws(Diagnostic) {
    self.root = root
    guard FileStatus.of(root) != nil else {
      existing = []
      return
    }
    let entries = try DirectoryWalk(descends: { !Self.isHidden($0) }).files(below: root)
    existing = Set(entries.lazy.map(\.path).filter { !Self.isHidden($0) })
    // A site always has these; anything else in the folder is not ours to remove.
    if isCleaned, !existing.isEmpty, existing.isDisjoint(with: ["404.html", "sitemap.xml"]) {
      throw .error(
        code: "docs.output.foreign",
        "the folder '\(name)' holds files that no build made, such as '\(existing.sorted()[0])'",
        target: name,
        hint:
          "choose another folder with --site-dir, empty this one, or keep its files with --dirty")
    }
  }

  private static func isHidden(_ path: String) -> Bool {
    path.hasPrefix(".") || path.contains("/.")
  }

  /// Makes the file at `path` hold `bytes`.
  func write(_ path: String, _ bytes: borrowing [UInt8]) throws(Diagnostic) {
    let file = root.appending(FilePath(path).components)
    if existing.contains(path) {
      let changed = try FileWriter.writeIfChanged(file, bytes)
      count(changed)
      return
    }
    try createFolder(of: path)
    if Self.isHidden(path) {
      count(try FileWriter.writeIfChanged(file, bytes))
    } else {
      try FileWriter.create(file, bytes)
      count(true)
    }
  }

  private func count(_ changed: Bool) {
    state.withLock {
      if changed { $0.counts.written += 1 } else { $0.counts.unchanged += 1 }
    }
  }

  private func createFolder(of path: String) throws(Diagnostic) {
    let folder = RelativePath.folder(of: path)
    // Within the lock: another thread may write into the folder as soon as it is noted.
    try state.withLock { state throws(Diagnostic) in
      guard state.folders.insert(folder).inserted else { return }
      try FileWriter.createDirectory(root.appending(FilePath(folder).components))
    }
  }

  /// Removes what is not among `expected`, and folders that are empty then.
  func removeOthers(than expected: Set<String>) throws(Diagnostic) {
    let stale = existing.subtracting(expected)
    var folders: Set<String> = []
    for path in stale.sorted() {
      try FileWriter.remove(root.appending(FilePath(path).components))
      var folder = RelativePath.folder(of: path)
      while !folder.isEmpty, folders.insert(folder).inserted {
        folder = RelativePath.folder(of: folder)
      }
    }
    // Deepest first; one that is not empty stays.
    for folder in folders.sorted(by: { $0.utf8.count > $1.utf8.count }) {
      try? FileWriter.remove(root.appending(FilePath(folder).components))
    }
    state.withLock { $0.counts.removed = stale.count }
  }

  /// What was done so far.
  var counts: Counts { state.withLock { $0.counts } }
}
