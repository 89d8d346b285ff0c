public import Diagnostics
public import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What `lstat` or `stat` say of a path, as far as scaffold needs it.
public struct FileStatus: Sendable, Hashable {
  /// The kinds of file that matter here.
  public enum Kind: Sendable, Hashable {
    /// A regular file.
    case file
    /// A folder.
    case directory
    /// A symbolic link (only when links were not followed).
    case symbolicLink
    /// A device, socket or pipe.
    case other
  }

  /// The kind of file.
  public var kind: Kind
  /// The size in bytes.
  public var size: Int
  /// The permission bits, such as 0o644.
  public var mode: UInt16
  /// Device and inode: equal for two paths of the same file.
  public var identity: Identity
  /// When the content last changed, in nanoseconds since 1970.
  public var modified: Int64

  /// What changes with the content: two statuses of one path with equal versions saw the same file.
  public var version: Version {
    Version(identity: identity, size: size, modified: modified)
  }

  /// What changes with a file's content.
  public struct Version: Sendable, Hashable {
    let identity: Identity
    let size: Int
    /// When the content last changed, in nanoseconds since 1970.
    public let modified: Int64
  }

  /// What makes two paths the same file.
  public struct Identity: Sendable, Hashable {
    let device: UInt64
    let inode: UInt64
  }

  /// The status of `path`, or nil when there is no such file.
  public static func of(_ path: FilePath, followingLinks: Bool = true) -> FileStatus? {
    var status = stat()
    let result = path.withPlatformString {
      followingLinks ? stat($0, &status) : lstat($0, &status)
    }
    return result == 0 ? FileStatus(status) : nil
  }

  /// The time by the clock that files are dated with, in nanoseconds since 1970.
  public static var now: Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return nanoseconds(now)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .directory
    case S_IFLNK: kind = .symbolicLink
    default: kind = .other
    }
    size = Int(status.st_size)
    mode = UInt16(truncatingIfNeeded: status.st_mode & 0o7777)
    identity = Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(status.st_ino))
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    modified = Self.nanoseconds(time)
  }
}

extension FilePath {
  /// The path from the root of the file system, `.` and `..` resolved without a look at links; the
  /// path itself when the current folder no longer exists.
  public var absolute: FilePath {
    guard isRelative, let text = getcwd(nil, 0) else { return lexicallyNormalized() }
    defer { free(text) }
    return FilePath(String(cString: text)).pushing(self).lexicallyNormalized()
  }
}

/// Reads whole files.
public enum FileReader {
  /// The content of the file at `path` as it was at one moment: a file that changes while it is
  /// read is read again.
  ///
  /// - Throws: `file.*` when it cannot be opened or read, or is a folder; `file.changing` when it
  ///   does not come to rest.
  public static func read(_ path: FilePath) throws(Diagnostic) -> [UInt8] {
    try read(path, upTo: Int.max) ?? []
  }

  /// The same for a file that is perhaps too large: nil, and nothing is read, when it has more than
  /// `limit` bytes.
  public static func read(_ path: FilePath, upTo limit: Int) throws(Diagnostic) -> [UInt8]? {
    do {
      for attempt in 0..<20 {
        // An editor that is writing the file needs a moment to be done.
        if attempt > 0 { usleep(UInt32(attempt) * 1000) }
        // Opened anew each time: the file may have been replaced by another.
        switch try readOnce(path, upTo: limit) {
        case .content(let content): return content
        case .tooLarge: return nil
        case .changed: continue
        }
      }
    } catch let error as Errno {
      throw .system("read", path, error)
    } catch {
      throw .error(code: "file.system", "cannot read '\(path.string)': \(error)")
    }
    throw .error(
      code: "file.changing", "the file changes all the while it is read",
      at: Location(file: path.string), target: path.string,
      hint: "run the command again when what writes the file is done")
  }

  /// Why the file at `path` cannot be opened for reading, or nil.
  public static func refusal(_ path: FilePath) -> Diagnostic? {
    let result = path.withPlatformString { access($0, R_OK) }
    return result == 0 ? nil : .system("read", path, Errno(rawValue: errno))
  }

  /// What came of reading a file.
  private enum Reading {
    case content([UInt8])
    case tooLarge
    /// The file changed on the way.
    case changed
  }

  private static func readOnce(_ path: FilePath, upTo limit: Int) throws -> Reading {
    let descriptor = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
    defer { try? descriptor.close() }
    var before = stat()
    var after = stat()
    guard fstat(descriptor.rawValue, &before) == 0 else { throw Errno(rawValue: errno) }
    if before.st_mode & S_IFMT == S_IFDIR { throw Errno.isDirectory }
    if before.st_size > limit { return .tooLarge }
    let content = try readAll(descriptor, expecting: Int(before.st_size))
    guard fstat(descriptor.rawValue, &after) == 0 else { throw Errno(rawValue: errno) }
    // Files such as those in /proc claim to be empty.
    if before.st_size == 0, after.st_size == 0, !content.isEmpty { return .content(content) }
    if isRecent(after) {
      // Perhaps it is being written this very moment.
      usleep(5000)
      guard fstat(descriptor.rawValue, &after) == 0 else { throw Errno(rawValue: errno) }
    }
    return FileStatus(before).version == FileStatus(after).version
      && content.count == Int(after.st_size) ? .content(content) : .changed
  }

  /// Whether a file changed less than 20 milliseconds ago.
  private static func isRecent(_ status: stat) -> Bool {
    let elapsed = FileStatus.now - FileStatus(status).modified
    return elapsed >= 0 && elapsed < 20_000_000
  }

  /// The text of the file at `path`, a byte order mark removed.
  ///
  /// - Throws: `file.*`, and `file.encoding` with the line of the first byte that is not UTF-8.
  public static func readText(_ path: FilePath, named file: String) throws(Diagnostic) -> String {
    let bytes = try read(path)
    guard var text = String(validating: bytes, as: UTF8.self) else {
      throw .notUTF8(bytes, named: file)
    }
    if text.first == "\u{FEFF}" { text.removeFirst() }
    return text
  }

  /// Files such as those in /proc say that they are empty, so the size is a first guess only. Whether
  /// anything stands behind it is not asked: a file that grew meanwhile has another status then.
  private static func readAll(_ descriptor: FileDescriptor, expecting size: Int) throws -> [UInt8] {
    var reachedEnd = false
    var content = try [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      while count < buffer.count {
        let got = try descriptor.read(
          into: UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[count...]))
        if got == 0 {
          reachedEnd = true
          break
        }
        count += got
        if count == size {
          reachedEnd = true
          break
        }
      }
    }
    while !reachedEnd {
      let more = try [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
        count = try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
      reachedEnd = more.isEmpty
      content += more
    }
    return content
  }
}

extension Diagnostic {
  /// The error for a text file with bytes that are not UTF-8, at the first of them.
  public static func notUTF8(_ bytes: [UInt8], named file: String) -> Diagnostic {
    var line = 1
    for row in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if String(validating: row, as: UTF8.self) == nil { break }
      line += 1
    }
    return .error(
      code: "file.encoding", "the file is not UTF-8", at: Location(file: file, line: line),
      hint: "save the file as UTF-8, or convert it: iconv -f LATIN1 -t UTF-8 \(file)")
  }
}
