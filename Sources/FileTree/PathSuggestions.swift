import Diagnostics

/// Finds the path that a wrong one was probably meant to be.
///
/// What is needed is put in order once; a question costs a look at one folder, since a walk over
/// all paths for each broken link would make thousands of them take minutes.
public struct PathSuggestions: Sendable {
  private let pathsByName: [String: [String]]
  private let namesByFolder: [String: Suggestion.Candidates]

  /// - Parameter paths: the paths there are, in the order in which they are preferred.
  public init(_ paths: [String]) {
    pathsByName = Dictionary(grouping: paths) { RelativePath.name(of: $0) }
    namesByFolder = Dictionary(grouping: paths) { RelativePath.folder(of: $0) }
      .mapValues { Suggestion.Candidates($0.map { RelativePath.name(of: $0) }) }
  }

  /// The only path with the same name in whatever folder, else the one in the same folder whose
  /// name differs by a few letters.
  public func nearest(to path: String) -> String? {
    let name = RelativePath.name(of: path)
    if let same = pathsByName[name], same.count == 1 { return same[0] }
    let folder = RelativePath.folder(of: path)
    guard let names = namesByFolder[folder],
      let near = names.nearest(to: name, limit: max(2, name.utf8.count / 4))
    else { return nil }
    return folder.isEmpty ? near : folder + "/" + near
  }
}
