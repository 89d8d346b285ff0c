import Diagnostics
import FileTree
import Synchronization
import SystemPackage

/// The folder a site is written to, for one build at a time: writes what changed, and at the end
/// removes what earlier builds wrote and this one did not.
///
/// A site that does not exist yet is made beside its place and put there at the end by one rename.
/// In one that exists each file is renamed into place when it is finished. So at any moment, also
/// when the process is killed, every path has its old file or its new one; and the next build
/// clears away what was left behind.
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
    /// The folders that are known to exist.
    var folders: Set<String> = []
    /// The paths that this build wrote or found as they should be.
    var current: Set<String> = []
  }

  private let root: FilePath
  private let name: String
  private let isCleaned: Bool
  /// Where files are written to: the site's folder, or a new one that becomes it.
  private let target: FilePath
  private let isNew: Bool
  private let lock: FolderLock
  /// Files of earlier builds; what else is in the folder is not ours.
  private let earlier: Set<String>
  private let list: WrittenFiles
  private let state = Mutex(State())
  private let temporaries = Atomic(0)

  /// Claims the folder for this build, once no other build has it.
  ///
  /// - Parameters:
  ///   - root: the folder, which need not exist.
  ///   - name: what the user calls it.
  ///   - isCleaned: remove what no longer belongs.
  ///   - waits: called again and again while another build has the folder.
  /// - Throws: `docs.output.foreign` when the folder holds files but no site; `file.*`; and what
  ///   `waits` throws.
  static func open(
    _ root: FilePath, name: String, isCleaned: Bool, waits: () async throws(Diagnostic) -> Void
  ) async throws(Diagnostic) -> SiteFolder {
    while true {
      let exists = FileStatus.of(root) != nil
      if !exists { try FileWriter.createDirectory(root.removingLastComponent()) }
      let work =
        exists
        ? root.appending(workName)
        : root.removingLastComponent().appending(".\(root.lastComponent?.string ?? "")\(workName)")
      if let lock = try FolderLock.claim(work) {
        // Another build may have made the site just before.
        if exists == (FileStatus.of(root) != nil) {
          return try SiteFolder(root, name, isCleaned: isCleaned, isNew: !exists, lock)
        }
        FileWriter.removeTree(work)
      }
      try await waits()
    }
  }

  /// Where a build works; it is the lock that keeps others out, too.
  private static let workName = ".scaffold-build"

  private init(
    _ root: FilePath, _ name: String, isCleaned: Bool, isNew: Bool, _ lock: FolderLock
  ) throws(Diagnostic) {
    self.root = root
    self.name = name
    self.isCleaned = isCleaned
    self.isNew = isNew
    self.lock = lock
    target = isNew ? lock.path : root
    do throws(Diagnostic) {
      (list, earlier) =
        isNew
        ? (WrittenFiles(in: target), [])
        : try Self.earlierFiles(root, name, isCleaned, temporary: lock.path.appending("list"))
    } catch {
      FileWriter.removeTree(lock.path)
      throw error
    }
  }

  deinit {
    // A new site that was not finished, or the work folder of one that existed.
    if FileStatus.of(lock.path) != nil { FileWriter.removeTree(lock.path) }
  }

  /// The files of earlier builds in a folder that exists.
  private static func earlierFiles(
    _ root: FilePath, _ name: String, _ isCleaned: Bool, temporary: FilePath
  ) throws(Diagnostic) -> (WrittenFiles, Set<String>) {
    let list = WrittenFiles(in: root)
    if let paths = try list.read() { return (list, paths) }
    let walk = DirectoryWalk(descends: { !isHidden($0) })
    let found = Set(try walk.files(below: root).lazy.map(\.path).filter { !isHidden($0) })
    // MkDocs keeps no list, but its sites always have these, and it would remove what is beside
    // them, too.
    if !found.isDisjoint(with: ["404.html", "sitemap.xml"]) {
      if isCleaned { try list.write(found, temporary: temporary) }
      return (list, isCleaned ? found : [])
    }
    if isCleaned, let first = found.min() {
      throw foreign(name, "holds files that no build made, such as '\(first)'")
    }
    return (list, [])
  }

  private static func isHidden(_ path: String) -> Bool {
    path.hasPrefix(".") || path.contains("/.")
  }

  private static func foreign(_ name: String, _ what: String) -> Diagnostic {
    .error(
      code: "docs.output.foreign", "the folder '\(name)' \(what)", target: name,
      hint: "choose another folder with --site-dir, empty this one, or keep its files with --dirty")
  }

  /// Refuses paths where a file stands that no build made. Nothing has been written then.
  func check(_ paths: some Sequence<String>) throws(Diagnostic) {
    guard !isNew, isCleaned else { return }
    for path in paths where !earlier.contains(path) && !Self.isHidden(path) {
      guard let status = FileStatus.of(file(path), followingLinks: false),
        status.kind != .directory
      else { continue }
      throw Self.foreign(
        name, "holds a file '\(path)' that no build made and this one would replace")
    }
  }

  /// Makes the folders of a new site's files, so that the threads that write them do not wait for each
  /// other.
  func makeFolders(for paths: some Sequence<String>) throws(Diagnostic) {
    guard isNew else { return }
    for path in paths { try createFolder(of: path) }
  }

  private func file(_ path: String) -> FilePath { FilePath(target.string + "/" + path) }

  /// Makes the file at `path` hold `bytes`; safe from any thread.
  func write(_ path: String, _ bytes: borrowing [UInt8]) throws(Diagnostic) {
    let isKnown = earlier.contains(path)
    if !isKnown { try createFolder(of: path) }
    var changed = true
    if isNew {
      try FileWriter.create(file(path), bytes)
    } else {
      // Noted before it is made, so that whatever happens the next build knows it as ours.
      if !isKnown { try list.append(path) }
      let number = temporaries.add(1, ordering: .relaxed).newValue
      let temporary = lock.path.appending(String(number))
      do {
        changed = try FileWriter.writeIfChanged(file(path), bytes, temporary: temporary)
      } catch {
        // A file that was removed by hand, its folder too; or a page where a folder was.
        try makeWay(for: path)
        changed = try FileWriter.writeIfChanged(file(path), bytes, temporary: temporary)
      }
    }
    state.withLock {
      if changed { $0.counts.written += 1 } else { $0.counts.unchanged += 1 }
      $0.current.insert(path)
    }
  }

  /// Whether this build wrote the file at `path`.
  func holds(_ path: String) -> Bool { state.withLock { $0.current.contains(path) } }

  private func createFolder(of path: String) throws(Diagnostic) {
    let folder = RelativePath.folder(of: path)
    guard !folder.isEmpty else { return }
    // Within the lock: another thread may write into the folder as soon as it is noted.
    try state.withLock { state throws(Diagnostic) in
      guard !state.folders.contains(folder) else { return }
      do {
        try FileWriter.createDirectory(file(folder))
      } catch {
        try makeWay(for: path)
      }
      state.folders.insert(folder)
    }
  }

  /// Removes files of earlier builds that stand where `path` needs a folder, or below a folder that
  /// stands where `path` is a file: no build makes both, so they are out of date.
  private func makeWay(for path: String) throws(Diagnostic) {
    var above = RelativePath.folder(of: path)
    while !above.isEmpty {
      if earlier.contains(above) { try remove(above) }
      above = RelativePath.folder(of: above)
    }
    try removeAll(earlier.filter { $0.hasPrefix(path + "/") })
    try FileWriter.createDirectory(file(RelativePath.folder(of: path)))
  }

  /// Ends the build: removes what no longer belongs and puts a new site into its place.
  func finish() throws(Diagnostic) -> Counts {
    var (current, counts) = state.withLock { ($0.current, $0.counts) }
    if isCleaned {
      let stale = earlier.subtracting(current)
      counts.removed = try removeAll(stale)
    } else {
      current.formUnion(earlier)
    }
    try list.write(current, temporary: lock.path.appending("list"))
    if isNew {
      try FileWriter.move(target, to: root)
    } else {
      FileWriter.removeTree(lock.path)
    }
    return counts
  }

  /// Removes files, and folders that are empty then; gives the number of files that were there.
  @discardableResult
  private func removeAll(_ paths: Set<String>) throws(Diagnostic) -> Int {
    var folders: Set<String> = []
    var count = 0
    for path in paths.sorted() {
      if try remove(path) { count += 1 }
      var folder = RelativePath.folder(of: path)
      while !folder.isEmpty, folders.insert(folder).inserted {
        folder = RelativePath.folder(of: folder)
      }
    }
    // Deepest first; one that is not empty stays.
    for folder in folders.sorted(by: { $0.utf8.count > $1.utf8.count }) {
      if FileStatus.of(file(folder), followingLinks: false)?.kind == .directory {
        try? FileWriter.remove(file(folder))
      }
    }
    return count
  }

  /// Removes one file, unless its path leads out of the folder by a symbolic link.
  @discardableResult
  private func remove(_ path: String) throws(Diagnostic) -> Bool {
    var above = RelativePath.folder(of: path)
    while !above.isEmpty {
      if FileStatus.of(file(above), followingLinks: false)?.kind != .directory { return false }
      above = RelativePath.folder(of: above)
    }
    guard let status = FileStatus.of(file(path), followingLinks: false),
      status.kind != .directory
    else { return false }
    try FileWriter.remove(file(path))
    return true
  }
}
