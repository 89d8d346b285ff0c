public import Diagnostics
import FileTree
import Templating

/// Every file a project will have. Making a plan reads and writes no disk.
public struct Plan: Sendable, Hashable {
  /// A file to make.
  public struct File: Sendable, Hashable {
    /// The path below the project's folder, with `/` between its parts.
    public var path: String
    /// The content.
    public var bytes: [UInt8]
    /// The permission bits: 0o644, or 0o755 for what can be executed.
    public var mode: UInt16
    /// Left alone where it exists already.
    public var keepsExisting: Bool

    /// Creates a file.
    public init(path: String, bytes: [UInt8], mode: UInt16 = 0o644, keepsExisting: Bool = false) {
      self.path = path
      self.bytes = bytes
      self.mode = mode
      self.keepsExisting = keepsExisting
    }
  }

  /// The files in order of their paths.
  public var files: [File]

  /// Creates a plan; files are put in order of their paths.
  public init(files: [File]) {
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The size of all files in bytes.
  public var size: Int { files.reduce(0) { $0 + $1.bytes.count } }
}

extension ProjectTemplate {
  /// Renders every file for `answers`.
  ///
  /// - Throws: `template.*` with the place in the template: unknown names, text where the language
  ///   of a file cannot hold one, paths that leave the project or collide.
  public func plan(_ answers: Answers) throws(Diagnostic) -> Plan {
    let values = answers.values
    var sources: [String: String] = [:]
    var files: [Plan.File] = []
    let rules = manifest.rules.map { (rule: $0, glob: Glob($0.glob)) }
    for source in self.files {
      let isTemplate = source.path.hasSuffix(Self.suffix)
      let name = isTemplate ? String(source.path.dropLast(Self.suffix.count)) : source.path
      let paths = isTemplate ? [Glob.Path(name), Glob.Path(source.path)] : [Glob.Path(name)]
      let matching = rules.filter { rule in paths.contains { rule.glob.matches($0) } }.map(\.rule)
      let copies = matching.contains { $0.copies }
      let file = "\(origin)/files/\(source.path)"
      let isMade = matching.allSatisfy { $0.condition?.isTrue(values) ?? true }
      var content = source.bytes
      let path = try path(copies ? source.path : name, matching, values, file: file)
      if isTemplate, !copies {
        // Also those that are not made are parsed and checked: mistakes show early.
        let template = try Template(source.bytes, file: file)
        if !isMade {
          if let problem = template.check(against: values, partials: partials).first {
            throw problem
          }
          continue
        }
        content = try template.render(
          values, partials: partials, language: Language(path: path))
      }
      guard isMade else { continue }
      if let other = sources.updateValue(file, forKey: path) {
        throw .error(
          code: "template.path", "'\(other)' and '\(file)' both make '\(path)'",
          at: Location(file: file), target: path)
      }
      files.append(
        Plan.File(
          path: path, bytes: content,
          mode: matching.compactMap(\.mode).last ?? (source.isExecutable ? 0o755 : 0o644),
          keepsExisting: matching.contains { $0.keeps }))
    }
    for path in sources.keys.sorted() {
      var folder = RelativePath.folder(of: path)
      while !folder.isEmpty {
        if let other = sources[folder] {
          throw .error(
            code: "template.path", "'\(folder)' is a file and the folder of '\(path)'",
            at: Location(file: other), target: folder)
        }
        folder = RelativePath.folder(of: folder)
      }
    }
    return Plan(files: files)
  }

  /// The path of a file with its answers put in, held inside the project.
  private func path(
    _ name: String, _ rules: [FileRule], _ values: [String: Value], file: String
  ) throws(Diagnostic) -> String {
    var path = name
    var place = Location(file: file)
    if let rule = rules.last(where: { $0.rename != nil }), let rename = rule.rename {
      path = String(decoding: try rename.render(values, language: .plain), as: UTF8.self)
      place = rule.location
    } else {
      path = try Self.withAnswers(path, values, at: place)
    }
    let first = path.prefix { $0 != "/" }.lowercased()
    guard !path.isEmpty, RelativePath.normalized(path) == path, first != ".git",
      !path.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
    else {
      throw .error(
        code: "template.path", "the path '\(path)' is not inside the project", at: place,
        target: path, hint: "a path has no '..', no empty part and no '/' at its start")
    }
    return path
  }

  /// `@answer@` in a path is its answer; names that are not declared stay as they are.
  private static func withAnswers(
    _ path: String, _ values: [String: Value], at place: Location
  ) throws(Diagnostic) -> String {
    guard path.contains("@") else { return path }
    var output = ""
    var rest = path[...]
    while let start = rest.firstIndex(of: "@") {
      output += rest[..<start]
      rest = rest[start...]
      let inside = rest.dropFirst().prefix { $0 != "@" }
      guard inside.endIndex < rest.endIndex, let value = values[String(inside)] else {
        output += "@"
        rest.removeFirst()
        continue
      }
      switch value {
      case .text(let text), .safe(let text), .choice(let text, _):
        if text.contains("/") || text.isEmpty || text.allSatisfy({ $0 == "." }) {
          throw .error(
            code: "template.path", "the answer '\(text)' to '\(inside)' is no name for a file",
            at: place, target: String(inside))
        }
        output += text
      case .integer(let number): output += String(number)
      case .boolean, .list, .choices:
        throw .error(
          code: "template.path", "'\(inside)' is no text and cannot stand in a path", at: place,
          target: String(inside))
      }
      rest = rest[rest.index(after: inside.endIndex)...]
    }
    return output + rest
  }
}
