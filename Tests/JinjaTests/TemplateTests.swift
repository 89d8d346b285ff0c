import Jinja
import Testing

@Suite("Jinja templates")
struct TemplateTests {
  static let values: [String: Value] = [
    "name": .string("World"), "n": .int(3),
    "items": .list([.string("b"), .string("a"), .string("c")]),
    "user": .dictionary(
      .init([("name", .string("Ann")), ("tags", .list([.int(1), .int(2)])), ("age", .int(40))])),
    "people": .list([
      .dictionary(.init([("name", .string("Bo")), ("city", .string("Rome"))])),
      .dictionary(.init([("name", .string("Al")), ("city", .string("Oslo"))])),
      .dictionary(.init([("name", .string("Cy")), ("city", .string("Rome"))])),
    ]),
  ]

  static func render(
    _ text: String, undefined: Environment.Undefined = .keep
  ) throws(TemplateError) -> String {
    var environment = Environment()
    environment.undefined = undefined
    environment.variables = values
    environment.load = { name in
      switch name {
      case "part.md": Array("part of {{ name }}".utf8)
      case "macros.md":
        Array("{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{% set answer = 42 %}".utf8)
      case "loop.md": Array("{% include 'loop.md' %}".utf8)
      default: nil
      }
    }
    let source = Array(text.utf8)
    let rendering = try environment.render(try Template(source))
    return rendering.pieces.map { piece in
      switch piece {
      case .kept(let range): String(decoding: source[range], as: UTF8.self)
      case .made(let text, _): text
      }
    }.joined()
  }

  /// Templates with what Jinja 3.1 makes of them (`DebugUndefined`).
  static let cases: [(String, String)] = [
    ("Hello {{ name }}!", "Hello World!"),
    ("{{ 1 + 2 * 3 ** 2 - 7 // 2 }} {{ 7 % 3 }} {{ 1 / 2 }} {{ -2 + n }}", "16 1 0.5 1"),
    (
      "{{ 'a' ~ 1 ~ None }} {{ [1, 'x', true] }} {{ {'k': 1.0} }}",
      "a1None [1, 'x', True] {'k': 1.0}"
    ),
    (
      "{{ user.name }} {{ user['age'] }} {{ user.tags[-1] }} {{ items[1:] }}", "Ann 40 2 ['a', 'c']"
    ),
    (
      "{{ SessionName }} {{user.nothing}}",
      "{{ SessionName }} {{ no such element: dict object['nothing'] }}"
    ),
    ("{{ '{{ with .Ipam }}' }}", "{{ with .Ipam }}"),
    ("{% raw %}{{ .ID }} {% if %}{% endraw %}.", "{{ .ID }} {% if %}."),
    ("{# a comment #}x{#- trimmed -#} y", "xy"),
    ("{% if n > 2 and name == 'World' %}yes{% elif n %}maybe{% else %}no{% endif %}", "yes"),
    ("{{ 'big' if n > 5 else 'small' }}{{ 'x' if false }}", "small"),
    (
      "{{ not n }} {{ n in [1, 3] }} {{ 'or' not in name }} {{ 1 < n <= 3 }}",
      "False True False True"
    ),
    (
      "{% for i in items %}{{ loop.index }}{{ i }}{% if not loop.last %}, {% endif %}{% endfor %}",
      "1b, 2a, 3c"
    ),
    ("{% for i in items if i != 'a' %}{{ i }}{% else %}none{% endfor %}", "bc"),
    ("{% for i in [] %}x{% else %}none{% endfor %}", "none"),
    ("{% for k, v in user.items() %}{{ k }}={{ v }};{% endfor %}", "name=Ann;tags=[1, 2];age=40;"),
    ("{% set x = 5 %}{% set y %}<{{ x }}>{% endset %}{{ y }}{{ x }}", "<5>5"),
    (
      "{% set ns = namespace(t=0) %}{% for i in [1,2,3] %}{% set ns.t = ns.t + i %}{% endfor %}{{ ns.t }}",
      "6"
    ),
    (
      "{% set l = [] %}{% for i in items %}{% set _ = l.append(i) %}{% endfor %}{{ l | length }}",
      "3"
    ),
    ("{% macro m(a, b='?') %}[{{ a }}{{ b }}]{% endmacro %}{{ m(1) }}{{ m(1, b=2) }}", "[1?][12]"),
    ("{% macro box() %}<{{ caller() }}>{% endmacro %}{% call box() %}in{% endcall %}", "<in>"),
    ("{% filter upper %}abc{{ n }}{% endfilter %}", "ABC3"),
    (
      "{{ 'plain text' | striptags }}|{{ 'a <b>b</b>' | striptags }}|{{ ' a  b ' | striptags }}|"
        + "{{ '' | striptags }}|{{ 'é è' | striptags }}|", "plain text|a b|a b||é è|"
    ),
    ("{% with a = 1, b = 2 %}{{ a + b }}{% endwith %}", "3"),
    ("{% include 'part.md' %} {% include 'nope.md' ignore missing %}.", "part of World ."),
    ("{% import 'macros.md' as m %}{{ m.twice('ab') }}{{ m.answer }}", "abab42"),
    ("{% from 'macros.md' import twice as t %}{{ t(1) }}", "11"),
    ("a {%- if true -%} b {%- endif -%} c", "abc"),
    (
      "{{ items | sort | join(', ') }} {{ items|first }}{{ items|last }} {{ items | reverse | list }}",
      "a, b, c bc ['c', 'a', 'b']"
    ),
    (
      "{{ name | upper | replace('O', '0') }} {{ 'a b' | title }} {{ '  x ' | trim }}|",
      "W0RLD A B x|"
    ),
    ("{{ people | map(attribute='name') | join(' ') }}", "Bo Al Cy"),
    (
      "{{ people | selectattr('city', 'equalto', 'Rome') | map(attribute='name') | list }}",
      "['Bo', 'Cy']"
    ),
    (
      "{% for city, who in people | groupby('city') %}{{ city }}:{{ who | length }} {% endfor %}",
      "Oslo:1 Rome:2 "
    ),
    (
      "{{ people | sort(attribute='name', reverse=true) | map(attribute='name') | join }}", "CyBoAl"
    ),
    ("{{ nothing | default('d') }} {{ '' | default('e', true) }}", "d e"),
    (
      "{{ '<a>' | e }} {{ {'b': [1, 'x']} | tojson }} {{ 3.14159 | round(2) }}",
      "&lt;a&gt; {\"b\": [1, \"x\"]} 3.14"
    ),
    ("{{ 'x\ny' | indent(2) }} {{ 'a b' | urlencode }}", "x\n  y a%20b"),
    (
      "{{ n is odd }} {{ n is divisibleby 3 }} {{ q is defined }} {{ name is string }}",
      "True True False True"
    ),
    (
      "{{ 'a,b'.split(',') }} {{ name.startswith('Wo') }} {{ 'x'.join(items) }}",
      "['a', 'b'] True bxaxc"
    ),
    ("{{ '%s-%03d' % ('a', 7) }} {{ '{}/{k}'.format(1, k=2) }}", "a-007 1/2"),
    ("{{ range(3) | list }} {{ [1, 2, 3] | sum }} {{ (4, 5) | max }}", "[0, 1, 2] 6 5"),
    ("{{ 'ab' \"cd\" }}{{ 1_000 }}", "abcd1000"),
    ("no marks at all {", "no marks at all {"),
  ]

  @Test("render as Jinja renders", arguments: cases)
  func render(text: String, expected: String) throws {
    #expect(try Self.render(text) == expected)
  }

  @Test(
    "what cannot be read or rendered is said with its line",
    arguments: [
      ("a\n{{ .ID }}", 2, "unexpected '.'"), ("{% if x %}", 1, "Unexpected end of template"),
      ("\n\n{% frob %}", 3, "Encountered unknown tag 'frob'."),
      ("{{ x y }}", 1, "expected token 'end of print statement', got 'y'"),
      ("{{ 'x }}", 1, "unexpected char"), ("{{ x", 1, "unexpected end of template"),
      ("x\n{{ nope() }}", 2, "'nope' is undefined"), ("{{ a.b }}", 1, "'a' is undefined"),
      ("{{ 1 / 0 }}", 1, "division by zero"), ("{{ n | frob }}", 1, "No filter named 'frob'."),
      ("{% include 'nope.md' %}", 1, "nope.md"), ("{{ 'a' + 1 }}", 1, "unsupported operand"),
      ("{% include 'loop.md' %}", 1, "maximum recursion depth exceeded"),
      ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", 1, "maximum recursion depth exceeded"),
      ("{{ 'x' * 99999999 }}", 1, "repeated too often"),
      (
        "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}x{% endfor %}", 1,
        "too long"
      ),
    ])
  func errors(text: String, line: Int, message: String) {
    do throws(TemplateError) {
      let result = try Self.render(text)
      Issue.record("rendered: \(result.prefix(50))")
    } catch {
      #expect(error.line == line, "\(error)")
      #expect(error.message.contains(message), "\(error)")
    }
  }

  @Test("names without a value follow the environment")
  func undefined() throws {
    #expect(try Self.render("[{{ x }}]", undefined: .silent) == "[]")
    #expect(try Self.render("[{{ x.y.z }}]", undefined: .lax) == "[]")
    #expect(throws: TemplateError.self) { try Self.render("{{ x }}", undefined: .strict) }
  }

  @Test(
    "numbers beyond every bound are an answer or an error, never a crash",
    arguments: [
      "{{ '%d' % 1e300 }}", "{{ -(-9223372036854775807 - 1) }}", "{{ 'a'|indent(-1, true) }}",
      "{{ 'a'|tojson(-3) }}", "{{ 'a'|center(-9223372036854775807) }}",
      "{{ 'a'|truncate(9223372036854775807, false, '', 9223372036854775807) }}",
      "{{ 'abc'|truncate(-9223372036854775807) }}", "{{ -1e300|filesizeformat }}",
      "{{ 1.5|round(-9223372036854775807) }}", "{{ items|batch(9223372036854775807)|list }}",
      "{{ items|slice(9223372036854775807)|length }}", "{{ 'a'.zfill(9223372036854775807) }}",
      "{{ 'a'.ljust(-5) }}", "{{ items[::9223372036854775807] }}",
      "{{ items[-9223372036854775807:9223372036854775807:-9223372036854775807] }}",
      "{{ items[9223372036854775807] }}", "{{ items.pop(-9223372036854775807) }}",
      "{{ 'a'|wordwrap(-9223372036854775807) }}", "{{ 'a' * -9223372036854775807 }}",
      "{% for i in range(9223372036854775807) %}{% endfor %}",
      "{% for i in range(-9223372036854775807, 9223372036854775807, 3) %}{% endfor %}",
      "{{ 2 ** 1e300 }}", "{{ 1e300 // 1e-300 }}", "{{ 'x'|replace('x', 'y', -1) }}",
      "{{ 1e300|int }}", "{{ 9223372036854775808 }}", "{{ '{:>99999999999}'.format(1) }}",
    ])
  func hugeNumbers(_ template: String) {
    do throws(TemplateError) {
      #expect(try Self.render(template).utf8.count < 11_000)
    } catch {
      #expect(!error.message.isEmpty)
    }
  }

  @Test("deep nesting is refused, not crashed on")
  func nesting() {
    let deep = String(repeating: "(", count: 5000)
    #expect(throws: TemplateError.self) { try Self.render("{{ \(deep)1 }}") }
    let blocks = String(repeating: "{% if 1 %}", count: 5000)
    #expect(throws: TemplateError.self) { try Self.render(blocks) }
    #expect(throws: TemplateError.self) {
      try Self.render("{{ \(String(repeating: "-", count: 5000))1 }}")
    }
    #expect(throws: TemplateError.self) {
      try Self.render("{{ \(String(repeating: "not ", count: 50000))1 }}")
    }
  }
}
