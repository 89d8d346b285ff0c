import Bytes
import Configuration
import Diagnostics

/// `mkdocstrings`: its `::: name` blocks document code by running Python. Each is reported, and
/// stands on the page as a note, with the anchor that links to it expect.
struct DocstringsPlugin: SitePlugin {
  init?(_ setup: inout PluginSetup) {
    setup.ignore(
      "handlers", "default_handler", "custom_templates", "enable_inventory", "watch", "locale",
      "inventories")
  }

  func source(_ source: inout PageSource, _ log: inout [Diagnostic]) {
    guard Self.mayHaveBlocks(source.bytes) else { return }
    let bytes = Array(source.bytes)
    var builder = PageSourceBuilder(source)
    var kept = 0
    var fence: ArraySlice<UInt8>?
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: ASCII.lineFeed) ?? bytes.count
      let line = bytes[start..<end]
      let content = line.drop(while: \.isBlank)
      defer { start = end + 1 }
      if let mark = fence {
        if content.starts(with: mark) { fence = nil }
        continue
      }
      if content.starts(with: [0x60, 0x60, 0x60]) || content.starts(with: [0x7E, 0x7E, 0x7E]) {
        fence = content.prefix(3)
        continue
      }
      guard let block = Block(content) else { continue }
      let blockEnd = Self.endOfOptions(bytes, after: end, indent: line.count - content.count)
      log.append(
        .warning(
          code: "docs.mkdocstrings",
          "the documentation of '\(block.name)' is made by Python and not shown",
          at: source.location(ofByte: content.startIndex), target: block.name,
          hint: "write it into the page before the build, or keep that page with MkDocs"))
      builder.keep(kept..<start)
      builder.insert(block.note(indent: line.count - content.count).utf8, at: start)
      kept = min(blockEnd, bytes.count)
    }
    guard kept > 0 else { return }
    builder.keep(kept..<bytes.count)
    source.replace(by: builder)
  }

  private static func mayHaveBlocks(_ bytes: ArraySlice<UInt8>) -> Bool {
    var colons = 0
    for byte in bytes {
      if byte == ASCII.space, colons == 3 { return true }
      colons = byte == ASCII.colon ? colons + 1 : 0
    }
    return false
  }

  /// Where the indented options below a block end.
  private static func endOfOptions(_ bytes: [UInt8], after line: Int, indent: Int) -> Int {
    var end = line
    var start = line + 1
    while start < bytes.count {
      let next = bytes[start...].firstIndex(of: ASCII.lineFeed) ?? bytes.count
      let row = bytes[start..<next]
      let blanks = row.prefix(while: \.isBlank).count
      if blanks < row.count {
        guard blanks >= indent + 2 else { break }
        end = next
      } else if !hasOptions(bytes, from: next + 1, indent: indent) {
        break
      }
      start = next + 1
    }
    return end
  }

  private static func hasOptions(_ bytes: [UInt8], from start: Int, indent: Int) -> Bool {
    guard start < bytes.count else { return false }
    let next = bytes[start...].firstIndex(of: ASCII.lineFeed) ?? bytes.count
    let row = bytes[start..<next]
    let blanks = row.prefix(while: \.isBlank).count
    return blanks < row.count && blanks >= indent + 4
  }

  /// A `::: name` line, perhaps with the marks of a heading before it.
  private struct Block {
    var level: Int
    var name: String

    init?(_ line: ArraySlice<UInt8>) {
      var rest = line
      let marks = rest.prefix { $0 == ASCII.hash }.count
      if marks > 0 {
        rest = rest.dropFirst(marks).drop(while: \.isBlank)
        guard marks <= 6 else { return nil }
      }
      guard rest.starts(with: [ASCII.colon, ASCII.colon, ASCII.colon]) else { return nil }
      rest = rest.dropFirst(3).drop(while: \.isBlank)
      while let last = rest.last, last.isBlank || last == ASCII.carriageReturn { rest.removeLast() }
      guard let first = rest.first,
        first.isASCIIAlphanumeric || first == ASCII.underscore || first >= 0x80,
        !rest.contains(where: \.isBlank)
      else { return nil }
      level = marks
      name = String(decoding: rest, as: UTF8.self)
    }

    func note(indent: Int) -> String {
      let space = String(repeating: " ", count: indent)
      var output = OutputBuffer()
      output.appendHTMLEscaped(name)
      let shown = output.text
      var text = "\n"
      if level > 0 { text += "\(space)\(String(repeating: "#", count: level)) `\(name)`\n\n" }
      text += "\(space)<div class=\"admonition warning\" id=\"\(shown)\">"
      text += "<p class=\"admonition-title\"><code>\(shown)</code></p>"
      text +=
        "<p>This reference is made by Python (mkdocstrings) and is not shown here.</p></div>\n"
      return text + "\n"
    }
  }
}

/// `gen-files`: its scripts are Python and do not run.
struct GeneratedFilesPlugin: SitePlugin {
  private let scripts: [(name: String, location: Location)]

  init?(_ setup: inout PluginSetup) {
    scripts = (setup.options.list("scripts") ?? []).compactMap { node in
      node.string.map { ($0, node.location) }
    }
  }

  func outputs(_ site: FinishedSite, _ log: inout [Diagnostic]) -> [OutputFile] {
    for script in scripts {
      log.append(
        .warning(
          code: "docs.gen-files", "the script '\(script.name)' is Python and does not run",
          at: script.location, target: script.name,
          hint:
            "write its files before the build, with a script that does not need mkdocs_gen_files"))
    }
    return []
  }
}
