import Bytes
import Diagnostics
import FileTree
import Sites
import SystemPackage

/// What the `main.html` of a site's `custom_dir` adds to the layout, as far as it needs no Jinja:
/// blocks of plain HTML, with `{{ 'path' | url }}`, `{{ base_url }}` and `{{ super() }}`.
struct Overrides {
  /// HTML at the end of the head.
  private(set) var head = ""
  /// HTML above the header.
  private(set) var announce = ""
  /// HTML behind the site's own scripts.
  private(set) var scripts = ""
  /// What cannot be honoured: `docs.theme.*` warnings.
  private(set) var diagnostics: [Diagnostic] = []

  /// Where the content of blocks goes.
  private static let places: [String: Place] = [
    "extrahead": .head, "styles": .head, "fonts": .head, "analytics": .head,
    "announce": .announce, "libs": .scripts, "scripts": .scripts,
  ]

  private enum Place { case head, announce, scripts }

  init() {}

  /// Reads a site's own templates.
  ///
  /// - Parameter name: the folder as the configuration names it, for locations.
  init(_ customDir: FilePath, named name: String) {
    let entries = (try? DirectoryWalk(links: .follow).files(below: customDir)) ?? []
    for entry in entries where entry.path.hasSuffix(".html") {
      if entry.path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { continue }
      let file = name + "/" + entry.path
      if entry.path == "main.html",
        let text = try? FileReader.readText(customDir.appending("main.html"), named: file)
      {
        read(text, file: file)
      } else {
        diagnostics.append(
          .warning(
            code: "docs.theme.template",
            "the template '\(entry.path)' is not used: scaffold has a layout of its own",
            at: Location(file: file), target: entry.path,
            hint: "put plain HTML into blocks of main.html (extrahead, announce, scripts), style "
              + "with extra_css, or write it as a page"))
      }
    }
  }

  private mutating func read(_ text: String, file: String) {
    let text = Self.removing(from: text, "{#", "#}", keepsLines: true)
    var rest = text[...]
    while let tag = Self.tag("block", in: rest) {
      let (body, end) = Self.body(of: rest[tag.range.upperBound...])
      let line = text[..<tag.range.lowerBound].utf8.count { $0 == ASCII.lineFeed } + 1
      take(tag.argument, String(body), at: Location(file: file, line: line, column: 1))
      rest = rest[end...]
    }
  }

  private mutating func take(_ block: String, _ body: String, at location: Location) {
    var html = Self.removing(from: body, "{{ super()", "}}")
    html = Self.removing(from: html, "{{super()", "}}")
    html = Self.removing(from: html, "{{- super()", "}}")
    html = Self.replacingAddresses(in: html).replacing("{{ base_url }}", with: "<%root%>.")
    let isPlain = !html.contains("{%") && !html.contains("{{")
    if html.allSatisfy(\.isWhitespace) { return }
    if isPlain, let place = Self.places[block] {
      let addition = Self.trimmed(html) + "\n"
      switch place {
      case .head: head += addition
      case .announce: announce += addition
      case .scripts: scripts += addition
      }
      return
    }
    let reason =
      isPlain
      ? "scaffold's layout has no such block" : "it needs Jinja"
    diagnostics.append(
      .warning(
        code: "docs.theme.block", "the block '\(block)' is not used: \(reason)", at: location,
        target: block,
        hint: isPlain
          ? "blocks that are used: \(Self.places.keys.sorted().joined(separator: ", "))"
          : "write it as plain HTML; {{ 'path' | url }} and {{ base_url }} are understood"))
  }

  // MARK: - The little of Jinja that is read

  /// The first `{% name argument %}` of a text.
  private static func tag(
    _ name: String, in text: Substring
  ) -> (range: Range<String.Index>, argument: String)? {
    var rest = text
    while let open = rest.firstRange(of: "{%") {
      guard let close = rest[open.upperBound...].firstRange(of: "%}") else { return nil }
      let inside = rest[open.upperBound..<close.lowerBound]
        .split { $0 == " " || $0 == "-" || $0.isNewline }
      if inside.first.map(String.init) == name {
        return (open.lowerBound..<close.upperBound, inside.dropFirst().first.map(String.init) ?? "")
      }
      rest = rest[close.upperBound...]
    }
    return nil
  }

  /// What stands before the end of a block, and where to read on.
  private static func body(of text: Substring) -> (Substring, String.Index) {
    guard let end = tag("endblock", in: text) else { return (text, text.endIndex) }
    return (text[..<end.range.lowerBound], end.range.upperBound)
  }

  private static func removing(
    from text: String, _ start: String, _ end: String, keepsLines: Bool = false
  ) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstRange(of: start),
      let close = rest[open.upperBound...].firstRange(of: end)
    {
      result += rest[..<open.lowerBound]
      if keepsLines { result += rest[open.upperBound..<close.lowerBound].filter(\.isNewline) }
      rest = rest[close.upperBound...]
    }
    return result + rest
  }

  /// `{{ 'path' | url }}` becomes the path seen from the page.
  private static func replacingAddresses(in text: String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      let parts = rest[open.upperBound..<close.lowerBound].split(separator: "|")
      let path = parts.first.map { trimmed(String($0)) } ?? ""
      if parts.count == 2, trimmed(String(parts[1])) == "url", let quote = path.first,
        quote == "'" || quote == "\"", path.count > 1, path.last == quote
      {
        result += rest[..<open.lowerBound] + "<%root%>" + path.dropFirst().dropLast()
      } else {
        result += rest[..<close.upperBound]
      }
      rest = rest[close.upperBound...]
    }
    return result + rest
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
