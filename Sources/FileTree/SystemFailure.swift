/// `FileTree` is how scaffold sees files: reading, atomic writing, folders walked without loops,
/// globs and ignore rules, and one tree that lies on disk or inside the program. It imports
/// `EmbeddedFiles`, `Diagnostics`, `Bytes` and swift-system's `FilePath`.

public import Diagnostics
public import SystemPackage

extension Diagnostic {
  /// What to say when the operating system refuses something about a file.
  ///
  /// - Parameters:
  ///   - action: what was tried, such as "read" or "create the folder".
  ///   - path: the file or folder.
  ///   - errno: the error the system gave.
  public static func system(_ action: String, _ path: FilePath, _ errno: Errno) -> Diagnostic {
    .error(
      code: "file.\(errno == .permissionDenied ? "permission" : "system")",
      "cannot \(action) '\(path.string)': \(errno.description)",
      at: Location(file: path.string), target: path.string, hint: hint(for: errno))
  }

  private static func hint(for errno: Errno) -> String? {
    switch errno {
    case .permissionDenied, .notPermitted: "check the permissions of the file and its folder"
    case .readOnlyFileSystem: "the file system is read-only: choose another folder"
    case .noSpace: "the disk is full: free some space and run the command again"
    case .diskQuotaExceeded: "the quota is used up: free some space and run the command again"
    case .fileTooLarge: "a limit on the size of files is in the way: see 'ulimit -f'"
    case .noSuchFileOrDirectory: "check the path"
    case .tooManySymbolicLinkLevels: "the symbolic links lead in a circle: remove one of them"
    default: nil
    }
  }
}
