import Configuration
import Markdown

// Extensions that say how code is written.

extension ExtensionTable {
  static func codehilite(_ dialect: inout Dialect, _ options: OptionReader) {
    let name = options.string("css_class") ?? "codehilite"
    dialect.codeBlocks.readsLanguageLines = true
    if options.bool("use_pygments") == false {
      // Fences are those of `fenced_code` then.
      dialect.codeBlocks.indentedStyle = .classed(cssClass: name)
    } else {
      dialect.codeBlocks.indentedStyle = .wrapped(cssClass: name)
      if dialect.codeBlocks.style == .plain {
        dialect.codeBlocks.style = dialect.codeBlocks.indentedStyle
      }
    }
    dialect.codeBlocks.languagePrefix =
      options.string("lang_prefix") ?? dialect.codeBlocks.languagePrefix
    if let numbers = options.value("linenums") {
      dialect.codeBlocks.numbersLines = numbers.bool ?? true
      if numbers.string == "inline" { dialect.codeBlocks.numberStyle = .inline }
    }
  }

  static func highlight(_ dialect: inout Dialect, _ options: OptionReader) {
    let name = options.string("css_class") ?? "highlight"
    let style: CodeBlocks.Style =
      options.bool("use_pygments") == false ? .classed(cssClass: name) : .wrapped(cssClass: name)
    var blocks = dialect.codeBlocks
    blocks.indentedStyle = style
    // Without superfences, fences are those of `fenced_code`, which this extension leaves alone.
    if let own = blocks.style.cssClass {
      blocks.style = own == "highlight" ? style : style.with(cssClass: own)
    }
    blocks.languageClass = options.bool("pygments_lang_class") ?? false
    blocks.languagePrefix = options.string("language_prefix") ?? "language-"
    blocks.attributesOnPre = options.bool("code_attr_on_pre") ?? false
    blocks.defaultLanguage = options.string("default_lang").flatMap { $0.isEmpty ? nil : $0 }
    blocks.keepsBlankLines = options.bool("stripnl") == false
    blocks.numbersLines = options.bool("linenums")
    switch options.string("linenums_style") {
    case "inline": blocks.numberStyle = .inline
    case "pymdownx-inline": blocks.numberStyle = .attribute
    default: blocks.numberStyle = .table
    }
    blocks.specialNumber = max(0, options.int("linenums_special") ?? 0)
    blocks.linksNumbers = options.bool("anchor_linenums") ?? false
    blocks.lineAnchors = options.string("line_anchors") ?? ""
    if blocks.linksNumbers, blocks.lineAnchors.isEmpty { blocks.lineAnchors = "__codelineno" }
    blocks.lineSpans = options.string("line_spans") ?? ""
    blocks.automaticTitle = options.bool("auto_title") ?? false
    for entry in options.value("auto_title_map")?.mapping ?? [] {
      blocks.automaticTitles[entry.key] = CodeBlocks.Title(
        text: entry.value.string ?? entry.value["title"]?.string ?? "",
        isHTML: entry.value["mode"]?.string?.lowercased() == "html")
    }
    for entry in options.value("extend_pygments_lang")?.sequence ?? [] {
      guard let name = entry["name"]?.string?.lowercased() else { continue }
      blocks.languageAliases[name] = blocks.languageAliases[name] ?? entry["lang"]?.string
    }
    dialect.codeBlocks = blocks
  }

  static func superfences(_ dialect: inout Dialect, _ options: OptionReader) {
    var blocks = dialect.codeBlocks
    let style = blocks.readsLanguageLines ? .plain : blocks.indentedStyle
    let name = options.string("css_class").flatMap { $0.isEmpty ? nil : $0 }
    blocks.style = (style == .plain ? .wrapped(cssClass: "highlight") : style)
    if let name { blocks.style = blocks.style.with(cssClass: name) }
    blocks.keepsTabs = options.bool("preserve_tabs") ?? false
    blocks.nestsFences = true
    blocks.fencesStandInParagraphs = true
    blocks.forbidsIndented = options.bool("disable_indented_code_blocks") ?? false
    for fence in options.value("custom_fences")?.sequence ?? [] {
      guard let name = fence["name"]?.string, let cssClass = fence["class"]?.string,
        let format = fenceFormat(fence["format"])
      else { continue }
      blocks.customFences.append(.init(name: name, cssClass: cssClass, format: format))
    }
    dialect.codeBlocks = blocks
  }

  /// What the Python function that a custom fence names writes; nil where it is not known.
  static func fenceFormat(_ node: YAMLNode?) -> CodeBlocks.CustomFence.Format? {
    guard let node, !node.isNull || node.tag != nil else { return .code }
    switch pythonName(node) {
    case "pymdownx.superfences.fence_code_format", "mermaid2.fence_mermaid_custom": return .code
    case "pymdownx.superfences.fence_div_format", "mermaid2.fence_mermaid": return .division
    case "pymdownx.arithmatex.fence_generic_format": return .formula()
    case "pymdownx.arithmatex.fence_mathjax_format": return .formulaScript()
    case "pymdownx.arithmatex.arithmatex_fenced_format":
      let tag = node["kwds"]?["tag"]?.string ?? "div"
      return node["kwds"]?["mode"]?.string == "mathjax"
        ? .formulaScript(tag: tag) : .formula(tag: tag)
    default: return nil
    }
  }

  /// The name of a Python object in a YAML tag, or in a string.
  static func pythonName(_ node: YAMLNode) -> String? {
    let name = node.tag ?? node.string
    return name.flatMap { $0.split(separator: ":").last.map(String.init) }
  }
}

extension CodeBlocks.Style {
  fileprivate var cssClass: String? {
    switch self {
    case .plain: nil
    case .wrapped(let cssClass), .classed(let cssClass): cssClass
    }
  }

  fileprivate func with(cssClass: String) -> Self {
    switch self {
    case .plain: .plain
    case .wrapped: .wrapped(cssClass: cssClass)
    case .classed: .classed(cssClass: cssClass)
    }
  }
}
