import EmbeddedFiles

/// A folder of files compiled into the program, such as `theme` or `multi-cloud`.
public struct EmbeddedTree: Sendable {
  /// One file of the tree.
  public struct File: Sendable {
    /// The path below the tree's root.
    public var path: String
    /// The owner may execute it.
    public var isExecutable: Bool
    /// The content.
    public var bytes: [UInt8] { embedded.bytes }
    let embedded: EmbeddedFile
  }

  /// The files in order of their paths.
  public let files: [File]
  private let indexes: [String: Int]

  /// The files below the folder `name` of `templates/`; empty when there is no such folder.
  public init(_ name: String) {
    let prefix = name + "/"
    files = embeddedFiles.compactMap { file in
      guard file.path.hasPrefix(prefix) else { return nil }
      let path = String(file.path.dropFirst(prefix.count))
      return File(path: path, isExecutable: file.isExecutable, embedded: file)
    }
    indexes = Dictionary(
      files.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The file at `path`, or nil.
  public subscript(path: String) -> File? {
    indexes[path].map { files[$0] }
  }
}
