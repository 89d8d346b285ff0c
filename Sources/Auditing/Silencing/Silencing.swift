import Diagnostics
import Markdown

/// Leaves out the findings of a document that its comments silence.
struct Silencing {
  /// A range of lines in which findings are silenced, and by what.
  private struct Silence {
    var lines: ClosedRange<Int>
    /// The codes it silences; nil for all.
    var codes: Set<String>?
    var comment: SilenceComment
    /// The codes that silenced something.
    var used: Set<String> = []
  }

  private var silences: [Silence] = []
  private var problems: [Finding] = []

  /// Whether there is nothing to do.
  var isEmpty: Bool { silences.isEmpty && problems.isEmpty }

  init(_ document: Document) {
    let comments = document.comments.compactMap { SilenceComment($0) }
      .filter { $0.position.file == nil }
    guard !comments.isEmpty else { return }
    var open: [SilenceComment] = []
    for comment in comments {
      let codes = codes(comment, document)
      switch comment.action {
      case nil:
        problems.append(
          UnknownSilenceRule.description.finding(
            "the comment says '\(comment.word)', which silences nothing", document,
            comment.position,
            target: comment.word,
            hint: Suggestion.didYouMean(
              comment.word, in: SilenceComment.Action.allCases.map(\.rawValue))
              ?? "write ignore-next-line, ignore-begin, ignore-end or ignore-file"))
      case .nextLine:
        silences.append(
          Silence(
            lines: (comment.endLine + 1)...(comment.endLine + 1), codes: codes, comment: comment))
      case .file: silences.append(Silence(lines: 0...Int.max, codes: codes, comment: comment))
      case .begin: open.append(comment)
      case .end:
        guard let begin = open.popLast() else {
          problems.append(
            UnknownSilenceRule.description.finding(
              "nothing begins what this comment ends", document, comment.position,
              target: comment.word, hint: "write ignore-begin above, or remove the comment"))
          continue
        }
        silences.append(
          Silence(
            lines: begin.position.line...max(begin.position.line, comment.endLine),
            codes: self.codes(begin, nil), comment: begin))
      }
    }
    for comment in open {
      problems.append(
        UnknownSilenceRule.description.finding(
          "nothing ends what this comment begins", document, comment.position, target: comment.word,
          hint: "write <!-- scaffold-audit ignore-end --> below, or ignore-file"))
    }
  }

  /// The codes that a comment names; nil for all. What it misspells is noted once.
  private mutating func codes(_ comment: SilenceComment, _ document: Document?) -> Set<String>? {
    if comment.rules.isEmpty { return nil }
    var codes: Set<String> = []
    for name in comment.rules {
      if let rule = Rules.description(named: name) {
        codes.insert(rule.code)
      } else if let document {
        problems.append(
          UnknownSilenceRule.description.finding(
            "there is no rule '\(name)'", document, comment.position, target: name,
            hint: Suggestion.didYouMean(name, in: Rules.names)))
      }
    }
    return codes
  }

  /// The findings that are left, and what is wrong with the comments.
  mutating func apply(_ findings: [Finding], in document: Document) -> [Finding] {
    var left: [Finding] = []
    for finding in findings {
      if !silences(finding, document) { left.append(finding) }
    }
    return left + problems + unused(document)
  }

  private mutating func silences(_ finding: Finding, _ document: Document) -> Bool {
    guard finding.diagnostic.location?.file == document.path else { return false }
    let line = finding.diagnostic.location?.line ?? 1
    let code = finding.diagnostic.code
    for index in silences.indices {
      guard silences[index].lines.contains(line),
        silences[index].codes.map({ $0.contains(code) }) ?? true
      else { continue }
      silences[index].used.insert(code)
      return true
    }
    return false
  }

  private func unused(_ document: Document) -> [Finding] {
    silences.flatMap { silence -> [Finding] in
      guard let codes = silence.codes else {
        return silence.used.isEmpty ? [unused("nothing", silence, document, target: nil)] : []
      }
      return codes.subtracting(silence.used).sorted().map {
        unused("nothing of '\($0)'", silence, document, target: $0)
      }
    }
  }

  private func unused(
    _ what: String, _ silence: Silence, _ document: Document, target: String?
  ) -> Finding {
    UnusedSilenceRule.description.finding(
      "the comment silences \(what)", document, silence.comment.position, target: target,
      hint: "remove it")
  }
}
