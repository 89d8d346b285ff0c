import Diagnostics
import Foundation
import Projects
import Synchronization
import SystemPackage
import Testing

@Suite("Writing a project")
struct WriterTests {
  let folder: TestFolder
  let plan = Plan(files: [
    .init(path: "README.md", bytes: Array("new".utf8)), .init(path: "a/b/c.txt", bytes: [0, 255]),
    .init(path: "bin/run", bytes: [], mode: 0o755), .init(path: "secret", bytes: [1], mode: 0o600),
  ])

  init() throws { folder = try TestFolder() }

  func mode(_ path: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(
      atPath: folder.path.pushing(FilePath(path)).string)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue
  }

  @Test("a new folder, folders above it included", arguments: ["shop", "x/y/shop", "shop/"])
  func fresh(name: String) throws {
    try ProjectWriter(folder.path.pushing(FilePath(name))).write(plan)
    #expect(try folder.read(name + "/README.md") == "new")
    #expect(try mode(name + "/bin/run").map { $0 & 0o111 } != 0)
    #expect(try mode(name + "/secret") == 0o600)
    #expect(folder.paths().filter { $0.contains("scaffold-") }.isEmpty)
  }

  @Test("an empty folder is filled and stays the same folder")
  func empty() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path.appending("shop").string, withIntermediateDirectories: true)
    let before =
      try FileManager.default.attributesOfItem(
        atPath: folder.path.appending("shop").string)[.systemFileNumber] as? Int
    try ProjectWriter(folder.path.appending("shop")).write(plan)
    let after =
      try FileManager.default.attributesOfItem(
        atPath: folder.path.appending("shop").string)[.systemFileNumber] as? Int
    #expect(before == after)
    #expect(
      folder.paths() == [
        "shop", "shop/README.md", "shop/a", "shop/a/b", "shop/a/b/c.txt", "shop/bin",
        "shop/bin/run", "shop/secret",
      ])
  }

  @Test("a folder with nothing but .git is filled")
  func onlyGit() throws {
    try folder.write("x", to: "shop/.git/config")
    try ProjectWriter(folder.path.appending("shop")).write(plan)
    #expect(try folder.read("shop/.git/config") == "x")
    #expect(try folder.read("shop/README.md") == "new")
  }

  @Test("a folder that is not empty is refused; what would be overwritten comes first")
  func conflict() throws {
    try folder.write("mine", to: "shop/README.md")
    try folder.write("mine", to: "shop/a/b/c.txt")
    for number in 10..<25 { try folder.write("", to: "shop/0-\(number)") }
    let before = folder.paths()
    let error = #expect(throws: Diagnostic.self) {
      try ProjectWriter(folder.path.appending("shop"), named: "shop").write(plan)
    }
    #expect(error?.code == "new.conflict")
    #expect(error?.notes.count == 11)
    #expect(error?.notes.first == "README.md is in the way")
    #expect(error?.notes[1] == "a/b/c.txt is in the way")
    #expect(error?.notes.last == "and 7 more")
    #expect(folder.paths() == before)
    #expect(try folder.read("shop/README.md") == "mine")
  }

  @Test("files and symbolic links in the place of the folder are refused")
  func notAFolder() throws {
    try folder.write("", to: "file")
    try FileManager.default.createDirectory(
      atPath: folder.path.appending("other").string, withIntermediateDirectories: true)
    for (link, target) in [("link", "other"), ("dangling", "nowhere")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path.appending(link).string, withDestinationPath: target)
    }
    let before = folder.paths()
    for name in ["file", "link", "link/", "dangling"] {
      let error = #expect(throws: Diagnostic.self) {
        try ProjectWriter(folder.path.pushing(FilePath(name)), named: name).write(plan)
      }
      #expect(error?.code == "new.destination", "\(name)")
    }
    let below = #expect(throws: Diagnostic.self) {
      try ProjectWriter(folder.path.pushing("file/shop")).write(plan)
    }
    #expect(below?.code == "file.system")
    #expect(folder.paths() == before)
  }

  @Test("interrupted after any number of files, nothing is left", arguments: 0...4)
  func interrupted(count: Int) throws {
    for name in ["x/shop", "shop"] {
      if name == "shop" { try folder.write("", to: "shop/.git/config") }
      let before = folder.paths()
      let asked = Mutex(0)
      let error = #expect(throws: Diagnostic.self) {
        try ProjectWriter(folder.path.pushing(FilePath(name))) {
          asked.withLock {
            $0 += 1
            return $0 > count
          }
        }.write(plan)
      }
      #expect(error?.code == "new.interrupted")
      #expect(folder.paths() == before)
    }
  }

  @Test("a failure half-way leaves nothing")
  func failure() throws {
    let impossible = Plan(
      files: plan.files + [.init(path: "z/" + String(repeating: "n", count: 300), bytes: [])])
    #expect(throws: Diagnostic.self) {
      try ProjectWriter(folder.path.pushing("x/shop")).write(impossible)
    }
    #expect(folder.paths().isEmpty)
  }

  @Test("what comes into the way meanwhile stays, and what was moved in is taken back")
  func race() throws {
    try folder.write("x", to: "shop/.git/config")
    let path = folder.path.appending("shop")
    let asked = Mutex(0)
    let error = #expect(throws: Diagnostic.self) {
      try ProjectWriter(path) {
        // The last time it is asked, somebody else has made a file.
        if asked.withLock({
          $0 += 1; return $0
        }) == 5 {
          FileManager.default.createFile(
            atPath: path.appending("bin").string, contents: Data("mine".utf8))
        }
        return false
      }.write(plan)
    }
    #expect(error?.code == "file.system")
    #expect(folder.paths() == ["shop", "shop/.git", "shop/.git/config", "shop/bin"])
    #expect(try folder.read("shop/bin") == "mine")
  }
}
