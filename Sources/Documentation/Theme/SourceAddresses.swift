import Sites

/// Where the sources of pages can be edited and seen.
struct SourceAddresses: Sendable {
  /// Pages link to where they are edited, and to their source.
  let showsEdit: Bool
  let showsView: Bool
  private let editTemplate: String?
  private let editBase: String
  private let viewBase: String

  /// Nil where no such place is known.
  init?(_ configuration: SiteConfiguration) {
    let theme = configuration.theme
    showsEdit = theme.name != "material" || theme.has("content.action.edit")
    showsView = theme.has("content.action.view")
    editTemplate = configuration.editURLTemplate
    let base = configuration.editURL ?? ""
    editBase = base.hasSuffix("/") || base.contains("?") ? base : base + "/"
    viewBase = Self.raw(editBase)
    if editTemplate == nil, configuration.editURL == nil { return nil }
  }

  /// Where the page at `path` is edited.
  func edit(_ path: String) -> String {
    let encoded = SiteAddress.percentEncoded(path)
    guard let editTemplate else { return editBase + encoded }
    let stem = path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path
    return editTemplate.replacing("{path_noext}", with: stem)
      .replacing("{path!q}", with: encoded).replacing("{path}", with: encoded)
  }

  /// Where the source of the page at `path` is seen.
  func view(_ path: String) -> String {
    // The parts that are replaced have slashes around them: most paths hold none.
    guard editTemplate == nil, !path.split(separator: "/").contains(where: Self.isReplaced) else {
      return Self.raw(edit(path))
    }
    return viewBase + SiteAddress.percentEncoded(path)
  }

  private static func isReplaced(_ part: Substring) -> Bool { part == "edit" || part == "blob" }

  private static func raw(_ address: String) -> String {
    address.replacing("/edit/", with: "/raw/").replacing("/blob/", with: "/raw/")
  }
}
