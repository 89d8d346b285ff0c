public import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension FilePath {
  /// The absolute path with every symbolic link resolved; nil when nothing is there.
  public var real: FilePath? {
    guard let text = withPlatformString({ realpath($0, nil) }) else { return nil }
    defer { free(text) }
    return FilePath(String(cString: text))
  }

  /// The path below `folder`, with `/` between its parts; nil when it does not lie there.
  public func below(_ folder: FilePath) -> String? {
    var path = self
    return path != folder && path.removePrefix(folder) ? path.string : nil
  }
}
