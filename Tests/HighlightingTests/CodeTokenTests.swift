import Highlighting
import Testing

/// What Pygments makes of the same code, checked against it.
@Suite struct CodeTokenTests {
  private func marked(_ code: String, _ language: String) -> String? {
    let bytes = Array(code.utf8)
    return bytes.withUnsafeBufferPointer { view in
      CodeToken.all(of: view, in: language).map { tokens in
        tokens.map { token in
          let text = String(decoding: view[token.range], as: UTF8.self)
          return token.cssClass.isEmpty ? text : "\(token.cssClass)[\(text)]"
        }.joined()
      }
    }
  }

  @Test(arguments: [
    ("py", "range(10)", "nb[range]p[(]mi[10]p[)]"),
    ("py", "x = [1, 2.5, 0x1F]", "n[x] o[=] p[[]mi[1]p[,] mf[2.5]p[,] mh[0x1F]p[]]"),
    (
      "py", "def f(self, x=None): return x",
      "k[def]w[ ]nf[f]p[(]bp[self]p[,] n[x]o[=]kc[None]p[):] k[return] n[x]"
    ),
    ("py", "import os, sys as s", "kn[import]w[ ]nn[os]o[,]w[ ]nn[sys]w[ ]k[as]w[ ]nn[s]"),
    ("py", "from a.b import c", "kn[from]w[ ]nn[a.b]w[ ]kn[import] n[c]"),
    (
      "py", "print(f\"a {x!r} {y:>3}\")",
      "nb[print]p[(]sa[f]s2[\"a ]si[{]n[x]si[!r}]s2[ ]si[{]n[y]si[:]s2[>3]si[}]s2[\"]p[)]"
    ),
    ("py", "'%s' % \"a\\n{}\"", "s1[']si[%s]s1['] o[%] s2[\"a]se[\\n]si[{}]s2[\"]"),
    ("py", "@app.route", "nd[@app]o[.]n[route]"),
    ("py", "class A(Exception): pass", "k[class]w[ ]nc[A]p[(]ne[Exception]p[):] k[pass]"),
    (
      "py", "lambda x: x is not True  # c",
      "k[lambda] n[x]p[:] n[x] ow[is] ow[not] kc[True]  c1[# c]"
    ),
    ("py", "a.range(b) @ c", "n[a]o[.]n[range]p[(]n[b]p[)] o[@] n[c]"),
    ("py", "r'\\d' b\"x\"", "sa[r]s1['\\d'] sa[b]s2[\"x\"]"),
    (
      "py", "import pymdownx; pymdownx.__version__",
      "kn[import]w[ ]nn[pymdownx]p[;] n[pymdownx]o[.]n[__version__]"
    ),
    ("py", "x: int = 1e3", "n[x]p[:] nb[int] o[=] mf[1e3]"),
    ("py", "async def f(): await g()", "k[async] k[def]w[ ]nf[f]p[():] k[await] n[g]p[()]"),
    ("py", "{**a, 'b': 1_000}", "p[{]o[**]n[a]p[,] s1['b']p[:] mi[1_000]p[}]"),
    ("js", "let a = 1;", "kd[let]w[ ]nx[a]w[ ]o[=]w[ ]mf[1]p[;]"),
    (
      "js", "const f = (x) => x.y === null;",
      "kd[const]w[ ]nx[f]w[ ]o[=]w[ ]p[(]nx[x]p[)]w[ ]p[=>]w[ ]nx[x]p[.]nx[y]w[ ]o[===]w[ ]kc[null]p[;]"
    ),
    ("js", "new Map([[1, 'a']])", "ow[new]w[ ]nb[Map]p[([[]mf[1]p[,]w[ ]s1['a']p[]])]"),
    ("js", "`a ${b + 1} c`", "sb[`a ]si[${]nx[b]w[ ]o[+]w[ ]mf[1]si[}]sb[ c`]"),
    ("js", "/a[/]b/g.test(s) // c", "sr[/a[/]b/g]p[.]nx[test]p[(]nx[s]p[)]w[ ]c1[// c]"),
    ("js", "var test = 0;", "kd[var]w[ ]nx[test]w[ ]o[=]w[ ]mf[0]p[;]"),
    ("js", "import x from 'y';", "k[import]w[ ]nx[x]w[ ]kr[from]w[ ]s1['y']p[;]"),
    (
      "js", "0b1 + 0xFF + 10n + .5e3",
      "mb[0b1]w[ ]o[+]w[ ]mh[0xFF]w[ ]o[+]w[ ]mi[10n]w[ ]o[+]w[ ]mf[.5e3]"
    ),
    (
      "js", "function f() { return this.a / 2 }",
      "kd[function]w[ ]nx[f]p[()]w[ ]p[{]w[ ]k[return]w[ ]k[this]p[.]nx[a]w[ ]o[/]w[ ]mf[2]w[ ]p[}]"
    ),
    (
      "js", "async () => { await import(\"a\"); }",
      "k[async]w[ ]p[()]w[ ]p[=>]w[ ]p[{]w[ ]k[await]w[ ]k[import]p[(]s2[\"a\"]p[);]w[ ]p[}]"
    ),
    ("html", "<details><summary>", "p[<]nt[details]p[><]nt[summary]p[>]"),
    (
      "html", "<a href=\"x\" b>t &amp; u</a>",
      "p[<]nt[a] na[href]o[=]s[\"x\"] na[b]p[>]t ni[&amp;] up[</]nt[a]p[>]"
    ),
    ("html", "<br/> <!-- c -->", "p[<]nt[br]p[/>] cm[<!-- c -->]"),
  ]) func tokensAreThoseOfPygments(example: (language: String, code: String, tokens: String)) {
    #expect(marked(example.code, example.language) == example.tokens)
  }

  @Test func unknownLanguagesHaveNone() {
    #expect(marked("a", "klingon") == nil)
    #expect(marked("", "py") == "")
  }

  @Test(arguments: ["py", "js", "html"]) func tokensCoverAnyText(language: String) {
    for code in ["\"", "'a", "f\"{", "`${", "/[", "<a b=\"", "<!--", "&", "0x", "\\", "@", "é#"] {
      let bytes = Array(code.utf8)
      bytes.withUnsafeBufferPointer { view in
        let tokens = CodeToken.all(of: view, in: language) ?? []
        #expect(tokens.map(\.range.count).reduce(0, +) == bytes.count, "\(code)")
      }
    }
  }
}
