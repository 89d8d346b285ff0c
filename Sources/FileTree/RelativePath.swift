/// Functions over `/`-separated paths such as `docs/guide/index.md`: paths inside a site, a
/// repository or a template, which are text and not files yet.
public enum RelativePath {
  /// The path with `.` and `..` resolved and doubled slashes removed, or nil when it climbs above
  /// its root. A leading `/` counts as the root itself; a trailing `/` is dropped.
  public static func normalized(_ path: some StringProtocol) -> String? { joined("", path) }

  /// `path` seen from the folder `folder` (itself a path from the root; "" is the root), or nil
  /// when it climbs above the root. A path that begins with `/` is taken from the root.
  public static func resolve(_ path: some StringProtocol, in folder: String) -> String? {
    joined(path.utf8.first == UInt8(ascii: "/") ? "" : folder, path)
  }

  /// `path` seen from the folder `folder`; see the overload for any text.
  public static func resolve(_ path: String, in folder: String) -> String? {
    joined(path.utf8.first == UInt8(ascii: "/") ? "" : folder, path)
  }

  /// A folder and a path in it, normalized; made in one pass over the bytes, since a link check asks
  /// for it for every link.
  private static func joined(_ folder: String, _ path: some StringProtocol) -> String? {
    var climbsOut = false
    var folder = folder
    var path = String(path)
    let result = String(
      unsafeUninitializedCapacity: folder.utf8.count + path.utf8.count + 1
    ) { buffer in
      var count = 0
      folder.withUTF8 { climbsOut = !append($0, to: buffer, &count) }
      if !climbsOut { path.withUTF8 { climbsOut = !append($0, to: buffer, &count) } }
      return climbsOut ? 0 : count
    }
    return climbsOut ? nil : result
  }

  /// Appends the parts of a path to those in a buffer; false when it climbs above the root.
  private static func append(
    _ path: UnsafeBufferPointer<UInt8>, to buffer: UnsafeMutableBufferPointer<UInt8>,
    _ count: inout Int
  ) -> Bool {
    let slash = UInt8(ascii: "/")
    let period = UInt8(ascii: ".")
    var index = 0
    while index < path.count {
      if path[index] == slash {
        index += 1
        continue
      }
      var end = index
      while end < path.count, path[end] != slash { end += 1 }
      defer { index = end }
      if path[index] == period {
        if end - index == 1 { continue }
        if end - index == 2, path[index + 1] == period {
          if count == 0 { return false }
          while count > 0, buffer[count - 1] != slash { count -= 1 }
          if count > 0 { count -= 1 }
          continue
        }
      }
      if count > 0 {
        buffer[count] = slash
        count += 1
      }
      for byte in path[index..<end] {
        buffer[count] = byte
        count += 1
      }
    }
    return true
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
  /// `x.css`. Both are normalized paths from the same root; the folder may have a slash at its end.
  /// The folder itself is `./`.
  public static func from(folder: String, to path: String) -> String {
    var folder = folder
    var path = path
    return folder.withUTF8 { folder in
      path.withUTF8 { path in from(folder: folder, to: path) }
    }
  }

  private static func from(
    folder: UnsafeBufferPointer<UInt8>, to path: UnsafeBufferPointer<UInt8>
  ) -> String {
    let slash = UInt8(ascii: "/")
    let folderEnd = folder.last == slash ? folder.count - 1 : folder.count
    // What both have in common, up to a part's end. A trailing slash of the target is kept: its last
    // part is a folder then and may be shared.
    var shared = 0
    var index = 0
    while index < folderEnd, index < path.count, folder[index] == path[index] {
      index += 1
      if path[index - 1] == slash { shared = index }
    }
    if index == folderEnd, index < path.count, path[index] == slash { shared = index + 1 }
    var steps = 0
    if shared < folderEnd {
      steps = 1
      for index in shared..<folderEnd where folder[index] == slash { steps += 1 }
    }
    let rest = shared..<path.count
    if steps == 0, rest.isEmpty { return "./" }
    return String(unsafeUninitializedCapacity: steps * 3 + rest.count) { buffer in
      for step in 0..<steps {
        buffer[step * 3] = UInt8(ascii: ".")
        buffer[step * 3 + 1] = UInt8(ascii: ".")
        buffer[step * 3 + 2] = slash
      }
      for (offset, index) in rest.enumerated() { buffer[steps * 3 + offset] = path[index] }
      return steps * 3 + rest.count
    }
  }
}
