import Bytes
public import Diagnostics
import FileTree
public import Sites
import Synchronization
public import SystemPackage

/// A site in memory, made to be looked at while it is written: what `SiteBuild` would write, with no
/// folder touched. Documents are made when they are asked for.
public struct SitePreview: Sendable {
  /// What is worth saying about the site, in order of place. Unlike a build, a preview shows what
  /// there is in spite of errors.
  public let diagnostics: [Diagnostic]
  /// The pages of the site.
  public var pageCount: Int { content.pages.count }
  /// How many pages were read for this preview; the others did not change.
  public let readCount: Int
  /// Where the pages lie, and folders outside that they include files from or the theme has.
  public let folders: [FilePath]

  private enum Place: Sendable {
    case page(Int)
    case asset(SiteFile)
  }

  private let content: SiteContent
  private let places: [String: Place]
  private let others: Others

  /// Reads the site.
  ///
  /// - Parameter earlier: a preview with the same configuration; its pages are taken where they did
  ///   not change.
  /// - Throws: what keeps a site from being read at all.
  public init(
    _ configuration: SiteConfiguration, after earlier: SitePreview?,
    options: SiteBuild.Options = SiteBuild.Options()
  ) async throws(Diagnostic) {
    let folders = try SiteFolders(configuration)
    content = try await SiteContent(
      configuration.inLanguage(nil), folders, options: options,
      earlier: earlier?.content.memory ?? PageMemory())
    var places: [String: Place] = [:]
    for asset in content.assets { places[asset.outputPath] = .asset(asset) }
    for (index, page) in content.pages.enumerated() {
      places[page.file.outputPath] = .page(index)
    }
    self.places = places
    others = Others(content)
    diagnostics = content.diagnostics
    readCount = content.memory?.readCount ?? content.pages.count
    let included = content.memory?.includedFolders ?? []
    self.folders =
      [folders.docs] + (folders.customDir.map { [$0] } ?? [])
      + included.sorted {
        $0.string < $1.string
      }
  }

  /// The file of the site at `path`, seen from its root; nil when the site has none.
  ///
  /// - Throws: when a source cannot be read.
  public func file(at path: String) throws(Diagnostic) -> [UInt8]? {
    switch places[path] {
    case .page(let index):
      var output = OutputBuffer(capacity: 1 << 16)
      _ = content.write(page: index, into: &output)
      return output.bytes
    case .asset(let asset):
      if let made = asset.content { return made }
      return try FileReader.read(asset.location)
    case nil: return try others.file(at: path)
    }
  }

  /// Whether the site has a file at `path`.
  public func has(_ path: String) -> Bool {
    if places[path] != nil { return true }
    return (try? others.file(at: path)) ?? nil != nil
  }

  /// The files made from the whole site, which wait until one is asked for.
  private final class Others: Sendable {
    private let content: SiteContent
    private let files = Mutex<[String: [UInt8]]?>(nil)

    init(_ content: SiteContent) { self.content = content }

    func file(at path: String) throws(Diagnostic) -> [UInt8]? {
      try files.withLock { files throws(Diagnostic) in
        if let files { return files[path] }
        var made: [String: [UInt8]] = [:]
        try content.writeOthers { path, bytes throws(Diagnostic) in
          if made[path] == nil { made[path] = copy bytes }
        }
        files = made
        return made[path]
      }
    }
  }
}
