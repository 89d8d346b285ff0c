import Diagnostics
import Templating
import Testing

@Suite("Templates")
struct TemplateTests {
  func render(
    _ text: String, _ values: [String: Value] = [:], partials: [String: String] = [:],
    language: Language = .plain
  ) throws -> String {
    let partials = try Dictionary(
      uniqueKeysWithValues: partials.map {
        ($0, try Template(Array($1.utf8), file: "partials/\($0).mustache"))
      })
    let template = try Template(Array(text.utf8), file: "t.mustache")
    let bytes = try template.render(values, partials: partials, language: language)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("variables are written where they stand, blanks inside the tag are nothing")
  func variables() throws {
    #expect(try render("a <%x%> <% x %>b", ["x": .text("<é>")]) == "a <é> <é>b")
    #expect(try render("<%n%>/<%b%>", ["n": .integer(-3), "b": .boolean(true)]) == "-3/true")
    #expect(try render("<%b%>", ["b": .boolean(false)], language: .python) == "False")
  }

  @Test("delimiters of other languages pass through")
  func otherDelimiters() throws {
    let text = "{{ x }} ${{ y }} {% z %} < % a % > 100%"
    #expect(try render(text) == text)
  }

  @Test(
    "sections are shown when their value is true",
    arguments: [
      (Value.boolean(true), "yes"), (.boolean(false), "no"), (.text(""), "no"), (.text("x"), "yes"),
      (.integer(0), "no"), (.list([]), "no"), (.choices([], among: ["a"]), "no"),
      (.choice("a", among: ["a"]), "yes"),
    ])
  func sections(value: Value, expected: String) throws {
    #expect(try render("<%#v%>yes<%/v%><%^v%>no<%/v%>", ["v": value]) == expected)
  }

  @Test("a section over a list repeats and knows the first and the last item")
  func lists() throws {
    let list = Value.choices(["aws", "gcp"], among: ["aws", "azure", "gcp"])
    let text = "<%#p%><%^first%>, <%/first%><%.%><%#last%>!<%/last%><%/p%>"
    #expect(try render(text, ["p": list]) == "aws, gcp!")
    #expect(try render("<%#p%><%^p:azure%><%.%><%/p:azure%><%/p%>", ["p": list]) == "awsgcp")
  }

  @Test("a section over a choice")
  func choices() throws {
    let licence = Value.choice("MIT", among: ["MIT", "Apache-2.0"])
    let text = "<%#l:MIT%>a<%/l:MIT%><%#l:Apache-2.0%>b<%/l:Apache-2.0%><%^l:MIT%>c<%/l:MIT%>"
    #expect(try render(text, ["l": licence]) == "a")
  }

  @Test("lines that hold one tag only leave no line behind")
  func standaloneLines() throws {
    let yes: [String: Value] = ["v": .boolean(true)]
    #expect(try render("a\n<%#v%>\nb\n<%/v%>\nc\n", yes) == "a\nb\nc\n")
    #expect(try render("a\r\n  <%#v%>  \r\nb\r\n\t<%/v%>\r\nc", yes) == "a\r\nb\r\nc")
    #expect(try render("<%! one\n two %>\nb\n  <%! three %>", yes) == "b\n")
    #expect(try render("a <%#v%>\nb<%/v%>\n", yes) == "a \nb\n")
    #expect(try render(" <%#v%><%/v%>\n", yes) == " \n")
  }

  @Test("partials take the indentation of a line of their own")
  func partials() throws {
    let partials = ["p": "x\n\n<%v%>\n<%#b%>\ny\n<%/b%>\n", "q": "  <%> p%>\n", "r": "z"]
    let values: [String: Value] = ["v": .text("1\n2"), "b": .boolean(true)]
    #expect(try render("<%> p%>\nend", values, partials: partials) == "x\n\n1\n2\ny\nend")
    #expect(try render(" <%> q%>\n", values, partials: partials) == "   x\n\n   1\n2\n   y\n")
    #expect(try render("a <%> r%> b", partials: partials) == "a z b")
  }

  @Test(
    "mistakes are located",
    arguments: [
      ("a\n é<%nmae%>", "template.unknown-name", 2, 3, "did you mean 'name'?"),
      ("<%#off%><%nope%><%/off%>", "template.unknown-name", 1, 9, nil),
      ("x\n<%#name%>\n", "template.unclosed-section", 2, 1, nil),
      ("<%/name%>", "template.stray-close", 1, 1, nil),
      ("<%#name%><%/off%>", "template.stray-close", 1, 10, nil),
      ("<%> licnse%>", "template.missing-partial", 1, 1, "did you mean 'license'?"),
      ("<%name", "template.unclosed-tag", 1, 1, nil),
      ("<%na\nme%>", "template.unclosed-tag", 1, 1, nil),
      ("<%%>", "template.name", 1, 1, nil),
      ("<%a.b%>", "template.name", 1, 1, nil),
      ("<%pick:a%>", "template.name", 1, 1, nil),
      ("<%{name}%>", "template.unsupported", 1, 1, nil),
      ("<%&name%>", "template.unsupported", 1, 1, nil),
      ("<%=[[ ]]=%>", "template.unsupported", 1, 1, nil),
      ("<%#pick:aw%><%/pick:aw%>", "template.unknown-choice", 1, 1, "did you mean 'aws'?"),
      ("<%#name:a%><%/name:a%>", "template.unknown-choice", 1, 1, nil),
      ("<%pick%>", "template.list", 1, 1, nil),
      ("<%.%>", "template.unknown-name", 1, 1, nil),
      ("<%> loop%>", "template.partial-loop", 1, 3, nil),
    ] as [(String, String, Int, Int, String?)])
  func mistakes(text: String, code: String, line: Int, column: Int, hint: String?) throws {
    let values: [String: Value] = [
      "name": .text("n"), "off": .boolean(false), "pick": .choices([], among: ["aws", "gcp"]),
    ]
    let error = #expect(throws: Diagnostic.self) {
      try render(text, values, partials: ["license": "", "loop": "a <%> loop%>"])
    }
    #expect(error?.code == code)
    #expect(error?.location?.line == line)
    #expect(error?.location?.column == column)
    if let hint { #expect(error?.hint == hint) }
  }

  @Test("every mistake is found at once, also where nothing is shown")
  func check() throws {
    let template = try Template(Array("<%a%>\n<%#off%>\n<%b%>\n<%/off%>\n".utf8), file: "t")
    let problems = template.check(against: ["off": .boolean(false)])
    #expect(problems.map(\.target) == ["a", "b"])
    #expect(problems.map(\.location?.line) == [1, 3])
  }

  @Test("a template inside another file has that file's lines and columns")
  func offset() throws {
    let template = try Template(Array("a <%x%>\n<%y%>".utf8), file: "m.yml", line: 7, column: 12)
    let problems = template.check(against: [:])
    #expect(problems.map(\.location?.line) == [7, 8])
    #expect(problems.map(\.location?.column) == [14, 1])
  }
}
