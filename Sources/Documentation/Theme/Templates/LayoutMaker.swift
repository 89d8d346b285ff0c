import Bytes
import Diagnostics
import Jinja
import Sites

/// Makes layouts of templates. Whatever speaks of no page is rendered here, once; a block that does
/// becomes a slot, and is rendered for each page. What cannot be rendered is said and left out, so that
/// the next template's word counts: that which it extends, or the theme's.
struct LayoutMaker {
  private var templates: ThemeTemplates
  private let parts: [String: [UInt8]]
  /// The folder of the site's own templates as the configuration names it.
  private let folder: String
  private var blocks: [TemplateBlock] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Templates that are a part of some layout.
  private var used: Set<String> = []
  /// Definitions of blocks that are left out: the block and its template.
  private var removed: [(block: String, template: String)] = []

  /// - Parameter folder: the site's own templates, as the configuration names it.
  init(_ templates: ThemeTemplates, parts: [String: [UInt8]], folder: String) {
    self.templates = templates
    self.parts = parts
    self.folder = folder
  }

  /// The layouts of a site whose pages ask for some templates; those that there are not are left out.
  mutating func layouts(for asked: Set<String>) -> Layouts {
    let main = layout(of: "main.html")
    var others: [String: Layout] = [:]
    for template in asked.union(["404.html"]).sorted() where template != "main.html" {
      others[template] = layout(of: template)
    }
    reportUnused()
    reportMaterialsFiles()
    return Layouts(
      main: main ?? Layout([], parts: [:]), others: others, blocks: blocks, parts: parts)
  }

  /// The layout of a template; nil where there is none, or it cannot be used, which is noted.
  mutating func layout(of template: String) -> Layout? {
    // Each round leaves something out, and there is an end to that.
    for _ in 0..<200 {
      var family: TemplateFamily?
      do throws(TemplateError) {
        guard templates.has(template) else { return nil }
        var read = try TemplateFamily(template, in: templates.environment)
        for removal in removed { read.remove(removal.block, of: removal.template) }
        family = read
        let text = try text(of: &read)
        used.formUnion(read.names + read.includedNames)
        return Layout(Array(text.utf8), parts: parts)
      } catch {
        guard leaveOut(error, family, of: template) else { return nil }
      }
    }
    return nil
  }

  // MARK: - Rendering

  /// Names whose values differ from page to page.
  private static let pageNames: Set<String> = ["page", "tags", "toc_item", "nav_item"]

  private mutating func text(of family: inout TemplateFamily) throws(TemplateError) -> String {
    let environment = templates.environment
    let (outer, set) = family.outerMentions(in: environment)
    let speaksOutside = outer.speaks(of: Self.pageNames)
    let pageNames = speaksOutside ? Self.pageNames.union(set) : Self.pageNames
    var dependent: [String: Mentions] = [:]
    for block in family.blockNames {
      let mentions = family.mentions(of: block, in: environment)
      if mentions.speaks(of: pageNames) { dependent[block] = mentions }
    }
    var made: [TemplateBlock] = []
    func block(_ name: String?, _ mentions: Mentions) -> TemplateBlock {
      TemplateBlock(
        family: family, environment: templates.pageEnvironment, name: name,
        needs: PageFactsNeeded(mentions))
    }
    if family.names.last.map(templates.isThemes) == true {
      checkBlocks(of: family)
      var slots: [String: String] = [:]
      for (name, mentions) in dependent.sorted(by: { $0.key < $1.key }) {
        slots[name] = Layout.mark("\(Layout.blockPrefix)\(blocks.count + made.count)")
        made.append(block(name, mentions))
      }
      let text = try environment.render(family, standIn: { [slots] in slots[$0] })
      for block in made { try Self.tryOut(block, environment) }
      blocks += made
      return text
    }
    // A document of its own, in which nothing is the theme's.
    guard speaksOutside || !dependent.isEmpty else { return try environment.render(family) }
    var mentions = outer
    for more in dependent.values { mentions.formUnion(more) }
    let whole = block(nil, mentions)
    try Self.tryOut(whole, environment)
    blocks.append(whole)
    return Layout.mark("\(Layout.blockPrefix)\(blocks.count - 1)")
  }

  /// Renders a block for a page that has nothing: what fails there is no matter of a page's values.
  private static func tryOut(
    _ block: TemplateBlock, _ environment: Environment
  ) throws(TemplateError) {
    _ = try block.text(with: TemplatePage.sample)
    let strict = TemplateBlock(
      family: block.family, environment: environment, name: block.name, needs: block.needs)
    do throws(TemplateError) {
      _ = try strict.text(with: TemplatePage.sample)
    } catch {
      // A name, not a member of front matter.
      if error.kind == .undefined, error.message.isOnlyAName { throw error }
    }
  }

  // MARK: - What cannot be used

  /// Says what is wrong, and leaves out the part at fault.
  ///
  /// - Returns: false where nothing is left to render.
  private mutating func leaveOut(
    _ error: TemplateError, _ family: TemplateFamily?, of template: String
  ) -> Bool {
    let file = error.template ?? template
    let isMember = family?.names.contains(file) ?? false
    if let family, let block = error.block {
      let places = family.places(of: block.block)
      if places.indices.contains(block.level), !templates.isThemes(places[block.level].template),
        isMember || !templates.themeHas(file)
      {
        let place = places[block.level]
        removed.append((block.block, place.template))
        report(
          "docs.theme.block", "the block '\(block.block)' is not used: \(Self.reason(error))",
          error, file, target: block.block)
        return true
      }
    }
    guard templates.own.contains(file), !templates.refused.contains(file) else {
      report(
        "docs.theme.template", "the template '\(template)' is not used: \(Self.reason(error))",
        error, file, target: template)
      return false
    }
    templates.refuse(file)
    report(
      "docs.theme.template", "the template '\(file)' is not used: \(Self.reason(error))", error,
      file, target: file)
    return true
  }

  private static func reason(_ error: TemplateError) -> String {
    switch error.kind {
    case .missingTemplate: "it names the template '\(error.message)', which is not there"
    case .syntax: "it cannot be read: \(error.message)"
    case .undefined, .runtime: "it cannot be rendered: \(error.message)"
    }
  }

  private mutating func report(
    _ code: String, _ message: String, _ error: TemplateError, _ file: String, target: String
  ) {
    let diagnostic = Diagnostic.info(
      code: code, message,
      at: Location(file: folder + "/" + file, line: max(1, error.line), column: 1), target: target,
      hint:
        "templates may use `config`, `page`, `nav`, `base_url`, `lang.t()`, `| url`, icons, partials "
        + "and files of the folder by `include`, and `super()`")
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }

  /// Blocks that stand nowhere in the layout.
  private mutating func checkBlocks(of family: TemplateFamily) {
    for block in family.blockNames {
      let places = family.places(of: block)
      guard let first = places.first,
        !places.contains(where: { $0.isNested || templates.isThemes($0.template) })
      else { continue }
      let known = family.blockNames.filter { name in
        !name.hasPrefix("scaffold_")
          && family.places(of: name).contains { templates.isThemes($0.template) }
      }
      let diagnostic = Diagnostic.info(
        code: "docs.theme.block",
        "the block '\(block)' is not used: scaffold's layout has no such block",
        at: Location(file: folder + "/" + first.template, line: first.line, column: 1),
        target: block, hint: "blocks that are used: \(known.joined(separator: ", "))")
      if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    }
  }

  /// Styles and scripts of Material's that templates ask for by name.
  private mutating func reportMaterialsFiles() {
    let environment = templates.environment
    for path in templates.own.sorted() where used.contains(path) {
      let text = environment.load(path).map { String(decoding: $0, as: UTF8.self) } ?? ""
      for name in ["javascripts/bundle.", "stylesheets/main.", "stylesheets/palette."] {
        guard let found = text[...].firstByteRange(of: "assets/" + name) else { continue }
        let line = text.utf8[..<found.lowerBound].count { $0 == ASCII.lineFeed } + 1
        diagnostics.append(
          .info(
            code: "docs.theme.asset",
            "the template asks for Material's own file 'assets/\(name)…', which the site has not",
            at: Location(file: folder + "/" + path, line: line, column: 1),
            target: "assets/" + name,
            hint: "delete the line: the theme's styles and scripts are there anyway"))
      }
    }
  }

  /// Parts of Material's that scaffold's layout does not have.
  private static let unknownParts: Set<String> = [
    "base.html", "blog.html", "blog-post.html", "redirect.html", "partials/post.html",
    "partials/pagination.html", "partials/path-item.html",
  ]

  /// Templates of the folder that stand in no layout, though Material has them in its own.
  private mutating func reportUnused() {
    for path in templates.own.sorted() where !used.contains(path) {
      guard Self.unknownParts.contains(path) || path.hasPrefix("partials/languages/") else {
        continue
      }
      diagnostics.append(
        .info(
          code: "docs.theme.template",
          "the template '\(path)' is not used: scaffold has a layout of its own",
          at: Location(file: folder + "/" + path), target: path,
          hint:
            "put HTML into blocks of main.html, or into partials such as header, footer, copyright, "
            + "content and comments"))
    }
  }
}

extension ThemeTemplates {
  /// What blocks are rendered in for each page: front matter lacks on one page what it has on others.
  var pageEnvironment: Environment {
    var environment = environment
    environment.undefined = .lax
    return environment
  }
}

extension Mentions {
  /// Whether any of these names is mentioned, or may be.
  fileprivate func speaks(of names: Set<String>) -> Bool {
    isOpen || asksForNavigation || names.contains { contains($0) }
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
