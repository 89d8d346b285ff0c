import Auditing
import Diagnostics
import Foundation
import SystemPackage
import Testing

/// Repositories in `Tests/Fixtures/truth` whose links and badges are labelled where they stand:
/// `<!-- truth: CLASS VERDICT -->` speaks of its line, `truth-next` of the next one, and a file name
/// behind the verdict of a required link. What stands without a label must not be found. A repository
/// with a file `remote.txt` is made one of git, with this remote and its branches.
@Suite("Truth")
struct TruthTests {
  static let folder = URL(filePath: #filePath).appending(path: "../../Fixtures/truth").standardized

  /// What a label says.
  enum Verdict: String {
    case fine, broken
    /// Said as information, and no failure.
    case noted
  }

  struct Label {
    var kind: String
    var verdict: Verdict
    var file: String
    var line: Int
    var target: String?
  }

  /// Counts of one class.
  struct Score {
    var labels = 0
    var right = 0
    var falseAlarms = 0
    var missed = 0
    var precision: Double {
      right + falseAlarms == 0 ? 1 : Double(right) / Double(right + falseAlarms)
    }
    var recall: Double { right + missed == 0 ? 1 : Double(right) / Double(right + missed) }
  }

  @Test("precision and recall are at least 0.98")
  func score() async throws {
    var scores: [String: Score] = [:]
    var mistakes: [String] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: Self.folder.path()).sorted() {
      let root = Self.folder.appending(path: name)
      try await judge(root, named: name, &scores, &mistakes)
    }
    let all = scores.values.reduce(into: Score()) { total, score in
      total.labels += score.labels
      total.right += score.right
      total.falseAlarms += score.falseAlarms
      total.missed += score.missed
    }
    for (kind, score) in scores.sorted(by: { $0.key < $1.key }) + [("all", all)] {
      print(
        "\(kind.padding(toLength: 14, withPad: " ", startingAt: 0))"
          + String(
            format: "%4d labels  precision %.3f  recall %.3f", score.labels, score.precision,
            score.recall))
    }
    for mistake in mistakes { print(mistake) }
    #expect(all.labels >= 150)
    #expect(all.precision >= 0.98)
    #expect(all.recall >= 0.98)
  }

  private func judge(
    _ root: URL, named name: String, _ scores: inout [String: Score], _ mistakes: inout [String]
  ) async throws {
    let labels = try Self.labels(in: root)
    let remote = root.appending(path: "remote.txt")
    let copy = FileManager.default.temporaryDirectory.appending(path: "truth-\(UUID())")
    defer { try? FileManager.default.removeItem(at: copy) }
    var audited = root
    if let text = try? String(contentsOf: remote, encoding: .utf8) {
      try FileManager.default.copyItem(at: root, to: copy)
      try Self.makeRepository(copy, of: text.split(whereSeparator: \.isWhitespace).map(String.init))
      audited = copy
    }
    let report = try await Audit(root: FilePath(audited.path())).run()
    var unexplained = report.findings.map(\.diagnostic)
    for label in labels {
      let found = unexplained.filter { Self.speaks($0, of: label) }
      unexplained.removeAll { Self.speaks($0, of: label) }
      let isFailure = found.contains { $0.severity > .info }
      scores[label.kind, default: Score()].labels += 1
      let place = "\(name)/\(label.file):\(label.line) (\(label.kind))"
      switch label.verdict {
      case .broken where isFailure, .noted where !isFailure && !found.isEmpty:
        scores[label.kind]?.right += 1
      case .broken, .noted:
        scores[label.kind]?.missed += 1
        mistakes.append("missed: \(place) \(label.target ?? "")")
      case .fine where found.isEmpty: break
      case .fine:
        scores[label.kind]?.falseAlarms += 1
        mistakes.append("false alarm: \(place): \(found.map(\.message))")
      }
    }
    for finding in unexplained where finding.severity > .info {
      scores["unlabelled", default: Score()].falseAlarms += 1
      mistakes.append(
        "false alarm: \(name)/\(finding.location?.description ?? ""): \(finding.message)")
    }
  }

  /// - Parameter remote: the address and the branches.
  private static func makeRepository(_ folder: URL, of remote: [String]) throws {
    var commands = [
      ["init", "-q", "-b", remote[1]], ["remote", "add", "origin", remote[0]], ["add", "-A"],
      ["commit", "-qm", "All"],
    ]
    commands += remote.dropFirst().map { ["update-ref", "refs/remotes/origin/\($0)", "HEAD"] }
    for command in commands {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments =
        ["git", "-C", folder.path(), "-c", "user.name=A", "-c", "user.email=a@b.example"] + command
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0, "git \(command)")
    }
  }

  private static func speaks(_ finding: Diagnostic, of label: Label) -> Bool {
    guard finding.location?.file == label.file else { return false }
    if label.kind == "required" {
      return finding.code.hasPrefix("audit.required") && finding.target == label.target
    }
    if finding.code.hasPrefix("audit.required") { return false }
    return (finding.location?.line ?? 1) == label.line
  }

  private static func labels(in root: URL) throws -> [Label] {
    var labels: [Label] = []
    let names = FileManager.default.enumerator(atPath: root.path())?.compactMap { $0 as? String }
    for file in (names ?? []).sorted() {
      guard ["md", "html", "rst", "adoc"].contains((file as NSString).pathExtension),
        let text = try? String(contentsOf: root.appending(path: file), encoding: .utf8)
      else { continue }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() {
        guard let mark = line.firstRange(of: #/truth(-next)?: /#) else { continue }
        let isNext = line[mark].contains("next")
        // A comment of reStructuredText stands two lines below.
        let offset = file.hasSuffix(".rst") ? -1 : isNext ? 2 : 1
        let body = line[mark.upperBound...].replacing("-->", with: "")
        for part in body.split(separator: ";") {
          labels.append(try label(String(part), file: file, line: index + offset, in: lines))
        }
      }
    }
    return labels
  }

  private static func label(
    _ text: String, file: String, line: Int, in lines: [Substring]
  ) throws -> Label {
    let words = text.split(separator: " ").map(String.init)
    let place = try #require(words.firstIndex { Verdict(rawValue: $0) != nil }, "\(file): \(text)")
    // What stands above a comment of reStructuredText may have several lines.
    var line = line
    if file.hasSuffix(".rst") {
      while line > 1, !lines[line - 2].isEmpty { line -= 1 }
    }
    return Label(
      kind: words[..<place].joined(separator: " "),
      verdict: try #require(Verdict(rawValue: words[place])), file: file, line: line,
      target: place + 1 < words.count ? words[place + 1] : nil)
  }
}
