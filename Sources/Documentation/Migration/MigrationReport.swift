import Configuration
public import Diagnostics
public import Sites

/// What becomes of each setting of an `mkdocs.yml`: done as MkDocs does it, done differently, or
/// not done.
public struct MigrationReport: Sendable {
  /// What becomes of a setting.
  public enum Fate: String, Sendable, CaseIterable {
    /// As MkDocs does it.
    case supported
    /// In another way; the remark says how.
    case different
    /// It changes nothing; the remark says what that means.
    case ignored
  }

  /// One setting.
  public struct Entry: Sendable, Hashable {
    /// Its name, with those of the keys above it.
    public var name: String
    /// Where it is written.
    public var location: Location
    /// What becomes of it.
    public var fate: Fate
    /// What is different, or what its absence means.
    public var remark: String?
  }

  /// The settings in the order written.
  public let entries: [Entry]
  /// How often each kind of finding was made on pages, by code.
  public let findings: [(code: String, count: Int, example: Diagnostic)]

  /// The report of a site that was built.
  ///
  /// - Parameter diagnostics: everything that was said about its configuration and its pages.
  public init(_ site: SiteConfiguration, diagnostics: [Diagnostic]) {
    var collector = Collector(site, diagnostics)
    collector.read()
    entries = collector.entries
    var counts: [String: (count: Int, example: Diagnostic)] = [:]
    for diagnostic in diagnostics where diagnostic.location?.file != site.file {
      counts[diagnostic.code, default: (0, diagnostic)].count += 1
    }
    findings = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.count, $0.value.example) }
  }

  /// The report as text: a count, what is different or ignored, then what is supported.
  public var text: String {
    var text = ""
    for fate in [Fate.different, .ignored, .supported] {
      let group = entries.filter { $0.fate == fate }
      guard !group.isEmpty else { continue }
      text +=
        "\(fate.rawValue.prefix(1).uppercased())\(fate.rawValue.dropFirst()) (\(group.count))\n"
      for entry in group {
        let line = entry.location.line.map { ":\($0)" } ?? ""
        text += "  \(entry.name) (\(entry.location.file)\(line))"
        text += entry.remark.map { ": \($0)\n" } ?? "\n"
      }
      text += "\n"
    }
    guard !findings.isEmpty else { return text }
    text += "Found on pages\n"
    for finding in findings {
      text += "  \(finding.count) × \(finding.code): \(finding.example.message)\n"
    }
    return text
  }

  // MARK: - Collecting

  private struct Collector {
    let site: SiteConfiguration
    /// What was said, by the place it was said of.
    private var said: [String: [Diagnostic]] = [:]
    private(set) var entries: [Entry] = []

    init(_ site: SiteConfiguration, _ diagnostics: [Diagnostic]) {
      self.site = site
      for diagnostic in diagnostics {
        guard let location = diagnostic.location, location.file == site.file else { continue }
        said[Self.key(location), default: []].append(diagnostic)
      }
    }

    private static func key(_ location: Location) -> String {
      "\(location.line ?? 0):\(location.column ?? 0)"
    }

    mutating func read() {
      for entry in site.source?.mapping ?? [] {
        switch entry.key {
        case "theme": readTheme(entry)
        case "plugins", "markdown_extensions": readNamed(entry)
        case "extra", "validation": readMembers(entry)
        case "hooks":
          for item in entry.value.sequence ?? [] {
            add("hooks: \(item.string ?? "")", item.location)
          }
        default: add(entry.key, entry.keyLocation, values: [entry.value])
        }
      }
    }

    /// What differs where a key of the theme is set.
    private static func themeRemark(_ entry: YAMLNode.Entry) -> String? {
      switch entry.key {
      case "name": return "the site gets scaffold's own layout, after Material's"
      case "font" where entry.value.mapping != nil:
        return "fonts are not fetched: a family shows where readers or your extra_css have it"
      case "icon":
        let shown: Set<String> = ["logo", "repo", "edit", "view", "admonition"]
        let others = (entry.value.mapping ?? []).map(\.key).filter { !shown.contains($0) }
        return others.isEmpty
          ? nil : "the layout has icons of its own for \(others.joined(separator: ", "))"
      default: return nil
      }
    }

    private mutating func readTheme(_ theme: YAMLNode.Entry) {
      guard let members = theme.value.mapping else {
        add(
          "theme", theme.keyLocation, values: [theme.value], "the site gets scaffold's own layout")
        return
      }
      for member in members {
        if member.key == "features" {
          for item in member.value.sequence ?? [] {
            let name = item.string ?? ""
            let (fate, remark) = ThemeFeatures.fate(of: name)
            entries.append(
              Entry(
                name: "theme.features: \(name)", location: item.location, fate: fate, remark: remark
              ))
          }
        } else {
          let remark = Self.themeRemark(member)
          add("theme.\(member.key)", member.keyLocation, values: [member.value], remark)
        }
      }
    }

    /// Plugins and extensions, in either form, with their options.
    private mutating func readNamed(_ list: YAMLNode.Entry) {
      let kind = list.key
      func remark(_ name: String) -> String? {
        kind == "plugins" ? PluginDifferences.all[PluginDifferences.shortName(name)] : nil
      }
      for entry in list.value.mapping ?? [] {
        add("\(kind): \(entry.key)", entry.keyLocation, remark(entry.key))
        addOptions(entry, below: "\(kind): \(entry.key)")
      }
      for item in list.value.sequence ?? [] {
        if let name = item.string {
          add("\(kind): \(name)", item.location, remark(name))
        } else if let entry = item.mapping?.first {
          add("\(kind): \(entry.key)", entry.keyLocation, remark(entry.key))
          addOptions(entry, below: "\(kind): \(entry.key)")
        }
      }
    }

    /// Options are worth a line only when something was said of them.
    private mutating func addOptions(_ entry: YAMLNode.Entry, below name: String) {
      let listed = (entry.value.sequence ?? []).flatMap { $0.mapping ?? [] }
      for option in (entry.value.mapping ?? []) + listed {
        // A mapping on lines of its own begins where its first key does, which is read below.
        let isBelow = option.value.location.line != option.keyLocation.line
        let values = option.value.mapping != nil && isBelow ? [] : [option.value]
        let places = [option.keyLocation] + values.map(\.location)
        if places.contains(where: { said[Self.key($0)] != nil }) {
          add("\(name).\(option.key)", option.keyLocation, values: values)
        }
        addOptions(option, below: "\(name).\(option.key)")
      }
    }

    private mutating func readMembers(_ entry: YAMLNode.Entry) {
      for member in entry.value.mapping ?? [] {
        add("\(entry.key).\(member.key)", member.keyLocation, values: [member.value])
      }
    }

    private mutating func add(
      _ name: String, _ location: Location, values: [YAMLNode] = [], _ remark: String? = nil
    ) {
      let places = [location] + values.flatMap { [$0] + ($0.sequence ?? []) }.map(\.location)
      let diagnostics = places.flatMap { said[Self.key($0)] ?? [] }
      if let first = diagnostics.max(by: { $0.severity < $1.severity }) {
        let isIgnored = ["unsupported", "unknown", "former"].contains { first.code.contains($0) }
        let hint = first.hint.map { "; \($0)" } ?? ""
        entries.append(
          Entry(
            name: name, location: location, fate: isIgnored ? .ignored : .different,
            remark: first.message + hint))
      } else {
        entries.append(
          Entry(
            name: name, location: location, fate: remark == nil ? .supported : .different,
            remark: remark))
      }
    }
  }
}
