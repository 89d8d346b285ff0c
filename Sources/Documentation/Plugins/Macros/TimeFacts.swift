import Jinja

/// What templates know of a moment: `now()`, and the time of the build.
enum TimeFacts {
  /// How Python writes dates; made when the first is written.
  private static let forms = DateForms(language: "en")

  /// The members of Python's `datetime` that templates ask for; the time is UTC.
  ///
  /// - Parameter zone: how the moment's text ends; a moment of Python's need not know its zone.
  static func make(_ seconds: Int, zone: String = "") -> Value {
    let date = CivilDate(seconds: seconds)
    var members = Value.Members([
      ("year", .int(date.year)), ("month", .int(date.month)), ("day", .int(date.day)),
      ("hour", .int(date.hour)), ("minute", .int(date.minute)), ("second", .int(date.second)),
      (
        "strftime",
        .function(
          .init("strftime") { arguments in
            .string(Self.forms.text(date, strftime: arguments.positional.first?.text ?? ""))
          })
      ),
      (
        "isoformat",
        .function(.init("isoformat") { _ in .string("\(date.iso)T\(date.time)\(zone)") })
      ),
    ])
    members.shown = "\(date.iso) \(date.time)\(zone)"
    return .dictionary(members)
  }
}

/// What templates know of the program that renders them: `environment`.
enum EnvironmentFacts {
  static func make() -> Value {
    #if os(Linux)
      let system = "Linux"
    #else
      let system = "Darwin"
    #endif
    // Pages ask for the version of MkDocs whose sites these are.
    return .dictionary(.init([("system", .string(system)), ("mkdocs_version", .string("1.6.1"))]))
  }
}
