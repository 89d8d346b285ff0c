import Bytes
import Configuration
import Diagnostics
import Sites

/// `glightbox`: a click on an image shows it large.
struct LightboxPlugin: SitePlugin {
  private let skipped: Set<String>
  private let isManual: Bool
  private let captionsAreAlternatives: Bool
  private let captionPosition: String
  private let size: (width: String, height: String)

  init?(_ setup: inout PluginSetup) {
    let classes = setup.options.strings("skip_classes") ?? []
    skipped = Set(["emojione", "twemoji", "gemoji", "off-glb"] + classes)
    isManual = setup.options.bool("manual") ?? false
    captionsAreAlternatives = setup.options.bool("auto_caption") ?? false
    captionPosition = setup.options.string("caption_position") ?? "bottom"
    size = (setup.options.string("width") ?? "auto", setup.options.string("height") ?? "auto")
    setup.ignore(
      "touchNavigation", "loop", "effect", "slide_effect", "zoomable", "draggable", "auto_themed",
      "background", "shadow")
  }

  var needsFrontMatter: Bool { true }

  func configure(_ site: inout SiteConfiguration) {
    site.extraCSS.append(Self.stylePath)
    site.extraJavaScript.append(.init(path: Self.scriptPath, isDeferred: true))
  }

  func content(_ page: inout Page) {
    let values = page.metadata.values
    if values?["glightbox"]?.bool == false { return }
    let isManual =
      (isManual && values?["glightbox"]?.bool != true) || values?["glightbox-manual"]?.bool == true
    let tag: [UInt8] = Array("<img".utf8)
    var output = OutputBuffer(capacity: page.html.count + 256)
    var index = 0
    var copied = 0
    var links = 0
    let html = page.html
    while let start = html[index...].firstIndex(of: ASCII.less) {
      index = start + 1
      if html[start...].starts(with: Self.linkStart) { links += 1 }
      if html[start...].starts(with: Self.linkEnd) { links = max(0, links - 1) }
      guard html[start...].starts(with: tag), start + 4 < html.count,
        !html[start + 4].isASCIIAlphanumeric,
        let end = HTMLTagText.end(of: html, from: start)
      else { continue }
      index = end
      let image = HTMLTagText(html[start..<end])
      guard links == 0, shows(image, isManual), let source = image["data-src"] ?? image["src"]
      else { continue }
      output.append(html[copied..<start])
      write(image, source, into: &output)
      output.append(html[start..<end])
      output.append("</a>" as StaticString)
      copied = end
    }
    guard copied > 0 else { return }
    output.append(html[copied...])
    page.html = output.bytes
  }

  private static let linkStart: [UInt8] = Array("<a ".utf8)
  private static let linkEnd: [UInt8] = Array("</a>".utf8)

  private func shows(_ image: HTMLTagText, _ isManual: Bool) -> Bool {
    let classes = Set((image["class"] ?? "").split(separator: " ").map(String.init))
    guard classes.isDisjoint(with: skipped) else { return false }
    return !isManual || classes.contains("on-glb")
  }

  private func write(_ image: HTMLTagText, _ source: String, into output: inout OutputBuffer) {
    var title = image["data-title"]
    if title == nil, captionsAreAlternatives { title = image["alt"] }
    let attributes: [(String, String?)] = [
      ("class", "glightbox"), ("data-type", "image"), ("data-width", size.width),
      ("data-height", size.height), ("href", source), ("data-title", title),
      ("data-description", image["data-description"]),
      ("data-desc-position", image["data-caption-position"] ?? captionPosition),
      ("data-gallery", image["data-gallery"]),
    ]
    output.append("<a" as StaticString)
    for (name, value) in attributes {
      guard let value, !value.isEmpty else { continue }
      output.append(" \(name)=\"")
      output.append(value)
      output.append("\"" as StaticString)
    }
    output.append(">" as StaticString)
  }

  // MARK: - What shows them

  private static let scriptPath = "_scaffold/lightbox.js"
  private static let stylePath = "_scaffold/lightbox.css"

  func outputs(_ site: FinishedSite, _ log: inout [Diagnostic]) -> [OutputFile] {
    [
      OutputFile(path: Self.scriptPath, bytes: Array(Self.script.utf8)),
      OutputFile(path: Self.stylePath, bytes: Array(Self.style.utf8)),
    ]
  }

  private static let script = """
    document.addEventListener("click", event => {
      const link = event.target.closest("a.glightbox")
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      const dialog = document.createElement("dialog")
      dialog.className = "lightbox"
      const image = document.createElement("img")
      image.src = link.href
      image.alt = link.querySelector("img")?.alt ?? ""
      dialog.append(image)
      for (const key of ["title", "description"]) {
        if (!link.dataset[key]) continue
        const text = document.createElement("p")
        text.textContent = link.dataset[key]
        dialog.append(text)
      }
      dialog.addEventListener("click", () => dialog.close())
      dialog.addEventListener("close", () => dialog.remove())
      document.body.append(dialog)
      dialog.showModal()
    })

    """

  private static let style = """
    a.glightbox { cursor: zoom-in }
    dialog.lightbox { border: 0; padding: 0; background: none; color: #fff; text-align: center;
      max-width: 96vw; max-height: 96vh; cursor: zoom-out }
    dialog.lightbox img { max-width: 96vw; max-height: 90vh }
    dialog.lightbox::backdrop { background: rgb(0 0 0 / 85%) }

    """
}

/// The attributes of one start tag, as written.
struct HTMLTagText {
  private var attributes: [String: String] = [:]

  /// The index behind the tag that begins at `start`; nil when it has no end.
  static func end(of html: [UInt8], from start: Int) -> Int? {
    var quote: UInt8?
    for index in start..<html.count {
      let byte = html[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == ASCII.quote || byte == ASCII.apostrophe {
        quote = byte
      } else if byte == ASCII.greater {
        return index + 1
      }
    }
    return nil
  }

  init(_ tag: ArraySlice<UInt8>) {
    var rest = tag.dropFirst().drop { $0.isASCIIAlphanumeric }
    while true {
      rest = rest.drop { $0.isASCIIWhitespace || $0 == ASCII.slash }
      let name = rest.prefix {
        !$0.isASCIIWhitespace && $0 != ASCII.equals && $0 != ASCII.greater && $0 != ASCII.slash
      }
      guard !name.isEmpty else { return }
      rest = rest.dropFirst(name.count).drop { $0.isASCIIWhitespace }
      var value: ArraySlice<UInt8> = []
      if rest.first == ASCII.equals {
        rest = rest.dropFirst().drop { $0.isASCIIWhitespace }
        if let quote = rest.first, quote == ASCII.quote || quote == ASCII.apostrophe {
          rest = rest.dropFirst()
          value = rest.prefix { $0 != quote }
          rest = rest.dropFirst(value.count + 1)
        } else {
          value = rest.prefix { !$0.isASCIIWhitespace && $0 != ASCII.greater }
          rest = rest.dropFirst(value.count)
        }
      }
      let key = String(decoding: name, as: UTF8.self).lowercased()
      if attributes[key] == nil { attributes[key] = String(decoding: value, as: UTF8.self) }
    }
  }

  subscript(name: String) -> String? { attributes[name] }
}
