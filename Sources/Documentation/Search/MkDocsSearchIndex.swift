import Bytes

/// Writes `search_index.json` as MkDocs does, for tools that read it. The site's own search does not.
enum MkDocsSearchIndex {
  static func bytes(_ runs: [SearchPart.Run], languages: [String]) -> [UInt8] {
    var output = OutputBuffer()
    output.append("{\"config\":{\"lang\":[" as StaticString)
    for (number, language) in languages.enumerated() {
      if number > 0 { output.append(ASCII.comma) }
      output.appendJSON(language)
    }
    output.append(
      "],\"separator\":\"[\\\\s\\\\-]+\",\"pipeline\":[\"stopWordFilter\"]},\"docs\":["
        as StaticString)
    var isFirst = true
    for page in runs.lazy.flatMap(\.pages) {
      var index = 0
      let passages = page.text.passages
      while index < passages.count {
        let section = passages[index].section
        let end = passages[index...].firstIndex { $0.section != section } ?? passages.count
        if !isFirst { output.append(ASCII.comma) }
        isFirst = false
        write(page, section, passages[index..<end], &output)
        index = end
      }
    }
    output.append("]}\n" as StaticString)
    return output.bytes
  }

  /// One entry: a page, or a section of it.
  private static func write(
    _ page: SearchPart.Page, _ number: Int, _ passages: ArraySlice<SearchText.Passage>,
    _ output: inout OutputBuffer
  ) {
    let section = page.text.sections[number]
    output.append("{\"location\":\"" as StaticString)
    output.appendJSONEscaped(page.url)
    if !section.anchor.isEmpty {
      output.append(ASCII.hash)
      output.append(section.anchor)
    }
    output.append("\",\"title\":\"" as StaticString)
    output.append(section.anchor.isEmpty ? page.title : section.heading)
    output.append("\",\"text\":\"" as StaticString)
    for (place, passage) in passages.enumerated() {
      if place > 0 { output.append(ASCII.space) }
      page.text.bytes[passage.range].withUnsafeBufferPointer { output.append($0) }
    }
    output.append("\"}" as StaticString)
  }
}
