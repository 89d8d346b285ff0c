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

  @Test func everyLinkStandsWhereItIsSaidTo() {
    var count = 0
    for (path, bytes) in RealPages.all {
      let text = String(decoding: bytes, as: UTF8.self)
      let lines = text.replacing("\r\n", with: "\n").split(
        separator: "\n", omittingEmptySubsequences: false)
      for link in outline(text).links {
        let line = Array(lines[link.position.line - 1].unicodeScalars)
        let rest = line[(link.position.column - 1)...]
        let expected: [Unicode.Scalar] =
          switch link.kind {
          case .link: ["["]
          case .image: ["!", "["]
          case .autolink, .html: ["<"]
          }
        count += 1
        #expect(rest.starts(with: expected), "\(path):\(link.position.place) \(link.destination)")
      }
    }
    print("checked \(count) links")
  }
}
