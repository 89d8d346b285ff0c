import Bytes
import Testing

@Suite("Text found by its bytes")
struct ByteSearchTests {
  @Test(
    "pieces are what Swift's own search finds",
    arguments: [
      ("", "x"), ("x", "x"), ("axbxc", "x"), ("aXXbXX", "XX"), ("XXXXX", "XX"), ("über ü", "ü"),
      ("a\u{0}super\u{0}b", "\u{0}super\u{0}"), ("none", "longer than the text"), ("😀😀", "😀"),
    ])
  func pieces(text: String, separator: String) {
    let expected = text.split(separator: separator, omittingEmptySubsequences: false)
    #expect(text[...].pieces(between: separator) == expected)
    // Also of a part of a longer text.
    let longer = "xX" + text + separator
    let part = longer.dropFirst(2).dropLast(separator.count)
    #expect(part.pieces(between: separator) == expected)
  }

  @Test("the first place counts")
  func first() {
    let text = "ab aab aaab"
    #expect(text[...].firstByteRange(of: "aab").map { text[..<$0.lowerBound] } == "ab ")
    #expect(text[...].firstByteRange(of: "b ") == text.firstRange(of: "b "))
    #expect(text[...].firstByteRange(of: "c") == nil)
    #expect(text[...].firstByteRange(of: "") == nil)
  }
}
