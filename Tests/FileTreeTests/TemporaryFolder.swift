import Foundation
import SystemPackage

/// A fresh folder that goes away with the test that made it.
final class TemporaryFolder {
  let path: FilePath

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "scaffold-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = FilePath(url.path())
  }

  deinit { try? FileManager.default.removeItem(atPath: path.string) }

  /// Writes a file, its folders included.
  func write(_ text: String, to relative: String) throws {
    let url = URL(filePath: path.appending(FilePath(relative).components).string)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func read(_ relative: String) throws -> String {
    try String(
      contentsOfFile: path.appending(FilePath(relative).components).string, encoding: .utf8)
  }

  func link(_ relative: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path.appending(FilePath(relative).components).string, withDestinationPath: target)
  }
}
