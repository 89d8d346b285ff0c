import FileTree
import Synchronization
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Looks at all files again and again, where the system cannot tell of changes.
final class PollingWatch: SourceWatch {
  private struct Seen {
    var sources = WatchedSources(trees: [], files: [])
    var versions: [FilePath: FileStatus.Version] = [:]
  }

  private let seen = Mutex(Seen())

  func update(_ sources: WatchedSources) {
    seen.withLock { seen in
      guard seen.sources != sources else { return }
      seen.sources = sources
      seen.versions = Self.versions(of: sources)
    }
  }

  func waits(milliseconds: Int) -> Bool {
    usleep(UInt32(milliseconds) * 1000)
    return seen.withLock { seen in
      let now = Self.versions(of: seen.sources)
      defer { seen.versions = now }
      return now != seen.versions
    }
  }

  private static func versions(of sources: WatchedSources) -> [FilePath: FileStatus.Version] {
    var versions: [FilePath: FileStatus.Version] = [:]
    for (folder, names) in sources.folders {
      for name in (try? DirectoryWalk.names(in: folder)) ?? []
      where names?.contains(name) ?? WatchedSources.matters(name) {
        let path = folder.appending(name)
        if let status = FileStatus.of(path), status.kind == .file {
          versions[path] = status.version
        }
      }
    }
    return versions
  }
}
