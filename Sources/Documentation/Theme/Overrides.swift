import Bytes
import Diagnostics
import FileTree
import Jinja
import Sites
import SystemPackage

/// What the `main.html` of a site's `custom_dir` adds to the layout: blocks that are the same on every
/// page, see `OverrideTemplates`, and such as speak of their page, see `PageBlocks`.
struct Overrides {
  /// HTML at the end of the head.
  private(set) var head = ""
  /// HTML above the header.
  private(set) var announce = ""
  /// HTML behind the site's own scripts.
  private(set) var scripts = ""
  /// HTML before and behind every page's content.
  private(set) var beforeContent = ""
  private(set) var afterContent = ""
  /// The blocks that are rendered for each page; the HTML above has their slots.
  private(set) var pageBlocks: PageBlocks?
  /// What cannot be honoured: `docs.theme.*` warnings.
  private(set) var diagnostics: [Diagnostic] = []

  /// Where the content of blocks goes.
  private static let places: [String: Place] = [
    "extrahead": .head, "styles": .head, "fonts": .head, "analytics": .head,
    "announce": .announce, "libs": .scripts, "scripts": .scripts, "content": .content,
    "htmltitle": .title,
  ]

  private enum Place { case head, announce, scripts, content, title }

  init() {}

  /// Reads a site's own templates.
  ///
  /// - Parameters:
  ///   - name: the folder as the configuration names it, for locations.
  ///   - templates: what renders them.
  init(
    _ customDir: FilePath, named name: String, _ templates: OverrideTemplates,
    _ configuration: SiteConfiguration
  ) {
    pageBlocks = PageBlocks(templates.pageEnvironment, configuration)
    let entries = (try? DirectoryWalk(links: .follow).files(below: customDir)) ?? []
    for entry in entries where entry.path.hasSuffix(".html") {
      if entry.path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { continue }
      let file = name + "/" + entry.path
      if entry.path == "main.html",
        let text = try? FileReader.readText(customDir.appending("main.html"), named: file)
      {
        read(text, templates, file: file)
      } else if templates.used.contains(entry.path) {
        continue
      } else {
        diagnostics.append(
          .info(
            code: "docs.theme.template",
            "the template '\(entry.path)' is not used: scaffold has a layout of its own",
            at: Location(file: file), target: entry.path,
            hint:
              "put HTML into blocks of main.html (extrahead, announce, content, scripts), style "
              + "with extra_css, or write it as a page"))
      }
    }
  }

  private mutating func read(_ text: String, _ templates: OverrideTemplates, file: String) {
    let text = Self.removing(from: text, "{#", "#}", keepsLines: true)
    var rest = text[...]
    while let tag = Self.tag("block", in: rest) {
      let (body, end) = Self.body(of: rest[tag.range.upperBound...])
      let line = text[..<tag.range.lowerBound].utf8.count { $0 == ASCII.lineFeed } + 1
      take(tag.argument, String(body), templates, at: Location(file: file, line: line, column: 1))
      rest = rest[end...]
    }
  }

  private mutating func take(
    _ block: String, _ body: String, _ templates: OverrideTemplates, at location: Location
  ) {
    let place = Self.places[block]
    if let place, place == .title || body.speaksOfPages {
      do throws(TemplateError) {
        take(try templates.pageTemplate(body), place, block, body, at: location)
      } catch {
        refuse(block, error, at: location)
      }
      return
    }
    let parts: [String]
    do throws(TemplateError) {
      parts = try templates.render(body).map(Self.trimmed)
    } catch {
      return refuse(block, error, at: location)
    }
    guard parts.contains(where: { !$0.isEmpty }) else { return }
    let html = parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
    switch place {
    case .title: break
    case .head: head += html
    case .announce: announce += Self.banner.start + html + Self.banner.end
    case .scripts: scripts += html
    case .content where parts.count > 1:
      beforeContent += parts[0].isEmpty ? "" : parts[0] + "\n"
      afterContent += parts.dropFirst().filter { !$0.isEmpty }.map { $0 + "\n" }.joined()
    case .content: refuseContent(at: location)
    case nil:
      refuse(
        block, "scaffold's layout has no such block", at: location,
        hint: "blocks that are used: \(Self.places.keys.sorted().joined(separator: ", "))")
    }
  }

  /// Takes a block that is rendered for each page.
  private mutating func take(
    _ template: Template, _ place: Place, _ block: String, _ body: String, at location: Location
  ) {
    guard var blocks = pageBlocks else { return }
    switch place {
    case .title: blocks.setTitle(template)
    case .head: head += blocks.add(template, .whole)
    case .announce: announce += blocks.add(template, .whole, in: Self.banner)
    case .scripts: scripts += blocks.add(template, .whole)
    case .content:
      guard body.contains("super()") else { return refuseContent(at: location) }
      beforeContent += blocks.add(template, .before)
      afterContent += blocks.add(template, .after)
    }
    pageBlocks = blocks
  }

  private static let banner = (
    start: "<aside class=\"md-banner\"><div class=\"md-banner__inner md-grid md-typeset\">",
    end: "</div></aside>"
  )

  private mutating func refuseContent(at location: Location) {
    refuse(
      "content", "it leaves out the page's content", at: location,
      hint: "put {{ super() }} where the content belongs")
  }

  private mutating func refuse(_ block: String, _ error: TemplateError, at location: Location) {
    refuse(
      block, "it needs more of Jinja than there is: \(error.message)", at: location,
      hint:
        "blocks may use `config`, `page`, `base_url`, `| url`, icons and files of the folder by "
        + "`include`, and `super()`")
  }

  private mutating func refuse(
    _ block: String, _ reason: String, at location: Location, hint: String
  ) {
    diagnostics.append(
      .info(
        code: "docs.theme.block", "the block '\(block)' is not used: \(reason)", at: location,
        target: block, hint: hint))
  }

  // MARK: - Finding blocks

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

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension String {
  /// Whether a block's template names the page.
  fileprivate var speaksOfPages: Bool {
    var rest = self[...]
    while let found = rest.firstRange(of: "page") {
      let before = rest[..<found.lowerBound].last
      rest = rest[found.upperBound...]
      if before.map({ $0.isLetter || $0 == "_" || $0 == "." || $0 == "-" }) != true,
        rest.first.map({ $0.isLetter || $0 == "_" || $0 == "-" }) != true
      {
        return true
      }
    }
    return false
  }
}
