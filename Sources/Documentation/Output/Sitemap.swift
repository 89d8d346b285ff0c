import Bytes
import Sites

/// Writes `sitemap.xml`, with MkDocs' content: every page's canonical address, none without a
/// `site_url`.
enum Sitemap {
  static func bytes(_ pages: [SiteFile], siteURL: String?) -> [UInt8] {
    var output = OutputBuffer()
    output.append(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">

      """ as StaticString)
    for page in pages {
      guard let siteURL else { break }
      output.append("  <url>\n    <loc>" as StaticString)
      output.appendHTMLEscaped(siteURL + page.url)
      output.append("</loc>\n  </url>\n" as StaticString)
    }
    output.append("</urlset>\n" as StaticString)
    return output.bytes
  }
}
