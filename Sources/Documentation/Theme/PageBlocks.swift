import Bytes
import Configuration
import Jinja
import Sites

/// Blocks of a site's own `main.html` that speak of the page they stand on: they are rendered for each.
struct PageBlocks: Sendable {
  /// Which part of a block stands in a place.
  enum Part: Sendable {
    /// All of it, without `{{ super() }}`.
    case whole
    /// What stands before or behind the first `{{ super() }}`.
    case before, after
  }

  private struct Block {
    var template: Template
    var part: Part
    /// HTML around what is not empty.
    var frame: (start: String, end: String)
  }

  private let environment: Environment
  private var blocks: [Block] = []
  private var titles: Template?
  private let configuration: SiteConfiguration

  /// - Parameter environment: what the blocks are rendered in.
  init(_ environment: Environment, _ configuration: SiteConfiguration) {
    self.environment = environment
    self.configuration = configuration
  }

  /// Adds a block, and gives the slot of the layout where it stands.
  mutating func add(
    _ template: Template, _ part: Part, in frame: (start: String, end: String) = ("", "")
  ) -> String {
    blocks.append(Block(template: template, part: part, frame: frame))
    return "<%\(Layout.blockPrefix)\(blocks.count - 1)%>"
  }

  /// Sets what `htmltitle` says.
  mutating func setTitle(_ template: Template) { titles = template }

  /// Whether a page has anything to be rendered.
  var isEmpty: Bool { blocks.isEmpty && titles == nil }

  /// Appends a block for a page.
  func write(_ index: Int, _ page: PageLayout.Content, into output: inout OutputBuffer) {
    let block = blocks[index]
    guard let parts = render(block.template, page) else { return }
    let shown: [Substring] =
      switch block.part {
      case .whole: parts[...].map { $0 }
      case .before: Array(parts.prefix(1))
      case .after: Array(parts.dropFirst())
      }
    let html = shown.map(\.withoutOuterBlanks).filter { !$0.isEmpty }.joined(separator: "\n")
    guard !html.isEmpty else { return }
    output.append(block.frame.start + html + block.frame.end + "\n")
  }

  /// What stands in the `<title>` of `htmltitle`, as HTML; nil where it says nothing.
  func title(of page: PageLayout.Content) -> String? {
    guard let titles, let html = render(titles, page)?.joined(separator: "")[...],
      let start = html.firstByteRange(of: "<title>"),
      let end = html[start.upperBound...].firstByteRange(of: "</title>")
    else { return nil }
    let title = html[start.upperBound..<end.lowerBound].withoutOuterBlanks
    return title.isEmpty ? nil : String(title)
  }

  /// The parts of a rendered template before and behind each `{{ super() }}`.
  private func render(_ template: Template, _ page: PageLayout.Content) -> [Substring]? {
    let names: [String: Value] = ["page": .facts(of: page, configuration)]
    // What a page's own values break is left out there.
    guard let html = try? environment.render(template, with: names).text(of: template) else {
      return nil
    }
    return html[...].pieces(between: OverrideTemplates.parent).map { part in
      let pieces = part.pieces(between: "<%root%>")
      return pieces.count == 1 ? part : pieces.joined(separator: page.root)[...]
    }
  }
}

extension Value {
  /// What blocks see of a page; nothing on the 404 page.
  static func facts(of page: PageLayout.Content, _ configuration: SiteConfiguration) -> Value {
    guard let url = page.url else { return .none }
    func neighbour(_ neighbour: PageLayout.Content.Neighbour?) -> Value {
      guard let neighbour else { return .none }
      return .dictionary(
        .init([("title", .string(neighbour.title)), ("url", .string(neighbour.url))]))
    }
    var meta = Value.Members()
    for entry in page.values?.mapping ?? [] { meta[entry.key] = Value(entry.value) }
    let source = page.sourcePath ?? ""
    return .dictionary(
      .init([
        ("title", .string(page.title)), ("meta", .dictionary(meta)), ("url", .string(url)),
        ("is_homepage", .bool(page.isHome)),
        ("canonical_url", configuration.siteURL.map { Value.string($0 + url) } ?? Value.none),
        (
          "file",
          .dictionary(
            .init([
              ("src_path", .string(source)), ("src_uri", .string(source)), ("url", .string(url)),
            ]))
        ),
        ("previous_page", neighbour(page.previous)), ("next_page", neighbour(page.next)),
      ]))
  }
}

extension StringProtocol {
  fileprivate var withoutOuterBlanks: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
