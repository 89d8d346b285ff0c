import Foundation
import Synchronization
import Testing

/// What happens to a site when a build of it is cut off, refused or doubled: every path has its old
/// file or its new one, and the next build mends the rest.
@Suite("Faults of a build", .serialized)
struct DocsFaultTests {
  let folder: Folder
  let scaffold: ScaffoldProcess

  init() throws {
    folder = try Folder()
    scaffold = ScaffoldProcess(folder: folder.url)
  }

  /// One of two states of the same sources: pages change, come and go.
  func writeSources(_ version: Int, pages: Int = 40) throws {
    try? FileManager.default.removeItem(at: folder.url.appending(path: "docs"))
    try folder.write("site_name: Version \(version)\n", to: "mkdocs.yml")
    try folder.write("# Home \(version)\n", to: "docs/index.md")
    let text = String(repeating: "Words of version \(version), *some* of them.\n\n", count: 40)
    for number in 0..<pages {
      try folder.write("# Page \(number)\n\n" + text, to: "docs/part\(number % 7)/p\(number).md")
    }
    try folder.write("# Only here\n", to: "docs/only\(version)/page.md")
    try folder.write(
      String(repeating: "version \(version)\n", count: 5000), to: "docs/data/file.txt")
    // A folder in one version is a file in the other.
    try folder.write("x", to: version == 1 ? "docs/thing/a.txt" : "docs/thing")
  }

  /// The files of a built site.
  func files(_ site: String = "site") throws -> [String: Data] {
    var files: [String: Data] = [:]
    let root = folder.url.appending(path: site).path()
    // From the site itself: a walk does not enter what is mounted further down.
    for case let path as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      var isFolder: ObjCBool = false
      let full = root + "/" + path
      let exists = FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
      if exists, !isFolder.boolValue { files[path] = try Data(contentsOf: URL(filePath: full)) }
    }
    return files
  }

  /// Builds both versions aside: what the site may consist of.
  func references() throws -> [[String: Data]] {
    try (1...2).map { version in
      try writeSources(version)
      #expect(try scaffold.run("docs", "build", "-q", "-d", "whole\(version)").exitCode == 0)
      return try files("whole\(version)")
    }
  }

  func expectWhole(
    _ references: [[String: Data]], _ comment: Comment, besides: (String) -> Bool = { _ in false }
  ) throws {
    for (path, content) in try files() where !besides(path) {
      if path == ".scaffold-files" || path.hasPrefix(".scaffold-build/") { continue }
      let isWhole = references.contains { $0[path] == content }
      #expect(isWhole, "\(path) is torn, \(comment)")
    }
  }

  @Test("killed at any moment: no file is torn, and the next build mends everything")
  func killed() throws {
    let references = try references()
    try writeSources(1)
    let started = ContinuousClock.now
    #expect(try scaffold.run("docs", "build", "-q").exitCode == 0)
    let length = (ContinuousClock.now - started) / .microseconds(1)
    expectSame(try files(), references[0])
    var random = SystemRandomNumberGenerator()
    for round in 0..<20 {
      let version = round % 2 == 0 ? 2 : 1
      try writeSources(version)
      // Each fifth build makes a site where there is none.
      let isCold = round % 5 == 4
      if isCold { try FileManager.default.removeItem(at: folder.url.appending(path: "site")) }
      let build = try scaffold.start(["docs", "build", "-q"])
      usleep(UInt32.random(in: 0...UInt32(length), using: &random))
      kill(build.process.processIdentifier, SIGKILL)
      build.process.waitUntilExit()
      if isCold, folder.exists("site") { expectSame(try files(), references[version - 1]) }
      try expectWhole(references, "round \(round)")
      #expect(try scaffold.run("docs", "build", "-q").exitCode == 0)
      expectSame(try files(), references[version - 1])
      #expect(!folder.paths().contains { $0.contains("scaffold-build") })
    }
  }

  @Test("a limit on the size of files: the reason, exit code 2, no file torn")
  func limit() throws {
    let references = try references()
    try writeSources(1)
    #expect(try scaffold.run("docs", "build", "-q").exitCode == 0)
    try writeSources(2)
    try folder.write(String(repeating: "long text\n", count: 100_000), to: "docs/large.txt")
    let shell = ScaffoldProcess(binary: URL(filePath: "/bin/bash"), folder: folder.url)
    let result = try shell.run(
      "-c", "ulimit -f 400; exec \"$0\" docs build", ScaffoldProcess.binary.path())
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("ulimit -f"), "\(result.errors)")
    try expectWhole(references, "after the limit")
    try FileManager.default.removeItem(at: folder.url.appending(path: "docs/large.txt"))
    #expect(try scaffold.run("docs", "build", "-q").exitCode == 0)
    expectSame(try files(), references[1])
  }

  @Test("a full disk: the reason, exit code 2, no file torn", .enabled(if: canMount))
  func fullDisk() throws {
    let references = try references()
    let site = folder.url.appending(path: "site")
    try FileManager.default.createDirectory(at: site, withIntermediateDirectories: true)
    let size = references[0].values.reduce(0) { $0 + ($1.count + 4095) / 4096 * 4096 }
    try Self.shell("mount -t tmpfs -o size=\(size + 300_000) none \(site.path())")
    defer { try? Self.shell("umount \(site.path())") }
    try writeSources(1)
    #expect(try scaffold.run("docs", "build", "-q").exitCode == 0)
    try writeSources(2)
    for number in 0..<40 {
      try folder.write(
        String(repeating: "long text\n", count: 5000), to: "docs/large\(number).txt")
    }
    let result = try scaffold.run("docs", "build")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("the disk is full"), "\(result.errors)")
    try expectWhole(
      references, "on a full disk", besides: { $0.hasPrefix("large") })
    try writeSources(2)
    try Self.shell("mount -o remount,size=\(2 * size + 300_000) \(site.path())")
    #expect(try scaffold.run("docs", "build", "-q").exitCode == 0)
    try expectSame(files(), references[1])
  }

  func expectSame(_ actual: [String: Data], _ wanted: [String: Data]) {
    let different = Set(actual.keys).union(wanted.keys).filter { actual[$0] != wanted[$0] }
    #expect(different.isEmpty)
  }

  static let canMount: Bool = {
    let folder = FileManager.default.temporaryDirectory.appending(path: "mount-\(UUID())").path()
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let isAllowed =
      (try? shell("mount -t tmpfs -o size=64k none \(folder) && umount \(folder)")) != nil
    if !isAllowed { print("Faults of a build: mounting is not allowed, only 'ulimit -f' is tried") }
    return isAllowed
  }()

  static func shell(_ command: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus != 0 { throw CocoaError(.featureUnsupported) }
  }

  @Test(
    "a file that cannot be read: its name, exit code 2, the site as it was",
    arguments: [
      "docs/part1/p1.md", "docs/data/file.txt",
    ])
  func unreadable(path: String) throws {
    try writeSources(1)
    #expect(try scaffold.run("docs", "build", "-q").exitCode == 0)
    let before = try files()
    try writeSources(2)
    let file = folder.url.appending(path: path)
    if getuid() == 0 {
      // Nothing is closed to root, but this cannot be read either.
      guard path.hasSuffix(".md") else { return }
      try FileManager.default.removeItem(at: file)
      try FileManager.default.createSymbolicLink(
        atPath: file.path(), withDestinationPath: "/proc/self/mem")
    } else {
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file.path())
    }
    let result = try scaffold.run("docs", "build")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains(path), "\(result.errors)")
    expectSame(try files(), before)
  }

  @Test("a page that is rewritten all the while comes out whole")
  func changing() throws {
    try writeSources(1)
    let page = folder.url.appending(path: "docs/part1/p1.md")
    let texts = ["one", "two"].map { word in
      Data(("# Title\n\n" + String(repeating: word + " ", count: 40_000) + "\n").utf8)
    }
    try texts[0].write(to: page)
    let isDone = Flag()
    let writer = Thread {
      var turn = 0
      while !isDone.isSet {
        turn += 1
        // In place; one word is as long as the other.
        guard let handle = try? FileHandle(forWritingTo: page) else { return }
        try? handle.write(contentsOf: texts[turn % 2])
        try? handle.close()
        usleep(UInt32.random(in: 0...30_000))
      }
    }
    writer.start()
    defer { isDone.set() }
    for _ in 0..<10 {
      let result = try scaffold.run("docs", "build", "-q")
      if result.exitCode == 2 {
        #expect(result.errors.contains("file.changing"), "\(result.errors)")
        continue
      }
      let html = try folder.read("site/part1/p1/index.html")
      let counts = ["one ", "two "].map { html.components(separatedBy: $0).count }
      #expect(counts.contains { $0 >= 40_000 } && counts.contains { $0 < 40_000 }, "\(counts)")
    }
  }

  @Test("two builds at once: both end well, the site is whole")
  func together() throws {
    let references = try references()
    try writeSources(1)
    try scaffold.run("docs", "build", "-q")
    try writeSources(2)
    for isCold in [false, true] {
      if isCold { try FileManager.default.removeItem(at: folder.url.appending(path: "site")) }
      let builds = try (0..<3).map { _ in try scaffold.start(["docs", "build", "-q"]) }
      for build in builds {
        build.process.waitUntilExit()
        #expect(build.process.terminationStatus == 0)
      }
      expectSame(try files(), references[1])
      #expect(!folder.paths().contains { $0.contains("scaffold-build") })
    }
  }

  @Test("a build says that it waits for another, and goes on when that has ended")
  func waits() throws {
    try writeSources(1)
    try scaffold.run("docs", "build", "-q")
    let lock = folder.url.appending(path: "site/.scaffold-build")
    try FileManager.default.createDirectory(at: lock, withIntermediateDirectories: true)
    let descriptor = open(lock.path(), O_RDONLY)
    #expect(flock(descriptor, LOCK_EX) == 0)
    let build = try scaffold.start(["docs", "build"])
    usleep(500_000)
    #expect(build.process.isRunning)
    close(descriptor)
    build.process.waitUntilExit()
    #expect(build.process.terminationStatus == 0)
    let errors = String(decoding: try build.errors.readToEnd() ?? Data(), as: UTF8.self)
    #expect(errors.contains("Waiting for another build"), "\(errors)")
  }
}

/// Set once, seen by all threads.
private final class Flag: Sendable {
  private let value = Atomic(false)
  var isSet: Bool { value.load(ordering: .relaxed) }
  func set() { value.store(true, ordering: .relaxed) }
}
