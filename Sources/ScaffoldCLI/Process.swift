#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The process's environment.
func currentEnvironment() -> [String: String] {
  var values: [String: String] = [:]
  var next = environ
  while let entry = next.pointee {
    let text = String(cString: entry)
    if let equals = text.firstIndex(of: "=") {
      values[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
    next += 1
  }
  return values
}

/// Now, in UTC: `2026-01-31T23:59:59`.
func currentTime() -> String {
  var now = time(nil)
  var parts = tm()
  var text = [CChar](repeating: 0, count: 32)
  gmtime_r(&now, &parts)
  let length = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%S", &parts)
  return String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// A duration as people read it: `0.34 s`.
func seconds(_ duration: Duration) -> String {
  let (seconds, attoseconds) = duration.components
  let hundredths = Int(attoseconds / 10_000_000_000_000_000)
  return "\(seconds).\(hundredths < 10 ? "0" : "")\(hundredths) s"
}

/// Opens an address in the user's browser, with the program that the system has for it; says so
/// where there is none.
func openInBrowser(_ address: String) {
  #if canImport(Darwin)
    let program = "open"
  #else
    let program = "xdg-open"
  #endif
  var process = pid_t()
  let arguments: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup(address), nil]
  defer { for argument in arguments { free(argument) } }
  if posix_spawnp(&process, program, nil, nil, arguments, environ) != 0 {
    writeError("There is no program '\(program)': open \(address) in a browser yourself\n")
  }
}
