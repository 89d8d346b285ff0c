import Configuration
import Diagnostics
import Foundation
import Templating
import Testing

/// Text that would do harm, or turn into something else, if it were written carelessly.
let hostileTexts = [
  "a\"; rm -rf x", "${file(\"/etc/passwd\")}", "$${x} $$${y} %{if} %%{z}", "true", "null", "007",
  "1e3", "2026-01-01", "a: b #c", "a #b", "# c", "{{ x }}", "{% y %}", "$(id)", "`id`", "$HOME $$",
  "back\\slash \\n \\", "it's", "\"", "'", "'\"'", "''' \"\"\"", "<b>&amp;</b>", "é 商店 \u{1F600}",
  "- x", "-x", "* z", "[a](b)", "{a}", "@x", "!x", "%x", "|", ">", "&a", "*a", "~", "?", "x:", ":x",
  "a\\#b", "$(shell id)", "a,b", "x=y", "  spaced  ", "\u{85}\u{2028}\u{FEFF}x", "C:\\new\\table",
  "", "!!python/object:os.system", "a*b_c_d", "1. x", "+ y", "=== z", "a | b ~~c~~ ^d^ ==e==",
  "a\tb",
]

func rendered(
  _ template: String, _ text: String, _ language: Language
) throws(Diagnostic) -> String {
  let template = try Template(Array(template.utf8), file: "t.mustache")
  return String(
    decoding: try template.render(["x": .text(text)], language: language), as: UTF8.self)
}

/// Runs a program on `input` and gives its output.
func output(of command: [String], input: String = "") throws -> String {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = command
  let (stdin, stdout) = (Pipe(), Pipe())
  process.standardInput = stdin
  process.standardOutput = stdout
  try process.run()
  try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
  try stdin.fileHandleForWriting.close()
  let data = try stdout.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return String(decoding: data, as: UTF8.self)
}

/// What Python makes of each document, by `expression` over `d`.
func python(_ imports: String, _ expression: String, _ documents: [String]) throws -> [String] {
  let script = """
    import sys, json, \(imports)
    print(json.dumps([\(expression) for d in json.load(sys.stdin)]))
    """
  let input = String(decoding: try JSONEncoder().encode(documents), as: UTF8.self)
  let result = try output(of: ["python3", "-c", script], input: input)
  return try JSONDecoder().decode([String].self, from: Data(result.utf8))
}

@Suite("Text in the language of the file")
struct LanguageTests {
  @Test(
    "the language is known by the file's name",
    arguments: [
      ("mkdocs.yml", Language.yaml), ("a/b.yaml", .yaml), ("x.json", .json), ("p.toml", .toml),
      ("app/about.py", .python), ("scripts/a.sh", .shell), ("main.tf", .hcl),
      ("Makefile", .makefile),
      ("app/Dockerfile", .dockerfile), (".env.example", .dotenv), (".env", .dotenv),
      ("i.html", .html), ("README.md", .markdown), ("LICENSE", .plain), ("a.txt", .plain),
      (".gitignore", .unknown), ("a.js", .unknown),
    ])
  func names(path: String, language: Language) { #expect(Language(path: path) == language) }

  @Test("YAML", arguments: ["a: <%x%>\nb: c\n", "a:  <%x%> # note\n", "z: {b: 1}\na: <%x%>"])
  func yaml(template: String) throws {
    for text in hostileTexts {
      let yaml = try rendered(template, text, .yaml)
      let node = try YAMLParser.parse(Array(yaml.utf8), file: "a.yml")
      #expect(node?["a"]?.value == .scalar(text, isPlain: false), "\(yaml)")
    }
  }

  @Test(
    "YAML lists and flow collections",
    arguments: [
      "a:\n  - 1\n  - <%x%>\n", "a: [1, <%x%>]", "a: [1,\n <%x%>,\n]\n", "a: [1, !t <%x%>]",
    ])
  func yamlLists(template: String) throws {
    for text in hostileTexts {
      let yaml = try rendered(template, text, .yaml)
      let node = try YAMLParser.parse(Array(yaml.utf8), file: "a.yml")
      #expect(node?["a"]?.sequence?.last?.value == .scalar(text, isPlain: false), "\(yaml)")
    }
  }

  @Test("safe values stay as they are in YAML unless they would not be text")
  func safeInYAML() throws {
    let text = "a: <%x%>\nb: [<%x%>]\nc: u/<%x%>\nd: '<%x%>'\n# <%x%>\ne: |\n  <%x%>\n"
    let template = try Template(Array(text.utf8), file: "t")
    for safe in ["true", "007", "1.5", "null", "2026-01-01", "-", "No"] {
      let bytes = try template.render(["x": .safe(safe)], language: .yaml)
      let node = try YAMLParser.parse(bytes, file: "a.yml")
      #expect(node?["a"]?.value == .scalar(safe, isPlain: false))
      #expect(node?["b"]?.sequence?.first?.value == .scalar(safe, isPlain: false))
      #expect(node?["c"]?.string == "u/\(safe)")
      #expect(node?["d"]?.string == safe)
      #expect(node?["e"]?.string == safe + "\n")
    }
    let plain = try template.render(["x": .safe("book-store")], language: .yaml)
    #expect(String(decoding: plain, as: UTF8.self).hasPrefix("a: book-store\nb: [book-store]\n"))
  }

  @Test("JSON, TOML and Python read the text back")
  func quoted() throws {
    func documents(_ template: String, _ language: Language) throws -> [String] {
      try hostileTexts.map { try rendered(template, $0, language) }
    }
    let json = try documents("{\"k\": \"v\", \"a\": [1, <%x%>]}", .json)
    #expect(try python("json", "json.loads(d)['a'][1]", json) == hostileTexts)
    let toml = try documents("# it's\nb = '''x'''\na = <%x%> # c\n", .toml)
    #expect(try python("tomllib", "tomllib.loads(d)['a']", toml) == hostileTexts)
    let tomlList = try documents("a = [ # it's\n  <%x%>,\n]\n", .toml)
    #expect(try python("tomllib", "tomllib.loads(d)['a'][0]", tomlList) == hostileTexts)
    let source = try documents("'''it\"s'''\nA = f(<%x%>, 'it')  # it's\n", .python)
    #expect(
      try python("ast", "ast.literal_eval(ast.parse(d).body[1].value.args[0])", source)
        == hostileTexts)
  }

  @Test("HCL escapes interpolation and directives")
  func hcl() throws {
    let template = "a = <%x%>\n"
    #expect(try rendered(template, "${file(\"x\")}", .hcl) == "a = \"$${file(\\\"x\\\")}\"\n")
    #expect(try rendered(template, "%{if}$x", .hcl) == "a = \"%%{if}$x\"\n")
    #expect(try rendered(template, "$${x}", .hcl) == "a = \"$\\u0024{x}\"\n")
    let heredoc = "a = <<-EOT\n it's \"\n EOT\nb = [\"x\", <%x%>] // it's\nc = <%x%> /* \" */\n"
    #expect(try rendered(heredoc, "y", .hcl).contains("b = [\"x\", \"y\"]"))
  }

  @Test("bash reads the text back")
  func shell() throws {
    let template = """
      # it's "
      cat <<'EOF' >/dev/null
      it's "
      EOF
      a=<%x%>
      f() { printf '%s\\0' "$1"; }
      f "$a"; f <%x%>
      f "$(printf '%s' <%x%>; echo .)"

      """
    for text in hostileTexts {
      let result = try output(of: ["bash", "-s"], input: try rendered(template, text, .shell))
      #expect(result == "\(text)\0\(text)\0\(text).\0")
    }
  }

  @Test("make and its recipes read the text back")
  func makefile() throws {
    let template = """
      # it's "
      NAME := <%x%>
      all:
      \t@printf '%s\\0' $(NAME) # it's
      \t@printf '%s\\0' <%x%>

      """
    for text in hostileTexts {
      let result = try output(
        of: ["make", "-s", "-f", "-"], input: try rendered(template, text, .makefile))
      #expect(result == "\(text)\0\(text)\0", "\(text)")
    }
  }

  @Test("a .env file reads the same in a shell, or the text is refused")
  func dotenv() throws {
    var refused: [String] = []
    for text in hostileTexts {
      do {
        let file = try rendered("A=1\nNAME=<%x%>\n", text, .dotenv)
        let result = try output(of: ["bash", "-s"], input: file + "printf %s \"$NAME\"")
        #expect(result == text, "\(file)")
      } catch let error as Diagnostic {
        #expect(error.code == "template.text")
        refused.append(text)
      }
    }
    #expect(refused == hostileTexts.filter { $0.contains("\\") })
    #expect(throws: Diagnostic.self) { try rendered("A=<%x%>\n", "it's $x", .dotenv) }
  }

  @Test("Dockerfiles quote by instruction")
  func dockerfile() throws {
    let text = "a\"b $c 'd' \\"
    #expect(
      try rendered("LABEL a=1 \\\n  t=<%x%>\n", text, .dockerfile)
        == "LABEL a=1 \\\n  t=\"a\\\"b \\$c 'd' \\\\\"\n")
    #expect(
      try rendered("CMD [\"echo\", <%x%>]\n", text, .dockerfile)
        == "CMD [\"echo\", \"a\\\"b $c 'd' \\\\\"]\n")
    #expect(
      try rendered("RUN echo <%x%> >f\n", text, .dockerfile)
        == "RUN echo 'a\"b $c '\\''d'\\'' \\' >f\n")
    #expect(throws: Diagnostic.self) { try rendered("FROM <%x%>\n", text, .dockerfile) }
  }

  @Test("HTML shows the text, between tags and in attributes")
  func html() throws {
    let page = "<!-- it's --><p title=\"<%x%>\" id='<%x%>'><%x%></p><script>'</script><i><%x%></i>"
    let documents = try hostileTexts.map { try rendered(page, $0, .html) }
    let shown = try python(
      "html.parser",
      "(lambda p: (p.feed(d), p.close(), p.found)[2])(type('P', (html.parser.HTMLParser,), "
        + "{'found': '', 'handle_data': lambda s, t: setattr(s, 'found', s.found + t), "
        + "'handle_starttag': lambda s, n, a: setattr(s, 'found', s.found + "
        + "''.join(v for _, v in a))})())", documents)
    #expect(shown == hostileTexts.map { $0 + $0 + $0 + "'" + $0 })
  }

  @Test("Markdown escapes what has a meaning and nothing else")
  func markdown() throws {
    #expect(try rendered("# <%x%>\n", "Book Store-2 v1.0", .markdown) == "# Book Store-2 v1.0\n")
    for (text, expected) in [
      ("<b> & `c` *d* _e_", "&lt;b&gt; &amp; \\`c\\` \\*d\\* \\_e\\_"), ("1. x", "1\\. x"),
      ("- x", "\\- x"), ("# x #", "\\# x \\#"), ("[a](b)", "\\[a\\](b)"), ("a|b", "a&#124;b"),
      ("!!! note", "\\!!! note"), ("C#", "C#"), ("a - b", "a - b"), ("===", "&#61;&#61;&#61;"),
      ("C:\\x", "C:\\\\x"), ("{{ y }}", "\\{\\{ y \\}\\}"),
    ] { #expect(try rendered("<%x%>\n", text, .markdown) == expected + "\n") }
  }

  @Test(
    "text is refused where it would be a part of something",
    arguments: [
      (Language.yaml, "a: '<%x%>'"), (.yaml, "a: \"b <%x%>\""), (.yaml, "a: b <%x%>"),
      (.yaml, "a: <%x%> b"), (.yaml, "# <%x%>"), (.yaml, "a: |\n  <%x%>\n"), (.yaml, "<%x%>: a"),
      (.yaml, "a: <%x%><%x%>"), (.yaml, "a: u/<%x%>"), (.yaml, "a: 'b\n  <%x%>'"),
      (.yaml, "- key: >-\n    b\n    <%x%>\n"), (.yaml, "a: <%x%>#c"),
      (.json, "{\"a\": \"<%x%>\"}"), (.json, "{\"a\": <%x%>b}"), (.json, "{\"a\": 1<%x%>}"),
      (.toml, "a = \"<%x%>\""), (.toml, "a = '''\n<%x%>'''"), (.toml, "# <%x%>"),
      (.toml, "a = 1<%x%>"), (.python, "a = f'<%x%>'"), (.python, "\"\"\"<%x%>\n\"\"\""),
      (.python, "a = f<%x%>"), (.python, "a = ''<%x%>"), (.python, "# <%x%>"),
      (.python, "a = <%x%>.b"), (.hcl, "a = \"<%x%>\""), (.hcl, "a = <<EOT\n<%x%>\nEOT\n"),
      (.hcl, "# <%x%>"), (.hcl, "/* <%x%> */"), (.hcl, "// <%x%>"),
      (.hcl, "a = \"${f(\"<%x%>\")}\""),
      (.shell, "a=\"<%x%>\""), (.shell, "a='<%x%>'"), (.shell, "# <%x%>"), (.shell, "a=b<%x%>"),
      (.shell, "cat <<EOF\n<%x%>\nEOF\n"), (.shell, "${a:-<%x%>}"), (.shell, "a=<%x%>b"),
      (.shell, "echo \"$(echo \"<%x%>\")\""), (.shell, "\\<%x%>"), (.makefile, "<%x%>: a"),
      (.makefile, "a := b <%x%>"), (.makefile, "a:\n\techo \"<%x%>\""), (.makefile, "# <%x%>"),
      (.dockerfile, "ENV A=\"<%x%>\""), (.dockerfile, "# <%x%>"),
      (.dockerfile, "RUN echo \"<%x%>\""),
      (.dotenv, "A=\"<%x%>\""), (.dotenv, "# A=<%x%>"), (.dotenv, "A=b<%x%>"),
      (.html, "<p <%x%>>"), (.html, "<!-- <%x%> -->"), (.html, "<script>a = <%x%></script>"),
      (.markdown, "`<%x%>`"), (.markdown, "```\n<%x%>\n```\n"), (.markdown, "[a](<%x%>)"),
      (.unknown, "<%x%>"),
    ])
  func refusals(language: Language, template: String) throws {
    for text in ["plain", "a\"b"] {
      let error = #expect(throws: Diagnostic.self, "\(template)") {
        try rendered(template, text, language)
      }
      #expect(error?.code == "template.text")
      #expect(error?.location?.line != nil && error?.location?.column != nil)
    }
  }
}
