import Bytes
import Diagnostics
import FileTree
import Markdown
import Sites
import SystemPackage

/// Reads documents.
enum Documents {
  /// The documents at `paths`, in their order, read in parallel.
  static func read(
    _ paths: [String], in repository: Repository, isInterrupted: @escaping @Sendable () -> Bool
  ) async -> [Document] {
    await Parallel.map(paths, chunk: 32, with: { MarkdownDocumentReader() }) { path, reader in
      isInterrupted() ? nil : read(path, in: repository, &reader)
    }
    .compactMap { $0 }
  }

  /// The document at `path`.
  static func read(_ path: String, in repository: Repository) -> Document {
    var reader = MarkdownDocumentReader()
    return read(path, in: repository, &reader)
  }

  private static func read(
    _ path: String, in repository: Repository, _ reader: inout MarkdownDocumentReader
  ) -> Document {
    var document = Document(path: path, kind: DocumentKind(path) ?? .markdown)
    let file = repository.root.appending(FilePath(path).components)
    do throws(Diagnostic) {
      guard let bytes = try FileReader.read(file, upTo: FileProblems.Size.limit) else {
        document.problems.append(
          FileProblems.Size.description.finding(
            "the file is larger than \(FileProblems.Size.limit >> 20) MiB and not read",
            file: path, hint: "exclude it"))
        return document
      }
      read(bytes, file, into: &document, repository, &reader)
    } catch {
      var problem = error
      problem.location = Location(file: path)
      document.problems.append(Finding(problem))
    }
    if document.links.count > FileProblems.Links.limit {
      document.problems.append(
        FileProblems.Links.description.finding(
          "the file has \(document.links.count) links; those from here on are not checked",
          document, document.links[FileProblems.Links.limit].position, hint: "exclude it"))
      document.links.removeSubrange(FileProblems.Links.limit...)
    }
    return document
  }

  private static func read(
    _ bytes: [UInt8], _ file: FilePath, into document: inout Document, _ repository: Repository,
    _ reader: inout MarkdownDocumentReader
  ) {
    guard (try? UTF8Span(validating: bytes.span)) != nil else {
      let problem = Diagnostic.notUTF8(bytes, named: document.path)
      document.problems.append(
        bytes.contains(0)
          ? binary(document.path)
          : FileProblems.Encoding.description.finding(
            problem.message, file: document.path, line: problem.location?.line, hint: problem.hint))
      return
    }
    if bytes.contains(0) {
      document.problems.append(binary(document.path))
      return
    }
    switch document.kind {
    case .markdown: reader.read(bytes, file, into: &document, repository)
    case .html: readHTML(bytes, into: &document, repository)
    case .reStructuredText: document.links = ReStructuredText.links(bytes)
    case .asciiDoc: document.links = AsciiDoc.links(bytes)
    }
  }

  private static func binary(_ path: String) -> Finding {
    FileProblems.Binary.description.finding(
      "the file holds NUL bytes and is not read", file: path,
      hint: "save it as UTF-8, or exclude it")
  }

  private static func readHTML(
    _ bytes: [UInt8], into document: inout Document, _ repository: Repository
  ) {
    document.builtSite = repository.builtSites.first { document.path.isBelow($0.root) }
    let page = bytes.withUnsafeBufferPointer { HTMLReader.read($0) }
    // What fills a template in decides where its links lead.
    if page.isTemplate { return }
    document.links = page.links
    document.ownAnchors = page.anchors
    document.anchors = Set(page.anchors.map(\.id))
    document.comments = page.comments
    document.base = page.base
    document.redirects = page.redirects
    document.unclosedElements = page.unclosedElements
  }
}

/// Work on many things at once.
enum Parallel {
  /// What `transform` makes of each item, in their order.
  static func map<Item: Sendable, Output: Sendable>(
    _ items: [Item], chunk size: Int, _ transform: @escaping @Sendable (Item) -> Output
  ) async -> [Output] {
    await map(items, chunk: size, with: {}) { item, _ in transform(item) }
  }

  /// What `transform` makes of each item, in their order, with a tool for each chunk of them.
  static func map<Item: Sendable, Tool, Output: Sendable>(
    _ items: [Item], chunk size: Int, with makeTool: @escaping @Sendable () -> Tool,
    _ transform: @escaping @Sendable (Item, inout Tool) -> Output
  ) async -> [Output] {
    let starts = Array(stride(from: 0, to: items.count, by: size))
    @Sendable func chunk(from start: Int) -> [Output] {
      var tool = makeTool()
      return items[start..<min(start + size, items.count)].map { transform($0, &tool) }
    }
    if starts.count < 2 { return starts.first.map { chunk(from: $0) } ?? [] }
    return await withTaskGroup(of: (Int, [Output]).self) { group in
      for (index, start) in starts.enumerated() {
        group.addTask { (index, chunk(from: start)) }
      }
      var parts = [[Output]](repeating: [], count: starts.count)
      for await (index, part) in group { parts[index] = part }
      return parts.flatMap { $0 }
    }
  }
}
