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
  private let showsCreation: Bool
  private let fallsBack: Bool
  private let excluded: [Glob]
  private let docs: FilePath
  private let location: Location
  private let isStrict: Bool
  private var dates: [String: PageHistory.Dates] = [:]
  private var buildDate = 0

  init?(_ setup: inout PluginSetup) {
    style = DateStyle(&setup.options, language: setup.site.theme.language)
    showsCreation = setup.options.bool("enable_creation_date") ?? false
    fallsBack = setup.options.bool("fallback_to_build_date") ?? false
    isStrict = setup.options.bool("strict") ?? true
    excluded = (setup.options.strings("exclude") ?? []).map { Glob($0) }
    docs = setup.folders.docs
    location = setup.location
    setup.ignore(
      "enable_git_follow", "enable_parallel_processing", "ignored_commits_file")
  }

  var needsFrontMatter: Bool { true }

  mutating func prepare(_ files: SiteFiles, _ log: inout [Diagnostic]) async {
    let history = await PageHistory.read(docs)
    dates = history.dates
    buildDate = history.now
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
    if let known = dates[file.sourcePath] { return known }
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
      of: /\{\{\s*(git_revision_date_localized|git_creation_date_localized)\s*\}\}/)
    {
      let lower = text.utf8.distance(from: text.startIndex, to: match.range.lowerBound)
      builder.keep(kept..<lower)
      let isUpdate = match.output.1 == "git_revision_date_localized"
      builder.insert(
        style.html(isUpdate ? dates.updated : dates.created).utf8, at: lower)
      kept = text.utf8.distance(from: text.startIndex, to: match.range.upperBound)
    }
    guard kept > 0 else { return }
    builder.keep(kept..<source.bytes.count)
    source.replace(by: builder)
  }

  func content(_ page: inout Page) {
    guard let dates = dates(of: page.file) else { return }
    var html = "<aside class=\"md-source-file\">"
    html += Self.fact("Last update", style.html(dates.updated))
    if showsCreation { html += Self.fact("Created", style.html(dates.created)) }
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

  init(_ options: inout MappingReader, language: String) {
    let value = options.value("type")
    if let value, value.string.flatMap(Kind.init) == nil {
      options.reject(
        value, "type", "one of date, datetime, iso_date, iso_datetime, timeago and custom")
    }
    let locale = options.string("locale") ?? language
    let wished = value?.string.flatMap(Kind.init) ?? .date
    // Months have names in English only; elsewhere a date in digits is understood.
    kind =
      locale.hasPrefix("en")
      ? wished : wished == .date ? .isoDate : wished == .datetime ? .isoDatetime : wished
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
      + " title=\"\(date.longText) \(date.time) UTC\">\(text(date))</span>"
  }

  private func text(_ date: CivilDate) -> String {
    switch kind {
    case .date: date.longText
    case .datetime: "\(date.longText) \(date.time)"
    case .isoDate, .timeago: date.iso
    case .isoDatetime: "\(date.iso) \(date.time)"
    case .custom: date.formatted(format)
    }
  }
}
