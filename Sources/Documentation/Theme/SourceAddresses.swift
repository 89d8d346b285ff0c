import Sites

/// Where the sources of pages can be edited and seen.
struct SourceAddresses: Sendable {
  /// Pages link to where they are edited, and to their source.
  let showsEdit: Bool
  let showsView: Bool
  private let editTemplate: EditTemplate?
  private let editBase: String
  private let viewBase: String

  /// Nil where no such place is known.
  init?(_ configuration: SiteConfiguration) {
    let theme = configuration.theme
    showsEdit = theme.name != "material" || theme.has("content.action.edit")
    showsView = theme.has("content.action.view")
    editTemplate = configuration.editTemplate
    editBase = configuration.editURL ?? ""
    viewBase = Self.raw(editBase)
    if editTemplate == nil, configuration.editURL == nil { return nil }
  }

  /// Where the page at `path` is edited.
  func edit(_ path: String) -> String {
    editTemplate?.address(ofPage: path) ?? editBase + SiteAddress.percentEncoded(path)
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
