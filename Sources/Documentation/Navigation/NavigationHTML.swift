import Bytes
import Sites

/// Writes the navigation of each page.
///
/// While the navigation is small, a page shows all of it. Beyond that, a page shows the branch it is
/// on: the lists on the way to it, of long ones what is near. The rest is loaded on demand
/// (`NavigationPieces`), and is one link away where scripts do not run, so that output grows with
/// the number of pages and not with its square.
struct NavigationHTML: Sendable {
  /// Beyond this many entries a page shows its own branch only.
  private static let wholeLimit = 100
  /// How long a list is shown whole, and how much of a longer one is shown on either side.
  private static let ancestors = (whole: 24, side: 5)
  private static let siblings = (whole: 40, side: 12)

  /// How the navigation is shown, from Material's `features`.
  struct Style: Sendable {
    /// All sections are open (`navigation.expand`).
    var expands = false
    /// The outermost sections are headings (`navigation.sections`).
    var groups = false
    /// The outermost entries stand in the header (`navigation.tabs`).
    var hasTabs = false
    /// Says how many entries are not shown.
    var more: @Sendable (Int) -> String
  }

  /// Where the links of a page start.
  enum Base {
    /// At the page of this address.
    case page(String)
    /// At an absolute path, for a page that is shown at any address.
    case path(String)

    /// Appends the way to an address of the site.
    func write(_ url: String, into output: inout OutputBuffer) {
      var url = url
      url.withUTF8 { bytes in
        // Hardly any address has something to escape.
        if !bytes.needsHTMLEscaping { return write(bytes, into: &output) }
        var escaped = OutputBuffer()
        escaped.appendHTMLEscaped(bytes)
        escaped.bytes.withUnsafeBufferPointer { write($0, into: &output) }
      }
    }

    /// Appends the way to an address of the site, which is escaped for HTML.
    func write(_ url: UnsafeBufferPointer<UInt8>, into output: inout OutputBuffer) {
      switch self {
      case .path(let root):
        output.append(root)
        output.append(url)
      case .page(var own):
        own.withUTF8 { own in
          // The folders that both addresses begin with are left out.
          var shared = 0
          var index = 0
          while index < own.count, index < url.count, own[index] == url[index] {
            index += 1
            if own[index - 1] == ASCII.slash { shared = index }
          }
          var ups = 0
          for place in shared..<own.count where own[place] == ASCII.slash {
            output.append("../" as StaticString)
            ups += 1
          }
          output.append(UnsafeBufferPointer(rebasing: url[shared...]))
          if ups == 0, shared == url.count { output.append("./" as StaticString) }
        }
      }
    }
  }

  let tree: NavigationTree
  private let style: Style
  private let isPruned: Bool
  private let pieces: NavigationPieces
  /// What the marks of pages mean, by their names.
  private let status: [String: String]
  private var lines = NavigationLines()

  init(_ tree: NavigationTree, style: Style, status: [String: String]) {
    self.tree = tree
    self.style = style
    self.status = status
    isPruned = tree.entries.count > Self.wholeLimit
    pieces = NavigationPieces(tree)
    var lines = NavigationLines()
    let marked = Base.path(String(Unicode.Scalar(NavigationLines.mark)))
    for (index, entry) in tree.entries.enumerated() {
      guard entry.list == nil || isPruned else {
        lines.add(nil)
        continue
      }
      var line = OutputBuffer()
      write(
        index, level: 0, isActive: false, View(path: [], base: marked, contents: []), &line)
      lines.add(line.bytes)
    }
    self.lines = lines
  }

  /// What pages load on demand, with paths below the theme's folder.
  var files: [(path: String, bytes: [UInt8])] { isPruned ? pieces.files : [] }

  /// One page's view.
  private struct View {
    var path: [Int]
    var base: Base
    /// The page's contents list, where it stands in the navigation.
    var contents: [UInt8]
  }

  /// The tree for one page.
  ///
  /// - Parameters:
  ///   - path: the entries that lead to the page; empty for a page outside the navigation.
  ///   - base: where the page is.
  ///   - contents: written below the page's own entry.
  func write(
    path: [Int], base: Base, contents: [UInt8] = [], into output: inout OutputBuffer
  ) {
    write(
      0, level: 0, isOnPath: true, View(path: path, base: base, contents: contents), &output)
  }

  // MARK: - Lists

  private func write(
    _ list: Int, level: Int, isOnPath: Bool, _ view: View, _ output: inout OutputBuffer
  ) {
    let all = tree.lists[list].entries
    let active = isOnPath && level < view.path.count ? view.path[level] : nil
    let shown = isPruned ? window(all, around: active, isOwn: level + 1 >= view.path.count) : all
    output.append("<ul class=\"md-nav__list\">\n" as StaticString)
    if shown.lowerBound > all.lowerBound {
      writeMore(
        all.lowerBound..<shown.lowerBound, next: shown.lowerBound - 1, of: list, view, &output)
    }
    for index in shown {
      if index != active, lines.write(index, from: view.base, into: &output) { continue }
      write(index, level: level, isActive: index == active, view, &output)
    }
    if shown.upperBound < all.upperBound {
      writeMore(shown.upperBound..<all.upperBound, next: shown.upperBound, of: list, view, &output)
    }
    output.append("</ul>" as StaticString)
  }

  /// What is shown of a list; what is left out is at least two entries, each longer than the link
  /// to it.
  private func window(_ all: Range<Int>, around active: Int?, isOwn: Bool) -> Range<Int> {
    let limit = isOwn ? Self.siblings : Self.ancestors
    if all.count <= limit.whole { return all }
    let size = 2 * limit.side + 1
    let wanted = (active ?? all.lowerBound) - limit.side
    let start = max(all.lowerBound, min(wanted, all.upperBound - size))
    let lower = start - all.lowerBound < 2 ? all.lowerBound : start
    let upper = min(all.upperBound, start + size)
    return lower..<(all.upperBound - upper < 2 ? all.upperBound : upper)
  }

  /// A link to the nearest entry that is not shown, which scripts turn into a button that shows
  /// more.
  private func writeMore(
    _ hidden: Range<Int>, next: Int, of list: Int, _ view: View, _ output: inout OutputBuffer
  ) {
    output.append("<li class=\"md-nav__item md-nav__item--more\" data-nav=\"" as StaticString)
    pieces.writePointer(toEntry: next, of: list, into: &output)
    output.append("\" data-at=\"" as StaticString)
    output.append(decimal: next - tree.lists[list].entries.lowerBound)
    output.append(
      next == hidden.lowerBound ? "\" data-way=\"down\"><a" : "\" data-way=\"up\"><a")
    output.append(" class=\"md-nav__link\" href=\"" as StaticString)
    // A section without a page has no address: then the link leads to where it would open.
    let near = tree.entries[next].url ?? tree.entries[hidden.lowerBound].url ?? ""
    writeAddress(near, isExternal: tree.entries[next].isExternal, view.base, &output)
    output.append("\">" as StaticString)
    output.appendHTMLEscaped(style.more(hidden.count))
    output.append("</a></li>\n" as StaticString)
  }

  // MARK: - Entries

  private func write(
    _ index: Int, level: Int, isActive: Bool, _ view: View, _ output: inout OutputBuffer
  ) {
    let entry = tree.entries[index]
    let isCurrent = isActive && level + 1 == view.path.count
    guard let list = entry.list else {
      output.append("<li class=\"md-nav__item" as StaticString)
      if isActive { output.append(" md-nav__item--active" as StaticString) }
      output.append("\">" as StaticString)
      writeLink(entry, isCurrent: isCurrent, isActive: isActive, view.base, &output)
      if isCurrent { output.append(view.contents) }
      output.append("</li>\n" as StaticString)
      return
    }
    if isPruned, !isActive {
      output.append("<li class=\"md-nav__item md-nav__item--pruned\" data-nav=\"" as StaticString)
      pieces.writePointer(
        toEntry: tree.lists[list].entries.lowerBound, of: list, into: &output)
      output.append("\">" as StaticString)
      writeLink(entry, isCurrent: false, isActive: false, view.base, &output)
      output.append("</li>\n" as StaticString)
      return
    }
    let isGroup = style.groups && level == (style.hasTabs ? 1 : 0)
    output.append("<li class=\"md-nav__item md-nav__item--nested" as StaticString)
    if isGroup { output.append(" md-nav__item--section" as StaticString) }
    if isActive { output.append(" md-nav__item--active" as StaticString) }
    output.append("\">" as StaticString)
    if entry.page != nil || isGroup {
      writeLink(
        entry, isCurrent: isCurrent, isActive: isActive, view.base, isGroup: isGroup, &output)
      if isCurrent { output.append(view.contents) }
    }
    if !isGroup {
      output.append("<details" as StaticString)
      if isActive || style.expands { output.append(" open" as StaticString) }
      if entry.page != nil {
        output.append("><summary aria-label=\"" as StaticString)
        output.append(entry.html)
        output.append("\"></summary>" as StaticString)
      } else {
        output.append("><summary class=\"md-nav__link\">" as StaticString)
        output.append(entry.html)
        output.append("</summary>" as StaticString)
      }
    }
    write(list, level: level + 1, isOnPath: isActive, view, &output)
    output.append(isGroup ? "</li>\n" : "</details></li>\n")
  }

  private func writeLink(
    _ entry: NavigationTree.Entry, isCurrent: Bool, isActive: Bool, _ base: Base,
    isGroup: Bool = false, _ output: inout OutputBuffer
  ) {
    guard let url = entry.url, !isGroup || entry.page != nil else {
      output.append("<span class=\"md-nav__link\">" as StaticString)
      output.append(entry.html)
      output.append("</span>" as StaticString)
      return
    }
    output.append("<a class=\"md-nav__link" as StaticString)
    if isActive { output.append(" md-nav__link--active" as StaticString) }
    if entry.isExternal { output.append(" external" as StaticString) }
    output.append("\" href=\"" as StaticString)
    writeAddress(url, isExternal: entry.isExternal, base, &output)
    output.append(isCurrent ? "\" aria-current=\"page\">" : "\">")
    output.append(entry.html)
    if let status = entry.status { writeStatus(status, &output) }
    output.append("</a>" as StaticString)
  }

  private func writeStatus(_ name: String, _ output: inout OutputBuffer) {
    output.append(" <span class=\"md-status md-status--" as StaticString)
    output.appendHTMLEscaped(name)
    output.append("\" title=\"" as StaticString)
    output.appendHTMLEscaped(status[name] ?? name)
    output.append("\"></span>" as StaticString)
  }

  private func writeAddress(
    _ url: String, isExternal: Bool, _ base: Base, _ output: inout OutputBuffer
  ) {
    if isExternal || url.hasPrefix("/") { return output.appendHTMLEscaped(url) }
    base.write(url, into: &output)
  }

  // MARK: - Tabs and the path

  /// The outermost entries as tabs.
  func writeTabs(path: [Int], base: Base, into output: inout OutputBuffer) {
    let all = tree.lists[0].entries
    guard style.hasTabs, all.count > 1 else { return }
    let active = path.first
    output.append("<ul class=\"md-tabs__list\">" as StaticString)
    for index in window(all, around: active, isOwn: false) {
      let entry = tree.entries[index]
      guard let url = entry.url else { continue }
      output.append("<li class=\"md-tabs__item" as StaticString)
      if index == active { output.append(" md-tabs__item--active" as StaticString) }
      output.append("\"><a class=\"md-tabs__link\" href=\"" as StaticString)
      writeAddress(url, isExternal: entry.isExternal, base, &output)
      output.append(index == active ? "\" aria-current=\"true\">" : "\">")
      output.append(entry.html)
      output.append("</a></li>" as StaticString)
    }
    output.append("</ul>" as StaticString)
  }

  /// The sections that lead to a page.
  func writePath(_ path: [Int], base: Base, into output: inout OutputBuffer) {
    guard path.count > 1 else { return }
    output.append("<ol class=\"md-path__list\">" as StaticString)
    for index in path.dropLast() {
      let entry = tree.entries[index]
      output.append("<li class=\"md-path__item\">" as StaticString)
      if let url = entry.url {
        output.append("<a class=\"md-path__link\" href=\"" as StaticString)
        writeAddress(url, isExternal: entry.isExternal, base, &output)
        output.append("\">" as StaticString)
        output.append(entry.html)
        output.append("</a>" as StaticString)
      } else {
        output.append(entry.html)
      }
      output.append("</li>" as StaticString)
    }
    output.append("</ol>" as StaticString)
  }
}
