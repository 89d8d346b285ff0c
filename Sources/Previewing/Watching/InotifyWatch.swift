#if os(Linux)
  import FileTree
  import Synchronization
  import SystemPackage

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  /// Linux tells of changes in folders.
  final class InotifyWatch: SourceWatch {
    private struct Watched {
      var numbers: [FilePath: Int32] = [:]
      /// The names that count in each folder; nil stands for all.
      var names: [Int32: Set<String>?] = [:]
    }

    private let descriptor: Int32
    private let watched = Mutex(Watched())

    /// Nil when the system has no more of them.
    init?() {
      let descriptor = inotify_init1(Int32(O_NONBLOCK | O_CLOEXEC))
      guard descriptor >= 0 else { return nil }
      self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    private static let mask = UInt32(
      IN_MODIFY | IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO
        | IN_DELETE_SELF | IN_MOVE_SELF)

    func update(_ sources: WatchedSources) {
      let folders = sources.folders
      watched.withLock { watched in
        for (folder, number) in watched.numbers where folders[folder] == nil {
          inotify_rm_watch(descriptor, number)
          watched.numbers[folder] = nil
        }
        watched.names = [:]
        for (folder, names) in folders {
          // The same folder gives the same number, also by another path; one that was made anew another.
          let number = folder.withPlatformString {
            inotify_add_watch(descriptor, $0, Self.mask)
          }
          guard number >= 0 else { continue }
          watched.numbers[folder] = number
          let known = watched.names[number] ?? Set()
          watched.names.updateValue(names.flatMap { known?.union($0) }, forKey: number)
        }
      }
    }

    func waits(milliseconds: Int) -> Bool {
      var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&wanted, 1, Int32(milliseconds)) > 0 else { return false }
      return withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 8) { buffer in
        var isFound = false
        while true {
          let count = read(descriptor, buffer.baseAddress, buffer.count)
          guard count > 0 else { return isFound }
          if holdsChange(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { isFound = true }
        }
      }
    }

    /// Whether one of the events in `buffer` matters.
    private func holdsChange(_ buffer: UnsafeRawBufferPointer) -> Bool {
      var offset = 0
      var isFound = false
      // Each event: number of the folder, what happened, cookie, length of the name, the name.
      while offset + 16 <= buffer.count {
        let number = buffer.loadUnaligned(fromByteOffset: offset, as: Int32.self)
        let what = buffer.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
        let length = Int(buffer.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
        let end = min(offset + 16 + length, buffer.count)
        let name = String(
          decoding: buffer[(offset + 16)..<end].prefix { $0 != 0 }, as: UTF8.self)
        offset = end
        if what & UInt32(IN_IGNORED) != 0 { continue }
        if what & UInt32(IN_Q_OVERFLOW) != 0 || name.isEmpty || counts(name, in: number) {
          isFound = true
        }
      }
      return isFound
    }

    private func counts(_ name: String, in number: Int32) -> Bool {
      watched.withLock { watched in
        guard let names = watched.names[number] else { return false }
        return names?.contains(name) ?? WatchedSources.matters(name)
      }
    }
  }
#endif
