import Bytes
import CCmark
import Foundation
import Testing

@testable import Markdown

/// The pages of the real sites in `../shared/sites`, where they are there.
enum RealPages {
  static let all: [(path: String, bytes: [UInt8])] = {
    let sites = ConformanceCase.package.appending(path: "../shared/sites")
    let files = FileManager.default.enumerator(at: sites, includingPropertiesForKeys: nil)
    var pages: [(String, [UInt8])] = []
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "md", let data = try? Data(contentsOf: file) else { continue }
      pages.append((file.path(), Array(data)))
    }
    if pages.isEmpty { print("RealPagesTests: ../shared/sites is absent, nothing to compare") }
    return pages
  }()
}

@Suite struct RealPagesTests {
  @Test func commonMarkIsWrittenAsLibcmarkWritesIt() {
    for (path, bytes) in RealPages.all {
      let expected = bytes.withUnsafeBytes { buffer -> String in
        let text = buffer.assumingMemoryBound(to: CChar.self)
        guard
          let html = cmark_markdown_to_html(
            text.baseAddress, text.count, CMARK_OPT_UNSAFE | CMARK_OPT_VALIDATE_UTF8)
        else { return "" }
        defer { free(html) }
        return String(cString: html)
      }
      #expect(html(of: String(decoding: bytes, as: UTF8.self)) == expected, "\(path)")
    }
  }

  @Test(arguments: [Dialect.mkdocs, .full, .github])
  func nothingOfThePrePassIsLeftOver(dialect: Dialect) {
    for (path, bytes) in RealPages.all {
      let text = String(decoding: bytes, as: UTF8.self)
      let html = html(of: text, dialect)
      #expect(!html.contains("\u{2E40}") || text.contains("\u{2E40}"), "\(path)")
      #expect(!html.contains("<!---->") || text.contains("<!---->"), "\(path)")
      #expect(!html.contains("&lt;!----&gt;") || text.contains("<!---->"), "\(path)")
    }
  }

  @Test(arguments: [Dialect.commonMark, .full, .github])
  func everyLinkStandsWhereItIsSaidTo(dialect: Dialect) {
    var count = 0
    for (path, bytes) in RealPages.all {
      let text = String(decoding: bytes, as: UTF8.self)
      let lines = text.replacing("\r\n", with: "\n").split(
        separator: "\n", omittingEmptySubsequences: false)
      let outline = outline(text, dialect)
      for link in outline.links {
        let line = Array(lines[link.position.line - 1].unicodeScalars)
        let rest = line[min(link.position.column - 1, line.count)...]
        let expected: [Unicode.Scalar] =
          switch link.kind {
          case .link: ["["]
          case .image: ["!", "["]
          case .autolink where rest.first != "<": Array(link.text.unicodeScalars)
          case .autolink, .html: ["<"]
          }
        count += 1
        #expect(rest.starts(with: expected), "\(path):\(link.position.place) \(link.destination)")
      }
      for heading in outline.headings {
        let line = lines[heading.position.line - 1]
        let first = heading.text.split(separator: " ").first ?? ""
        // Escapes, entities and footnotes aside, the text begins on the line.
        #expect(
          line.contains(first) || line.contains("\\") || line.contains("&") || line.contains("_"),
          "\(path):\(heading.position.place) \(heading.text)")
      }
    }
    print("checked \(count) links")
  }
}

extension Dialect {
  /// MkDocs' dialect with every extension.
  static let full: Dialect = {
    var dialect = Dialect.mkdocs
    dialect.admonitions = true
    dialect.details = true
    dialect.tabs = Tabs()
    dialect.attributeLists = true
    dialect.definitionLists = true
    dialect.footnotes = true
    dialect.abbreviations = true
    dialect.markdownInHTML = true
    dialect.tilde = SpanPair()
    dialect.caret = SpanPair()
    dialect.mark = true
    dialect.keys = Keys()
    dialect.codeBlocks.style = .wrapped(cssClass: "highlight")
    dialect.codeBlocks.nestsFences = true
    dialect.codeBlocks.indentedStyle = .wrapped(cssClass: "highlight")
    return dialect
  }()
}
