import Foundation
import Testing

/// Plugins whose work shows beside the pages, or in what a build says.
@Suite("Plugins and what they leave out")
struct PluginOptionTests {
  let folder: Folder
  var scaffold: ScaffoldProcess

  init() throws {
    folder = try Folder()
    scaffold = ScaffoldProcess(folder: folder.url)
  }

  /// All that the search of the built site is made of.
  func searched() throws -> String {
    let texts = folder.url.appending(path: "site/search")
    let paths = FileManager.default.enumerator(atPath: texts.path())?.compactMap { $0 as? String }
    return try (paths ?? []).filter { $0.hasSuffix(".js") || $0.contains("texts/") }
      .map { try String(decoding: Data(contentsOf: texts.appending(path: $0)), as: UTF8.self) }
      .joined()
  }

  @Test("exclude-search leaves out pages and sections, and keeps those that are named")
  func excludeSearch() throws {
    try folder.write(
      """
      site_name: x
      plugins:
        - search
        - exclude-search:
            exclude: [whole.md, "folder/*", "part.md#two"]
            ignore: ["folder/kept.md#yes"]
            exclude_unreferenced: true
      nav: [index.md, whole.md, part.md, folder/gone.md, folder/kept.md]
      """, to: "mkdocs.yml")
    try folder.write("# Home\n\nhomeword\n", to: "docs/index.md")
    try folder.write("# W\n\nwholeword\n", to: "docs/whole.md")
    try folder.write("# P\n\noneword\n\n## Two\n\ntwoword\n", to: "docs/part.md")
    try folder.write("# G\n\ngoneword\n", to: "docs/folder/gone.md")
    try folder.write(
      "# K\n\n## Yes\n\nyesword\n\n## No\n\nnoword\n", to: "docs/folder/kept.md")
    try folder.write("# U\n\nunlistedword\n", to: "docs/unlisted.md")
    #expect(try scaffold.run("docs", "build").exitCode == 0)
    let words = try searched()
    for word in ["homeword", "oneword", "yesword"] { #expect(words.contains(word), "\(word)") }
    for word in ["wholeword", "twoword", "goneword", "noword", "unlistedword"] {
      #expect(!words.contains(word), "\(word)")
    }
    #expect(try folder.read("site/whole/index.html").contains("wholeword"))
  }

  @Test("what is not allowed, and lists that are not there, are errors with their place")
  func refusals() throws {
    try folder.write(
      """
      site_name: x
      theme: material
      plugins:
        - tags: {tags_allowed: [good], listings_map: {chosen: {include: [good]}}}
        - blog: {categories_allowed: [News]}
      """, to: "mkdocs.yml")
    try folder.write("# Home\n\n<!-- material/tags chosn -->\n", to: "docs/index.md")
    try folder.write("---\ntags: [good, gud]\n---\n# Page\n", to: "docs/page.md")
    try folder.write(
      "---\ndate: 2024-01-01\ncategories: [Newz]\n---\n# Post\n", to: "docs/blog/posts/post.md")
    let result = try scaffold.run("docs", "build")
    #expect(result.exitCode == 2, "\(result.errors)")
    #expect(result.errors.contains("docs/page.md:2:14: error: the tag 'gud' is not allowed"))
    #expect(result.errors.contains("docs/index.md: error: there is no list 'chosn'"))
    #expect(result.errors.contains("did you mean 'chosen'?"))
    #expect(
      result.errors.contains("post.md:3:14: error: the category 'Newz' is not allowed"),
      "\(result.errors)")
  }

  @Test("an old address may be any file's, and none lies outside of the site")
  func redirects() throws {
    try folder.write(
      """
      site_name: x
      plugins:
        - redirects: {redirect_maps: {old.html: new.md, deep/older.htm: new.md}}
      """, to: "mkdocs.yml")
    try folder.write("# Home\n", to: "docs/index.md")
    try folder.write("# New\n", to: "docs/new.md")
    let result = try scaffold.run("docs", "build")
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(result.errors.contains("warning: 'old.html' is no path of a page"))
    #expect(try folder.read("site/old.html").contains("url=new/\""))
    #expect(try folder.read("site/deep/older.htm").contains("url=../new/\""))
    try folder.write(
      "site_name: x\nplugins:\n  - redirects: {redirect_maps: {../out.md: new.md}}\n",
      to: "mkdocs.yml")
    let outside = try scaffold.run("docs", "build")
    #expect(outside.exitCode == 2)
    #expect(
      outside.errors.contains("mkdocs.yml:3:33: error: '../out.md' leads out of the site"),
      "\(outside.errors)")
  }

  @Test("functions of Python that are not known are named")
  func functions() throws {
    try folder.write(
      """
      site_name: x
      theme: material
      plugins:
        - tags:
            listings_sort_by: !!python/name:our.own.order
        - blog:
            post_slugify: !!python/name:our.own.slugs
      """, to: "mkdocs.yml")
    try folder.write("# Home\n", to: "docs/index.md")
    let result = try scaffold.run("docs", "build", "--strict")
    #expect(result.exitCode == 1)
    for option in ["listings_sort_by", "post_slugify"] {
      #expect(result.errors.contains("the option '\(option)' has no effect"), "\(result.errors)")
    }
  }

  @Test("projects that are not there, or have one name, are errors at their entry")
  func projects() throws {
    try folder.write(
      """
      site_name: x
      plugins: [monorepo]
      nav:
        - index.md
        - Gone: '!include ./gone/mkdocs.yml'
        - One: '!include ./one/mkdocs.yml'
        - Two: '!include ./two/mkdocs.yml'
      """, to: "mkdocs.yml")
    try folder.write("# Home\n", to: "docs/index.md")
    for name in ["one", "two"] {
      try folder.write("site_name: same\nnav: [index.md]\n", to: "\(name)/mkdocs.yml")
      try folder.write("# Page\n", to: "\(name)/docs/index.md")
    }
    let result = try scaffold.run("docs", "build")
    #expect(result.exitCode == 2)
    #expect(
      result.errors.contains(
        "mkdocs.yml:5:11: error: there is no project './gone/mkdocs.yml' to include"),
      "\(result.errors)")
    #expect(
      result.errors.contains(
        "mkdocs.yml:7:10: error: the projects of 'one/docs' and 'two/docs' have one name"))
  }

  @Test("a report names options within options")
  func nestedOptions() throws {
    try folder.write(
      """
      site_name: x
      plugins:
        - rss:
            date_from_meta:
              default_timezone: Europe/Paris
        - i18n:
            languages:
              - locale: en
                default: true
                theme: {custom_dir: x}
      """, to: "mkdocs.yml")
    try folder.write("# Home\n", to: "docs/index.md")
    let result = try scaffold.run("docs", "build", "--report")
    for line in [
      "plugins: rss.date_from_meta.default_timezone (mkdocs.yml:5): the option",
      "plugins: i18n.languages.theme (mkdocs.yml:10): the option 'theme' of a language",
    ] { #expect(result.output.contains(line), "\(result.output)") }
  }

  @Test("feeds say what front matter and the options say")
  func feeds() throws {
    try folder.write(
      """
      site_name: x
      site_url: https://docs.example/
      plugins:
        - rss:
            use_git: false
            match_path: 'news/.*'
            date_from_meta:
              as_creation: date.created
              as_update: changed
              datetime_format: '%d/%m/%Y'
              default_time: '09:30'
            categories: [categories, tags]
            comments_path: '#talk'
            url_parameters: {utm_source: feed}
            feed_title: The feed
            feed_description: All that is new
            feed_ttl: 90
            image: https://docs.example/logo.png
      """, to: "mkdocs.yml")
    try folder.write("# Home\n", to: "docs/index.md")
    try folder.write(
      """
      ---
      date: {created: 2024-01-31}
      changed: 01/03/2024
      authors: [Ada, Bob]
      categories: [One & two]
      tags: [Three]
      image: pic.png
      ---
      # First

      The *beginning*.

      <!-- more -->

      The rest.
      """, to: "docs/news/first.md")
    try folder.write("12345", to: "docs/news/pic.png")
    try folder.write(
      "---\ndate: {created: 2024-02-29}\ndescription: As written\n---\n# Second\n",
      to: "docs/news/second.md")
    try folder.write("---\ndraft: true\n---\n# Draft\n", to: "docs/news/draft.md")
    let result = try scaffold.run("docs", "build", "--strict")
    #expect(result.exitCode == 0, "\(result.errors)")
    let made = try folder.read("site/feed_rss_created.xml")
    for part in [
      "<title>The feed</title>\n<description>All that is new</description>", "<ttl>90</ttl>",
      "<url>https://docs.example/logo.png</url>", "<author>Ada</author>\n<author>Bob</author>",
      "<category>One &amp; two</category>\n<category>Three</category>",
      "<link>https://docs.example/news/first/?utm_source=feed</link>",
      "<pubDate>Wed, 31 Jan 2024 09:30:00 +0000</pubDate>",
      "<comments>https://docs.example/news/first/#talk</comments>",
      "<enclosure url=\"https://docs.example/news/pic.png\" type=\"image/png\" length=\"5\" />",
      "&lt;p&gt;The &lt;em&gt;beginning&lt;/em&gt;.&lt;/p&gt;",
      "<description>As written</description>",
    ] { #expect(made.contains(part), "\(part) in \(made)") }
    #expect(!made.contains("Draft") && !made.contains("Home") && !made.contains("The rest"))
    let second = try #require(made.range(of: "Second"))
    let first = try #require(made.range(of: "First"))
    #expect(second.lowerBound < first.lowerBound)
    let changed = try folder.read("site/feed_rss_updated.xml")
    #expect(changed.contains("<pubDate>Fri, 01 Mar 2024 00:00:00 +0000</pubDate>"))
    let json = try JSONSerialization.jsonObject(
      with: Data(try folder.read("site/feed_json_created.json").utf8))
    let items = try #require((json as? [String: Any])?["items"] as? [[String: Any]])
    #expect(items.map { $0["title"] as? String } == ["Second", "First"])
    #expect(items[1]["tags"] as? [String] == ["One & two", "Three"])
  }

  @Test("a pattern's files are included in the order that is wished for, and some are not")
  func includeOrder() throws {
    try folder.write(
      """
      site_name: x
      plugins: [include-markdown: {exclude: ['parts/skip*']}, macros]
      """, to: "mkdocs.yml")
    try folder.write(
      """
      # Home {{ now().year >= 2024 }}

      {% include-markdown "parts/*.md" order="-natural-name" %}
      """, to: "docs/index.md")
    for name in ["p2", "p10", "skipped"] {
      try folder.write("\(name) is here\n\n", to: "docs/parts/\(name).md")
    }
    let result = try scaffold.run("docs", "build", "--strict")
    #expect(result.exitCode == 0, "\(result.errors)")
    let page = try folder.read("site/index.html")
    let text = try #require(page.range(of: "<article").map { page[$0.lowerBound...] })
    let ten = try #require(text.range(of: "p10 is"))
    let two = try #require(text.range(of: "p2 is"))
    #expect(ten.lowerBound < two.lowerBound)
    #expect(!text.contains("skipped is"))
    #expect(text.contains("Home True"))
  }

  @Test("an audit follows links between projects and languages, and knows that posts are listed")
  func audit() throws {
    try folder.write(
      """
      site_name: x
      theme: material
      plugins:
        - monorepo
        - blog
        - i18n:
            languages:
              - {locale: en, default: true, name: English}
              - {locale: fr, name: Français}
      nav:
        - index.md
        - other.md
        - blog/index.md
        - One: '!include ./one/mkdocs.yml'
      """, to: "mkdocs.yml")
    try folder.write(
      "# Home\n\n[one](one/page.md#part) [other](other.md) [gone](one/gone.md)\n",
      to: "docs/index.md")
    try folder.write("# Accueil\n\n[autre](other.md)\n", to: "docs/index.fr.md")
    try folder.write("# Other\n", to: "docs/other.en.md")
    try folder.write("# Blog\n", to: "docs/blog/index.md")
    try folder.write(
      "---\ndate: 2024-01-01\nlinks: [blog/index.md]\n---\n# Post\n",
      to: "docs/blog/posts/post.md")
    try folder.write("# News\n", to: "docs/blog/category/news.md")
    try folder.write("site_name: one\nnav: [page.md]\n", to: "one/mkdocs.yml")
    try folder.write(
      "# Page\n\n## Part\n\n[home](../index.md) [nowhere](../nowhere.md)\n",
      to: "one/docs/page.md")
    let result = try scaffold.run("audit", ".")
    let links = result.output.split(separator: "\n").filter {
      $0.contains("audit.link") || $0.contains("audit.anchor") || $0.contains("audit.page")
    }
    #expect(links.count == 2, "\(result.output)")
    #expect(links.first?.hasPrefix("docs/index.md:3:") == true && links[0].contains("gone.md"))
    #expect(links.last?.hasPrefix("one/docs/page.md:5:") == true)
  }
}
