public import Diagnostics
public import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder that one process at a time works in. The claim ends with the process, however it ends:
/// what a dead one left in the folder is cleared away by the next.
public final class FolderLock: Sendable {
  /// The folder.
  public let path: FilePath
  private let descriptor: FileDescriptor

  private init(_ path: FilePath, _ descriptor: FileDescriptor) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { try? descriptor.close() }

  /// Makes the folder `path`, empty, for this process alone; the folder above it must exist.
  ///
  /// - Returns: nil while another process has it.
  /// - Throws: `file.*` when the system refuses.
  public static func claim(_ path: FilePath) throws(Diagnostic) -> FolderLock? {
    let made = path.withPlatformString { mkdir($0, 0o777) }
    if made != 0, errno != EEXIST {
      throw .system("create the folder", path, Errno(rawValue: errno))
    }
    let descriptor = path.withPlatformString {
      open($0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    }
    if descriptor < 0 {
      // Another process has just put it away.
      if errno == ENOENT { return nil }
      throw .system("open the folder", path, Errno(rawValue: errno))
    }
    let lock = FolderLock(path, FileDescriptor(rawValue: descriptor))
    // A file system that knows no locks (some network ones) is used without.
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0,
      FileStatus(status).identity == FileStatus.of(path, followingLinks: false)?.identity
    else { return nil }
    for name in try DirectoryWalk.names(in: path) { FileWriter.removeTree(path.appending(name)) }
    return lock
  }
}
