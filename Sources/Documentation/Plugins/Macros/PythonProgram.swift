import FileTree
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Finds the interpreter that `python3` means.
///
/// Where pyenv manages versions, `python3` is a shell script that looks for the version anew each
/// time, with twenty processes that take longer than most sites. What is looked for is in plain files.
enum PythonProgram {
  /// The interpreter's path, or `python3` where there is none or the system finds it best.
  ///
  /// - Parameters:
  ///   - folder: where the program is to run.
  ///   - variable: gives a variable of the environment; "" where it is not set.
  static func path(
    from folder: FilePath = FilePath(".").absolute, _ variable: (String) -> String = Self.variable
  ) -> String {
    let folders = variable("PATH").split(separator: ":").map { FilePath(String($0)) }
    for place in folders {
      guard isExecutable(place.appending("python3")) else { continue }
      guard place.lastComponent?.string == "shims" else { break }
      let root = place.removingLastComponent()
      guard FileStatus.of(root.appending("versions"))?.kind == .directory else { break }
      // `system` is what stands behind the stand-in on the path; other names are for pyenv to read.
      guard let version = version(root, folder, variable), version != "system" else { break }
      let found = root.appending("versions").appending(version).appending("bin/python3")
      return isExecutable(found) ? found.string : "python3"
    }
    return "python3"
  }

  /// The version that pyenv would take; nil when it is not one folder's name.
  private static func version(
    _ root: FilePath, _ start: FilePath, _ variable: (String) -> String
  ) -> String? {
    let written = variable("PYENV_VERSION")
    if !written.isEmpty { return single(written) }
    var folder = start
    while true {
      if let text = text(of: folder.appending(".python-version")) { return single(text) }
      let above = folder.removingLastComponent()
      if above == folder || above.isEmpty { break }
      folder = above
    }
    return text(of: root.appending("version")).flatMap(single)
  }

  private static func text(of file: FilePath) -> String? {
    guard FileStatus.of(file)?.kind == .file else { return nil }
    return (try? FileReader.read(file)).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func single(_ text: String) -> String? {
    let words = text.split { $0.isWhitespace || $0 == ":" }
    guard words.count == 1, let word = words.first, !word.contains("/"), !word.hasPrefix(".") else {
      return nil
    }
    return String(word)
  }

  private static func isExecutable(_ path: FilePath) -> Bool {
    guard FileStatus.of(path)?.kind == .file else { return false }
    return path.withPlatformString { access($0, X_OK) } == 0
  }

  static func variable(_ name: String) -> String {
    getenv(name).map { String(cString: $0) } ?? ""
  }
}
