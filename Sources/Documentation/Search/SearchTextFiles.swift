import Bytes
import Diagnostics

/// Writes the texts that results show: `[[address, title, [anchor, heading, passage…]…]…]`.
struct SearchTextFiles {
  /// About how large a file is.
  private let size: Int
  /// How many passages each file has.
  private(set) var counts: [Int] = []
  private var output: OutputBuffer
  private var count = 0

  init(size: Int) {
    self.size = size
    output = OutputBuffer(capacity: size + SearchText.limit)
  }

  /// Adds the passages of the next page, and hands out files that are full.
  mutating func add(
    _ page: SearchPart.Page, _ write: SearchFiles.Writing
  ) throws(Diagnostic) {
    var section: Int?
    var isOpen = false
    for passage in page.text.passages {
      if output.count > size {
        if isOpen { output.append("]]" as StaticString) }
        try end(write)
        (isOpen, section) = (false, nil)
      }
      if !isOpen {
        output.append(count == 0 ? "scaffold.search.texts(\(counts.count),[[\"" : ",\n[\"")
        output.appendJSONEscaped(page.url)
        output.append("\",\"" as StaticString)
        output.append(page.title)
        output.append(ASCII.quote)
        isOpen = true
      }
      if passage.section != section {
        if section != nil { output.append(ASCII.rightBracket) }
        section = passage.section
        output.append(",[\"" as StaticString)
        output.append(page.text.sections[passage.section].anchor)
        output.append("\",\"" as StaticString)
        output.append(page.text.sections[passage.section].heading)
        output.append(ASCII.quote)
      }
      output.append(",\"" as StaticString)
      page.text.bytes.withUnsafeBufferPointer {
        output.append(UnsafeBufferPointer(rebasing: $0[passage.range]))
      }
      output.append(ASCII.quote)
      count += 1
    }
    if isOpen { output.append("]]" as StaticString) }
  }

  /// Hands out the file that is being made, if there is one.
  mutating func end(_ write: SearchFiles.Writing) throws(Diagnostic) {
    guard count > 0 else { return }
    output.append("])\n" as StaticString)
    try write("\(SearchIndex.folder)texts/\(counts.count).js", output.bytes)
    counts.append(count)
    output.removeAll()
    count = 0
  }
}
