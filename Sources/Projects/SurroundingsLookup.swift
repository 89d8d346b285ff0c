import FileTree
public import SystemPackage

extension Surroundings {
  /// The surroundings of a project that is to be made in `destination`.
  ///
  /// - Parameters:
  ///   - destination: the project's folder, absolute, whether it exists or not.
  ///   - today: the day.
  ///   - login: the name the user logs in with.
  public init(
    around destination: FilePath, today: CalendarDate = .today(),
    login: String? = AccountLookup.loginName()
  ) {
    let folder = destination.lexicallyNormalized().lastComponent?.string ?? ""
    self.init(
      directoryName: Words.projectName(ofFolder: folder),
      account: { await AccountLookup(around: destination, login: login).account() }, today: today)
  }
}
