import Configuration
import Markdown

extension ExtensionTable {
  /// The options of `pymdownx.emoji`.
  static func emojis(_ options: OptionReader) -> Emojis {
    var emojis = Emojis()
    if let index = options.value("emoji_index").flatMap(EmojiNames.index) { emojis.index = index }
    if let generator = options.value("emoji_generator").flatMap(EmojiNames.generator) {
      emojis.generator = generator
    }
    switch options.string("title") ?? "short" {
    case "short": emojis.title = .short
    case "long": emojis.title = .long
    default: emojis.title = .none
    }
    // An entity is the emoji itself, too.
    emojis.altIsEmoji = ["unicode", "html_entity"].contains(options.string("alt") ?? "unicode")
    emojis.removesVariationSelector = options.bool("remove_variation_selector") ?? false
    emojis.isStrict = options.bool("strict") ?? false
    guard let more = options.value("options") else { return emojis }
    emojis.classes = more["classes"]?.string
    emojis.imagePath = more["image_path"]?.string
    emojis.size = more["size"]?.string ?? emojis.size
    for entry in more["attributes"]?.mapping ?? [] {
      emojis.attributes[entry.key] = entry.value.string
    }
    emojis.customIcons = (more["custom_icons"]?.sequence ?? []).compactMap(\.string)
    return emojis
  }
}

/// The functions that options of `pymdownx.emoji` name.
enum EmojiNames {
  /// The function that `!!python/name:` names.
  static func function(_ node: YAMLNode) -> String? {
    (node.tag ?? node.string)?.split(separator: ":").last.map(String.init)
  }

  static func index(_ node: YAMLNode) -> Emojis.Index? {
    switch function(node) {
    case "pymdownx.emoji.emojione": .emojiOne
    case "pymdownx.emoji.gemoji": .gemoji
    case "pymdownx.emoji.twemoji": .twemoji
    case "material.extensions.emoji.twemoji", "materialx.emoji.twemoji": .material
    default: nil
    }
  }

  static func generator(_ node: YAMLNode) -> Emojis.Generator? {
    switch function(node) {
    case "pymdownx.emoji.to_png": .png
    case "pymdownx.emoji.to_svg": .svg
    case "pymdownx.emoji.to_png_sprite": .pngSprite
    case "pymdownx.emoji.to_svg_sprite": .svgSprite
    case "pymdownx.emoji.to_alt": .alt
    case "material.extensions.emoji.to_svg", "materialx.emoji.to_svg": .material
    default: nil
    }
  }
}
