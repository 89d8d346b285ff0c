import FileTree
import Synchronization
import SystemPackage

/// The lines of source files, for showing them below diagnostics. The file shown last is kept, since
/// diagnostics come in the order of files.
final class SourceLines: Sendable {
  private let root: FilePath
  private let last = Mutex(File(name: "", bytes: [], lineStarts: []))

  private struct File {
    var name: String
    var bytes: [UInt8]
    var lineStarts: [Int]
  }

  /// - Parameter root: the folder that names of files start from.
  init(root: FilePath) { self.root = root }

  /// The text of a line, from 1; nil when there is none. Of a long line only the beginning.
  func line(_ line: Int, of file: String) -> String? {
    last.withLock { last in
      if last.name != file { last = read(file) }
      guard line >= 1, line <= last.lineStarts.count else { return nil }
      let start = last.lineStarts[line - 1]
      let next = line < last.lineStarts.count ? last.lineStarts[line] - 1 : last.bytes.count
      return String(decoding: last.bytes[start..<min(next, start + Self.longest)], as: UTF8.self)
    }
  }

  private static let longest = 16_384

  private func read(_ file: String) -> File {
    let bytes = (try? FileReader.read(root.pushing(FilePath(file)))) ?? []
    var starts = bytes.isEmpty ? [] : [0]
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") { starts.append(index + 1) }
    return File(name: file, bytes: bytes, lineStarts: starts)
  }
}
