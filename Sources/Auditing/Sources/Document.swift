import Diagnostics
import FileTree
import Markdown
import Sites
import SystemPackage

/// One Markdown file with its links and anchors.
struct Document: Sendable {
  /// The file, seen from the repository's root.
  var path: String
  /// What its Markdown says.
  var outline: Outline
  /// What a fragment can lead to.
  var anchors: Set<String>
  /// The site it is a page of, if any.
  var site: DocumentationFolder?
  /// Why it could not be read, if so.
  var problems: [Diagnostic] = []

  /// A location in this file, or in one that it includes.
  func location(_ position: SourcePosition, length: Int? = nil) -> Location {
    Location(
      file: position.file ?? path, line: position.line, column: position.column, length: length)
  }
}

/// Reads Markdown files.
enum Documents {
  /// Larger files are not read: no person wrote them.
  private static let maximumSize = 16 << 20

  /// The documents at `paths`, in their order.
  static func read(
    _ paths: [String], in repository: Repository, isInterrupted: @escaping @Sendable () -> Bool
  ) async -> [Document] {
    let chunks = stride(from: 0, to: paths.count, by: 16).map {
      paths[$0..<min($0 + 16, paths.count)]
    }
    return await withTaskGroup(of: (Int, [Document]).self) { group in
      for (index, chunk) in chunks.enumerated() {
        group.addTask {
          (index, isInterrupted() ? [] : chunk.map { read($0, in: repository) })
        }
      }
      var parts = [[Document]](repeating: [], count: chunks.count)
      for await (index, documents) in group { parts[index] = documents }
      return parts.flatMap { $0 }
    }
  }

  /// The document at `path`.
  static func read(_ path: String, in repository: Repository) -> Document {
    let site = repository.site(of: path)
    var document = Document(path: path, outline: Outline(), anchors: [], site: site)
    do throws(Diagnostic) {
      let file = repository.root.appending(FilePath(path).components)
      if let size = FileStatus.of(file)?.size, size > maximumSize {
        throw .warning(
          code: "audit.file.size", "the file is larger than \(maximumSize >> 20) MiB and not read",
          at: Location(file: path), hint: "exclude it")
      }
      let bytes = try FileReader.read(file)
      guard (try? UTF8Span(validating: bytes.span)) != nil else {
        throw .notUTF8(bytes, named: path)
      }
      let dialect = site?.dialect ?? .github
      let split = FrontMatter.split(bytes, dialect.frontMatter)
      var renderer = MarkdownRenderer(dialect: dialect)
      site?.resources.equip(&renderer, forPageIn: file.removingLastComponent())
      document.outline = renderer.outline(bytes[split.bodyStart...], firstLine: split.bodyLine)
      document.anchors = Set(document.outline.anchors.map(\.id))
    } catch {
      var problem = error
      problem.location?.file = path
      document.problems.append(problem)
    }
    return document
  }
}
