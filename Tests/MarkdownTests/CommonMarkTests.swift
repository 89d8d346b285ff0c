import Testing

@testable import Markdown

@Suite struct CommonMarkTests {
  static let cases = ConformanceCase.load("Tests/Fixtures/conformance/commonmark-0.30.json")

  @Test func allCasesAreThere() { #expect(Self.cases.count == 652) }

  @Test(arguments: cases) func conforms(to example: ConformanceCase) {
    #expect(html(of: example.markdown) == example.html)
  }
}
