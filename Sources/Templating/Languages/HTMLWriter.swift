import Bytes

/// Writes into HTML and XML: between tags and in quoted attributes, as character references.
struct HTMLWriter: LanguageWriter {
  private enum State: Equatable {
    case content, comment, tag
    case attribute(UInt8)
    /// Inside `<script>` or `<style>`, up to its end tag.
    case raw([UInt8])
  }

  private var state = State.content
  private var name: [UInt8] = []
  private var readsName = false

  mutating func read(_ bytes: ArraySlice<UInt8>) {
    for index in bytes.indices { step(bytes[index...], bytes[index]) }
  }

  private mutating func step(_ rest: ArraySlice<UInt8>, _ byte: UInt8) {
    switch state {
    case .content:
      guard byte == ASCII.less else { return }
      state = rest.starts(with: Array("<!--".utf8)) ? .comment : .tag
      (name, readsName) = ([], true)
    case .comment:
      // The last of the three bytes of "-->", whose first two are in `name`.
      if byte == ASCII.greater, name.suffix(2) == [ASCII.hyphen, ASCII.hyphen] { state = .content }
      name.append(byte)
    case .tag:
      if byte == ASCII.quote || byte == ASCII.apostrophe {
        state = .attribute(byte)
      } else if byte == ASCII.greater {
        let isRaw = name == Array("script".utf8) || name == Array("style".utf8)
        state = isRaw ? .raw(Array("</".utf8) + name) : .content
      } else if readsName, byte.isASCIIAlphanumeric || byte == ASCII.slash {
        name.append(byte.asciiLowercased)
      } else {
        readsName = false
      }
    case .attribute(let quote):
      if byte == quote { state = .tag }
    case .raw(let end):
      if byte == ASCII.less, rest.prefix(end.count).map(\.asciiLowercased) == end {
        state = .tag
        (name, readsName) = ([], true)
      }
    }
  }

  func literal(for text: String, before rest: ArraySlice<UInt8>) throws(Refusal) -> [UInt8] {
    switch state {
    case .content, .attribute: break
    case .comment: throw .insideComment
    case .tag:
      throw Refusal(
        "text cannot be written inside a tag", hint: "put quotes around the attribute's value")
    case .raw(let end):
      let element = String(decoding: end.dropFirst(2), as: UTF8.self)
      throw Refusal(
        "text cannot be written inside <\(element)>", hint: "put it into an attribute and read that"
      )
    }
    var output = OutputBuffer()
    for byte in text.utf8 {
      switch byte {
      case ASCII.ampersand: output.append("&amp;" as StaticString)
      case ASCII.less: output.append("&lt;" as StaticString)
      case ASCII.greater: output.append("&gt;" as StaticString)
      case ASCII.quote: output.append("&quot;" as StaticString)
      case ASCII.apostrophe: output.append("&#39;" as StaticString)
      default: output.append(byte)
      }
    }
    return output.bytes
  }
}
