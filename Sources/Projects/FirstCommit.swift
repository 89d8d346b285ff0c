import Diagnostics
import FileTree
import Git
public import SystemPackage

/// Puts a new project under version control, as far as the user's git allows.
public struct FirstCommit: Sendable {
  /// What came of it.
  public enum Outcome: Sendable, Hashable {
    /// There is a repository on the branch `main` with one commit.
    case committed
    /// The files are staged; the sentence says why they are not committed and what to type.
    case staged(String)
    /// There is no repository, or it was left alone; the sentence says why.
    case leftOut(String)

    /// What to tell the user; nil when all went as expected.
    public var remark: String? {
      switch self {
      case .committed: nil
      case .staged(let remark), .leftOut(let remark): remark
      }
    }
  }

  private let folder: FilePath
  private let git: Git
  /// How long a commit may take: signing programs may wait for somebody who is not there.
  private let timeLimit: Duration

  /// Creates the work for the project in `folder`.
  public init(in folder: FilePath, timeLimit: Duration = .seconds(60)) {
    self.folder = folder
    self.timeLimit = timeLimit
    git = Git(in: folder)
  }

  /// Makes a repository unless the folder is inside another one that does not ignore it, stages
  /// every file and commits them in the user's name. Nothing that goes wrong here is an error:
  /// the project is made already.
  ///
  /// - Parameter message: the commit's message.
  public func make(message: String = "Start the project with scaffold") async -> Outcome {
    do throws(Diagnostic) {
      let hasRepository = FileStatus.of(folder.appending(".git"), followingLinks: false) != nil
      if !hasRepository {
        if let root = try await surroundingRepository() {
          return .leftOut(
            "the folder is inside the git repository '\(root)', so it got none of its own;"
              + " add it there with: git add \(Self.word(folder.string))")
        }
        try await expect(["init", "--quiet", "--initial-branch=main"])
      } else if try await git.run(["rev-parse", "--verify", "--quiet", "HEAD"]).succeeded {
        return .leftOut(
          "the repository has commits already, so nothing was staged; look at: git status")
      }
      try await expect(["add", "--all"])
      return try await commit(message)
    } catch {
      if error.code == "git.missing" {
        return .leftOut("git is not installed, so there is no repository yet")
      }
      return .leftOut("there is no first commit: \(error.message)")
    }
  }

  /// The root of the work tree the folder is in, unless that ignores the folder.
  private func surroundingRepository() async throws(Diagnostic) -> String? {
    let inside = try await git.run(["rev-parse", "--show-toplevel"])
    guard inside.succeeded, !inside.output.isEmpty else { return nil }
    return try await git.run(["check-ignore", "--quiet", "."]).succeeded ? nil : inside.output
  }

  private func commit(_ message: String) async throws(Diagnostic) -> Outcome {
    // Git would make up a name and an address from the login and the host.
    let strict = ["-c", "user.useConfigOnly=true"]
    for role in ["AUTHOR", "COMMITTER"] {
      guard try await git.run(strict + ["var", "GIT_\(role)_IDENT"]).succeeded else {
        return .staged(
          "git does not know who you are, so the files are staged and not committed; type:"
            + " git config user.name 'Your Name' && git config user.email you@your.domain"
            + " && git commit -m '\(message)'")
      }
    }
    let typed = "the files are staged; type: git commit -m '\(message)'"
    do throws(Diagnostic) {
      let result = try await git.run(
        strict + ["commit", "--quiet", "--message", message], timeLimit: timeLimit)
      if result.succeeded { return .committed }
      let reason = result.errors.split(separator: "\n").first.map { " (\($0))" } ?? ""
      return .staged("the commit failed\(reason); \(typed)")
    } catch {
      return .staged("\(error.message), so \(typed)")
    }
  }

  private func expect(_ arguments: [String]) async throws(Diagnostic) {
    let result = try await git.run(arguments)
    if !result.succeeded {
      throw .error(
        code: "git.failed",
        "git \(arguments.first ?? "") failed"
          + (result.errors.split(separator: "\n").first.map { ": \($0)" } ?? ""))
    }
  }

  /// A word of shell.
  private static func word(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || Array("._/-".utf8).contains($0)
    }
    return isPlain
      ? text
      : "'"
        + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        + "'"
  }
}
