public import Diagnostics

/// A part of a template that a project can do without.
public struct Component: Sendable, Hashable {
  /// The name it has in templates (`components:NAME`), options and answer files.
  public var name: String
  /// A sentence about it.
  public var description: String
  /// The components it cannot do without: of each list at least one.
  public var requires: [[String]]
}

extension Manifest {
  /// The name of the answer that holds the chosen components.
  static let componentsName = "components"

  /// The components that are left when `left` are taken out: also those go that need one of them.
  ///
  /// - Returns: what stays, and for each that goes along the component it needs.
  /// - Throws: `new.unknown-component`.
  public func components(
    without left: [String]
  ) throws(Diagnostic) -> (chosen: [String], alongWith: [String: String]) {
    let names = components.map(\.name)
    for name in left where !names.contains(name) {
      throw .error(
        code: "new.unknown-component", "there is no component named '\(name)'", target: name,
        hint: Suggestion.didYouMean(name, in: names)
          ?? "the components are \(names.joined(separator: ", "))")
    }
    var gone = Set(left)
    var alongWith: [String: String] = [:]
    var isChanged = true
    while isChanged {
      isChanged = false
      for component in components where !gone.contains(component.name) {
        guard let needed = component.requires.first(where: { $0.allSatisfy(gone.contains) })
        else { continue }
        gone.insert(component.name)
        alongWith[component.name] = needed.joined(separator: " or ")
        isChanged = true
      }
    }
    return (names.filter { !gone.contains($0) }, alongWith)
  }

  /// Refuses components without those they need.
  ///
  /// - Throws: `new.component`.
  func checkComponents(_ chosen: [String]) throws(Diagnostic) {
    for component in components where chosen.contains(component.name) {
      let missing = component.requires.first { !$0.contains(where: chosen.contains) }
      guard let missing = missing?.joined(separator: " or ") else { continue }
      throw .error(
        code: "new.component", "the component '\(component.name)' needs \(missing)",
        target: component.name, hint: "add \(missing), or leave out \(component.name)")
    }
  }
}
