import Bytes
import FileTree
import SystemPackage

/// A folder of HTML that is served as a site.
struct BuiltSite: Sendable, Hashable {
  /// The folder, seen from the repository's root; "" is the root itself.
  var root: String
  /// Where the site lies on its host, with a slash at both ends, and that host with its scheme; nil
  /// when the site does not say.
  var address: (origin: String, path: String)?
  /// Whether it has a file `CNAME`, as sites on GitHub's pages have that are all of their host.
  var hasOwnHost = false

  /// Where a path leads in the site.
  struct Candidate: Sendable, Hashable {
    /// Seen from the repository's root; nil when it leads out of the site.
    var path: String?
    /// The address ends with a slash.
    var isFolder: Bool
  }

  static func == (left: BuiltSite, right: BuiltSite) -> Bool { left.root == right.root }
  func hash(into hasher: inout Hasher) { hasher.combine(root) }

  /// The sites in a repository: each topmost folder with an `index.html`.
  static func find(in paths: [String], root: FilePath) -> [BuiltSite] {
    var roots: [String] = []
    let folders = paths.filter { RelativePath.name(of: $0) == "index.html" }
      .map { RelativePath.folder(of: $0) }.sorted { $0.utf8.count < $1.utf8.count }
    for folder in folders where !roots.contains(where: { folder.isBelow($0) }) {
      roots.append(folder)
    }
    return roots.map { folder in
      let place = root.appending(FilePath(folder).components)
      return BuiltSite(
        root: folder, address: address(sayingBy: place.appending("index.html")),
        hasOwnHost: FileStatus.of(place.appending("CNAME")) != nil)
    }
  }

  /// The address that a site's first page says it has.
  private static func address(sayingBy index: FilePath) -> (String, String)? {
    guard let status = FileStatus.of(index), status.size < 4 << 20,
      let bytes = try? FileReader.read(index),
      let canonical = bytes.withUnsafeBufferPointer({ HTMLReader.read($0).canonical }),
      let scheme = canonical.firstRange(of: "://")
    else { return nil }
    let rest = canonical[scheme.upperBound...]
    let host = rest.prefix { $0 != "/" }
    let path = rest.dropFirst(host.count)
    guard path.hasSuffix("/") || path.hasSuffix("/index.html") else { return nil }
    let folder = path.hasSuffix("/") ? path : path.dropLast("index.html".count)
    return (String(canonical[..<scheme.upperBound] + host), String(folder))
  }

  /// The path below the host's root of an address on the web, if it is one of this site's pages.
  func path(ofAddress destination: String) -> String? {
    guard let address, destination.hasPrefix(address.origin + address.path) else { return nil }
    return String(destination.dropFirst(address.origin.count))
  }

  /// Where a path in a document leads; nil when that is not this site's to know.
  func path(of path: String, from document: Document) -> Candidate? {
    let isFolder =
      path.isEmpty || path.utf8.last == ASCII.slash || path.hasSuffix("/.")
      || path.hasSuffix("..") || path == "."
    var path = path
    if path.utf8.first != ASCII.slash, let base = document.base {
      guard let joined = join(base, path) else { return nil }
      path = joined
    }
    if path.utf8.first == ASCII.slash {
      if let address {
        guard (path + "/").hasPrefix(address.path) else { return nil }
        path = String(path.dropFirst(address.path.utf8.count))
      }
      return Candidate(
        path: RelativePath.resolve(path.drop { $0 == "/" }, in: root), isFolder: isFolder)
    }
    let folder = RelativePath.folder(of: document.path)
    guard let target = RelativePath.resolve(path, in: folder), target.isBelow(root) else {
      return Candidate(path: nil, isFolder: isFolder)
    }
    return Candidate(path: target, isFolder: isFolder)
  }

  /// A path seen from what `<base>` says; nil when the base is another host.
  private func join(_ base: String, _ path: String) -> String? {
    var base = base
    if base.contains("://") {
      guard let address, base.hasPrefix(address.origin) else { return nil }
      base = String(base.dropFirst(address.origin.count))
    }
    let folder = base.hasSuffix("/") ? base : String(RelativePath.folder(of: base)) + "/"
    return folder + path
  }

  /// The files that a server may send for a path, seen from the repository's root.
  func files(servedFor candidate: Candidate) -> [String] {
    guard let path = candidate.path else { return [] }
    let index = path.isEmpty ? "index.html" : path + "/index.html"
    return candidate.isFolder ? [index] : [path, index, path + ".html"]
  }
}

extension String {
  /// Whether a path is a folder or lies in it; everything lies in "".
  func isBelow(_ folder: String) -> Bool {
    folder.isEmpty || self == folder
      || utf8.count > folder.utf8.count && hasPrefix(folder)
        && utf8[utf8.index(utf8.startIndex, offsetBy: folder.utf8.count)] == ASCII.slash
  }
}
