import Diagnostics
import Templating

/// Asks questions on a terminal.
public struct Interview: Sendable {
  /// What comes back when a line is read.
  public enum Line: Sendable, Hashable {
    /// A line without its line feed.
    case text(String)
    /// The input has ended (Ctrl-D).
    case end
    /// The user asked to stop (Ctrl-C).
    case interrupted
  }

  private let write: @Sendable (String) -> Void
  private let readLine: @Sendable (_ isSecret: Bool) -> Line
  private let bold: (start: String, end: String)
  private let dim: (start: String, end: String)

  /// Creates an interview.
  ///
  /// - Parameters:
  ///   - colors: whether to use ANSI colours.
  ///   - write: shows text, which may end within a line.
  ///   - readLine: waits for a line, which is not shown while it is typed when it is secret.
  public init(
    colors: Bool = false, write: @escaping @Sendable (String) -> Void,
    readLine: @escaping @Sendable (_ isSecret: Bool) -> Line
  ) {
    self.write = write
    self.readLine = readLine
    bold = colors ? ("\u{1B}[1m", "\u{1B}[0m") : ("", "")
    dim = colors ? ("\u{1B}[2m", "\u{1B}[0m") : ("", "")
  }

  /// Shows a line.
  func say(_ text: String) { write(text.hasSuffix("\n") ? text : text + "\n") }

  /// Asks until the answer is good, saying each time what is wrong with it.
  ///
  /// - Parameters:
  ///   - suggested: what an empty line stands for, shown in brackets.
  ///   - accept: checks the text.
  /// - Throws: `new.end-of-input`, `new.interrupted`.
  func ask<Answer>(
    _ question: Question, suggested: String?,
    accept: (String) -> Result<Answer, AnswerProblem>
  ) throws(Diagnostic) -> Answer {
    if let help = question.help { say(dim.start + help + dim.end) }
    if question.kind == .choice || question.kind == .multiChoice {
      let several = question.kind == .multiChoice ? " (several: with commas between)" : ""
      say(dim.start + "Choices: \(question.choices.joined(separator: ", "))\(several)" + dim.end)
    }
    while true {
      let shown = question.isSecret ? nil : suggested
      let brackets = shown.map { $0.isEmpty ? "" : " [\($0)]" } ?? ""
      write("\(bold.start)\(question.prompt)\(bold.end)\(brackets): ")
      switch readLine(question.isSecret) {
      case .end:
        write("\n")
        throw .error(
          code: "new.end-of-input", "the input ended at the question for '\(question.name)'",
          target: question.name, hint: "answer it, or use --defaults or --set key=value")
      case .interrupted:
        write("\n")
        throw .error(code: "new.interrupted", "interrupted: nothing was written")
      case .text(let text):
        let isEmpty = text.allSatisfy(\.isWhitespace)
        switch accept(isEmpty ? suggested ?? text : text) {
        case .success(let answer): return answer
        case .failure(let problem):
          say("  That does not work: \(problem.reason)")
          if let hint = problem.hint { say("  \(hint)") }
        }
      }
    }
  }
}
