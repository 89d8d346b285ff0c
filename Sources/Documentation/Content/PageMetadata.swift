import Bytes
import Configuration
import Diagnostics
import Markdown

/// What a page's front matter says, as far as a build needs it.
struct PageMetadata: Sendable, Hashable {
  /// The page's title; it wins over the first heading, and the navigation's title over it.
  var title: String?
  /// One sentence about the page.
  var description: String?
  /// Who wrote the page.
  var author: String?
  /// Parts of the layout that the page does without: `navigation`, `toc`, `footer`.
  var hidden: Set<String> = []
  /// A mark that the navigation shows, such as `new` or `deprecated`.
  var status: String?
  /// The template that the page asks for, and where.
  var template: String?
  /// Nothing of the page is found by the search.
  var isExcludedFromSearch = false
  /// How much more than others the page counts in the search.
  var searchBoost = 1.0
  /// Where the page leads on to (`template: redirect.html` and `location`); nil for other pages.
  var redirect: String?
  /// All keys and values, where plugins read more; nil without front matter.
  private(set) var values: YAMLNode?

  /// The template of Material's that leads on.
  static let redirectTemplate = "redirect.html"

  init() {}

  /// The values of front matter. What is of the wrong kind is left out and noted.
  init(_ values: YAMLNode, _ diagnostics: inout [Diagnostic]) {
    var keys = MappingReader(values, code: "docs.front-matter", subject: "front matter")
    title = keys.string("title")
    description = keys.string("description")
    author = keys.value("author")?.string
    hidden = Set(keys.strings("hide") ?? [])
    status = keys.value("status")?.string
    template = keys.value("template")?.string
    if let search = keys.value("search") {
      isExcludedFromSearch = search["exclude"]?.bool ?? false
      searchBoost = search["boost"]?.string.flatMap(Double.init) ?? 1
    }
    if values["template"]?.string == Self.redirectTemplate { redirect = values["location"]?.string }
    self.values = values
    diagnostics += keys.diagnostics
  }
}

/// Reads the front matter of pages.
struct FrontMatterReader {
  /// The level of what is wrong; nil for silence.
  let level: Severity?
  /// Pages keep all their values.
  let keepsValues: Bool
  /// The folder's defaults, and whatever else changes a page's values.
  let change: (YAMLNode?) -> YAMLNode?

  /// Reads front matter. What cannot be read is a `docs.front-matter` diagnostic; what is no YAML, or
  /// no keys and values, becomes a part of the page's body, as MkDocs has it.
  func read(
    _ source: [UInt8], _ split: inout FrontMatter.Split, file: String,
    _ diagnostics: inout [Diagnostic]
  ) -> PageMetadata {
    var found: [Diagnostic] = []
    defer {
      if let level {
        diagnostics += found.map { diagnostic in
          var located = diagnostic
          located.severity = level
          located.code = "docs.front-matter"
          return located
        }
      }
    }
    if let line = split.emptyFenceLine { found.append(Self.emptyFences(file, line)) }
    var metadata = PageMetadata()
    if let range = split.yaml, !keepsValues, let flat = FlatFrontMatter.read(source[range]),
      !flat.contains(where: { $0.key == "template" && $0.value != PageMetadata.redirectTemplate })
    {
      // YAML's machinery costs as much as rendering a page, and front matter is nearly always flat.
      if flat.contains(where: { $0.key == "template" && $0.value == PageMetadata.redirectTemplate })
      {
        metadata.redirect = flat.first { $0.key == "location" }?.value
      }
      for (key, value) in flat {
        switch key {
        case "title": metadata.title = value
        case "description": metadata.description = value
        case "author": metadata.author = value
        case "status": metadata.status = value
        case "template": metadata.template = value
        case "hide": metadata.hidden = [value]
        default: break
        }
      }
      return metadata
    }
    guard split.yaml != nil || keepsValues else {
      metadata.title = split.values["title"]
      metadata.description = split.values["description"]
      metadata.author = split.values["author"]
      metadata.status = split.values["status"]
      metadata.template = split.values["template"]
      return metadata
    }
    do throws(Diagnostic) {
      let written = try values(source, split, file)
      if let written, written.mapping == nil, !written.isNull {
        split = FrontMatter.none(in: source)
      }
      if let values = change(written) { metadata = PageMetadata(values, &found) }
    } catch {
      var error = error
      if error.code == "yaml.syntax" {
        split = FrontMatter.none(in: source)
        error.hint = error.hint ?? "as in MkDocs, its lines show on the page until it is mended"
      }
      found.append(error)
    }
    return metadata
  }

  private func values(
    _ source: [UInt8], _ split: FrontMatter.Split, _ file: String
  ) throws(Diagnostic) -> YAMLNode? {
    if let range = split.yaml {
      return try YAMLParser.parse(source[range], file: file, lineOffset: 1)
    }
    guard !split.values.isEmpty else { return nil }
    let place = Location(file: file, line: 1, column: 1)
    return YAMLNode(
      .mapping(
        split.values.sorted { $0.key < $1.key }.map { key, value in
          .init(
            key: key, keyLocation: place,
            value: YAMLNode(.scalar(value, isPlain: true), at: place))
        }), at: place)
  }

  private static func emptyFences(_ file: String, _ line: Int) -> Diagnostic {
    .warning(
      code: "docs.front-matter",
      "the front matter is empty; as in MkDocs, its lines show on the page",
      at: Location(file: file, line: line, column: 1),
      hint: "delete both lines of `---`, or put a key such as `title:` between them")
  }
}
