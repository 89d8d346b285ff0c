import Bytes
import Configuration

/// `minify`: pages without comments, and with one blank where there are several.
struct MinifyPlugin: SitePlugin {
  private let changesPages: Bool

  init?(_ setup: inout PluginSetup) {
    changesPages = setup.options.bool("minify_html") ?? false
    setup.unsupported("minify_js", "scripts are copied as they are")
    setup.unsupported("minify_css", "styles are copied as they are")
    setup.ignore("htmlmin_opts", "js_files", "css_files", "cache_safe", "debug")
    if !changesPages { return nil }
  }

  var changesDocuments: Bool { changesPages }

  /// Elements whose text must stay as it is.
  private static let kept = ["pre", "textarea", "script", "style", "code"].map { Array($0.utf8) }
  private static let commentStart: [UInt8] = Array("<!--".utf8)
  private static let commentEnd: [UInt8] = Array("-->".utf8)

  func document(_ bytes: inout [UInt8]) {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == ASCII.less {
        if bytes[index...].starts(with: Self.commentStart),
          let end = bytes[index...].firstRange(of: Self.commentEnd)?.upperBound
        {
          index = end
          continue
        }
        if let end = Self.endOfKept(bytes, index) {
          output += bytes[index..<end]
          index = end
          continue
        }
        // Attributes keep their blanks.
        let end = HTMLTagText.end(of: bytes, from: index) ?? bytes.count
        output += bytes[index..<end]
        index = end
      } else if byte.isASCIIWhitespace {
        var hasLine = false
        while index < bytes.count, bytes[index].isASCIIWhitespace {
          hasLine = hasLine || bytes[index] == ASCII.lineFeed
          index += 1
        }
        output.append(hasLine ? ASCII.lineFeed : ASCII.space)
      } else {
        output.append(byte)
        index += 1
      }
    }
    bytes = output
  }

  private static func endOfKept(_ bytes: [UInt8], _ start: Int) -> Int? {
    for name in kept where bytes[(start + 1)...].starts(with: name) {
      let next = start + 1 + name.count
      guard next < bytes.count, !bytes[next].isASCIIAlphanumeric else { continue }
      let end = [ASCII.less, ASCII.slash] + name
      return bytes[next...].firstRange(of: end)?.upperBound ?? bytes.count
    }
    return nil
  }
}
