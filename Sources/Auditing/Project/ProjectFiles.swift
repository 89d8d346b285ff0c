import Configuration
import FileTree
import SystemPackage

/// The files that say what a project does.
struct ProjectFiles {
  private let repository: Repository

  init(_ repository: Repository) { self.repository = repository }

  /// The paths of files, in order, that `isWanted` accepts.
  func paths(_ isWanted: (String) -> Bool) -> [String] {
    repository.files.keys.filter { isWanted($0) && repository.files[$0] == .file }.sorted()
  }

  /// The paths of files with one of these names, whatever their folder.
  func paths(named names: Set<String>) -> [String] {
    paths { names.contains(RelativePath.name(of: $0)) }
  }

  /// The text of a file; "" when it cannot be read or is too large to be one of a person's.
  func text(_ path: String) -> String {
    let file = repository.root.appending(FilePath(path).components)
    guard let status = FileStatus.of(file), status.size < 4 << 20,
      let bytes = try? FileReader.read(file)
    else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The YAML of a file; nil when it is none.
  func yaml(_ path: String) -> YAMLNode? {
    let text = text(path)
    guard !text.isEmpty, let node = try? YAMLParser.parse(Array(text.utf8), file: path) else {
      return nil
    }
    return node
  }
}

extension YAMLNode {
  /// All texts in a value and below it.
  var texts: [String] {
    switch value {
    case .scalar(let text, _): [text]
    case .sequence(let items): items.flatMap(\.texts)
    case .mapping(let entries): entries.flatMap { $0.value.texts }
    }
  }

  /// The texts of a list, or of a single text.
  var list: [String] { sequence?.compactMap(\.string) ?? string.map { [$0] } ?? [] }
}
