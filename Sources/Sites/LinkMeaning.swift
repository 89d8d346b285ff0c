import Bytes
import FileTree

/// What a link in a page leads to.
public enum LinkMeaning: Sendable, Hashable {
  /// Another site, a mail address, or anything else with a scheme.
  case external
  /// The page itself: an empty link, a query or a fragment. The fragment is percent-decoded.
  case samePage(fragment: String?)
  /// A file of the site, with what follows its path as written (`?query#fragment`).
  case file(SiteFile, fragment: String?, suffix: String)
  /// An address that begins with `/`.
  case absolute(path: String)
  /// Nothing: `path` is where it would be below `docs_dir`, nil when it lies outside.
  case missing(path: String?, looksLikeFile: Bool)

  /// Decides what `destination` means in the page at `sourcePath`; source: MkDocs 1.6,
  /// "Linking to pages".
  ///
  /// - Parameter absoluteIsDocs: links that begin with `/` start at `docs_dir`.
  public static func of(
    _ destination: String, inPage sourcePath: String, files: SiteFiles,
    absoluteIsDocs: Bool = false
  ) -> LinkMeaning {
    if isExternal(destination) { return .external }
    let parts = SplitURL(destination)
    if parts.path.isEmpty {
      return .samePage(fragment: parts.fragment.map { $0.percentDecoded })
    }
    let isAbsolute = parts.path.hasPrefix("/") || parts.path.hasPrefix("\\")
    if isAbsolute, !absoluteIsDocs { return .absolute(path: String(parts.path)) }
    let path = parts.path.percentDecoded
    guard
      let target = RelativePath.resolve(path, in: RelativePath.folder(of: sourcePath))
    else { return .missing(path: nil, looksLikeFile: hasExtension(path)) }
    // MkDocs takes `page.md/` for the file too.
    if let file = files[target] {
      return .file(
        file, fragment: parts.fragment.map { $0.percentDecoded }, suffix: parts.suffix)
    }
    return .missing(path: target, looksLikeFile: hasExtension(path))
  }

  /// Whether a destination has a scheme or a host.
  public static func isExternal(_ destination: String) -> Bool {
    if destination.hasPrefix("//") { return true }
    var isFirst = true
    for byte in destination.utf8 {
      if byte == ASCII.colon { return !isFirst }
      guard
        byte.isASCIILetter
          || (!isFirst
            && (byte.isASCIIDigit || byte == ASCII.plus || byte == ASCII.hyphen
              || byte == ASCII.period))
      else { return false }
      isFirst = false
    }
    return false
  }

  private static func hasExtension(_ path: String) -> Bool {
    RelativePath.name(of: path).utf8.dropFirst().contains(ASCII.period)
  }
}

/// A destination in three parts.
public struct SplitURL: Sendable, Hashable {
  /// What stands before `?` and `#`, as written.
  public var path: Substring
  /// What follows the path, as written.
  private let rest: Substring
  /// What follows `#`, as written; nil without one, and for an empty one.
  public var fragment: String?

  /// Splits a destination.
  public init(_ destination: String) {
    let hash = destination.utf8.firstIndex(of: ASCII.hash)
    let beforeHash = hash.map { destination[..<$0] } ?? destination[...]
    path =
      beforeHash.utf8.firstIndex(of: UInt8(ascii: "?")).map { beforeHash[..<$0] } ?? beforeHash
    rest = destination[path.endIndex...]
    if let hash {
      let text = destination[destination.utf8.index(after: hash)...]
      fragment = text.isEmpty ? nil : String(text)
    }
  }

  /// What follows the path, as written: `?query#fragment`, or "".
  public var suffix: String { String(rest) }
}
