import Bytes

/// Titles made from file and folder names, as MkDocs makes them.
public enum PageTitle {
  /// `getting-started` becomes `Getting started`; a name with capitals keeps them.
  public static func from(name: String) -> String {
    let spaced = String(
      decoding: name.utf8.map { $0 == ASCII.hyphen || $0 == ASCII.underscore ? ASCII.space : $0 },
      as: UTF8.self)
    guard spaced.lowercased() == spaced, let first = spaced.first else { return spaced }
    return first.uppercased() + spaced.dropFirst()
  }

  /// The name of a page's file without its extension; `README` counts as `index`.
  public static func stem(of path: String) -> String {
    let name =
      path.utf8.lastIndex(of: ASCII.slash).map { path[path.utf8.index(after: $0)...] } ?? path[...]
    let stem = name.utf8.lastIndex(of: ASCII.period).map { name[..<$0] } ?? name
    return stem == "README" ? "index" : String(stem)
  }
}
