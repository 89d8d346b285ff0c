public import Diagnostics
public import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder that is filled out of sight and then put into place at once, or not at all.
///
/// The files are written below a temporary folder on the same file system: beside a destination
/// that does not exist (`.NAME.scaffold-XXXX`), or inside one that does. `commit` renames; nothing
/// is ever written through a symbolic link, since only new names are made.
public struct StagedDirectory: ~Copyable {
  private let destination: FilePath
  private let staging: FilePath
  private let existed: Bool
  /// Folders above the destination that were made for it, the outermost first.
  private let parents: [FilePath]
  private var folders: Set<String> = []
  private var isFinished = false

  /// Makes the temporary folder for `destination`, which does not exist or is a folder.
  ///
  /// - Throws: `file.*` when the system refuses; nothing is left then.
  public init(for destination: FilePath) throws(Diagnostic) {
    self.destination = destination
    existed = FileStatus.of(destination, followingLinks: false)?.kind == .directory
    let parent = existed ? destination : destination.parentFolder
    var made: [FilePath] = []
    do throws(Diagnostic) {
      made = try Self.makeMissing(parent)
      staging = try Self.makeStaging(in: parent, named: destination.lastComponent?.string ?? "new")
    } catch {
      for folder in made.reversed() { try? FileWriter.remove(folder) }
      throw error
    }
    parents = made
  }

  deinit { if !isFinished { discard() } }

  /// Writes a new file at `path`, which is relative and normalized, with the folders above it.
  ///
  /// - Parameter mode: the permission bits; 0o644 and 0o755 are subject to the user's umask.
  /// - Throws: `file.*` when the system refuses.
  public mutating func write(
    _ path: String, _ bytes: borrowing [UInt8], mode: UInt16
  ) throws(Diagnostic) {
    try makeFolder(RelativePath.folder(of: path))
    let file = staging.pushing(FilePath(path))
    switch mode {
    case 0o644: try FileWriter.create(file, bytes, mode: 0o666)
    case 0o755: try FileWriter.create(file, bytes, mode: 0o777)
    default:
      try FileWriter.create(file, bytes, mode: mode & 0o700)
      if file.withPlatformString({ chmod($0, mode_t(mode)) }) != 0 {
        throw .system("set the permissions of", file, Errno(rawValue: errno))
      }
    }
  }

  /// Puts the files into place. When one of them cannot be, those before it are taken back.
  ///
  /// - Throws: `file.*` when the system refuses, or something has come into the way meanwhile.
  public consuming func commit() throws(Diagnostic) {
    if existed {
      try moveIn()
    } else {
      try Self.move(staging, to: destination)
    }
    isFinished = true
  }

  private func moveIn() throws(Diagnostic) {
    var moved: [String] = []
    do throws(Diagnostic) {
      for name in try DirectoryWalk.names(in: staging).sorted() {
        try Self.move(staging.appending(name), to: destination.appending(name))
        moved.append(name)
      }
      try FileWriter.remove(staging)
    } catch {
      for name in moved {
        try? Self.move(destination.appending(name), to: staging.appending(name))
      }
      throw error
    }
  }

  /// Renames, refusing to replace anything.
  private static func move(_ source: FilePath, to target: FilePath) throws(Diagnostic) {
    if FileStatus.of(target, followingLinks: false) != nil {
      throw .system("create", target, .fileExists)
    }
    let result = source.withPlatformString { old in target.withPlatformString { rename(old, $0) } }
    if result != 0 { throw .system("create", target, Errno(rawValue: errno)) }
  }

  private mutating func makeFolder(_ path: String) throws(Diagnostic) {
    guard !path.isEmpty, !folders.contains(path) else { return }
    try makeFolder(RelativePath.folder(of: path))
    try FileWriter.createDirectory(staging.pushing(FilePath(path)))
    folders.insert(path)
  }

  private func discard() {
    FileWriter.removeTree(staging)
    for folder in parents.reversed() { try? FileWriter.remove(folder) }
  }

  /// Makes the folders of `path` that do not exist; returns them, the outermost first.
  private static func makeMissing(_ path: FilePath) throws(Diagnostic) -> [FilePath] {
    var missing: [FilePath] = []
    var folder = path
    while !folder.isEmpty, FileStatus.of(folder) == nil {
      missing.insert(folder, at: 0)
      let parent = folder.parentFolder
      if parent == folder { break }
      folder = parent
    }
    var made: [FilePath] = []
    do throws(Diagnostic) {
      for folder in missing {
        try FileWriter.createDirectory(folder)
        made.append(folder)
      }
      if let status = FileStatus.of(path), status.kind != .directory {
        throw .system("create a folder in", path, .notDirectory)
      }
    } catch {
      for folder in made.reversed() { try? FileWriter.remove(folder) }
      throw error
    }
    return made
  }

  private static func makeStaging(in parent: FilePath, named name: String) throws(Diagnostic)
    -> FilePath
  {
    for _ in 0..<100 {
      let suffix = String(UInt32.random(in: 0...UInt32.max), radix: 36)
      let path = parent.appending(".\(name).scaffold-\(suffix)")
      if path.withPlatformString({ mkdir($0, 0o777) }) == 0 { return path }
      let error = Errno(rawValue: errno)
      if error != .fileExists { throw .system("create the folder", path, error) }
    }
    throw .system("create a folder in", parent, .fileExists)
  }
}

extension FilePath {
  /// The folder a path is in: `.` for a bare name.
  var parentFolder: FilePath {
    let parent = removingLastComponent()
    return parent.isEmpty ? "." : parent
  }
}
