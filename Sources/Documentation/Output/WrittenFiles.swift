import Bytes
import Diagnostics
import FileTree
import Synchronization
import SystemPackage

/// The list of the files that builds wrote into a site's folder, kept there as `.scaffold-files`:
/// by it a later build knows what it may remove. One path a line.
final class WrittenFiles: Sendable {
  static let name = ".scaffold-files"
  private static let heading =
    "# Made by scaffold docs build, which removes those of these files "
    + "that no longer belong to the site.\n"

  private let path: FilePath
  private let appending = Mutex<FileDescriptor?>(nil)

  init(in folder: FilePath) { path = folder.appending(Self.name) }

  deinit { appending.withLock { try? $0?.close() } }

  /// The paths, or nil where there is no list. Lines that lead out of the folder do not count.
  func read() throws(Diagnostic) -> Set<String>? {
    guard FileStatus.of(path, followingLinks: false)?.kind == .file else { return nil }
    let bytes = try FileReader.read(path)
    // What stands behind the last line feed was not written to its end.
    let lines = bytes.split(separator: ASCII.lineFeed, omittingEmptySubsequences: false).dropLast()
    var paths: Set<String> = []
    for line in lines where line.first != ASCII.hash {
      let path = String(decoding: line, as: UTF8.self).percentDecoded
      if !path.isEmpty, RelativePath.normalized(path) == path { paths.insert(path) }
    }
    return paths
  }

  /// Adds one path at once; safe from any thread.
  func append(_ added: String) throws(Diagnostic) {
    do {
      try appending.withLock { descriptor in
        if descriptor == nil {
          descriptor = try FileDescriptor.open(
            path, .writeOnly, options: [.append, .create, .noFollow, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
        }
        var line = OutputBuffer()
        Self.write(added, into: &line)
        _ = try descriptor?.writeAll(line.bytes)
      }
    } catch {
      throw .system("write", path, error as? Errno ?? .ioError)
    }
  }

  /// Makes the list hold `paths`, by way of a new file at `temporary`.
  func write(_ paths: Set<String>, temporary: FilePath) throws(Diagnostic) {
    var output = OutputBuffer()
    output.append(Self.heading)
    for path in paths.sorted() { Self.write(path, into: &output) }
    try FileWriter.writeIfChanged(path, output.bytes, temporary: temporary)
  }

  private static func write(_ path: String, into output: inout OutputBuffer) {
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in path.utf8 {
      if byte < 0x20 || byte == ASCII.percent || byte == ASCII.hash {
        output.append(ASCII.percent)
        output.append(digits[Int(byte >> 4)])
        output.append(digits[Int(byte & 15)])
      } else {
        output.append(byte)
      }
    }
    output.append(ASCII.lineFeed)
  }
}
