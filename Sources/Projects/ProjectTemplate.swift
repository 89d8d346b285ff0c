public import Diagnostics
import FileTree
import Templating

/// A template: its manifest, the files it makes and the partials they include.
public struct ProjectTemplate: Sendable {
  /// A file of a template before it is rendered.
  public struct SourceFile: Sendable {
    /// The path below the template's folder, such as `files/README.md.mustache`.
    public var path: String
    /// The content.
    public var bytes: [UInt8]
    /// The owner may execute it.
    public var isExecutable: Bool

    /// Creates a file.
    public init(path: String, bytes: [UInt8], isExecutable: Bool = false) {
      self.path = path
      self.bytes = bytes
      self.isExecutable = isExecutable
    }
  }

  /// What its `template.yml` says.
  public let manifest: Manifest
  /// Where it comes from, before the paths of diagnostics: `templates/multi-cloud`.
  let origin: String
  /// What lies below `files/`, with paths below it.
  let files: [SourceFile]
  let partials: [String: Template]

  /// The template compiled into the program under `name`.
  ///
  /// - Throws: `template.unknown` when there is none.
  public static func embedded(_ name: String) throws(Diagnostic) -> ProjectTemplate {
    let tree = EmbeddedTree(name)
    guard !name.isEmpty, tree["template.yml"] != nil else {
      throw .error(
        code: "template.unknown", "there is no template named '\(name)'", target: name,
        hint: Suggestion.didYouMean(name, in: ["multi-cloud"]))
    }
    let files = tree.files.map {
      SourceFile(path: $0.path, bytes: $0.bytes, isExecutable: $0.isExecutable)
    }
    return try ProjectTemplate(files, origin: "templates/\(name)")
  }

  /// Creates a template from its files.
  ///
  /// - Parameters:
  ///   - sources: `template.yml`, `files/…` and `partials/NAME.mustache`; others are ignored.
  ///   - origin: the folder they come from, for diagnostics.
  /// - Throws: the first thing wrong with the manifest, with the others as notes; `template.*` for
  ///   partials.
  public init(_ sources: [SourceFile], origin: String) throws(Diagnostic) {
    guard let source = sources.first(where: { $0.path == "template.yml" }) else {
      throw .error(
        code: "template.manifest", "there is no 'template.yml' in '\(origin)'",
        at: Location(file: origin))
    }
    let (manifest, problems) = Manifest.read(source.bytes, file: "\(origin)/template.yml")
    guard let manifest else {
      var first =
        problems.first ?? .error(code: "template.manifest", "the manifest cannot be read")
      first.notes += problems.dropFirst().map { problem in
        (problem.location.map { "\($0): " } ?? "") + problem.message
      }
      throw first
    }
    var files: [SourceFile] = []
    var partials: [String: Template] = [:]
    for var source in sources.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
      if source.path.hasPrefix("files/") {
        source.path.removeFirst("files/".count)
        files.append(source)
      } else if source.path.hasPrefix("partials/"), source.path.hasSuffix(Self.suffix) {
        let name = String(source.path.dropFirst("partials/".count).dropLast(Self.suffix.count))
        partials[name] = try Template(source.bytes, file: "\(origin)/\(source.path)")
      }
    }
    self.manifest = manifest
    self.origin = origin
    self.files = files
    self.partials = partials
  }

  /// The suffix of files that are rendered; it does not stay in the name.
  static let suffix = ".mustache"
}

extension ProjectTemplate {
  /// What to type next, a line of shell each.
  ///
  /// - Parameters:
  ///   - answers: the project's answers.
  ///   - destination: the folder it was made in, as the user would type it.
  public func nextSteps(
    _ answers: Answers, destination: String
  ) throws(Diagnostic) -> [String] {
    let values = Self.values(answers, destination)
    var lines: [String] = []
    for step in manifest.nextSteps {
      lines.append(String(decoding: try step.render(values, language: .shell), as: UTF8.self))
    }
    return lines
  }

  /// What the template says when the project is made, or nil.
  public func messageAfter(
    _ answers: Answers, destination: String
  ) throws(Diagnostic) -> String? {
    guard let message = manifest.messageAfter else { return nil }
    let values = Self.values(answers, destination)
    return String(decoding: try message.render(values, language: .plain), as: UTF8.self)
  }

  private static func values(_ answers: Answers, _ destination: String) -> [String: Value] {
    // What a shell would take for an option needs its folder said.
    let path = destination.hasPrefix("-") ? "./\(destination)" : destination
    let isSafe = Value.isSafe(path) && !path.isEmpty
    return answers.values.merging(["destination": isSafe ? .safe(path) : .text(path)]) { $1 }
  }
}
