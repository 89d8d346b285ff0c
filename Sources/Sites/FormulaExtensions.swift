import Configuration
import Markdown

// Extensions for formulas and for code in text.

extension ExtensionTable {
  static func arithmatex(_ dialect: inout Dialect, _ options: OptionReader) {
    var formulas = Formulas()
    if let syntax = options.value("inline_syntax")?.sequence?.compactMap(\.string) {
      formulas.inlineDollar = syntax.contains("dollar")
      formulas.inlineRound = syntax.contains("round")
    }
    if let syntax = options.value("block_syntax")?.sequence?.compactMap(\.string) {
      formulas.blockDollar = syntax.contains("dollar")
      formulas.blockSquare = syntax.contains("square")
      formulas.blockBegin = syntax.contains("begin")
    }
    formulas.smartDollar = options.bool("smart_dollar") ?? true
    let isGeneric = options.bool("generic") ?? false
    let hasPreview = options.bool("preview") ?? true
    (formulas.inline.isGeneric, formulas.block.isGeneric) = (isGeneric, isGeneric)
    (formulas.inline.hasPreview, formulas.block.hasPreview) = (hasPreview, hasPreview)
    formulas.inline.tag = options.string("inline_tag") ?? "span"
    formulas.block.tag = options.string("block_tag") ?? "div"
    wrap(&formulas.inline, options.value("tex_inline_wrap"))
    wrap(&formulas.block, options.value("tex_block_wrap"))
    dialect.formulas = formulas
  }

  private static func wrap(_ format: inout Formulas.Format, _ node: YAMLNode?) {
    guard let parts = node?.sequence, parts.count == 2 else { return }
    format.opening = parts[0].string ?? ""
    format.closing = parts[1].string ?? ""
  }

  static func inlinehilite(_ dialect: inout Dialect, _ options: OptionReader) {
    var style = InlineCode()
    style.cssClass = options.string("css_class").flatMap { $0.isEmpty ? nil : $0 }
    if let plain = options.value("style_plain_text") {
      style.stylesPlainText = plain.bool ?? (plain.string != "0" && plain.string != "")
      if plain.bool == nil, plain.int == nil { style.plainLanguage = plain.string ?? "" }
    }
    for custom in options.value("custom_inline")?.sequence ?? [] {
      guard let name = custom["name"]?.string, let cssClass = custom["class"]?.string else {
        continue
      }
      style.customs.append(
        .init(name: name, cssClass: cssClass, formula: inlineFormat(custom["format"])))
    }
    dialect.inlineCode = style
  }

  /// What the Python function that a custom language names writes; nil for code.
  static func inlineFormat(_ node: YAMLNode?) -> Formulas.Format? {
    guard let node else { return nil }
    var format = Formulas().inline
    format.hasPreview = node["kwds"]?["preview"]?.bool ?? false
    format.tag = node["kwds"]?["tag"]?.string ?? "span"
    switch pythonName(node) {
    case "pymdownx.arithmatex.inline_generic_format": break
    case "pymdownx.arithmatex.inline_mathjax_format": format.isGeneric = false
    case "pymdownx.arithmatex.arithmatex_inline_format":
      format.isGeneric = node["kwds"]?["mode"]?.string != "mathjax"
    default: return nil
    }
    return format
  }
}
