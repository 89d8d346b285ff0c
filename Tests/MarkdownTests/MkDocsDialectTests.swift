import Bytes
import Configuration
import Diagnostics
import Foundation
import SystemPackage
import Testing

@testable import Markdown
@testable import Sites

/// What MkDocs makes of each extension: the cases in `../shared/conformance`, where they are there,
/// compared by their structure.
///
/// `SCAFFOLD_RECORD=1` writes the list of cases that pass; a case on the list must go on passing.
@Suite struct MkDocsDialectTests {
  /// A case with its extensions.
  struct Case: Decodable {
    struct Options: Decodable {
      var extensions: JSONValue
      var files: [String: String]?

      enum CodingKeys: String, CodingKey {
        case extensions = "markdown_extensions"
        case files
      }
    }
    var id: String
    var `extension`: String
    var level: String
    var options: Options
    var markdown: String

    var namesEmoji: Bool { options.extensions.yaml.contains("pymdownx.emoji") }
  }

  private static let folder = ConformanceCase.package.appending(path: "../shared/conformance")
  private static let list = ConformanceCase.package.appending(
    path: "Tests/Fixtures/conformance/mkdocs-passing.txt")

  @Test func listedCasesPass() throws {
    let file = Self.folder.appending(path: "mkdocs-dialect.json")
    guard let data = try? Data(contentsOf: file) else {
      print("MkDocsDialectTests: ../shared/conformance is absent, nothing to compare")
      return
    }
    let cases = try JSONDecoder().decode([Case].self, from: data)
    var actual: [String: String] = [:]
    let icons = SiteIcons(root: ".", folders: [])
    for example in cases {
      let page = Array(example.markdown.utf8)
      let dialect = try Dialect.mkdocs(example.options.extensions)
      let body = page[FrontMatter.split(page, dialect.frontMatter).bodyStart...]
      var renderer = MarkdownRenderer(dialect: dialect)
      renderer.emojis = icons
      renderer.snippets = SnippetTests.Files(files: example.options.files ?? [:])
      var resolver = UnchangedLinks()
      var output = OutputBuffer()
      _ = renderer.render(body, resolver: &resolver, into: &output)
      actual[example.id] = output.text
    }
    let differences = try compare(actual, with: file)
    report(cases, differences)
    let passing = cases.map(\.id).filter { differences[$0] == nil }
    if ProcessInfo.processInfo.environment["SCAFFOLD_RECORD"] != nil {
      try passing.joined(separator: "\n").appending("\n")
        .write(to: Self.list, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: Self.list, encoding: .utf8).split(separator: "\n")
    #expect(!expected.isEmpty)
    // A package built without icons knows no emoji.
    let skipped = icons.knowsAll ? [] : Set(cases.filter(\.namesEmoji).map(\.id))
    for id in expected.map(String.init) where !skipped.contains(id) {
      #expect(differences[id] == nil, "\(id): \(differences[id] ?? "")")
    }
  }

  /// Compares all pages in one run of the comparator; returns what differs, by case.
  private func compare(_ actual: [String: String], with cases: URL) throws -> [String: String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appending(path: "actual.json")
    let output = folder.appending(path: "differences.json")
    try JSONEncoder().encode(actual).write(to: input)
    let script = """
      import json, sys
      sys.path.insert(0, sys.argv[1])
      sys.dont_write_bytecode = True
      from normalize_html import compare
      actual = json.load(open(sys.argv[3], encoding='utf-8'))
      differences = {}
      for case in json.load(open(sys.argv[2], encoding='utf-8')):
          html = actual[case['id']]
          result = compare(case['html'], html)
          # Where libcmark's own answer is given, either is right, heading ids aside.
          if not result and 'commonmark_html' in case:
              result = compare(case['commonmark_html'], html, ignore_ids=True) or result
          if not result: differences[case['id']] = result.difference
      json.dump(differences, open(sys.argv[4], 'w', encoding='utf-8'))
      """
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.arguments = [
      "python3", "-c", script, Self.folder.path(), cases.path(), input.path(), output.path(),
    ]
    try python.run()
    python.waitUntilExit()
    #expect(python.terminationStatus == 0)
    return try JSONDecoder().decode([String: String].self, from: Data(contentsOf: output))
  }

  private func report(_ cases: [Case], _ differences: [String: String]) {
    var counts: [String: (passed: Int, all: Int)] = [:]
    for example in cases {
      for group in [example.level, "\(example.extension) \(example.level)"] {
        counts[group, default: (0, 0)].all += 1
        if differences[example.id] == nil { counts[group, default: (0, 0)].passed += 1 }
      }
    }
    for (group, count) in counts.sorted(by: { $0.key < $1.key }) {
      print("\(group): \(count.passed)/\(count.all)")
    }
    guard ProcessInfo.processInfo.environment["SCAFFOLD_VERBOSE"] != nil else { return }
    for (id, difference) in differences.sorted(by: { $0.key < $1.key }) {
      print("differs: \(id) \(difference)")
    }
  }
}

/// Any JSON.
indirect enum JSONValue: Decodable, Hashable {
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])
  case null

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else if let value = try? container.decode([String: JSONValue].self) {
      self = .object(value)
    } else {
      self = .null
    }
  }
}

extension JSONValue {
  /// The value as YAML in one line. `py:NAME` stands for a Python object and `py:NAME(case=lower)`
  /// for the result of a call.
  var yaml: String {
    switch self {
    case .bool(let value): return "\(value)"
    case .number(let value): return value == value.rounded() ? "\(Int(value))" : "\(value)"
    case .null: return "null"
    case .array(let values): return "[" + values.map(\.yaml).joined(separator: ", ") + "]"
    case .object(let values):
      return "{" + values.map { "\"\($0)\": \($1.yaml)" }.joined(separator: ", ") + "}"
    case .string(let text):
      guard text.hasPrefix("py:") else {
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
      }
      let call = text.dropFirst(3).split(separator: "(")
      guard call.count > 1 else { return "!!python/name:\(call[0]) ''" }
      let options = call[1].dropLast().replacing("=", with: ": ")
      return "!!python/object/apply:\(call[0]) {kwds: {\(options)}}"
    }
  }
}

extension Dialect {
  /// The dialect that `markdown_extensions` in `mkdocs.yml` ask for.
  static func mkdocs(_ extensions: JSONValue) throws -> Dialect {
    let yaml = try YAMLParser.parse(Array(extensions.yaml.utf8), file: "mkdocs.yml")
    var diagnostics: [Diagnostic] = []
    let dialect = DialectReader().read(yaml, &diagnostics)
    #expect(diagnostics.filter { $0.severity == .error }.isEmpty, "\(diagnostics)")
    return dialect
  }
}
