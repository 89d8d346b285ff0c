import FileTree
import SystemPackage

/// In which order the files that a pattern names are included: `alpha-path`, `-natural-name`, `size`.
struct IncludeOrder: Sendable {
  private enum Kind: Sendable { case alpha, natural, size }
  private enum Part: Sendable { case path, name, fileExtension }

  private var kind = Kind.alpha
  private var part = Part.path
  private var isReversed = false

  /// The order of paths.
  init() {}

  /// Nil for an order that is not known, or that changes from build to build.
  init?(_ written: String) {
    var rest = written[...]
    if rest.first == "-" {
      isReversed = true
      rest.removeFirst()
    }
    for word in rest.split(separator: "-") {
      switch word {
      case "alpha": kind = .alpha
      case "natural": kind = .natural
      case "size": kind = .size
      case "path": part = .path
      case "name": part = .name
      case "extension": part = .fileExtension
      default: return nil
      }
    }
  }

  func sorted(_ files: [FilePath]) -> [FilePath] {
    let sorted: [FilePath]
    switch kind {
    case .alpha: sorted = files.sorted { scalarsPrecede(key($0), key($1)) }
    case .natural:
      let order = NaturalOrder(ignoresCase: true)
      sorted = files.sorted { NaturalOrder.precedes(order.key(key($0)), order.key(key($1))) }
    case .size:
      // Large ones come first.
      sorted = files.sorted { (FileStatus.of($0)?.size ?? 0) > (FileStatus.of($1)?.size ?? 0) }
    }
    return isReversed ? sorted.reversed() : sorted
  }

  private func key(_ file: FilePath) -> String {
    switch part {
    case .path: file.string
    case .name: file.lastComponent?.string ?? ""
    case .fileExtension: file.extension ?? ""
    }
  }
}
