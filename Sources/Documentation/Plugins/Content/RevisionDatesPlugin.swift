import Bytes
import Configuration
import Diagnostics
import FileTree
import Git
import Sites
import SystemPackage

/// `git-revision-date-localized`: pages say when they were last changed, as git knows it.
struct RevisionDatesPlugin: SitePlugin {
  private let style: DateStyle
  private let words: Words
  private let showsCreation: Bool
  private let fallsBack: Bool
  private let excluded: [Glob]
  private let docs: FilePath
  private let location: Location
  private let isStrict: Bool
  private var dates: [String: PageHistory.Dates] = [:]
  private var buildDate = 0
  /// When the last of the pages was changed.
  private var siteDate = 0

  init?(_ setup: inout PluginSetup) {
    let tree = EmbeddedTree("theme")
    words = Words(language: setup.site.theme.language, in: tree, folder: "plugins")
    let locale = setup.options.string("locale")
    style = DateStyle(
      &setup.options,
      DateForms(locale.map { Words(language: $0, in: tree, folder: "plugins") } ?? words))
    showsCreation = setup.options.bool("enable_creation_date") ?? false
    fallsBack = setup.options.bool("fallback_to_build_date") ?? false
    isStrict = setup.options.bool("strict") ?? true
    excluded = (setup.options.strings("exclude") ?? []).map { Glob($0) }
    docs = setup.folders.docs
    location = setup.location
    setup.ignore(
      "enable_git_follow", "enable_parallel_processing")
    setup.unsupported("ignored_commits_file", "dates are those of all commits")
  }

  var needsFrontMatter: Bool { true }

  mutating func prepare(_ files: SiteFiles, _ log: inout [Diagnostic]) async {
    let history = await PageHistory.read(docs)
    dates = history.dates
    buildDate = history.now
    siteDate = dates.values.map(\.updated).max() ?? history.now
    if let problem = history.problem, !fallsBack || history.isShallow {
      log.append(
        Diagnostic(
          isStrict ? .warning : .info, code: "docs.git.history", problem, at: location,
          hint: history.isShallow
            ? "fetch the whole history (actions/checkout: fetch-depth: 0)"
            : "set fallback_to_build_date, or build in a repository"))
    }
  }

  private func dates(of file: SiteFile) -> PageHistory.Dates? {
    if excluded.contains(where: { $0.matches(file.sourcePath) }) { return nil }
    if let known = dates[file.authorsPath] { return known }
    return fallsBack ? PageHistory.Dates(created: buildDate, updated: buildDate) : nil
  }

  /// Templates and pages may name the date themselves.
  func source(_ source: inout PageSource, _ log: inout [Diagnostic]) {
    guard source.bytes.contains(ASCII.leftBrace), let dates = dates(of: source.file) else { return }
    let text = source.text
    guard text.contains("git_") else { return }
    var builder = PageSourceBuilder(source)
    var kept = 0
    for match in text.matches(
      of: /\{\{\s*git_(site_revision|revision|creation)_date_localized\s*\}\}/)
    {
      let lower = text.utf8.distance(from: text.startIndex, to: match.range.lowerBound)
      builder.keep(kept..<lower)
      let date =
        switch match.output.1 {
        case "site_revision": siteDate
        case "revision": dates.updated
        default: dates.created
        }
      builder.insert(style.html(date).utf8, at: lower)
      kept = text.utf8.distance(from: text.startIndex, to: match.range.upperBound)
    }
    guard kept > 0 else { return }
    builder.keep(kept..<source.bytes.count)
    source.replace(by: builder)
  }

  func content(_ page: inout Page) {
    guard let dates = dates(of: page.file) else { return }
    var html = "<aside class=\"md-source-file\">"
    html += Self.fact(words["date.updated"], style.html(dates.updated))
    if showsCreation { html += Self.fact(words["date.created"], style.html(dates.created)) }
    page.trail += Array((html + "</aside>\n").utf8)
  }

  private static func fact(_ label: String, _ date: String) -> String {
    "<span class=\"md-source-file__fact\"><small>\(label): \(date)</small></span> "
  }
}

/// How dates are shown.
struct DateStyle: Sendable {
  private enum Kind: String {
    case date, datetime
    case isoDate = "iso_date"
    case isoDatetime = "iso_datetime"
    case timeago, custom
  }
  private let kind: Kind
  private let format: String
  private let forms: DateForms

  init(_ options: inout MappingReader, _ forms: DateForms) {
    self.forms = forms
    let value = options.value("type")
    if let value, value.string.flatMap(Kind.init) == nil {
      options.reject(
        value, "type",
        "one of date, datetime, iso_date, iso_datetime, timeago and custom")
    }
    kind = value?.string.flatMap(Kind.init) ?? .date
    format = options.string("custom_format") ?? "%d. %B %Y"
    if let zone = options.value("timezone"), zone.string != "UTC" {
      options.add(
        .info(
          code: "docs.config.unsupported-option",
          "the option 'timezone' has no effect: dates are UTC",
          at: zone.location, target: "timezone"))
    }
  }

  /// A date as the plugin marks it up.
  func html(_ seconds: Int) -> String {
    let date = CivilDate(seconds: seconds)
    let kindName = kind.rawValue
    return
      "<span class=\"git-revision-date-localized-plugin git-revision-date-localized-plugin-\(kindName)\""
      + " title=\"\(forms.text(date, "long")) \(date.time) UTC\">\(text(date))</span>"
  }

  private func text(_ date: CivilDate) -> String {
    switch kind {
    case .date: forms.text(date, "long")
    case .datetime: "\(forms.text(date, "long")) \(date.time)"
    case .isoDate, .timeago: date.iso
    case .isoDatetime: "\(date.iso) \(date.time)"
    case .custom: forms.text(date, strftime: format)
    }
  }
}
