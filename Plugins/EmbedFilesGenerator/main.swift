import Foundation

// EmbedFilesGenerator FOLDER OUTPUT: writes a Swift table of the files below FOLDER, in order of
// their paths, as string literals; what is not text without NUL is written as base64. The theme's
// style sheets and scripts are made smaller.

guard CommandLine.arguments.count == 3 else {
  FileHandle.standardError.write(Data("usage: EmbedFilesGenerator FOLDER OUTPUT\n".utf8))
  exit(64)
}
let root = URL(filePath: CommandLine.arguments[1], directoryHint: .isDirectory)
let output = URL(filePath: CommandLine.arguments[2])

func literal(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\": result += "\\\\"
    case "\"": result += "\\\""
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    default:
      if scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0xFEFF {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
  return result + "\""
}

func compact(_ data: Data, of path: String) -> Data {
  guard path.hasPrefix("theme/") else { return data }
  if path.hasSuffix(".css") { return Data(CompactText.styleSheet(Array(data))) }
  if path.hasSuffix(".js") { return Data(CompactText.script(Array(data))) }
  return data
}

func source(of path: String) throws -> String? {
  let file = root.appending(path: path)
  let attributes = try FileManager.default.attributesOfItem(atPath: file.path())
  guard attributes[.type] as? FileAttributeType == .typeRegular else { return nil }
  let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
  let data = compact(try Data(contentsOf: file), of: path)
  let executable = mode & 0o100 != 0 ? ", executable: true" : ""
  if !data.contains(0), let text = String(data: data, encoding: .utf8) {
    return "  EmbeddedFile(\(literal(path))\(executable), text: \(literal(text))),\n"
  }
  return
    "  EmbeddedFile(\(literal(path))\(executable), base64: \"\(data.base64EncodedString())\"),\n"
}

/// Files that tools leave behind are no part of a template.
func isLitter(_ path: String) -> Bool {
  path.hasSuffix(".pyc") || path.hasSuffix("~") || path.contains("__pycache__")
    || path.contains(".pytest_cache") || path.hasSuffix(".DS_Store") || path.contains(".ruff_cache")
    || path.contains(".mypy_cache")
}

do {
  let enumerator = FileManager.default.enumerator(atPath: root.path())
  let paths = (enumerator?.compactMap { $0 as? String } ?? []).filter { !isLitter($0) }.sorted()
  var swift = "/// The files of `templates/`, in order of their paths.\n"
  swift += "public let embeddedFiles: [EmbeddedFile] = [\n"
  for path in paths { swift += try source(of: path) ?? "" }
  swift += "]\n"
  try swift.write(to: output, atomically: true, encoding: .utf8)
} catch {
  FileHandle.standardError.write(Data("EmbedFilesGenerator: \(error)\n".utf8))
  exit(1)
}
