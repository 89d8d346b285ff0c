import Bytes
import FileTree
import Markdown
import Sites

/// Where a link leads.
enum LinkTarget: Sendable, Hashable {
  /// Out of the repository by a scheme or a host, or nowhere that can be checked here.
  case external
  /// To the document itself.
  case sameDocument
  /// To a file of the repository.
  case file(String)
  /// To a folder of the repository.
  case folder(String)
  /// To something that git ignores: others will not have it.
  case ignored(String)
  /// To something whose name differs in case only.
  case otherCase(wanted: String, real: String)
  /// To nothing.
  case missing(String)
  /// Above the repository's root.
  case outsideRepository
  /// From a page of a site to a file that is no part of it.
  case outsideSite(String)
}

/// A link, and where it leads.
struct ResolvedLink: Sendable {
  /// The link as written.
  var link: Link
  /// Where it leads.
  var target: LinkTarget
  /// What follows `#`, percent-decoded; nil without one.
  var fragment: String?
  /// The folder that the link's path starts from, for hints.
  var folder: String
  /// Whether the destination is an address on the web that stands for a file of the repository.
  var isWebAddress = false

  /// The destination that leads to `path` from where the link stands, written as Markdown and HTML
  /// have it, with what followed the old path.
  func destination(to path: String) -> String {
    let suffix = SplitURL(link.destination).suffix
    if link.destination.hasPrefix("/") { return "/" + path.encodedForLinks + suffix }
    let way = RelativePath.from(folder: folder, to: path).encodedForLinks
    return (link.destination.hasPrefix("./") && !way.hasPrefix(".") ? "./" + way : way) + suffix
  }
}

extension String {
  /// A path with what would end or change a link's destination percent-encoded.
  var encodedForLinks: String {
    guard utf8.contains(where: { $0.mustBeEncodedInLinks }) else { return self }
    var buffer = OutputBuffer(capacity: utf8.count + 8)
    for byte in utf8 {
      if byte.mustBeEncodedInLinks {
        buffer.appendPercentEncoded(byte)
      } else {
        buffer.append(byte)
      }
    }
    return buffer.text
  }
}

extension UInt8 {
  fileprivate var mustBeEncodedInLinks: Bool {
    switch self {
    case 0...ASCII.space, ASCII.leftParenthesis, ASCII.rightParenthesis, ASCII.less, ASCII.greater,
      ASCII.percent, ASCII.hash, ASCII.question, ASCII.quote, ASCII.backslash:
      true
    default: false
    }
  }
}
