import Bytes

/// A document that leads on to another address.
enum RedirectDocument {
  /// The document.
  static func bytes(leadingTo address: String) -> [UInt8] {
    var escaped = OutputBuffer()
    escaped.appendHTMLEscaped(address)
    var script = OutputBuffer()
    script.appendJSON(address)
    // A `</script>` in the address must not end the script.
    let literal =
      script.text.utf8.contains(ASCII.less)
      ? script.text.replacing("<", with: "\\u003C") : script.text
    return Array(
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Redirecting…</title>
      <link rel="canonical" href="\(escaped.text)">
      <meta name="robots" content="noindex">
      <script>location.replace(\(literal) + (location.hash ? location.hash : ""))</script>
      <meta http-equiv="refresh" content="0; url=\(escaped.text)">
      </head>
      <body>
      <p>This page moved to <a href="\(escaped.text)">\(escaped.text)</a>.</p>
      </body>
      </html>

      """.utf8)
  }
}
