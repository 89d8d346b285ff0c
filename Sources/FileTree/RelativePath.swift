/// Functions over `/`-separated paths such as `docs/guide/index.md`: paths inside a site, a
/// repository or a template, which are text and not files yet.
public enum RelativePath {
  /// The path with `.` and `..` resolved and doubled slashes removed, or nil when it climbs above
  /// its root. A leading `/` counts as the root itself; a trailing `/` is dropped.
  public static func normalized(_ path: some StringProtocol) -> String? {
    var parts: [Substring] = []
    for part in Substring(path).split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        if parts.isEmpty { return nil }
        parts.removeLast()
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }

  /// `path` seen from the folder `folder` (itself a path from the root; "" is the root), or nil
  /// when it climbs above the root. A path that begins with `/` is taken from the root.
  public static func resolve(_ path: some StringProtocol, in folder: String) -> String? {
    path.first == "/" ? normalized(path) : normalized(folder + "/" + path)
  }

  /// The folder of a path: `a/b` of `a/b/c.md`, "" of `c.md`.
  public static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[..<slash])
  }

  /// The last part of a path: `c.md` of `a/b/c.md`.
  public static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  /// The way from the folder `folder` to `path`, with `../` where needed: `../x.css` from `a` to
  /// `x.css`. Both are normalized paths from the same root. The folder itself is `./`.
  public static func from(folder: String, to path: String) -> String {
    let start = folder.split(separator: "/")
    let target = path.split(separator: "/")
    var shared = 0
    // A trailing slash of the target is kept: its last part is a folder then and may be shared.
    let limit = path.hasSuffix("/") ? target.count : max(0, target.count - 1)
    while shared < start.count, shared < limit, start[shared] == target[shared] { shared += 1 }
    let up = String(repeating: "../", count: start.count - shared)
    let down = target[shared...].joined(separator: "/")
    let tail = path.hasSuffix("/") && !down.isEmpty ? "/" : ""
    return up.isEmpty && down.isEmpty ? "./" : up + down + tail
  }
}
