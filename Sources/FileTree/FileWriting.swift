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
    func make() -> Errno? {
      path.withPlatformString { mkdir($0, 0o777) } == 0 ? nil : Errno(rawValue: errno)
    }
    guard var error = make() else { return }
    if error == .noSuchFileOrDirectory {
      let parent = path.removingLastComponent()
      if parent != path { try createDirectory(parent) }
      guard let again = make() else { return }
      error = again
    }
    // Whatever the system says of a folder that is there, such as that the disk is read-only.
    if FileStatus.of(path)?.kind == .directory { return }
    throw .system("create the folder", path, error)
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
  /// it must exist. Whoever looks sees the old file or the new one, also when the process is
  /// killed: a finished temporary file is renamed to `path`. A symbolic link is replaced itself,
  /// never written through.
  ///
  /// - Parameter temporary: where to write the new file first, on the same file system; beside it
  ///   by default.
  /// - Returns: true when something was written.
  /// - Throws: `file.*` when the system refuses; the file is as it was then.
  @discardableResult
  public static func writeIfChanged(
    _ path: FilePath, _ bytes: borrowing [UInt8], temporary: FilePath? = nil
  ) throws(Diagnostic) -> Bool {
    switch try FileComparison.compare(path, with: bytes) {
    case .same: return false
    case .different(let mode): try replace(path, bytes, mode: mode, temporary: temporary)
    case .noFile: try replace(path, bytes, mode: 0o666, temporary: temporary)
    }
    return true
  }

  /// Makes the file at `path` hold `bytes` as `writeIfChanged` does, without a look at what is there.
  public static func replace(
    _ path: FilePath, _ bytes: borrowing [UInt8], mode: UInt16 = 0o644, temporary: FilePath? = nil
  ) throws(Diagnostic) {
    let temporary =
      temporary
      ?? path.removingLastComponent().appending(
        ".\(path.lastComponent?.string ?? "file").\(getpid()).tmp")
    do {
      try write(
        bytes, to: temporary, named: path, options: [.create, .truncate, .closeOnExec], mode: mode)
      try move(temporary, to: path)
    } catch {
      try? remove(temporary)
      throw error
    }
  }

  /// Renames a file or folder; a file at `target` gives way to a file, an empty folder to a folder.
  ///
  /// - Throws: `file.*` when the system refuses.
  public static func move(_ path: FilePath, to target: FilePath) throws(Diagnostic) {
    let result = path.withPlatformString { old in target.withPlatformString { rename(old, $0) } }
    if result != 0 { throw .system("write", target, Errno(rawValue: errno)) }
  }

  /// Removes a folder with all that is in it, or a file; links are not followed. What cannot be
  /// removed stays.
  public static func removeTree(_ path: FilePath) {
    if FileStatus.of(path, followingLinks: false)?.kind == .directory {
      for name in (try? DirectoryWalk.names(in: path)) ?? [] { removeTree(path.appending(name)) }
    }
    try? remove(path)
  }

  /// Adds bytes at the end of a file, which is made where it does not exist.
  public static func append(_ path: FilePath, _ bytes: borrowing [UInt8]) throws(Diagnostic) {
    try write(bytes, to: path, options: [.create, .append, .closeOnExec], mode: 0o666)
  }

  /// Removes a file or an empty folder; one that is not there is no error.
  public static func remove(_ path: FilePath) throws(Diagnostic) {
    let result = path.withPlatformString { Glibc.remove($0) }
    if result != 0, errno != ENOENT { throw .system("remove", path, Errno(rawValue: errno)) }
  }

  private static func write(
    _ bytes: borrowing [UInt8], to path: FilePath, named name: FilePath? = nil,
    options: FileDescriptor.OpenOptions, mode: UInt16
  ) throws(Diagnostic) {
    let descriptor = path.withPlatformString {
      open($0, O_WRONLY | options.rawValue, mode_t(mode))
    }
    guard descriptor >= 0 else { throw .system("write", name ?? path, Errno(rawValue: errno)) }
    var failure = bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
    if close(descriptor) != 0, failure == nil { failure = Errno(rawValue: errno) }
    if let failure { throw .system("write", name ?? path, failure) }
  }

  private static func writeAll(
    _ bytes: UnsafeRawBufferPointer, to descriptor: CInt
  ) -> Errno? {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        return Errno(rawValue: errno)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
    return nil
  }
}
