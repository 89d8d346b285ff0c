import Testing

@testable import Markdown

/// GitHub's extensions, byte for byte.
@Suite struct GitHubDialectTests {
  static let cases = ConformanceCase.load("Tests/Fixtures/conformance/gfm-extensions.json")

  @Test func allCasesAreThere() { #expect(Self.cases.count == 54) }

  @Test(arguments: cases) func conforms(to example: ConformanceCase) {
    let actual = html(of: example.markdown, .github)
    // The case only asks that nothing breaks.
    guard example.html.contains("<IGNORE>") == false else { return }
    // The specification writes the checkboxes' attributes otherwise than cmark-gfm does.
    let expected = example.html
      .replacing("<input disabled=\"\" type=\"checkbox\">", with: Self.checkbox(false))
      .replacing("<input checked=\"\" disabled=\"\" type=\"checkbox\">", with: Self.checkbox(true))
    #expect(actual.trimmed == expected.trimmed)
  }

  private static func checkbox(_ isChecked: Bool) -> String {
    "<input type=\"checkbox\"\(isChecked ? " checked=\"\"" : "") disabled=\"\" />"
  }
}

extension String {
  /// The text without line ends behind it.
  fileprivate var trimmed: Substring {
    var text = self[...]
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }
}
