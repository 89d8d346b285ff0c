import Bytes
import Foundation
import Testing

@testable import Markdown

/// A case of the conformance suites: Markdown and the HTML it must become.
struct ConformanceCase: Decodable, Sendable, CustomTestStringConvertible {
  var id: String
  var markdown: String
  var html: String

  var testDescription: String { id }

  /// The package's folder.
  static let package = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The cases in a file, or none if it is absent.
  static func load(_ path: String) -> [ConformanceCase] {
    guard let data = try? Data(contentsOf: package.appending(path: path)) else { return [] }
    return (try? JSONDecoder().decode([ConformanceCase].self, from: data)) ?? []
  }
}

/// The HTML of Markdown without links resolved.
func html(of markdown: String, _ dialect: Dialect = .commonMark) -> String {
  var renderer = MarkdownRenderer(dialect: dialect)
  var resolver = UnchangedLinks()
  var output = OutputBuffer()
  _ = renderer.render(Array(markdown.utf8)[...], resolver: &resolver, into: &output)
  return output.text
}
