import Bytes
import Markdown

/// A comment that silences findings: `<!-- scaffold-audit ignore-next-line RULE… -- reason -->`.
struct SilenceComment: Sendable, Hashable {
  /// What a comment does.
  enum Action: String, Sendable, Hashable, CaseIterable {
    case nextLine = "ignore-next-line"
    case begin = "ignore-begin"
    case end = "ignore-end"
    case file = "ignore-file"
  }

  /// What it does; nil when it cannot be understood.
  var action: Action?
  /// The word that should say so.
  var word: String
  /// The rules it names, as written; none means all.
  var rules: [String]
  /// Where it stands.
  var position: SourcePosition
  /// The line it ends on.
  var endLine: Int

  /// Reads a comment; nil when it is not meant for the audit.
  init?(_ comment: Comment) {
    // Most comments are not, which their first bytes show.
    let mark = "scaffold-audit"
    let text = comment.text.trimmingWhiteSpace
    guard text.hasPrefix(mark) else { return nil }
    var words = text.dropFirst(mark.count).split(whereSeparator: \.isWhitespace).map(String.init)
    if let reason = words.firstIndex(of: "--") { words.removeSubrange(reason...) }
    word = words.first ?? ""
    action = Action(rawValue: word)
    rules = words.dropFirst().map { $0.last == "," ? String($0.dropLast()) : $0 }
    position = comment.position
    endLine = comment.endLine
  }
}
