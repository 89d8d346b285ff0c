import Bytes

/// Writes the texts that results show: `[[address, title, [anchor, heading, passage…]…]…]`.
struct SearchTextFiles {
  /// About how large a file is.
  private let size: Int
  private var files: [(path: String, bytes: [UInt8])] = []
  /// How many passages each file has.
  private var counts: [Int] = []
  private var output: OutputBuffer
  private var count = 0

  init(size: Int) {
    self.size = size
    output = OutputBuffer(capacity: size + SearchText.limit)
  }

  /// Adds the passages of the next page.
  mutating func add(_ page: SearchPart.Page) {
    var section: Int?
    var isOpen = false
    for passage in page.text.passages {
      if output.count > size {
        if isOpen { output.append("]]" as StaticString) }
        endFile()
        (isOpen, section) = (false, nil)
      }
      if !isOpen {
        output.append(count == 0 ? "scaffold.search.texts(\(files.count),[[\"" : ",\n[\"")
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

  /// The files, and how many passages each has.
  consuming func finish() -> (files: [(path: String, bytes: [UInt8])], counts: [Int]) {
    if count > 0 { endFile() }
    return (files, counts)
  }

  private mutating func endFile() {
    output.append("])\n" as StaticString)
    files.append(("\(SearchIndex.folder)texts/\(files.count).js", output.bytes))
    counts.append(count)
    output = OutputBuffer(capacity: size + SearchText.limit)
    count = 0
  }
}
