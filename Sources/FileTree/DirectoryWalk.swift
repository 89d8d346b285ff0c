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

  /// The paths of all regular files below `root`, in no particular order: the system is not asked for
  /// anything else about them.
  ///
  /// - Throws: as `files`.
  public func filePaths(below root: FilePath) throws(Diagnostic) -> [String] {
    var found: [Entry] = []
    guard let status = FileStatus.of(root) else {
      throw .system("read the folder", root, .noSuchFileOrDirectory)
    }
    try walk(root, "", above: [status.identity], asksOnlyKinds: true, into: &found)
    return found.compactMap { $0.status.kind == .file ? $0.path : nil }
  }

  private func walk(
    _ folder: FilePath, _ prefix: String, above: [FileStatus.Identity],
    asksOnlyKinds: Bool = false, into found: inout [Entry]
  ) throws(Diagnostic) {
    for (name, listed) in try Self.contents(of: folder, asksOnlyKinds: asksOnlyKinds) {
      guard var status = listed else { continue }
      let path = prefix + name
      let isLink = status.kind == .symbolicLink
      if isLink, links == .follow {
        let absolute = folder.appending(name)
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
      try walk(
        folder.appending(name), path + "/", above: above + [status.identity],
        asksOnlyKinds: asksOnlyKinds, into: &found)
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
    try list(folder) { name, _, _ in String(cString: name) }
  }

  /// The names in a folder with their status, links not followed; nil for what has gone meanwhile.
  ///
  /// - Parameter asksOnlyKinds: of a regular file nothing but its kind is true.
  private static func contents(
    of folder: FilePath, asksOnlyKinds: Bool
  ) throws(Diagnostic) -> [(name: String, status: FileStatus?)] {
    // Asked for by name in the open folder, so that the system walks no long path for each.
    try list(folder) { name, type, descriptor in
      var status = stat()
      if asksOnlyKinds, type == UInt8(DT_REG) {
        status.st_mode = S_IFREG
        return (String(cString: name), FileStatus(status))
      }
      let result = fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW)
      return (String(cString: name), result == 0 ? FileStatus(status) : nil)
    }
  }

  /// What `make` makes of each name in a folder, which is open; `.` and `..` are left out.
  private static func list<Item>(
    _ folder: FilePath,
    _ make: (_ name: UnsafePointer<CChar>, _ type: UInt8, _ descriptor: CInt) -> Item
  ) throws(Diagnostic) -> [Item] {
    guard let handle = folder.withPlatformString({ opendir($0) }) else {
      throw .system("read the folder", folder, Errno(rawValue: errno))
    }
    defer { closedir(handle) }
    var items: [Item] = []
    while let entry = readdir(handle) {
      let type = entry.pointee.d_type
      withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { name in
          if strcmp(name, ".") != 0, strcmp(name, "..") != 0 {
            items.append(make(name, type, dirfd(handle)))
          }
        }
      }
    }
    return items
  }
}
