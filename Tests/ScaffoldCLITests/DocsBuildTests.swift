import Foundation
import Testing

@Suite("scaffold docs build")
struct DocsBuildTests {
  let folder: Folder
  let scaffold: ScaffoldProcess

  init() throws {
    folder = try Folder()
    scaffold = ScaffoldProcess(folder: folder.url)
  }

  func writeSite(_ configuration: String = "site_name: Test\n") throws {
    try folder.write(configuration, to: "mkdocs.yml")
    try folder.write("# Home\n\nSee the [guide](guide/first.md).\n", to: "docs/index.md")
    try folder.write(
      "# First\n\n## Steps\n\nBack [home](../index.md).\n", to: "docs/guide/first.md")
    try folder.write("png", to: "docs/logo.png")
  }

  @Test("a site comes out with MkDocs' paths and resolved links")
  func build() throws {
    try writeSite("site_name: Test\nsite_url: https://docs.example/base/\n")
    let result = try scaffold.run("docs", "build")
    #expect(result.exitCode == 0, "\(result.errors)")
    for path in ["index.html", "guide/first/index.html", "404.html", "sitemap.xml", "logo.png"] {
      #expect(folder.exists("site/\(path)"), "\(path)")
    }
    let home = try folder.read("site/index.html")
    #expect(home.contains("href=\"guide/first/\""))
    #expect(home.contains("<h1 id=\"home\">"))
    let first = try folder.read("site/guide/first/index.html")
    #expect(first.contains("href=\"../../\""))
    #expect(try folder.read("site/sitemap.xml").contains("https://docs.example/base/guide/first/"))
  }

  #if os(Linux)
    @Test("a site of many pages is the same from one core and from all")
    func cores() throws {
      try writeSite()
      // So many that more than one core is worth its while.
      for number in 0..<600 {
        try folder.write(
          "# Page \(number)\n\nAbout word\(number % 7) and [next](page-\((number + 1) % 600).md).\n",
          to: "docs/page-\(number).md")
      }
      #expect(try scaffold.run("docs", "build").exitCode == 0)
      let limited = ScaffoldProcess(binary: URL(filePath: "/usr/bin/taskset"), folder: folder.url)
      let again = try limited.run(
        "--cpu-list", "0", ScaffoldProcess.binary.path(), "docs", "build")
      #expect(again.exitCode == 0)
      #expect(again.errors.contains("(0 written"), "\(again.errors)")
    }
  #endif

  @Test("a second build writes nothing; a changed page is written; a removed one goes away")
  func rebuild() throws {
    try writeSite()
    try scaffold.run("docs", "build")
    let page = folder.url.appending(path: "site/guide/first/index.html").path()
    let old = Date(timeIntervalSince1970: 1_000_000_000)
    try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: page)
    try folder.write("mine", to: "site/.keep")
    try scaffold.run("docs", "build")
    let date = try FileManager.default.attributesOfItem(atPath: page)[.modificationDate] as? Date
    #expect(date == old)
    try FileManager.default.removeItem(at: folder.url.appending(path: "docs/guide/first.md"))
    try folder.write("# Home\n", to: "docs/index.md")
    #expect(try scaffold.run("docs", "build").exitCode == 0)
    #expect(!folder.exists("site/guide"))
    #expect(folder.exists("site/.keep"))
    #expect(try !folder.read("site/index.html").contains("guide/first"))
  }

  @Test("a broken link is a warning, and an error under --strict, also when quiet")
  func strict() throws {
    try writeSite()
    try folder.write("# Home\n\nA [typo](guide/frist.md).\n", to: "docs/index.md")
    let relaxed = try scaffold.run("docs", "build")
    #expect(relaxed.exitCode == 0)
    #expect(relaxed.errors.contains("docs/index.md:3:3: warning:"), "\(relaxed.errors)")
    #expect(relaxed.errors.contains("guide/first.md"), "\(relaxed.errors)")
    #expect(try scaffold.run("docs", "build", "--strict").exitCode == 1)
    #expect(try scaffold.run("docs", "build", "-q", "-s").exitCode == 1)
  }

  @Test("quiet says nothing but what fails the build")
  func quiet() throws {
    try writeSite()
    try folder.write("# Home\n\n[a](gone.md) [b](#nowhere)\n", to: "docs/index.md")
    #expect(try scaffold.run("docs", "build", "-q").errors.isEmpty)
    let strict = try scaffold.run("docs", "build", "-q", "--strict")
    #expect(strict.exitCode == 1)
    #expect(strict.errors.contains("missing-file") && !strict.errors.contains("missing-anchor"))
  }

  @Test("kinds that MkDocs does not know are shown and fail only on demand")
  func validationLevels() throws {
    try writeSite()
    try folder.write(
      "# Home\n\n<a href=\"guide/frist/\">x</a> [a][nothing] [b](#nowhere)\n\n## Home\n{: #home }\n",
      to: "docs/index.md")
    let plain = try scaffold.run("docs", "build", "--strict")
    #expect(plain.exitCode == 0, "\(plain.errors)")
    for code in ["missing-html", "undefined-reference", "missing-anchor"] {
      #expect(plain.errors.contains("info:") && plain.errors.contains(code), "\(plain.errors)")
    }
    #expect(try scaffold.run("docs", "build", "--strict", "--validation", "warn").exitCode == 1)
    let silent = try scaffold.run("docs", "build", "--validation", "ignore")
    #expect(!silent.errors.contains("info:"), "\(silent.errors)")
    #expect(try scaffold.run("docs", "build", "--validation", "loud").exitCode == 64)
  }

  @Test("an address in HTML may be that of a page that moved")
  func redirectedHTML() throws {
    try writeSite(
      "site_name: Test\nplugins:\n  - redirects:\n      redirect_maps: {old.md: guide/first.md}\n")
    try folder.write(
      "# Home\n\n<a href=\"old/\">x</a> <a href=\"logo.png\">y</a> <a href=\"guide/first/#steps\">z</a>\n",
      to: "docs/index.md")
    let result = try scaffold.run("docs", "build")
    #expect(!result.errors.contains("info:"), "\(result.errors)")
    #expect(folder.exists("site/old/index.html"))
  }

  @Test("what two would write at one path is written once, in a new site and in an old one")
  func onePath() throws {
    try writeSite(
      """
      site_name: Test
      site_url: https://docs.example/
      use_directory_urls: false
      plugins:
        - tags: {export: true}
        - redirects: {redirect_maps: {old.md: index.md, old/index.md: guide/first.md, a.md: index.md}}
      """)
    for path in ["sitemap.xml", "sitemap.xml.gz", "tags.json", "a.html", "robots.txt"] {
      try folder.write("own", to: "docs/\(path)")
    }
    try folder.write("# Not there\n", to: "docs/404.md")
    for _ in 0..<2 {
      let result = try scaffold.run("docs", "build", "--strict")
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(result.errors.contains("docs/tags.json: info: the file is left out"))
      for path in ["sitemap.xml", "sitemap.xml.gz", "robots.txt"] {
        #expect(try folder.read("site/\(path)") == "own")
      }
      #expect(try folder.read("site/404.html").contains("Not there"))
      #expect(try folder.read("site/tags.json").contains("mappings"))
      #expect(try folder.read("site/a.html").contains("index.html"))
    }
    #expect(try scaffold.run("docs", "build").errors.contains("(0 written"))
  }

  @Test("posts of one day and one title share an address, and the last one has it")
  func postsWithOneAddress() throws {
    try writeSite("site_name: Test\ntheme: {name: material}\nplugins: [blog]\n")
    try folder.write("# Blog\n", to: "docs/blog/index.md")
    for name in ["a", "b"] {
      try folder.write(
        "---\ndate: 2024-01-31\n---\n# News\n\nBy \(name).\n", to: "docs/blog/posts/\(name).md")
    }
    try folder.write(
      "---\ndate: 2024-02-01\ntitle:\n---\n\nText.\n\n# Later\n",
      to: "docs/blog/posts/plain-text.md")
    let result = try scaffold.run("docs", "build", "--strict")
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(folder.exists("site/blog/2024/02/01/plain-text/index.html"))
    #expect(result.errors.contains("docs/blog/posts/a.md: info: the file is left out"))
    #expect(try folder.read("site/blog/2024/01/31/news/index.html").contains("By b."))
  }

  @Test("files of the theme's folder are files of the site, and its own go before them")
  func customFiles() throws {
    try writeSite("site_name: Test\ntheme: {name: material, custom_dir: overrides}\n")
    try folder.write(
      "![a](../img/a.svg) ![b](../logo.png) ![c](../img/c.svg)\n", to: "docs/guide/first.md")
    for path in ["img/a.svg", "logo.png", "note.md", "README.txt", "x.html", ".y"] {
      try folder.write("theirs", to: "overrides/\(path)")
    }
    let result = try scaffold.run("docs", "build")
    #expect(result.errors.contains("there is no file 'img/c.svg'"))
    #expect(result.errors.contains("1 warning"), "\(result.errors)")
    #expect(try folder.read("site/guide/first/index.html").contains("src=\"../../img/a.svg\""))
    #expect(try folder.read("site/img/a.svg") == "theirs")
    #expect(try folder.read("site/logo.png") == "png")
    for path in ["note", "note.md", "README.txt", "x.html", ".y"] {
      #expect(!folder.exists("site/\(path)"), "\(path)")
    }
  }

  @Test("what MkDocs has no word for does not fail --strict")
  func strictAsMkDocs() throws {
    try writeSite(
      """
      site_name: Test
      markdown_extensions:
        - pymdownx.superfences
        - pymdownx.snippets
        - pymdownx.emoji
      """)
    try folder.write(
      "# Home\n\n--8<-- \"lost.md\"\n\n:nosuch:\n\n```py\nx\n", to: "docs/index.md")
    let result = try scaffold.run("docs", "build", "--strict")
    #expect(result.exitCode == 0, "\(result.errors)")
    for code in ["markdown.snippet", "markdown.emoji", "markdown.unclosed-fence"] {
      #expect(result.errors.contains(code), "\(code)")
    }
  }

  @Test("a language without words is said, and fails nothing")
  func unknownLanguage() throws {
    try writeSite("site_name: Test\ntheme: {name: material, language: xx}\n")
    let result = try scaffold.run("docs", "build", "--strict")
    #expect(result.exitCode == 0 && result.errors.contains("mkdocs.yml:2:35: info: the layout has"))
  }

  @Test("a title without text leaves the window's to the navigation")
  func emptyTitle() throws {
    try writeSite(
      "site_name: Test\ntheme: {name: material}\nnav: [index.md, Begin: guide/first.md]\n")
    try folder.write("---\ntitle: \"\"\n---\ntext\n", to: "docs/guide/first.md")
    try scaffold.run("docs", "build")
    #expect(try folder.read("site/guide/first/index.html").contains("<title>Begin - Test</title>"))
  }

  @Test("the anchors of code lines are counted on from list to list")
  func linesInExcerpts() throws {
    try writeSite(
      """
      site_name: Test
      theme: {name: material}
      plugins: [blog]
      markdown_extensions:
        - pymdownx.highlight: {anchor_linenums: true}
        - pymdownx.superfences
      """)
    try folder.write("# Blog\n", to: "docs/blog/index.md")
    try folder.write(
      "---\ndate: 2024-01-31\ncategories: [Z, C]\n---\n# A\n\n```py\na\n```\n\n```py\nb\n```\n",
      to: "docs/blog/posts/a.md")
    #expect(try scaffold.run("docs", "build").exitCode == 0)
    for (turn, page) in ["blog", "blog/archive/2024", "blog/category/z", "blog/category/c"]
      .enumerated()
    {
      let html = try folder.read("site/\(page)/index.html")
      for block in 0..<2 {
        let id = "__codelineno-\(2 * turn + block)-1"
        #expect(html.contains("id=\"\(id)\" name=\"\(id)\" href=\"#\(id)\""), "\(page)")
      }
    }
  }

  @Test("a report names what is supported, different and ignored")
  func report() throws {
    try writeSite(
      "site_name: Test\nplugins:\n  - search\n  - social\n  - mkdocstrings\nhooks: [a.py]\n"
        + "extra_templates: [x.html]\n")
    let result = try scaffold.run("docs", "build", "--report", "-q")
    #expect(result.exitCode == 0)
    let groups = result.output.components(separatedBy: "\n\n")
    #expect(groups[0].hasPrefix("Different (2)") && groups[0].contains("mkdocs.yml:5"))
    #expect(groups[1].hasPrefix("Ignored (3)"), "\(result.output)")
    for name in ["social", "a.py", "extra_templates"] { #expect(groups[1].contains(name)) }
    #expect(groups[2].contains("site_name (mkdocs.yml:1)"))
  }

  @Test("a report says of each of Material's features whether there is one")
  func features() throws {
    try writeSite(
      """
      site_name: Test
      theme:
        name: material
        features: [navigation.tabs, navigation.instant, content.code.select, navigation.tab]
        language: ka
        icon: {logo: material/eye, menu: material/eye}

      """)
    let result = try scaffold.run("docs", "build", "--report", "-q")
    let groups = result.output.components(separatedBy: "\n\n")
    #expect(groups[0].contains("navigation.instant (mkdocs.yml:4): pages are small"))
    #expect(groups[0].contains("theme.language (mkdocs.yml:5): the layout has no words in 'ka'"))
    #expect(
      groups[0].contains("theme.icon (mkdocs.yml:6): the layout has icons of its own for menu"))
    #expect(groups[1].contains("content.code.select (mkdocs.yml:4): lines of code"))
    #expect(groups[1].contains("no such feature; did you mean 'navigation.tabs'?"))
    #expect(groups[2].contains("theme.features: navigation.tabs (mkdocs.yml:4)"))
  }

  @Test("options as MkDocs has them")
  func options() throws {
    try writeSite()
    try FileManager.default.moveItem(
      at: folder.url.appending(path: "mkdocs.yml"), to: folder.url.appending(path: "other.yml"))
    let result = try scaffold.run(
      "docs", "build", "-f", "other.yml", "-d", "out/public", "--no-directory-urls", "-q")
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(result.output.isEmpty && result.errors.isEmpty)
    #expect(folder.exists("out/public/guide/first.html"))
    #expect(try folder.read("out/public/index.html").contains("href=\"guide/first.html\""))
  }

  // Bad input: each gets a located reason, an exit code other than zero, and leaves no site.
  @Test("broken YAML")
  func brokenYAML() throws {
    try writeSite("site_name: Test\nnav: [a, b\ntheme: x\n")
    let result = try scaffold.run("docs", "build")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("mkdocs.yml:3:"), "\(result.errors)")
    #expect(!folder.exists("site"))
  }

  @Test("no configuration")
  func noConfiguration() throws {
    let result = try scaffold.run("docs", "build")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("mkdocs.yml"))
  }

  @Test("a docs_dir that does not exist")
  func missingDocs() throws {
    try folder.write("site_name: Test\ndocs_dir: documentation\n", to: "mkdocs.yml")
    let result = try scaffold.run("docs", "build")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("mkdocs.yml:2:"), "\(result.errors)")
    #expect(result.errors.contains("documentation"))
    #expect(!folder.exists("site"))
  }

  @Test("a page that is not UTF-8")
  func notUTF8() throws {
    try writeSite()
    try folder.write(Data([0x23, 0x20, 0x41, 0x0A, 0x0A, 0xE9, 0x0A]), to: "docs/latin.md")
    let result = try scaffold.run("docs", "build")
    #expect(result.exitCode != 0)
    #expect(result.errors.contains("docs/latin.md:3"), "\(result.errors)")
    #expect(!folder.exists("site"))
  }

  @Test("a symbolic link that leads in a circle")
  func linkLoop() throws {
    try writeSite()
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: "docs/loop").path(), withDestinationPath: "../docs")
    let result = try scaffold.run("docs", "build")
    #expect(result.exitCode != 0)
    #expect(result.errors.contains("loop"), "\(result.errors)")
    #expect(!folder.exists("site"))
  }

  @Test("a nav entry that does not exist")
  func missingNavEntry() throws {
    try writeSite("site_name: Test\nnav:\n  - index.md\n  - Guide: guide/frist.md\n")
    let result = try scaffold.run("docs", "build", "--strict")
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("mkdocs.yml:4:"), "\(result.errors)")
    #expect(result.errors.contains("guide/first.md"), "\(result.errors)")
  }

  @Test("a destination that cannot be written")
  func unwritable() throws {
    try writeSite()
    try folder.write("a file", to: "occupied")
    let result = try scaffold.run("docs", "build", "-d", "occupied/site")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("occupied"), "\(result.errors)")
    #expect(try folder.read("occupied") == "a file")
    #expect(try scaffold.run("docs", "build", "-d", "/proc/scaffold").exitCode == 2)
  }

  @Test(
    "a site folder above the sources is refused, however it is written",
    arguments: ["..", "../..", ".", "docs/..", "/"])
  func siteAboveSources(siteDir: String) throws {
    try folder.write("site_name: Test\nsite_dir: \(siteDir)\n", to: "a/mkdocs.yml")
    try folder.write("# Home\n", to: "a/docs/index.md")
    var inside = scaffold
    inside.folder = folder.url.appending(path: "a")
    let result = try inside.run("docs", "build")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("[docs.config.site-dir]"), "\(result.errors)")
    #expect(folder.paths() == ["a", "a/docs", "a/docs/index.md", "a/mkdocs.yml"])
  }

  @Test("Ctrl-C stops between files: exit code 130, no file half-written")
  func interrupt() throws {
    try folder.write("site_name: Test\n", to: "mkdocs.yml")
    let text = String(repeating: "Some *text* with a [link](index.md).\n\n", count: 100)
    for number in 0..<800 { try folder.write("# Page\n\n" + text, to: "docs/p\(number).md") }
    try folder.write("# Home\n", to: "docs/index.md")
    let started = try scaffold.start(["docs", "build", "-q"])
    // Wait until it writes, then interrupt it.
    let deadline = Date().addingTimeInterval(60)
    while !folder.exists(".site.scaffold-build/p1"), started.process.isRunning, Date() < deadline {
      usleep(500)
    }
    started.process.interrupt()
    started.process.waitUntilExit()
    #expect(started.process.terminationStatus == 130)
    // A site that did not exist is made out of sight.
    #expect(!folder.paths().contains { $0.contains("site") })
  }
}
