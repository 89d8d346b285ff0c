import Bytes
import Sites

/// Gives attributes to the links of a page that lead out of the site.
struct ExternalLinks: Sendable {
  /// Names and values, as they are written.
  let attributes: [(name: String, value: String)]
  /// Links that open in a new tab tell the page there nothing of this one.
  let shieldsNewTabs: Bool
  /// PDF files count, wherever they lie.
  let includesPDF: Bool
  /// The host of the site: links to it stay as they are.
  private let host: Substring?

  init(
    attributes: [(name: String, value: String)], shieldsNewTabs: Bool, includesPDF: Bool,
    siteURL: String?
  ) {
    self.attributes = attributes
    self.shieldsNewTabs = shieldsNewTabs
    self.includesPDF = includesPDF
    host = siteURL.flatMap { Self.host(of: $0) }
  }

  private static func host(of address: String) -> Substring? {
    guard let start = address.firstRange(of: "//")?.upperBound else { return nil }
    return address[start...].prefix { !"/?#".contains($0) }
  }

  private func isMeant(_ address: String) -> Bool {
    if includesPDF {
      let path = address.prefix { $0 != "?" && $0 != "#" }
      if path.lowercased().hasSuffix(".pdf") { return true }
    }
    return Self.leadElsewhere.contains { address.hasPrefix($0) } && Self.host(of: address) != host
  }

  /// What addresses begin with that lead to a host.
  static let leadElsewhere = ["http://", "https://", "//"]

  /// Rewrites a page's HTML.
  func apply(to html: inout [UInt8]) {
    var output = OutputBuffer()
    var copied = 0
    var index = 0
    while let start = html[index...].firstIndex(of: ASCII.less) {
      index = start + 1
      guard html[start...].starts(with: Self.anchor),
        let end = HTMLTagText.end(of: html, from: start)
      else { continue }
      index = end
      let tag = HTMLTagText(html[start..<end])
      guard let address = tag["href"], isMeant(address) else { continue }
      var added = attributes.filter { tag[$0.name] == nil }
      let target = tag["target"] ?? added.first { $0.name == "target" }?.value
      if shieldsNewTabs, target == "_blank", tag["rel"] == nil,
        !added.contains(where: { $0.name == "rel" })
      {
        added.append(("rel", "noopener"))
      }
      guard !added.isEmpty else { continue }
      output.append(html[copied..<(end - 1)])
      for (name, value) in added { output.append(" \(name)=\"\(value.htmlEscaped)\"") }
      copied = end - 1
    }
    guard copied > 0 else { return }
    output.append(html[copied...])
    html = output.bytes
  }

  private static let anchor: [UInt8] = Array("<a ".utf8)
}
