import Bytes
import Diagnostics
import FileTree
import SystemPackage

/// Adds to a page what makes it live: it reloads when the site changes, and shows what is wrong.
/// The site that a build writes has nothing of it.
struct Presentation: Sendable {
  /// The folder that locations start from.
  var root: FilePath
  /// Pages are live at all.
  var isLive: Bool
  /// Warnings are shown as errors are.
  var isStrict: Bool

  /// The page with its addition.
  ///
  /// - Parameters:
  ///   - generation: the state of the site that the page belongs to.
  ///   - diagnostics: what is wrong with the site.
  ///   - events: where the page hears of new states.
  func page(
    _ bytes: [UInt8], generation: String, diagnostics: [Diagnostic], events: String
  ) -> [UInt8] {
    guard isLive else { return bytes }
    var addition = OutputBuffer()
    addition.append("<script type=\"application/json\" id=\"scaffold-preview\">" as StaticString)
    addition.append(data(generation, diagnostics, events).replacing("<", with: "\\u003C"))
    addition.append("</script>\n<script>" as StaticString)
    addition.append(PreviewScript.source)
    addition.append("</script>\n" as StaticString)
    let end = Array("</body>".utf8)
    guard let place = bytes.lastPlace(of: end) else { return bytes + addition.bytes }
    return bytes[..<place] + addition.bytes + bytes[place...]
  }

  private func data(_ generation: String, _ diagnostics: [Diagnostic], _ events: String) -> String {
    var output = OutputBuffer()
    output.append("{\"generation\":" as StaticString)
    output.appendJSON(generation)
    output.append(",\"events\":" as StaticString)
    output.appendJSON(events)
    output.append(",\"problems\":[" as StaticString)
    var isFirst = true
    for diagnostic in diagnostics where diagnostic.severity > .info {
      if !isFirst { output.append(ASCII.comma) }
      isFirst = false
      write(diagnostic, into: &output)
    }
    output.append("]}" as StaticString)
    return output.text
  }

  private func write(_ diagnostic: Diagnostic, into output: inout OutputBuffer) {
    let isError = diagnostic.severity == .error || isStrict
    output.append("{\"severity\":" as StaticString)
    output.appendJSON(isError ? "error" : "warning")
    for (key, value) in [
      ("place", Self.place(diagnostic.location)), ("message", diagnostic.message),
      ("hint", diagnostic.hint ?? ""), ("code", diagnostic.code),
      ("line", diagnostic.location.flatMap(line) ?? ""),
    ] {
      output.append(ASCII.comma)
      output.appendJSON(key)
      output.append(ASCII.colon)
      output.appendJSON(value)
    }
    output.append("}" as StaticString)
  }

  /// `docs/index.md:3:5`.
  static func place(_ location: Location?) -> String {
    guard let location else { return "" }
    var place = location.file
    if let line = location.line { place += ":\(line)" }
    if let column = location.column { place += ":\(column)" }
    return place
  }

  /// The line of the source that a location names.
  private func line(_ location: Location) -> String? {
    guard let number = location.line, number > 0,
      let bytes = try? FileReader.read(root.pushing(FilePath(location.file)))
    else { return nil }
    let rows = bytes.split(
      separator: ASCII.lineFeed, maxSplits: number, omittingEmptySubsequences: false)
    return number <= rows.count
      ? String(decoding: rows[number - 1].prefix(200), as: UTF8.self) : nil
  }
}

extension [UInt8] {
  /// Where `text` stands last.
  fileprivate func lastPlace(of text: [UInt8]) -> Int? {
    var place = count - text.count
    while place >= 0 {
      if self[place] == text[0], self[place..<(place + text.count)].elementsEqual(text) {
        return place
      }
      place -= 1
    }
    return nil
  }
}
