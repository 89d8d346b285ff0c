import Diagnostics
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether a file holds certain bytes.
enum FileComparison {
  /// It does.
  case same
  /// Something else is there; the permission bits that a file in its place should have.
  case different(mode: UInt16)
  /// Nothing is there.
  case noFile

  /// Compares the file at `path`, reading it only if its size is right.
  ///
  /// - Throws: `file.*` when it cannot be read.
  static func compare(
    _ path: FilePath, with bytes: borrowing [UInt8]
  ) throws(Diagnostic) -> FileComparison {
    // A named pipe must not be waited for, a symbolic link not be followed.
    let descriptor = path.withPlatformString {
      open($0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    }
    guard descriptor >= 0 else {
      switch Errno(rawValue: errno) {
      case .noSuchFileOrDirectory: return .noFile
      case .tooManySymbolicLinkLevels: return .different(mode: 0o666)
      // A file that may not be read can still be replaced.
      case .permissionDenied: return .different(mode: 0o644)
      case let error: throw .system("read", path, error)
      }
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .system("read", path, Errno(rawValue: errno))
    }
    let file = FileStatus(status)
    guard file.kind == .file else { return .different(mode: 0o666) }
    guard file.size == bytes.count else { return .different(mode: file.mode) }
    let isSame = bytes.withUnsafeBytes { holds(descriptor, $0) }
    return isSame ? .same : .different(mode: file.mode)
  }

  /// Whether what can be read from `descriptor` begins with `wanted`.
  private static func holds(_ descriptor: Int32, _ wanted: UnsafeRawBufferPointer) -> Bool {
    guard let start = wanted.baseAddress else { return true }
    return withUnsafeTemporaryAllocation(byteCount: min(wanted.count, 1 << 16), alignment: 16) {
      buffer in
      var done = 0
      while done < wanted.count {
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0, done + count <= wanted.count, let got = buffer.baseAddress,
          memcmp(got, start + done, count) == 0
        else { return false }
        done += count
      }
      return true
    }
  }
}
