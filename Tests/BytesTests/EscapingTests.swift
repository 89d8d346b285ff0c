import Bytes
import Testing

@Suite("Escaping")
struct EscapingTests {
  @Test(
    "HTML",
    arguments: [
      ("plain", "plain"), ("", ""),
      ("<a href=\"x\">&'</a>", "&lt;a href=&quot;x&quot;&gt;&amp;'&lt;/a&gt;"),
      ("é < ü", "é &lt; ü"), ("&", "&amp;"), ("x>", "x&gt;"),
    ])
  func html(text: String, expected: String) {
    var output = OutputBuffer()
    output.appendHTMLEscaped(text)
    #expect(output.text == expected)
  }

  @Test(
    "URLs",
    arguments: [
      ("a b", "a%20b"), ("/ä?x=1&y=2", "/%C3%A4?x=1&amp;y=2"), ("it's", "it&#x27;s"),
      ("100%25", "100%25"), ("a\"b<c>`", "a%22b%3Cc%3E%60"), ("[x]\\", "%5Bx%5D%5C"),
    ])
  func url(text: String, expected: String) {
    var output = OutputBuffer()
    output.appendURLEscaped(text)
    #expect(output.text == expected)
  }

  @Test("JSON escapes quotes, backslashes and every control character")
  func json() {
    var output = OutputBuffer()
    output.appendJSON("a\"b\\c\n\t\u{1}\u{1F}é")
    #expect(output.text == "\"a\\\"b\\\\c\\n\\t\\u0001\\u001Fé\"")
  }

  @Test(
    "percent-decoding",
    arguments: [
      ("a%20b", "a b"), ("%C3%A4", "ä"), ("100%", "100%"), ("%zz", "%zz"), ("%4", "%4"),
      ("%FF", "\u{FFFD}"),
    ])
  func percentDecoding(text: String, expected: String) {
    #expect(text.percentDecoded == expected)
  }

  @Test("lines end once")
  func endLine() {
    var output = OutputBuffer()
    output.endLine()
    output.append("x" as String)
    output.endLine()
    output.endLine()
    #expect(output.text == "x\n")
  }
}
