import Configuration

/// How the pages of a list lead to each other.
struct BlogPagination: Sendable {
  private let format: String
  private let showsSinglePage: Bool
  /// Further pages have the text of the first.
  let keepsContent: Bool

  init(_ options: inout MappingReader) {
    let former = options.string("pagination_template")
    format = options.string("pagination_format") ?? former ?? "~2~"
    showsSinglePage = options.bool("pagination_if_single_page") ?? false
    keepsContent = options.bool("pagination_keep_content") ?? false
  }

  /// The links on page `number` (from 0) of pages at `addresses`, seen from there; "" for none.
  ///
  /// In the format `~2~` stands for the pages that are at most two away, and `$link_next` and the like
  /// for single links.
  func html(_ number: Int, _ addresses: [String]) -> String {
    guard addresses.count > 1 || showsSinglePage else { return "" }
    func link(_ index: Int, _ text: String) -> String {
      "<a class=\"md-pagination__link\" href=\"\(addresses[index])\">\(text)</a>"
    }
    let last = addresses.count - 1
    let values = [
      "link_first": number > 0 ? link(0, "«") : "",
      "link_previous": number > 0 ? link(number - 1, "‹") : "",
      "link_next": number < last ? link(number + 1, "›") : "",
      "link_last": number < last ? link(last, "»") : "",
      "page": String(number + 1), "first_page": "1", "last_page": String(last + 1),
      "page_count": String(last + 1),
    ]
    var html = format
    if let range = html.firstMatch(of: /~([0-9]+)~/) {
      let radius = Int(range.output.1) ?? 2
      html.replaceSubrange(range.range, with: Self.numbers(number, last, radius, link))
    }
    html = html.replacing(/\$\{?([a-z_]+)\}?/) {
      values[String($0.output.1)] ?? String($0.output.0)
    }
    return "<nav class=\"md-pagination\">\(html)</nav>\n"
  }

  private static func numbers(
    _ number: Int, _ last: Int, _ radius: Int, _ link: (Int, String) -> String
  ) -> String {
    let near = max(0, number - radius)...min(last, number + radius)
    let dots = "<span class=\"md-pagination__dots\">..</span>"
    var parts: [String] = []
    if near.lowerBound > 0 { parts.append(link(0, "1")) }
    if near.lowerBound > 1 { parts.append(dots) }
    for index in near {
      parts.append(
        index == number
          ? "<span class=\"md-pagination__current\">\(index + 1)</span>"
          : link(index, "\(index + 1)"))
    }
    if last - near.upperBound > 1 { parts.append(dots) }
    if near.upperBound < last { parts.append(link(last, "\(last + 1)")) }
    return parts.joined(separator: " ")
  }
}
