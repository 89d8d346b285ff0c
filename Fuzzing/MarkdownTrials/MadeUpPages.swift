/// Small pages in which constructs meet that seldom meet: the same ones in every run.
public struct MadeUpPages: Sequence, IteratorProtocol {
  private var state: UInt64
  private var left: Int

  /// - Parameter seed: other numbers give other pages.
  public init(count: Int, seed: UInt64) {
    left = count
    state = seed &* 0x9E37_79B9_7F4A_7C15
  }

  /// The next input for a trial: a byte for the dialect, and the page.
  public mutating func next() -> [UInt8]? {
    guard left > 0 else { return nil }
    left -= 1
    var text = ""
    var blocks = ""
    for _ in 0...pick(10) {
      if pick(4) == 0 { blocks = nestedBlocks() }
      text += pick(5) == 0 ? "" : line(in: blocks)
      text += pick(40) == 0 ? "\r\n" : "\n"
    }
    if pick(3) == 0 { text.removeLast() }
    return [dialect()] + Array(text.utf8)
  }

  private mutating func dialect() -> UInt8 {
    pick(2) == 0 ? Self.named[pick(Self.named.count)] : UInt8(pick(256))
  }

  /// What stands before a line for the blocks around it.
  private mutating func nestedBlocks() -> String {
    var blocks = ""
    for _ in 0..<pick(3) { blocks += Self.indentations[pick(Self.indentations.count)] }
    return blocks
  }

  private mutating func line(in blocks: String) -> String {
    // Lists go on with blanks in place of their marks, or begin anew.
    var line =
      pick(3) == 0
      ? blocks : String(blocks.map { $0 == ">" || $0 == " " || $0 == "\t" ? $0 : " " })
    if pick(8) == 0 { line = "" }
    if pick(8) == 0 { line += String(repeating: " ", count: 1 + pick(4)) }
    switch pick(10) {
    case 0...4: line += piece(Self.lines)
    case 5: line += piece(Self.lines) + piece(Self.parts)
    case 6: line += piece(Self.lines) + " " + piece(Self.lines)
    default:
      for _ in 0...pick(4) {
        line += piece(Self.parts)
        if pick(2) == 0 { line += " " }
      }
    }
    return line
  }

  private mutating func piece(_ pieces: [String]) -> String { pieces[pick(pieces.count)] }

  /// A number below another one.
  private mutating func pick(_ count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ (value >> 31)) % UInt64(count))
  }

  private static let named = Array("ABCGM".utf8)
  private static let indentations = ["> ", ">", "- ", "1. ", "* ", "10) ", "    ", "  ", "\t"]

  /// What begins, ends or breaks blocks.
  private static let lines = [
    "!!! note", "!!! note \"T\"", "??? tip", "???+ tip \"\"", "=== \"T\"", "===! \"T\"", "=== ",
    "==",
    "---", "- - -", "***", "# H", "## H {#i}", "///", "/// note", "/// html | div",
    "/// html | pre",
    "/// tab | T", "/// caption", "/// details | # T", "    type: note", "    open: true", "////",
    "| a | b |", "|-|-|", "a|b", "-|-", "|a|", ":-:|-", "```", "```` py", "~~~", "``` mermaid",
    "`````",
    ": d", ":   d", "[^1]: f", "[^a]: ", "[a]: b", "[a]: <b> \"t\"", "[a]: b \"t", "[a]:",
    "*[X]: y",
    "[b]: /$x$", "<div markdown>", "<div markdown=\"1\">a", "<p markdown=\"block\">",
    "<figure markdown=\"span\">", "<div", "<div/", "<div>", "</div>", "</div> a", "</p>",
    "</figure>",
    "<table>", "<pre>", "</pre>", "</pre >", "<script>", "<script/>", "</script>a", "<style",
    "<svg>",
    "<b>", "<br/>", "</b>", "<a href=\"x", "y\">", "<video src=x>", "<!--", "-->", "<!DOC", "<!d",
    "<!E>",
    "<?", "?>", "<![CDATA[", "]]>", "<details>", "<summary>a</summary>", "<img src=\"a.png\">",
    "> [!NOTE]",
    "[!NOTE]", "[!a|b]- T", "NOTE: a", "TIP:", "- ", "-", "1.", "2. a", "1) ", "+ b", "- [ ] t",
    "> ", ">",
    "> a", "$$", "$$x$$", "\\[", "\\]", "\\begin{a}", "\\end{a}", "[TOC]", "--8<-- \"a\"",
    "--8<-- \"b.md\"",
    "--8<--", "--8<-- \"open\"", "--8<-- \"crlf\"", "///Footnotes Go Here///", "#!py", ":::py",
    "    code",
    "        x", "{: .c }", "{ #i }", "a", "text", "text  ", "text\\", "WARNING: **b** c",
  ]

  /// What stands in lines.
  private static let parts = [
    "a", "b c", "*a*", "**", "*", "_", "__", "`", "``", "`a`", "`#!py x`", "~~", "~", "^^", "^",
    "==", "++a++",
    "++", "{++a++}", "{--", "--}", "{~~a~>b~~}", "{>>", "<<}", "{==", "[", "]", "[a](b)",
    "[a](<b> \"t\")",
    "[a](", ")", "[a][b]", "[a][]", "[a]", "[ ]", "![i](j)", "![", "](b)", "[^1]", "][^1]",
    "[a][^1]", "[^a",
    "[[P]]", "[[", "{ .c #d }", "{: a=b }", "{", "}", "<b>", "</b>", "<a href=\"b\">",
    "<a title=\"", "\">",
    "<br>", "<img src=x>", "<!-- c -->", "<!--", "-->", "<?p?>", "<!A>", "<http://a.b>", "<a@b.c>",
    "<span markdown>",
    "</div>", "<div markdown>", "http://a.b/c_d", "www.a.b", "a@b.cd",
    "https://github.com/o/r/issues/1", "@u",
    "o/r#1", ":smile:", ":i:", ":no:", "$x$", "$", "$$y$$", "\\(z\\)", "\\(", "\\)", "\\", "\\*",
    "\\`", "\\|",
    "|", "(c)", "1/2", "-->", "...", "--", "\"q\"", "'", "&amp;", "&#42;", "&#91;", "X", "é", "😄",
    "\t", "  ",
  ]
}
