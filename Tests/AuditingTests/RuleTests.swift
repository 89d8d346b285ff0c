import Auditing
import Diagnostics
import Foundation
import SystemPackage
import Testing

/// One small repository for each rule. Lines with the mark `FOUND` are found by the rule, all others
/// are not; a file whose name has the mark is found as a whole.
@Suite("Rules")
struct RuleTests {
  static let badge = "https://img.shields.io"
  static let workflows = "https://github.com/acme/shop/actions/workflows"
  static let identity = [".scaffold/audit.yml": "repository: acme/shop\n"]

  static let cases: [String: [String: String]] = [
    "audit.link.missing-file": [
      "a.md": "[a](a.md)\n\n[b](b.md) FOUND\n\n[c](c.md#x \"title\") FOUND\n"
    ],
    "audit.link.wrong-case": ["a.md": "[a](a.md)\n\n[b](A.md) FOUND\n"],
    "audit.link.ignored-target": [
      ".gitignore": "out/\n", "out/a.txt": "", "a.md": "[a](out/a.txt) FOUND\n\n[b](out/b.txt)\n",
    ],
    "audit.link.outside": [
      "a.md": "[a](../b.md) FOUND\n\n[b](../../issues)\n", "mkdocs.yml": "site_name: A\n",
      "docs/index.md": "[up](../a.md) FOUND\n",
    ],
    "audit.link.folder": [
      "mkdocs.yml": "site_name: A\n", "docs/index.md": "[b](b/) FOUND\n\n[b](b/index.md)\n",
      "docs/b/index.md": "# B\n", "a.md": "[b](docs/b)\n",
    ],
    "audit.link.local-file": [
      "a.md": "[a](file:///a.md) FOUND\n\n[b](C:\\\\a.md) FOUND\n\n[c](https://a.example/)\n"
    ],
    "audit.link.empty": ["a.md": "[a]() FOUND\n\n![b]() FOUND\n\n[c](#)\n"],
    "audit.link.space": ["a.md": "[a](b c.md) FOUND\n\n[a](<b c.md>)\n", "b c.md": ""],
    "audit.link.missing-anchor": [
      "a.md": "# A b\n\n[a](#a-b)\n\n[b](#a) FOUND\n\n[c](b.md#c) FOUND\n", "b.md": "# B\n",
    ],
    "audit.link.line-range": ["a.md": "[a](b.c#L1-L2)\n\n[b](b.c#L3) FOUND\n", "b.c": "1\n2\n"],
    "audit.link.mail": ["a.md": "[a](mailto:a@b.example)\n\n[b](mailto:a) FOUND\n"],
    "audit.image.missing": ["a.md": "![a](a.png) FOUND\n\n![b](b.png)\n", "b.png": ""],
    "audit.site.missing-script": [
      "index.html": "<script src=\"a.js\"></script>FOUND\n<script src=\"b.js\"></script>\n",
      "b.js": "",
    ],
    "audit.site.missing-style": [
      "index.html": "<link rel=stylesheet href=a.css>FOUND\n<link rel=stylesheet href=b.css>\n",
      "b.css": "",
    ],
    "audit.include.missing": [
      "mkdocs.yml": "site_name: A\nmarkdown_extensions:\n  - pymdownx.snippets\n",
      "docs/index.md": "--8<-- \"FOUND.txt\"\n",
    ],
    "audit.reference.undefined": ["a.md": "[a][b] FOUND\n\n[a][c]\n\n[c]: a.md\n"],
    "audit.reference.undefined-footnote": [
      "a.md": "a[^1] FOUND\n\nb[^2]\n\n[^2]: b\n", "b.md": "FOUND b[^1]\n",
    ],
    "audit.reference.unused": ["a.md": "[a]\n\n[a]: a.md\n[found]: a.md 'FOUND'\n[//]: # (c)\n"],
    "audit.reference.duplicate": ["a.md": "[a]\n\n[a]: a.md\n[a]: a.md 'FOUND'\n"],
    "audit.anchor.duplicate": ["a.md": "<a id=x></a>\n\n<a id=x></a> FOUND\n\n## A\n\n## A\n"],
    "audit.html.unclosed": [
      "FOUND.html": String(repeating: "<div>", count: 1000),
      "index.html": "",
    ],
    "audit.page.orphan": [
      "mkdocs.yml": "site_name: A\nnav: [index.md]\n", "docs/index.md": "[b](b.md)\n",
      "docs/b.md": "# B\n", "docs/FOUND.md": "# C\n",
    ],
    "audit.required.link": [
      "README.md": "FOUND [a](CHANGELOG.md)\n", "CHANGELOG.md": "", "SECURITY.md": "",
    ],
    "audit.required.file": [
      "README.md": "", ".scaffold/audit.yml": "required-links:\n  - a.md # FOUND\n  - README.md\n",
    ],
    "audit.badge.placeholder": [
      "a.md": "![a](\(badge)/github/stars/OWNER/REPO) FOUND\n\n![a](\(badge)/github/stars/a/b)\n"
    ],
    "audit.badge.retired": ["a.md": "![a](https://travis-ci.org/a/b.svg) FOUND\n"],
    "audit.badge.malformed": [
      "a.md": "![a](\(badge)/badge/a-b-c-d) FOUND\n\n![a](\(badge)/badge/a--b-c-d)\n"
    ],
    "audit.badge.wrong-repository": identity.merging([
      "a.md": "![a](https://codecov.io/gh/acme/store/graph/badge.svg) FOUND\n"
    ]) { $1 },
    "audit.badge.foreign": identity.merging([
      "a.md": "![a](\(badge)/github/stars/a/b) FOUND\n\n![a](\(badge)/github/stars/Acme/Shop)\n"
    ]) { $1 },
    "audit.badge.unverifiable": ["a.md": "![a](\(badge)/github/stars/acme/shop) FOUND\n"],
    "audit.badge.missing-workflow": identity.merging([
      "a.md": "![a](\(workflows)/a.yml/badge.svg)\n\n![b](\(workflows)/b.yml/badge.svg) FOUND\n",
      ".github/workflows/a.yml": "on: push\n",
    ]) { $1 },
    "audit.badge.old-workflow": identity.merging([
      "a.md": "![a](https://github.com/acme/shop/workflows/A%20b/badge.svg) FOUND\n",
      ".github/workflows/a.yml": "name: A b\non: push\n",
    ]) { $1 },
    "audit.badge.untriggered": identity.merging([
      "a.md":
        "![a](\(workflows)/a.yml/badge.svg?branch=b) FOUND\n\n![a](\(workflows)/a.yml/badge.svg)\n",
      ".github/workflows/a.yml": "on: {push: {branches: [main]}}\n",
    ]) { $1 },
    "audit.badge.unknown-image": [
      "a.md": "![a](\(badge)/docker/v/a/b) FOUND\n\n![a](\(badge)/docker/v/a/c)\n",
      "compose.yaml": "services: {a: {build: ., image: 'a/c:1'}, b: {image: a/b}}\n",
    ],
    "audit.badge.wrong-package": [
      "a.md": "![a](\(badge)/pypi/v/a) FOUND\n\n![a](\(badge)/pypi/v/B.c)\n",
      "pyproject.toml": "[project]\nname = 'b_C'\n",
    ],
    "audit.badge.no-coverage": identity.merging([
      "a.md":
        "![a](\(badge)/coveralls/github/acme/shop) FOUND\n\n![a](\(badge)/codecov/c/gh/acme/shop)\n",
      ".gitlab-ci.yml": "test:\n  script: [./codecov -t x]\n",
    ]) { $1 },
    "audit.badge.wrong-license": [
      "a.md":
        "![a](\(badge)/badge/license-MIT-blue) FOUND\n\n![a](\(badge)/badge/license-Apache--2.0-blue)\n",
      "LICENSE": "Apache License\nVersion 2.0, January 2004\n",
    ],
    "audit.badge.insecure": [
      "a.md": "![a](http://img.shields.io/badge/a-b-c) FOUND\n\n![a](\(badge)/badge/a-b-c)\n"
    ],
    "audit.badge.no-text": [
      "a.md": "![](\(badge)/badge/a-b-c) FOUND\n\n![a](\(badge)/badge/a-b-c)\n"
    ],
    "audit.badge.wrong-link": identity.merging([
      "a.md": "[![a](\(workflows)/a.yml/badge.svg)](\(workflows)/b.yml) FOUND\n\n"
        + "[![a](\(workflows)/a.yml/badge.svg)](\(workflows)/a.yml)\n",
      ".github/workflows/a.yml": "on: push\n",
    ]) { $1 },
    "audit.silence.unused": [
      "a.md": "<!-- scaffold-audit ignore-next-line FOUND -->\n[a](a.md)\n\n"
        + "<!-- scaffold-audit ignore-next-line -->\n[b](b.md)\n"
    ].mapValues { $0.replacing("line FOUND", with: "line -- FOUND") },
    "audit.silence.unknown": ["a.md": "<!-- scaffold-audit ignore-lines FOUND -->\n"],
    // A case of this one needs branches: see BranchTests.
    "audit.badge.missing-branch": [:],
    "audit.file.encoding": [:], "audit.file.size": [:], "audit.file.binary": ["FOUND.md": "a\0b"],
    "audit.file.links": [:], "audit.file.link-loop": [:],
  ]

  @Test("every rule has a case, or is tested where files are read or the web is asked")
  func coverage() {
    let codes = Rules.descriptions.map(\.code).filter { !$0.hasPrefix("audit.external.") }
    #expect(Set(codes) == Set(Self.cases.keys))
  }

  @Test("finds what is marked and nothing else", arguments: cases.keys.sorted())
  func find(code: String) async throws {
    let files = try #require(Self.cases[code])
    if files.isEmpty { return }
    let folder = try Repository(files)
    let report = try await Audit(root: folder.path).run()
    let found = report.findings.map(\.diagnostic).filter { $0.code == code }
    var marked: Set<String> = []
    for (path, text) in files {
      if path.contains("FOUND") {
        marked.insert(path)
        continue
      }
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      where line.contains("FOUND") { marked.insert("\(path):\(number + 1)") }
    }
    let places = found.map { finding -> String in
      let file = finding.location?.file ?? ""
      return file.contains("FOUND") ? file : "\(file):\(finding.location?.line ?? 1)"
    }
    #expect(Set(places) == marked)
    for finding in found {
      #expect(finding.hint != nil || finding.code == "audit.badge.wrong-package")
    }
  }

  @Test("what keeps files from being read is said")
  func files() async throws {
    let folder = try Repository(["a.md": ""])
    try Data([0x4C, 0xE4, 0x0A]).write(to: folder.url.appending(path: "latin.md"))
    try Data(count: (16 << 20) + 1).write(to: folder.url.appending(path: "large.md"))
    let links = String(repeating: "[a](a.md)", count: 100_001)
    try Data(links.utf8).write(to: folder.url.appending(path: "links.md"))
    for (name, target) in [("one", "two"), ("two", "one")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.url.appending(path: name).path(), withDestinationPath: target)
    }
    let found = try await Audit(root: folder.path).run().findings.map(\.diagnostic)
    #expect(
      found.map { "\($0.location?.file ?? "") \($0.code)" } == [
        "large.md audit.file.size", "latin.md audit.file.encoding", "links.md audit.file.links",
        "one audit.file.link-loop", "two audit.file.link-loop",
      ])
  }

  /// A folder with files that goes away with its owner.
  final class Repository {
    let url: URL
    var path: FilePath { FilePath(url.path(percentEncoded: false)) }

    init(_ files: [String: String]) throws {
      url = FileManager.default.temporaryDirectory.appending(
        path: "audit-\(UUID())", directoryHint: .isDirectory)
      for (path, text) in files {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
    }

    deinit { try? FileManager.default.removeItem(at: url) }
  }
}
