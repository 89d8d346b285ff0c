import Bytes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program that is told lines and answers each with one. It ends when it is let go.
struct LineProcess: ~Copyable {
  private let process: pid_t
  /// Both directions: a socket, since writing to a pipe whose reader died would end this program.
  private let socket: CInt
  private var rest: [UInt8] = []

  /// Starts a program found on `PATH`; nil when it cannot be started.
  init?(_ arguments: [String]) {
    guard let first = arguments.first else { return nil }
    var ends: [CInt] = [0, 0]
    #if canImport(Glibc)
      let kind = CInt(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
    // The child must not inherit our end: it would hold its own input open.
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addclose(&actions, ends[1])
    defer { posix_spawn_file_actions_destroy(&actions) }
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let status = posix_spawnp(&process, first, &actions, nil, words, environ)
    close(ends[1])
    guard status == 0 else {
      close(ends[0])
      return nil
    }
    self.process = process
    socket = ends[0]
  }

  /// Sends one line. A program that has ended is noticed when nothing comes back.
  func write(_ line: [UInt8]) {
    var left = line + [ASCII.lineFeed]
    while !left.isEmpty {
      let count = send(socket, left, left.count, CInt(MSG_NOSIGNAL))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      left.removeFirst(count)
    }
  }

  /// The next line of the answer; nil when the program has ended.
  mutating func readLine() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      if let end = rest.firstIndex(of: ASCII.lineFeed) {
        let line = Array(rest[..<end])
        rest.removeSubrange(...end)
        return line
      }
      let count = recv(socket, &buffer, buffer.count, 0)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      rest += buffer[..<count]
    }
  }

  deinit {
    close(socket)
    var status: CInt = 0
    waitpid(process, &status, 0)
  }
}
