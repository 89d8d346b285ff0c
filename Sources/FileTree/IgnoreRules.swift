public import Diagnostics
public import SystemPackage

/// Which files of a folder git would not look at, by the `.gitignore` files in it.
///
/// Source: gitignore(5). A file below an ignored folder is ignored whatever else is said of it; of
/// several files the deepest decides first. Files that git tracks although they are ignored count
/// as ignored here. Other repositories inside the folder are left out like git leaves them out.
public struct IgnoreRules: Sendable {
  private let root: FilePath
  private var patterns: [String: IgnorePatterns] = [:]

  /// The files below `root` that are not ignored, ordered by path, and the rules that say so.
  ///
  /// - Parameter descends: asked for each folder that is not ignored; false leaves it out.
  /// - Throws: when a folder cannot be read.
  public static func walk(
    _ root: FilePath, descends: (_ path: String) -> Bool = { _ in true }
  ) throws(Diagnostic) -> (files: [DirectoryWalk.Entry], rules: IgnoreRules) {
    var rules = IgnoreRules(root)
    var found: [DirectoryWalk.Entry] = []
    try rules.walk("", descends, into: &found)
    found.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return (found, rules)
  }

  /// Whether git ignores the folder `path` below `root`, by the rules of the folders above it.
  ///
  /// - Throws: when a folder cannot be read.
  public static func ignores(_ path: String, in root: FilePath) throws(Diagnostic) -> Bool {
    var rules = IgnoreRules(root)
    var folder = ""
    for part in path.split(separator: "/") {
      folder = folder.isEmpty ? String(part) : folder + "/" + part
      if rules.decision(on: folder, isFolder: true) { return true }
      let file = root.appending(FilePath(folder).components).appending(".gitignore")
      if FileStatus.of(file) != nil { rules.patterns[folder] = IgnorePatterns(text(of: file)) }
    }
    return false
  }

  private init(_ root: FilePath) {
    self.root = root
    var text = ""
    if let bytes = try? FileReader.read(
      root.appending(".git").appending("info").appending("exclude"))
    {
      text = String(decoding: bytes, as: UTF8.self) + "\n"
    }
    // What .gitignore says comes later and so decides first.
    text += Self.text(of: root.appending(".gitignore"))
    patterns[""] = IgnorePatterns(text)
  }

  private static func text(of path: FilePath) -> String {
    guard let bytes = try? FileReader.read(path) else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func walk(
    _ folder: String, _ descends: (String) -> Bool, into found: inout [DirectoryWalk.Entry]
  ) throws(Diagnostic) {
    let absolute = folder.isEmpty ? root : root.appending(FilePath(folder).components)
    let names = try DirectoryWalk.names(in: absolute)
    if !folder.isEmpty {
      if names.contains(".git") { return }
      if names.contains(".gitignore") {
        patterns[folder] = IgnorePatterns(Self.text(of: absolute.appending(".gitignore")))
      }
    }
    for name in names where name != ".git" {
      let path = folder.isEmpty ? name : folder + "/" + name
      guard let status = FileStatus.of(absolute.appending(name), followingLinks: false) else {
        continue
      }
      let isFolder = status.kind == .directory
      if decision(on: path, isFolder: isFolder) { continue }
      if isFolder {
        if descends(path) { try walk(path, descends, into: &found) }
      } else {
        found.append(
          DirectoryWalk.Entry(path: path, status: status, isLink: status.kind == .symbolicLink))
      }
    }
  }

  /// Whether git ignores `path`, by itself or with a folder above it.
  public func isIgnored(_ path: String, isFolder: Bool = false) -> Bool {
    for index in path.indices where path[index] == "/" {
      if decision(on: String(path[..<index]), isFolder: true) { return true }
    }
    return decision(on: path, isFolder: isFolder)
  }

  /// What the rules say of the path itself; the deepest file that speaks of it decides.
  private func decision(on path: String, isFolder: Bool) -> Bool {
    var folder = RelativePath.folder(of: path)
    while true {
      if let patterns = patterns[folder] {
        let relative = folder.isEmpty ? Substring(path) : path.dropFirst(folder.count + 1)
        if let decision = patterns.decision(on: relative, isFolder: isFolder) { return decision }
      }
      if folder.isEmpty { return false }
      folder = RelativePath.folder(of: folder)
    }
  }
}
