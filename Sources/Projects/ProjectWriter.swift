public import Diagnostics
import FileTree
public import SystemPackage

/// Writes a plan into a folder: completely, or not at all.
public struct ProjectWriter: Sendable {
  private let destination: FilePath
  /// The destination as the user would type it.
  private let name: String
  private let isInterrupted: @Sendable () -> Bool

  /// Creates a writer.
  ///
  /// - Parameters:
  ///   - destination: the folder to make. It may exist if it is empty or holds nothing but `.git`.
  ///   - name: the destination for messages; its path when nil.
  ///   - isInterrupted: asked before each file; true ends the work with nothing written.
  public init(
    _ destination: FilePath, named name: String? = nil,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    // A trailing slash would hide a symbolic link from lstat.
    self.destination = destination.lexicallyNormalized()
    self.name = name ?? destination.string
    self.isInterrupted = isInterrupted
  }

  /// Says what stands in the way of `plan`, before anything is written.
  ///
  /// - Throws: `new.destination` for what is no folder, `new.conflict` for one that is not empty,
  ///   with the files in the way.
  public func check(_ plan: Plan) throws(Diagnostic) {
    guard let status = FileStatus.of(destination, followingLinks: false) else { return }
    guard status.kind == .directory else {
      let what = status.kind == .symbolicLink ? "a symbolic link" : "a file"
      throw .error(
        code: "new.destination", "'\(name)' is \(what) and no folder",
        at: Location(file: name), target: name,
        hint: status.kind == .symbolicLink
          ? "give the folder that it leads to, or another name" : "choose another name")
    }
    let present = try DirectoryWalk.names(in: destination).filter { $0 != ".git" }.sorted()
    if !present.isEmpty { throw conflict(present, plan) }
  }

  /// Writes the plan's files.
  ///
  /// - Throws: what `check` throws; `file.*` when the system refuses; `new.interrupted`. Nothing is
  ///   left behind then.
  public func write(_ plan: Plan) throws(Diagnostic) {
    try check(plan)
    var staged = try StagedDirectory(for: destination)
    for file in plan.files {
      try stopIfInterrupted()
      try staged.write(file.path, file.bytes, mode: file.mode)
    }
    try stopIfInterrupted()
    try staged.commit()
  }

  private func stopIfInterrupted() throws(Diagnostic) {
    if isInterrupted() {
      throw .error(code: "new.interrupted", "interrupted: nothing was written")
    }
  }

  /// The refusal of a folder with something in it; what the plan would overwrite comes first.
  private func conflict(_ present: [String], _ plan: Plan) -> Diagnostic {
    let overwritten = plan.files.map(\.path).filter {
      FileStatus.of(destination.pushing(FilePath($0)), followingLinks: false) != nil
    }
    let roots = Set(overwritten.map { String($0.prefix { $0 != "/" }) })
    let all = overwritten + present.filter { !roots.contains($0) }
    var notes = all.prefix(10).map { "\($0) is in the way" }
    if all.count > 10 { notes.append("and \(all.count - 10) more") }
    return .error(
      code: "new.conflict", "the folder '\(name)' is not empty", at: Location(file: name),
      target: name, hint: "choose another folder, or move what is in it", notes: notes)
  }
}
