import Bytes
public import Diagnostics
import FileTree
import Markdown
public import SystemPackage

/// What `--fix` changes: files with their old and new bytes.
public struct FixPlan: Sendable {
  /// One file that changes.
  public struct FileChange: Sendable {
    /// The file, seen from the repository's root.
    public var path: String
    /// What it holds.
    public var old: [UInt8]
    /// What it shall hold.
    public var new: [UInt8]
    /// How many findings that mends.
    public var mended: Int
  }

  /// The files, in order.
  public private(set) var files: [FileChange] = []

  /// How many findings are mended.
  public var mended: Int { files.reduce(0) { $0 + $1.mended } }

  /// Plans the changes of findings in the repository at `root`. Nothing but the destinations at
  /// fault changes: all other bytes, line ends and byte order marks stay. A file that is a symbolic
  /// link out of the repository stays as it is.
  ///
  /// - Throws: when a file cannot be read.
  public init(_ findings: [Finding], root: FilePath) throws(Diagnostic) {
    let byFile = Dictionary(grouping: findings.filter { !$0.changes.isEmpty }) {
      $0.diagnostic.location?.file ?? ""
    }
    let realRoot = root.real ?? root
    for (path, findings) in byFile.sorted(by: { $0.key < $1.key }) {
      let place = root.appending(FilePath(path).components)
      guard (place.real ?? place).starts(with: realRoot) else { continue }
      let old = try FileReader.read(place)
      var editor = FileEditor(old, path)
      for finding in findings { editor.apply(finding) }
      let new = editor.result
      if new != old {
        files.append(FileChange(path: path, old: old, new: new, mended: editor.mended))
      }
    }
  }

  /// Writes the files, each at once.
  ///
  /// - Throws: when one cannot be written; those before it are.
  public func write(to root: FilePath) throws(Diagnostic) {
    for file in files {
      let path = root.appending(FilePath(file.path).components)
      // Through a symbolic link the file that it leads to is changed.
      let target = path.real ?? path
      try FileWriter.writeIfChanged(target, file.new)
    }
  }
}
