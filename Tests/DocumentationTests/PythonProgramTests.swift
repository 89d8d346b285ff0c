import Foundation
import SystemPackage
import Testing

@testable import Documentation

@Suite("The python3 that runs macros")
struct PythonProgramTests {
  private let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

  /// Makes a file that may be executed.
  private func program(_ path: String) throws -> String {
    let file = root.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("#!/bin/sh\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    return file.path
  }

  private func found(from folder: String = "", _ variables: [String: String]) -> String {
    PythonProgram.path(from: FilePath(root.appending(path: folder).path)) { variables[$0] ?? "" }
  }

  @Test("pyenv's stand-in is passed over for the version that it would take")
  func standIn() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let shims = root.appending(path: "pyenv/shims").path
    _ = try program("pyenv/shims/python3")
    let first = try program("pyenv/versions/3.11.7/bin/python3")
    let second = try program("pyenv/versions/site/bin/python3")
    let path = ["PATH": "\(root.path)/none:\(shims):/usr/bin"]
    // Nothing says which version.
    #expect(found(path) == "python3")
    try Data("3.11.7\n".utf8).write(to: root.appending(path: "pyenv/version"))
    #expect(found(path) == first)
    // A folder's own version wins, and the environment's over that.
    _ = try program("project/docs/x")
    try Data("site\n".utf8).write(to: root.appending(path: "project/.python-version"))
    #expect(found(from: "project/docs", path) == second)
    #expect(found(from: "project", path.merging(["PYENV_VERSION": "3.11.7"]) { $1 }) == first)
    // What takes pyenv to read is left to it.
    for version in ["3.11", "system", "3.11.7:site", "../x"] {
      #expect(found(path.merging(["PYENV_VERSION": version]) { $1 }) == "python3")
    }
  }

  @Test("any other python3 is the one on the path")
  func others() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    _ = try program("bin/python3")
    _ = try program("pyenv/shims/python3")
    _ = try program("pyenv/versions/3/bin/python3")
    let bin = root.appending(path: "bin").path
    #expect(found(["PATH": "\(bin):\(root.path)/pyenv/shims", "PYENV_VERSION": "3"]) == "python3")
    #expect(found(["PATH": "\(root.path)/none"]) == "python3")
    #expect(found([:]) == "python3")
  }
}
