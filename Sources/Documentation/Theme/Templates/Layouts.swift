import Bytes
import Jinja
import Sites

/// The layouts of a site: that of all pages, and those that pages ask for with `template:`.
struct Layouts: Sendable {
  /// The layout of pages that ask for none.
  let main: Layout
  private let others: [String: Layout]
  private let blocks: [TemplateBlock]
  private let needs: PageFactsNeeded
  private let parts: [String: [UInt8]]

  init(
    main: Layout, others: [String: Layout], blocks: [TemplateBlock], parts: [String: [UInt8]]
  ) {
    self.main = main
    self.others = others
    self.blocks = blocks
    self.parts = parts
    needs = blocks.reduce(into: PageFactsNeeded()) { $0.formUnion($1.needs) }
  }

  /// The layout that a page asks for, or all pages'.
  func layout(_ template: String?) -> Layout {
    guard let template, !others.isEmpty else { return main }
    return others[template] ?? main
  }

  /// Whether a template has a layout of its own.
  func has(_ template: String) -> Bool { others[template] != nil }

  /// Appends a block that is rendered for each page, with `fill` writing the slots it has.
  ///
  /// - Parameter facts: what templates see of the page; made when it is first asked for.
  func write(
    block index: Int, _ facts: (PageFactsNeeded) -> [String: Value],
    into output: inout OutputBuffer, fill: (Layout.Slot, inout OutputBuffer) -> Void
  ) {
    // What a page's own values break is left out there.
    guard let text = try? blocks[index].text(with: facts(needs)) else { return }
    let bytes = Array(text.utf8)
    guard bytes.contains(0) else { return output.append(bytes) }
    Layout(bytes, parts: parts).write(into: &output, fill: fill, block: { _, _ in })
  }
}

/// A block of a template, or a whole one, that speaks of the page that it stands on.
struct TemplateBlock: Sendable {
  let family: TemplateFamily
  let environment: Environment
  /// The block; nil for the whole template.
  let name: String?
  let needs: PageFactsNeeded

  /// Its text for one page, with the marks of slots.
  func text(with names: [String: Value]) throws(TemplateError) -> String {
    if let name { return try environment.render(block: name, of: family, with: names) }
    return try environment.render(family, with: names)
  }
}

/// What blocks ask for of a page.
struct PageFactsNeeded: Sendable {
  /// The members of `page`; nil where it may be any.
  private var members: Set<String>? = []
  /// The whole navigation.
  private(set) var navigation = false

  /// Whether a member of `page` is asked for.
  func has(_ member: String) -> Bool { members?.contains(member) ?? true }

  mutating func formUnion(_ other: PageFactsNeeded) {
    navigation = navigation || other.navigation
    members = members.flatMap { own in other.members.map { own.union($0) } }
  }
}

extension PageFactsNeeded {
  init(_ mentions: Mentions) {
    navigation = mentions.isOpen || mentions.asksForNavigation
    let start = "page."
    members =
      mentions.isOpen || mentions.names.contains("page")
      ? nil
      : Set(mentions.names.lazy.filter { $0.hasPrefix(start) }.map { String($0.dropFirst(5)) })
  }
}

extension Mentions {
  /// Whether the navigation is gone through, not just asked for its first page.
  var asksForNavigation: Bool {
    names.contains {
      $0 == "nav" || ($0.hasPrefix("nav.") && $0 != "nav.homepage" && $0 != "nav.")
    }
  }
}
