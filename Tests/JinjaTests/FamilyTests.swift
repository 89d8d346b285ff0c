import Jinja
import Testing

@Suite("Templates that extend others")
struct FamilyTests {
  private func render(
    _ templates: [String: String], _ names: [String: Value] = [:],
    standIn: @escaping (String) -> String? = { _ in nil }
  ) throws(TemplateError) -> String {
    var environment = Environment()
    environment.load = { templates[$0].map { Array($0.utf8) } }
    let family = try TemplateFamily("a", in: environment)
    return try environment.render(family, with: names, standIn: standIn)
  }

  /// Families with what Jinja 3.1 makes of them.
  @Test(arguments: [
    (["a": "x{% block b %}1{% endblock %}y"], "x1y"),
    (
      [
        "a": "{% extends 'p' %}lost{% block b %}2{{ super() }}{% endblock b %}",
        "p": "x{% block b %}1{% endblock %}y",
      ], "x21y"
    ),
    (
      [
        "a": "{% extends 'm' %}{% block b %}3{{ super() }}{% endblock %}",
        "m": "{% extends 'p' %}{% block b %}2{{ super() }}{% endblock %}",
        "p": "{% block b %}1{% endblock %}",
      ], "321"
    ),
    (
      [
        "a": "{% extends 'p' %}{% set word = 'w' %}{% block b %}{{ word }}{% endblock %}",
        "p": "{% if self.b() %}[{% block b %}{% endblock %}]{% endif %}",
      ], "[w]"
    ),
    (
      [
        "a": "{% extends 'p' %}{% block inner %}I{% endblock %}",
        "p": "{% block outer %}<{% block inner %}i{% endblock %}>{% endblock %}",
      ], "<I>"
    ),
    (
      [
        "a": "{% extends 'p' %}{% block b %}{% include 'q' %}{% endblock %}",
        "p": "{% block b %}{% endblock %}",
        "q": "{% set n = 1 %}{{ n }}{% block z %}z{% endblock %}",
      ], "1z"
    ),
    (
      [
        "a": "{% import 'm' as m %}{{ m.tree(3) }}",
        "m": "{% macro tree(n) %}{{ n }}{% if n %}{{ tree(n - 1) }}{% endif %}{% endmacro %}",
      ], "3210"
    ),
    (["a": "{{ '\\u003ch1\\x3e' }}"], "<h1>"),
  ]) func familiesRender(example: (templates: [String: String], text: String)) throws {
    #expect(try render(example.templates) == example.text)
  }

  @Test func blocksCanBeLeftToLater() throws {
    let text = try render(
      [
        "a": "{% extends 'p' %}{% block b %}{{ page.x }}{% endblock %}",
        "p": "-{% block b %}{% endblock %}-",
      ],
      standIn: { $0 == "b" ? "slot" : nil })
    #expect(text == "-slot-")
  }

  @Test func mentionsGoThroughIncludes() throws {
    let templates = [
      "a": "{% extends 'p' %}{% block b %}{% include 'q' %}{{ nav.homepage.url }}{% endblock %}",
      "p": "{% block b %}{% endblock %}{% block c %}{{ self.b() }}{% endblock %}",
      "q": "{{ page.title }}",
    ]
    var environment = Environment()
    environment.load = { templates[$0].map { Array($0.utf8) } }
    var family = try TemplateFamily("a", in: environment)
    let block = family.mentions(of: "b", in: environment)
    #expect(block.contains("title", of: "page") && !block.contains("content", of: "page"))
    #expect(block.contains("nav") && !block.names.contains("nav"))
    #expect(family.mentions(of: "c", in: environment).contains("page"))
  }

  @Test func errorsHaveTemplateAndLine() throws {
    let error = #expect(throws: TemplateError.self) {
      try render([
        "a": "{% extends 'p' %}\n{% block b %}\n{% include 'q' %}{% endblock %}",
        "p": "{% block b %}{% endblock %}", "q": "\n\n\n{{ x.y }}",
      ])
    }
    #expect(error?.template == "q" && error?.line == 4 && error?.block?.block == "b")
  }
}
