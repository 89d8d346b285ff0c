public import Diagnostics
public import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes files so that a reader never sees half of one's content under its old name.
public enum FileWriter {
  /// Creates the folder and those above it.
  ///
  /// - Throws: `file.*` when the system refuses, or a file stands in the way.
  public static func createDirectory(_ path: FilePath) throws(Diagnostic) {
    if path.isEmpty { return }
    if let status = FileStatus.of(path) {
      if status.kind == .directory { return }
      throw .system("create the folder", path, .fileExists)
    }
    let parent = path.removingLastComponent()
    if parent != path { try createDirectory(parent) }
    let result = path.withPlatformString { mkdir($0, 0o777) }
    if result != 0, errno != EEXIST {
      throw .system("create the folder", path, Errno(rawValue: errno))
    }
  }

  /// Writes a file that does not exist yet, in a folder that does.
  ///
  /// - Throws: `file.*`; also when the file exists.
  public static func create(
    _ path: FilePath, _ bytes: borrowing [UInt8], mode: UInt16 = 0o666
  ) throws(Diagnostic) {
    try write(bytes, to: path, options: [.create, .exclusiveCreate, .closeOnExec], mode: mode)
  }

  /// Makes the file at `path` hold `bytes`, touching nothing when it already does; folders above
  /// it must exist. An existing file is replaced by renaming a finished one over it.
  ///
  /// - Returns: true when something was written.
  /// - Throws: `file.*` when the system refuses.
  @discardableResult
  public static func writeIfChanged(
    _ path: FilePath, _ bytes: borrowing [UInt8]
  ) throws(Diagnostic) -> Bool {
    guard let status = FileStatus.of(path, followingLinks: false) else {
      try create(path, bytes)
      return true
    }
    if status.kind == .file, status.size == bytes.count, try FileReader.read(path) == bytes {
      return false
    }
    try replace(path, bytes, mode: status.kind == .file ? status.mode : 0o644)
    return true
  }

  /// Replaces the file at `path` by renaming a finished temporary file over it. A symbolic link is
  /// replaced itself, never written through.
  public static func replace(
    _ path: FilePath, _ bytes: borrowing [UInt8], mode: UInt16 = 0o644
  ) throws(Diagnostic) {
    let temporary = path.removingLastComponent().appending(
      ".\(path.lastComponent?.string ?? "file").\(getpid()).tmp")
    do {
      try write(
        bytes, to: temporary, options: [.create, .truncate, .closeOnExec], mode: mode)
    } catch {
      try? remove(temporary)
      throw error
    }
    let result = temporary.withPlatformString { old in path.withPlatformString { rename(old, $0) } }
    if result != 0 {
      let error = Errno(rawValue: errno)
      try? remove(temporary)
      throw .system("replace", path, error)
    }
  }

  /// Removes a file or an empty folder; one that is not there is no error.
  public static func remove(_ path: FilePath) throws(Diagnostic) {
    let result = path.withPlatformString { Glibc.remove($0) }
    if result != 0, errno != ENOENT { throw .system("remove", path, Errno(rawValue: errno)) }
  }

  private static func write(
    _ bytes: borrowing [UInt8], to path: FilePath, options: FileDescriptor.OpenOptions, mode: UInt16
  ) throws(Diagnostic) {
    do {
      let descriptor = try FileDescriptor.open(
        path, .writeOnly, options: options, permissions: FilePermissions(rawValue: CModeT(mode)))
      do {
        try bytes.withUnsafeBytes { _ = try descriptor.writeAll($0) }
        try descriptor.close()
      } catch {
        try? descriptor.close()
        throw error
      }
    } catch let error as Errno {
      throw .system("write", path, error)
    } catch {
      throw .error(code: "file.system", "cannot write '\(path.string)': \(error)")
    }
  }
}
