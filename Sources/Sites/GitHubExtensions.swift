import Configuration
import Diagnostics
import Markdown

// Extensions that bring what GitHub's Markdown has: task lists, bare links, alerts.

extension ExtensionTable {
  static func tasks(_ dialect: inout Dialect, _ options: OptionReader) {
    var tasks = TaskLists()
    if options.bool("custom_checkbox") == true { tasks.style = .label }
    tasks.isClickable = options.bool("clickable_checkbox") ?? false
    dialect.taskLists = tasks
  }

  static func callouts(_ dialect: inout Dialect, _ options: OptionReader) {
    var callouts = CalloutParagraphs()
    callouts.stripsPeriods = options.bool("strip_period") ?? true
    dialect.calloutParagraphs = callouts
  }

  static func quotes(_ dialect: inout Dialect, _ options: OptionReader) {
    // Without callouts the extension only keeps quotes apart, as CommonMark does.
    dialect.joinsQuotes = false
    if options.bool("callouts") == true { dialect.callouts = Callouts(rules: .quotes) }
  }
}

extension ExtensionTable {
  static func magicLinks(_ dialect: inout Dialect, _ options: OptionReader) {
    var magic = MagicLinks()
    magic.hidesScheme = options.bool("hide_protocol") ?? false
    magic.shortensRepositories = options.bool("repo_url_shortener") ?? false
    magic.shortensPeople = options.bool("social_url_shortener") ?? false
    magic.linksRepositories = options.bool("repo_url_shorthand") ?? false
    magic.linksPeople = options.bool("social_url_shorthand") ?? false
    magic.normalizesSymbols = options.bool("normalize_issue_symbols") ?? false
    magic.provider = options.string("provider") ?? magic.provider
    magic.user = options.string("user") ?? ""
    magic.repository = options.string("repo") ?? ""
    for entry in options.value("labels")?.mapping ?? [] {
      magic.labels[entry.key] = entry.value.string
    }
    for entry in options.value("shortener_user_exclude")?.mapping ?? [] {
      magic.excludedUsers[entry.key] = entry.value.sequence?.compactMap(\.string)
    }
    for entry in options.value("custom")?.mapping ?? [] {
      guard let type = entry.value["type"]?.string, let url = entry.value["host"]?.string else {
        continue
      }
      var host = MagicLinks.Host(
        name: entry.key, type: type, label: entry.value["label"]?.string ?? entry.key, url: url)
      host.mayHaveWWW = entry.value["www"]?.bool ?? true
      magic.hosts.append(host)
    }
    dialect.bareLinks = .magicLinks(magic)
  }
}

extension PluginReader {
  /// `gh-admonitions`, and `callouts` of mkdocs-callouts.
  func callouts(
    _ plugin: SiteConfiguration.Plugin, _ dialect: inout Dialect, _ diagnostics: inout [Diagnostic]
  ) {
    var callouts = Callouts(rules: plugin.name == "callouts" ? .obsidian : .ghAdmonitions)
    if let options = plugin.options, plugin.name == "callouts" {
      callouts.resolvesAliases = options["aliases"]?.bool ?? true
      if options["title_from_first_bold"]?.bool == true {
        diagnostics.append(
          .warning(
            code: "docs.config.unsupported-option",
            "'title_from_first_bold' of the plugin 'callouts' is not supported",
            at: plugin.location, target: "title_from_first_bold",
            hint: "write titles behind [!kind]"))
      }
    }
    dialect.callouts = callouts
  }
}
