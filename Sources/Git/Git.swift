/// `Git` runs the user's own git. It is the only importer of swift-subprocess and imports
/// `Diagnostics` besides.

public import Diagnostics
import Subprocess
public import SystemPackage

/// Runs git commands in one folder.
///
/// Every call is one process of about ten milliseconds. No call asks a question: prompts of git,
/// of credential helpers and of signing programs are switched off or have no terminal.
public struct Git: Sendable {
  /// The folder commands run in.
  public var folder: FilePath

  /// What a command left behind.
  public struct Result: Sendable, Hashable {
    /// True when git exited with 0.
    public var succeeded: Bool
    /// Standard output, the last line feed removed.
    public var output: String
    /// Standard error, trimmed likewise.
    public var errors: String
  }

  /// Git as it sees `folder`.
  public init(in folder: FilePath) { self.folder = folder }

  /// Runs `git ARGUMENTS` and waits for it.
  ///
  /// - Parameters:
  ///   - outputLimit: the most bytes of output that are kept.
  ///   - timeLimit: for commands that run programs of the user's, such as hooks and signing
  ///     programs: they get no terminal to ask on, and are ended after this time.
  /// - Throws: `git.missing` when there is no git; `git.timeout` when it took too long;
  ///   `git.failed` when it cannot be run or its output is over the limit. A command that fails
  ///   is no error here.
  public func run(
    _ arguments: [String], outputLimit: Int = 64 << 20, timeLimit: Duration? = nil
  ) async throws(Diagnostic) -> Result {
    guard let timeLimit else {
      return try await execute(arguments, outputLimit: outputLimit, alone: false)
    }
    let work = Task { () async -> Swift.Result<Result, Diagnostic> in
      do throws(Diagnostic) {
        return .success(try await execute(arguments, outputLimit: outputLimit, alone: true))
      } catch {
        return .failure(error)
      }
    }
    let clock = Task {
      do { try await Task.sleep(for: timeLimit) } catch { return false }
      work.cancel()
      return true
    }
    let outcome = await work.value
    clock.cancel()
    if await clock.value {
      throw .error(
        code: "git.timeout",
        "git \(arguments.first { !$0.hasPrefix("-") } ?? "") took longer than \(timeLimit)")
    }
    return try outcome.get()
  }

  /// - Parameter alone: in a session of its own, which has no terminal and ends as a whole.
  private func execute(
    _ arguments: [String], outputLimit: Int, alone: Bool
  ) async throws(Diagnostic) -> Result {
    var options = PlatformOptions()
    options.createSession = alone
    if alone {
      options.teardownSequence = [
        .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
      ]
    }
    var variables: [Environment.Key: String?] = [
      "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C",
    ]
    if alone {
      // An agent would ask on the terminal it is told of.
      variables["GPG_TTY"] = .some(nil)
      variables["SSH_ASKPASS_REQUIRE"] = "never"
    }
    do {
      let result = try await Subprocess.run(
        .name("git"),
        arguments: Arguments(["-C", folder.string] + arguments),
        environment: .inherit.updating(variables),
        platformOptions: options,
        input: .none,
        output: .string(limit: outputLimit),
        error: .string(limit: 1 << 20))
      return Result(
        succeeded: result.terminationStatus.isSuccess,
        output: Self.trimmed(result.standardOutput),
        errors: Self.trimmed(result.standardError))
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw .error(
        code: "git.missing", "git is not installed",
        hint: "install git, for example: apt install git")
    } catch {
      throw .error(
        code: "git.failed", "git \(arguments.joined(separator: " ")) could not be run: \(error)")
    }
  }

  /// The output of a command that is expected to work, or nil when it fails or prints nothing.
  public func read(_ arguments: String...) async -> String? {
    guard let result = try? await run(arguments), result.succeeded, !result.output.isEmpty
    else { return nil }
    return result.output
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.last == "\n" || text.last == "\r\n" { text.removeLast() }
    return String(text)
  }
}
