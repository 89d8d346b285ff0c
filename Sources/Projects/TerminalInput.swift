public import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Interview {
  /// An interview on a terminal.
  ///
  /// - Parameters:
  ///   - input: where lines are read from.
  ///   - output: where questions are shown.
  ///   - colors: whether to use ANSI colours.
  ///   - isInterrupted: asked several times a second while a line is awaited, since a signal may
  ///     reach another thread than the one that waits.
  public static func onTerminal(
    input: FileDescriptor = .standardInput, output: FileDescriptor = .standardOutput,
    colors: Bool = false, isInterrupted: @escaping @Sendable () -> Bool
  ) -> Interview {
    Interview(
      colors: colors,
      write: { text in _ = try? output.writeAll(text.utf8) },
      readLine: { isSecret in
        withEcho(!isSecret, on: input) { readLine(from: input, isInterrupted: isInterrupted) }
      })
  }

  /// Reads a byte at a time, so that nothing of the next line is taken.
  private static func readLine(
    from input: FileDescriptor, isInterrupted: () -> Bool
  ) -> Line {
    var bytes: [UInt8] = []
    while true {
      if isInterrupted() { return .interrupted }
      var state = pollfd(fd: input.rawValue, events: Int16(POLLIN), revents: 0)
      if poll(&state, 1, 100) <= 0 { continue }
      var byte: UInt8 = 0
      let count = read(input.rawValue, &byte, 1)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      if count <= 0, bytes.isEmpty { return .end }
      if count <= 0 || byte == UInt8(ascii: "\n") { break }
      bytes.append(byte)
    }
    return .text(String(decoding: bytes, as: UTF8.self))
  }

  /// Runs `body` with the terminal's echo switched on or off, and puts it back.
  private static func withEcho<Value>(
    _ isOn: Bool, on input: FileDescriptor, _ body: () -> Value
  ) -> Value {
    var settings = termios()
    guard !isOn, tcgetattr(input.rawValue, &settings) == 0 else { return body() }
    let before = settings
    settings.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(input.rawValue, TCSAFLUSH, &settings)
    defer {
      var before = before
      tcsetattr(input.rawValue, TCSAFLUSH, &before)
    }
    return body()
  }
}

extension CalendarDate {
  /// Today where the user is.
  public static func today() -> CalendarDate {
    var seconds = time(nil)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return CalendarDate(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
  }
}

extension AccountLookup {
  /// The name the user logs in with, as the system knows it; nil when it knows none.
  public static func loginName() -> String? {
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return nil }
    return String(cString: name)
  }
}
