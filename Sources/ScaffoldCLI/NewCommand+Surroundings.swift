import Projects
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Project names made from folder names.
enum ProjectName {
  /// The folder's name with what no project name may have replaced; `my-project` when nothing of
  /// it is left.
  static func suggestion(for folder: FilePath?) -> String {
    let name = folder?.lastComponent?.string ?? ""
    let allowed = name.map { $0.isLetter || $0.isNumber || " ._-".contains($0) ? $0 : "-" }
    let fromLetter = String(allowed.drop { !$0.isLetter }.prefix(64))
    return fromLetter.isEmpty ? "my-project" : fromLetter
  }
}

extension CalendarDate {
  /// Today where the user is, or the day of `SOURCE_DATE_EPOCH` (in UTC) for reproducible output.
  static func today(_ environment: [String: String]) -> CalendarDate {
    var seconds = time(nil)
    var parts = tm()
    if let epoch = environment["SOURCE_DATE_EPOCH"].flatMap({ Int($0) }) {
      seconds = epoch
      gmtime_r(&seconds, &parts)
    } else {
      localtime_r(&seconds, &parts)
    }
    return CalendarDate(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
  }
}

extension Interview {
  /// An interview on the process's own terminal.
  static func onTerminal(colors: Bool) -> Interview {
    Interview(colors: colors, write: writeOutput) { isSecret in
      var settings = termios()
      let hides = isSecret && tcgetattr(STDIN_FILENO, &settings) == 0
      if hides {
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
      }
      defer {
        if hides {
          tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
          writeOutput("\n")
        }
      }
      return readTypedLine()
    }
  }

  /// Reads byte by byte, so that nothing behind the line is taken and Ctrl-C ends the wait.
  private static func readTypedLine() -> Line {
    var bytes: [UInt8] = []
    while true {
      var byte: UInt8 = 0
      let count = read(STDIN_FILENO, &byte, 1)
      if Interruption.isRequested { return .interrupted }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return bytes.isEmpty ? .end : .text(String(decoding: bytes, as: UTF8.self)) }
      if byte == UInt8(ascii: "\n") { return .text(String(decoding: bytes, as: UTF8.self)) }
      bytes.append(byte)
    }
  }
}
