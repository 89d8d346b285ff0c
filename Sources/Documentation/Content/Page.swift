import Bytes
import Diagnostics
import Markdown
import Sites

/// A page with everything that its own source determines.
struct Page: Sendable {
  /// The page's file.
  var file: SiteFile
  /// What its front matter says.
  var metadata: PageMetadata
  /// Its content as HTML.
  var html: [UInt8]
  /// HTML that stands before and behind the content, such as tags and dates.
  var lead: [UInt8] = []
  var trail: [UInt8] = []
  /// HTML above and below the article: what is known of a blog's post, and where to read on.
  var byline: [UInt8] = []
  var furtherReading: [UInt8] = []
  /// The pages before and after it, where they are not those of the navigation.
  var neighbours: Neighbours?
  /// Its headings, for the contents list.
  var headings: [Heading]
  /// What a fragment can lead to.
  var anchors: Set<String>
  /// Links into pages by fragment, to be checked when all pages are known.
  var fragmentLinks: [FragmentLink]
  /// The files that it includes, seen from the configuration's folder.
  var includedFiles: [String] = []
  /// The page lists articles and is none itself.
  var isList = false
  /// Labels of references that have no definition.
  var undefinedReferences: [String] = []
  /// Its Markdown without front matter, where a plugin needs it; else empty.
  var markdown: [UInt8] = []
  /// What is wrong with it.
  var diagnostics: [Diagnostic]

  /// Pages that one leads on to, by their indexes.
  struct Neighbours: Sendable {
    var previous: Int?
    var next: Int?
  }

  /// A link with a fragment.
  struct FragmentLink: Sendable {
    /// The source path of the page it leads to.
    var target: String
    /// The anchor, percent-decoded.
    var fragment: String
    /// The destination as written.
    var destination: String
    /// Where it is written.
    var location: Location
  }

  /// The title by the page alone: front matter, else a first heading of level one, else its file's
  /// name. Source: MkDocs 1.6, `Page.title`.
  var ownTitle: String {
    if let title = metadata.title { return title }
    if let first = headings.first, first.level == 1, startsWithHeading, !first.text.isEmpty {
      return first.text
    }
    if file.isHome { return "Home" }
    return PageTitle.from(name: PageTitle.stem(of: file.sourcePath))
  }

  /// Whether the first thing in the content is its first heading.
  private var startsWithHeading: Bool { isList || html.starts(with: Array("<h1".utf8)) }

  /// Whether the content has a heading of level one, as Material looks for it.
  var hasTitleHeading: Bool {
    if headings.contains(where: { $0.level == 1 }) { return true }
    return html.containsTitleHeadingMarkup
  }
}

extension [UInt8] {
  /// Whether `<h1` stands anywhere (raw HTML may bring one).
  fileprivate var containsTitleHeadingMarkup: Bool {
    let wanted: [UInt8] = Array("<h1".utf8)
    return withUnsafeBufferPointer { bytes in
      var index = 0
      while index + 2 < bytes.count {
        if bytes[index] == wanted[0], bytes[index + 1] == wanted[1], bytes[index + 2] == wanted[2] {
          return true
        }
        index += 1
      }
      return false
    }
  }
}
