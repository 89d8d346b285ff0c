public import Diagnostics

/// Where pages are edited: an address with places for a page's path (`edit_uri_template`).
public struct EditTemplate: Sendable, Hashable {
  private enum Part: Sendable, Hashable {
    case text(String)
    /// The path, whole or without its ending; `isQuoted` where also its slashes are encoded.
    case path(isWhole: Bool, isQuoted: Bool)
  }

  private var parts: [Part] = []

  /// Reads a template: `{path}` and `{path_noext}`, followed by `!q` where slashes are encoded, and braces
  /// that are doubled where they stand for themselves.
  ///
  /// - Throws: `docs.config.edit-template`, when it holds anything else in braces.
  public init(_ template: String, at location: Location?) throws(Diagnostic) {
    var text = ""
    var rest = Substring(template)
    while let character = rest.popFirst() {
      guard character == "{" || character == "}" else {
        text.append(character)
        continue
      }
      if rest.first == character {
        text.append(rest.removeFirst())
        continue
      }
      guard character == "{", let end = rest.firstIndex(of: "}") else {
        throw Self.error("a brace has no partner", "\(character)", at: location)
      }
      let name = rest[..<end]
      guard let part = Self.places[String(name)] else {
        throw Self.error("there is no placeholder '{\(name)}'", "{\(name)}", at: location)
      }
      if !text.isEmpty { parts.append(.text(text)) }
      text = ""
      parts.append(part)
      rest = rest[rest.index(after: end)...]
    }
    if !text.isEmpty { parts.append(.text(text)) }
  }

  /// The address for the page at a source path.
  public func address(ofPage path: String) -> String {
    parts.reduce(into: "") { address, part in
      switch part {
      case .text(let text): address += text
      case .path(let isWhole, let isQuoted):
        let stem = isWhole ? path : path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path
        let encoded = SiteAddress.percentEncoded(stem)
        address += isQuoted ? encoded.replacing("/", with: "%2F") : encoded
      }
    }
  }

  private static let places: [String: Part] = [
    "path": .path(isWhole: true, isQuoted: false),
    "path!q": .path(isWhole: true, isQuoted: true),
    "path_noext": .path(isWhole: false, isQuoted: false),
    "path_noext!q": .path(isWhole: false, isQuoted: true),
  ]

  private static func error(
    _ problem: String, _ target: String, at location: Location?
  ) -> Diagnostic {
    .error(
      code: "docs.config.edit-template", "'edit_uri_template' cannot be read: \(problem)",
      at: location, target: target,
      hint: "write {path}, {path_noext}, {path!q} or {path_noext!q}, and double other braces")
  }
}
