import Bytes
import Diagnostics
import Documentation
import FileTree
import Sites

/// Decides what a request is answered with.
///
/// Only the files of the site are served, by their paths in it: whatever else a request names, with
/// `..` or `%2e%2e`, there is no such file.
struct Responder {
  /// An answer.
  struct Response {
    var status = 200
    var headers: [(String, String)] = []
    var body: [UInt8] = []
    /// The answer has no end: it tells of new states of the site.
    var isEventStream = false
  }

  /// Where pages hear of new states, below the site's root; no page of a site is there.
  static let eventsPath = "_scaffold/preview"

  private let snapshot: PreviewState.Snapshot

  init(_ snapshot: PreviewState.Snapshot) { self.snapshot = snapshot }

  /// Answers a request for `target`, a path with or without a query.
  func answer(method: String, target: String) -> Response {
    guard method == "GET" || method == "HEAD" else {
      return text("405 Method not allowed\n", status: 405, headers: [("allow", "GET, HEAD")])
    }
    let parts = SplitURL(target)
    guard parts.path.hasPrefix("/"), let path = Self.decoded(parts.path) else {
      return text("400 Bad request\n", status: 400)
    }
    let base = snapshot.basePath
    guard path.hasPrefix(base) else {
      return path == "/" || path + "/" == base ? redirect(to: base) : notFound()
    }
    let isFolder = path.hasSuffix("/")
    guard let inside = RelativePath.normalized(path.dropFirst(base.count)) else {
      return notFound()
    }
    if inside == Self.eventsPath, snapshot.presentation.isLive {
      return Response(headers: [("content-type", "text/event-stream")], isEventStream: true)
    }
    guard let site = snapshot.site else { return failure() }
    if isFolder || inside.isEmpty {
      return file(at: inside.isEmpty ? "index.html" : inside + "/index.html", of: site)
    }
    if !site.has(inside), site.has(inside + "/index.html") {
      let query = parts.suffix
      return redirect(to: base + SiteAddress.percentEncoded(inside) + "/" + query)
    }
    return file(at: inside, of: site)
  }

  /// The path with its escapes decoded; nil when it is no text or holds what no path does.
  static func decoded(_ path: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(path.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == ASCII.percent else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst()?.hexDigitValue, let low = rest.popFirst()?.hexDigitValue
      else { return nil }
      bytes.append(high << 4 | low)
    }
    guard !bytes.contains(0), !bytes.contains(ASCII.backslash) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  private func file(at path: String, of site: SitePreview) -> Response {
    do throws(Diagnostic) {
      guard let bytes = try site.file(at: path) else { return notFound() }
      let type = ContentType.of(path)
      return Response(
        headers: [("content-type", type)], body: type == ContentType.html ? page(bytes) : bytes)
    } catch {
      return failure(besides: [error])
    }
  }

  private func notFound() -> Response {
    let found = (try? snapshot.site?.file(at: "404.html")) ?? nil
    let bytes = found ?? Array("<!doctype html>\n<h1>404 - Not found</h1>\n".utf8)
    return Response(
      status: 404, headers: [("content-type", ContentType.html)], body: page(bytes))
  }

  /// A page that says nothing but why there is no other.
  private func failure(besides more: [Diagnostic] = []) -> Response {
    let title =
      "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
      + "<title>The site cannot be shown</title>\n<body>\n<noscript>\n"
    var output = OutputBuffer()
    output.append(title)
    for diagnostic in snapshot.diagnostics + more {
      output.append("<pre>" as StaticString)
      output.appendHTMLEscaped(TextRenderer().render(diagnostic))
      output.append("</pre>\n" as StaticString)
    }
    output.append("</noscript>\n</body>\n</html>\n" as StaticString)
    return Response(
      status: 500, headers: [("content-type", ContentType.html)],
      body: page(output.bytes, besides: more))
  }

  private func page(_ bytes: [UInt8], besides more: [Diagnostic] = []) -> [UInt8] {
    snapshot.presentation.page(
      bytes, generation: snapshot.generation, diagnostics: snapshot.diagnostics + more,
      events: snapshot.basePath + Self.eventsPath)
  }

  private func redirect(to address: String) -> Response {
    text("See \(address)\n", status: 302, headers: [("location", address)])
  }

  private func text(_ text: String, status: Int, headers: [(String, String)] = []) -> Response {
    Response(
      status: status, headers: headers + [("content-type", "text/plain; charset=utf-8")],
      body: Array(text.utf8))
  }
}
