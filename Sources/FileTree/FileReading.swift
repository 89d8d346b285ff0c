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
  /// The content of the file at `path`.
  ///
  /// - Throws: `file.*` when it cannot be opened or read, or is a folder.
  public static func read(_ path: FilePath) throws(Diagnostic) -> [UInt8] {
    do {
      let descriptor = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
      defer { try? descriptor.close() }
      var status = stat()
      guard fstat(descriptor.rawValue, &status) == 0 else { throw Errno(rawValue: errno) }
      if status.st_mode & S_IFMT == S_IFDIR { throw Errno.isDirectory }
      return try readAll(descriptor, expecting: Int(status.st_size))
    } catch let error as Errno {
      throw .system("read", path, error)
    } catch {
      throw .error(code: "file.system", "cannot read '\(path.string)': \(error)")
    }
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

  /// Files such as those in /proc say that they are empty, so the size is a first guess only.
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
