import Configuration
import Diagnostics
import Markdown

/// The options of Markdown extensions that scaffold does not honour, and what that means.
enum ExtensionOptions {
  /// An option that changes nothing here.
  struct Unsupported {
    /// The values that ask for what scaffold does anyway.
    var harmless: Set<String>
    /// What happens instead.
    var effect: String

    init(_ effect: String, unless harmless: Set<String> = []) {
      self.effect = effect
      self.harmless = harmless
    }
  }

  static let unsupported: [String: [String: Unsupported]] = [
    "codehilite": [
      "guess_lang": .init("code without a language stays plain", unless: ["false"]),
      "noclasses": .init("code is coloured by classes", unless: ["false"]),
      "pygments_style": .init("the theme gives the colours", unless: ["default"]),
      "pygments_formatter": .init("code is written as HTML", unless: ["html"]),
    ],
    "pymdownx.highlight": [
      "guess_lang": .init("code without a language stays plain", unless: ["false", "0"]),
      "noclasses": .init("code is coloured by classes", unless: ["false"]),
      "pygments_style": .init("the theme gives the colours", unless: ["default"]),
    ],
  ]

  /// Says aloud which options of an extension are not honoured.
  static func check(
    _ item: NamedOptions, name: String, _ diagnostics: inout [Diagnostic]
  ) {
    if name == "toc", let depth = item.options?["toc_depth"], !depth.isNull, depth.int == nil,
      ExtensionTable.levels(depth.string) == nil
    {
      diagnostics.append(
        .error(
          code: "docs.config.option",
          "'toc_depth' of 'toc' must be a level or two, not \(depth.kindDescription)",
          at: depth.location, target: "toc_depth", hint: "write 3, or 2-4"))
    }
    let table = unsupported[name] ?? [:]
    for entry in item.options?.mapping ?? [] {
      guard let option = table[entry.key], !entry.value.isNull else { continue }
      let value = entry.value.bool.map { "\($0)" } ?? entry.value.string ?? ""
      guard !option.harmless.contains(value) else { continue }
      diagnostics.append(
        warning("option '\(entry.key)'", of: item, target: entry.key, option.effect))
    }
    for custom in item.options?["custom_inline"]?.sequence ?? []
    where custom["format"] != nil && ExtensionTable.inlineFormat(custom["format"]) == nil {
      let name = custom["name"]?.string ?? ""
      diagnostics.append(
        warning(
          "format of the custom language '\(name)'", of: item, target: name,
          "it is Python: the language is code"))
    }
    guard name == "pymdownx.superfences" else { return }
    for fence in item.options?["custom_fences"]?.sequence ?? [] {
      let fenceName = fence["name"]?.string ?? ""
      if ExtensionTable.fenceFormat(fence["format"]) == nil {
        diagnostics.append(
          warning(
            "format of the custom fence '\(fenceName)'", of: item, target: fenceName,
            "it is Python: the fence is code"))
      }
      if fence["validator"] != nil {
        diagnostics.append(
          warning(
            "validator of the custom fence '\(fenceName)'", of: item, target: fenceName,
            "it is Python: attributes are taken as they are"))
      }
    }
  }

  private static func warning(
    _ what: String, of item: NamedOptions, target: String, _ effect: String
  ) -> Diagnostic {
    .warning(
      code: "docs.config.unsupported-option",
      "the \(what) of '\(item.name)' is not supported: \(effect)", at: item.location,
      target: target)
  }
}
