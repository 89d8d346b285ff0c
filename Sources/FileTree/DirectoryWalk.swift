public import Diagnostics
public import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Lists what lies below a folder.
public struct DirectoryWalk: Sendable {
  /// One thing found.
  public struct Entry: Sendable, Hashable {
    /// The path below the root, with `/` between its parts.
    public var path: String
    /// What it is; for a link that was followed, what it leads to.
    public var status: FileStatus
    /// It is reached through a symbolic link of its own (not of a folder above it).
    public var isLink: Bool
  }

  /// What to do at symbolic links.
  public enum Links: Sendable {
    /// List them as `.symbolicLink` and go no further.
    case list
    /// Go where they lead; a link that leads nowhere or in a circle is an error.
    case follow
  }

  /// What to do at symbolic links.
  public var links: Links
  /// Asked for each folder (by its path below the root): false leaves it out with all below it.
  public var descends: @Sendable (_ path: String) -> Bool

  /// Creates a walk. Without `descends` every folder is entered.
  public init(
    links: Links = .list, descends: @escaping @Sendable (_ path: String) -> Bool = { _ in true }
  ) {
    self.links = links
    self.descends = descends
  }

  /// Everything below `root` that is no folder, ordered by path.
  ///
  /// - Throws: `file.*` when a folder cannot be read; `file.link-loop` when a symbolic link leads
  ///   to a folder that contains it; `file.link-dangling` for one that leads nowhere (both only
  ///   when links are followed).
  public func files(below root: FilePath) throws(Diagnostic) -> [Entry] {
    var found: [Entry] = []
    guard let status = FileStatus.of(root) else {
      throw .system("read the folder", root, .noSuchFileOrDirectory)
    }
    try walk(root, "", above: [status.identity], into: &found)
    found.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return found
  }

  private func walk(
    _ folder: FilePath, _ prefix: String, above: [FileStatus.Identity], into found: inout [Entry]
  ) throws(Diagnostic) {
    for name in try Self.names(in: folder) {
      let path = prefix + name
      let absolute = folder.appending(name)
      guard var status = FileStatus.of(absolute, followingLinks: false) else { continue }
      let isLink = status.kind == .symbolicLink
      if isLink, links == .follow {
        guard let target = FileStatus.of(absolute) else { throw Self.badLink(path, absolute) }
        status = target
      }
      guard status.kind == .directory else {
        found.append(Entry(path: path, status: status, isLink: isLink))
        continue
      }
      guard descends(path) else { continue }
      if above.contains(status.identity) {
        throw .error(
          code: "file.link-loop",
          "the symbolic link '\(path)' leads to a folder that contains it",
          at: Location(file: path), target: path, hint: "remove the link")
      }
      try walk(absolute, path + "/", above: above + [status.identity], into: &found)
    }
  }

  private static func badLink(_ path: String, _ absolute: FilePath) -> Diagnostic {
    let loops = isLoop(absolute)
    return .error(
      code: loops ? "file.link-loop" : "file.link-dangling",
      loops
        ? "the symbolic link '\(path)' leads in a circle"
        : "the symbolic link '\(path)' leads to nothing",
      at: Location(file: path), target: path, hint: "remove the link or mend its target")
  }

  /// Whether a symbolic link leads in a circle.
  public static func isLoop(_ link: FilePath) -> Bool {
    link.withPlatformString { pointer in
      var status = stat()
      return stat(pointer, &status) != 0 && errno == ELOOP
    }
  }

  /// The names in a folder, `.` and `..` left out, in no particular order.
  public static func names(in folder: FilePath) throws(Diagnostic) -> [String] {
    guard let handle = folder.withPlatformString({ opendir($0) }) else {
      throw .system("read the folder", folder, Errno(rawValue: errno))
    }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
          String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
