import FileTree
import Jinja
import Sites
import SystemPackage

/// Renders the blocks of a site's own templates, once for all pages: with `config`, `base_url`, the
/// filter `url`, and by `include` icons (`.icons/octicons/heart-16.svg`) and files of the folder.
/// What differs from page to page is an error here, and rendered by `PageBlocks`.
struct OverrideTemplates {
  private var environment = Environment()
  /// The files of the folder that templates include, by their paths.
  let used: Set<String>

  /// Stands where a block has `{{ super() }}`.
  static let parent = "\u{0}super\u{0}"

  init(_ configuration: SiteConfiguration, _ customDir: FilePath, icons: ThemeIcons) {
    environment.undefined = .strict
    environment.variables = [
      "config": ConfigurationFacts.make(configuration),
      "base_url": .string("<%root%>."),
      "super": .function(.init("super") { _ throws(TemplateError) in .string(Self.parent) }),
    ]
    environment.filters["url"] = .init("url") { arguments throws(TemplateError) in
      let address = arguments.value(0, "value")?.text ?? ""
      let isElsewhere =
        address.contains("://") || address.hasPrefix("/") || address.hasPrefix("#")
        || address.hasPrefix("mailto:")
      return .string(isElsewhere ? address : "<%root%>" + address)
    }
    environment.load = { name in
      if name.hasPrefix(".icons/"), name.hasSuffix(".svg"),
        let icon = icons.named(String(name.dropFirst(7).dropLast(4)))
      {
        return Array(icon.utf8)
      }
      guard let path = RelativePath.normalized(name) else { return nil }
      return try? FileReader.read(customDir.pushing(FilePath(path)))
    }
    var used: Set<String> = []
    if let main = try? FileReader.readText(customDir.appending("main.html"), named: "main.html") {
      for part in main.split(separator: "include ").dropFirst() {
        guard let quote = part.first, quote == "\"" || quote == "'" else { continue }
        used.insert(String(part.dropFirst().prefix { $0 != quote }))
      }
    }
    self.used = used
  }

  /// Whether blocks of a site's own may ask for the front matter of pages.
  static func readFrontMatter(in customDir: FilePath?) -> Bool {
    let main = customDir.flatMap {
      try? FileReader.readText($0.appending("main.html"), named: "main.html")
    }
    return main?.contains("page.meta") == true
  }

  /// What blocks are rendered in for each page: front matter lacks on one page what it has on others.
  var pageEnvironment: Environment {
    var environment = environment
    environment.undefined = .lax
    return environment
  }

  /// A block that speaks of `page`.
  ///
  /// - Throws: what it needs that no page has.
  func pageTemplate(_ body: String) throws(TemplateError) -> Template {
    let template = try Template(Array(body.utf8))
    let page: Value = .dictionary(
      .init([
        ("title", .string("")), ("url", .string("")), ("meta", .dictionary(.init())),
        ("is_homepage", .bool(false)), ("canonical_url", .none), ("previous_page", .none),
        ("next_page", .none), ("file", .dictionary(.init())),
      ]))
    do throws(TemplateError) {
      _ = try environment.render(template, with: ["page": page])
    } catch {
      // A name, not a member of front matter.
      if error.kind == .undefined, error.message.isOnlyAName { throw error }
    }
    _ = try pageEnvironment.render(template, with: ["page": page])
    return template
  }

  /// The HTML of a block: the parts before and behind each `{{ super() }}`. It may have the slot
  /// `root`.
  func render(_ body: String) throws(TemplateError) -> [String] {
    let source = Array(body.utf8)
    let rendering = try environment.render(try Template(source))
    var html = ""
    for piece in rendering.pieces {
      switch piece {
      case .kept(let range): html += String(decoding: source[range], as: UTF8.self)
      case .made(let made, _): html += made
      }
    }
    return html.split(separator: Self.parent, omittingEmptySubsequences: false).map(String.init)
  }
}

extension String {
  /// Whether a message says of a name, and of no member, that it is undefined.
  fileprivate var isOnlyAName: Bool {
    let parts = split(separator: "'", omittingEmptySubsequences: false)
    return parts.count == 3 && parts[2] == " is undefined"
      && parts[1].allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }
}
