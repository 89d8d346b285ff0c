import Bytes
public import SystemPackage

/// One file of `docs_dir`, and what becomes of it.
public struct SiteFile: Sendable, Hashable {
  /// What a file is to the site.
  public enum Kind: Sendable, Hashable {
    /// Markdown, which becomes a page.
    case page
    /// Anything else, which is copied.
    case asset
  }

  /// Whether a file is part of the site.
  public enum Inclusion: Sendable, Hashable {
    /// It is.
    case included
    /// It is, and need not stand in the navigation.
    case notInNav
    /// It is a draft: no part of a built site.
    case draft
    /// It is not.
    case excluded
  }

  /// The path below `docs_dir`.
  public var sourcePath: String
  /// The path below `site_dir`.
  public var outputPath: String
  /// The address below the site's root, percent-encoded: `guide/first/`, `logo.png`; "" is the
  /// home page.
  public var url: String
  /// What the file is to the site.
  public var kind: Kind
  /// Whether it is part of the site.
  public var inclusion: Inclusion
  /// Where the file lies.
  public var location: FilePath
  /// How diagnostics name a file that does not lie in `docs_dir`; nil for those that do.
  public var origin: String?
  /// The path below `docs_dir` that it has there, where its path on the site is another.
  public var writtenPath: String?
  /// The content of a page that is made and lies nowhere; nil for files.
  public var content: [UInt8]?

  /// The file at `sourcePath`, with the place and the address MkDocs gives it.
  public init(
    sourcePath: String, location: FilePath, inclusion: Inclusion = .included,
    directoryURLs: Bool
  ) {
    self.sourcePath = sourcePath
    self.location = location
    self.inclusion = inclusion
    kind = SiteAddress.isPage(sourcePath) ? .page : .asset
    outputPath =
      kind == .page
      ? SiteAddress.outputPath(forPage: sourcePath, directoryURLs: directoryURLs) : sourcePath
    url = SiteAddress.url(forOutput: outputPath, directoryURLs: directoryURLs)
  }

  /// The path below `docs_dir` by which its author knows it.
  public var authorsPath: String { writtenPath ?? sourcePath }

  /// The page at the site's root.
  public var isHome: Bool { url.isEmpty || url == "index.html" }

  /// True when the file is written to the site.
  public var isBuilt: Bool { inclusion == .included || inclusion == .notInNav }

  /// The folder that relative addresses in the page start from, with a slash unless it is the root.
  public var urlFolder: String {
    guard let slash = url.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(url[...slash])
  }
}

/// Where MkDocs puts a file, and what its address is.
public enum SiteAddress {
  private static let pageExtensions = ["md", "markdown", "mdown", "mkdn", "mkd"]

  /// Whether a file is Markdown by its name.
  public static func isPage(_ path: String) -> Bool {
    guard let dot = path.utf8.lastIndex(of: ASCII.period) else { return false }
    let ending = path[path.utf8.index(after: dot)...]
    return pageExtensions.contains { ending == $0 }
  }

  /// The path below `site_dir` for the page at `sourcePath`.
  public static func outputPath(forPage sourcePath: String, directoryURLs: Bool) -> String {
    let stem =
      sourcePath.utf8.lastIndex(of: ASCII.period).map { sourcePath[..<$0] }
      ?? Substring(sourcePath)
    let slash = stem.utf8.lastIndex(of: ASCII.slash)
    let name = slash.map { stem[stem.utf8.index(after: $0)...] } ?? stem
    let folder = slash.map { stem[...$0] } ?? ""
    if name == "index" || name == "README" { return folder + "index.html" }
    return directoryURLs ? stem + "/index.html" : stem + ".html"
  }

  /// The address below the site's root of a file at `outputPath`.
  public static func url(forOutput outputPath: String, directoryURLs: Bool) -> String {
    guard directoryURLs, outputPath.hasSuffix("index.html") else {
      return percentEncoded(outputPath)
    }
    let folder = outputPath.utf8.dropLast("index.html".utf8.count)
    let isIndex = folder.last.map { $0 == ASCII.slash } ?? true
    return percentEncoded(isIndex ? Substring(folder) : Substring(outputPath))
  }

  /// What Python's `urllib.parse.quote` makes of a path.
  public static func percentEncoded(_ path: some StringProtocol) -> String {
    var text = String(path)
    return text.withUTF8 { bytes in
      let others = bytes.reduce(0) { $0 + (isUnreserved($1) ? 0 : 1) }
      if others == 0 { return String(decoding: bytes, as: UTF8.self) }
      return String(unsafeUninitializedCapacity: bytes.count + others * 2) { encoded in
        let digits = ("0123456789ABCDEF" as StaticString).utf8Start
        var count = 0
        for byte in bytes {
          if isUnreserved(byte) {
            encoded[count] = byte
            count += 1
          } else {
            encoded[count] = ASCII.percent
            encoded[count + 1] = digits[Int(byte >> 4)]
            encoded[count + 2] = digits[Int(byte & 15)]
            count += 3
          }
        }
        return count
      }
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    byte.isASCIIAlphanumeric || byte == ASCII.slash || byte == ASCII.hyphen
      || byte == ASCII.underscore || byte == ASCII.period || byte == ASCII.tilde
  }
}
