import HTTP
import Testing

@Suite("Dates of HTTP")
struct HTTPDateTests {
  @Test(
    "in the three forms of the standard",
    arguments: [
      ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
      ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
      ("Sun Nov  6 08:49:37 1994", 784_111_777),
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
      ("Thu, 29 Feb 2024 12:00:00 GMT", 1_709_208_000),
      ("Tue, 01 Mar 2100 00:00:00 GMT", 4_107_542_400),
    ])
  func read(text: String, seconds: Int) { #expect(HTTPDate.seconds(text) == seconds) }

  @Test(
    "anything else is none",
    arguments: ["", "soon", "12", "Sun, 99 Nov 1994 08:49:37 GMT", "1:2:3"])
  func refused(text: String) { #expect(HTTPDate.seconds(text) == nil) }
}
