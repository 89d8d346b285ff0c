import FileTree
import SystemPackage

/// What is watched for changes.
struct WatchedSources: Sendable, Hashable {
  /// Folders with all that is below them, and single files.
  var trees: [FilePath]
  /// Files that count by themselves, not what lies beside them.
  var files: [FilePath]

  /// Whether a file of this name can matter; editors make others while they save.
  static func matters(_ name: String) -> Bool {
    if name.hasSuffix("~") || name.hasPrefix("#") || name.allSatisfy(\.isNumber) { return false }
    if name.hasPrefix(".") {
      return [".yml", ".yaml", ".pages"].contains { name.hasSuffix($0) }
    }
    return ![".swp", ".swx", ".tmp", "___jb_tmp___", "___jb_old___"].contains {
      name.hasSuffix($0)
    }
  }

  /// The folders to look at, each with the names that count there; nil stands for all.
  var folders: [FilePath: Set<String>?] {
    var folders: [FilePath: Set<String>?] = [:]
    for file in files + trees.filter({ FileStatus.of($0)?.kind == .file }) {
      guard let name = file.lastComponent?.string else { continue }
      let parent = file.removingLastComponent()
      folders[parent.isEmpty ? "." : parent, default: Set()]?.insert(name)
    }
    for tree in trees where FileStatus.of(tree)?.kind == .directory {
      for folder in Self.below(tree) { folders.updateValue(nil, forKey: folder) }
    }
    return folders
  }

  /// A folder and all below it.
  private static func below(_ folder: FilePath) -> [FilePath] {
    var found = [folder]
    var next = 0
    var seen: Set<FileStatus.Identity> = []
    while next < found.count {
      let parent = found[next]
      next += 1
      for name in (try? DirectoryWalk.names(in: parent)) ?? [] where name != ".git" {
        let path = parent.appending(name)
        // A link to a folder is followed as a build does, a circle once.
        guard let status = FileStatus.of(path), status.kind == .directory,
          seen.insert(status.identity).inserted
        else { continue }
        found.append(path)
      }
    }
    return found
  }
}

/// Notices that files change.
protocol SourceWatch: Sendable {
  /// Watches these from now on, and nothing else.
  func update(_ sources: WatchedSources)

  /// Waits for a change, at most so long; true if there was one.
  func waits(milliseconds: Int) -> Bool
}

/// The best watch there is: the kernel's, else one that looks again and again.
func makeSourceWatch() -> any SourceWatch {
  #if os(Linux)
    if let watch = InotifyWatch() { return watch }
  #endif
  return PollingWatch()
}
