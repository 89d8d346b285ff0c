import Jinja

/// What templates know of a moment: `now()`.
enum TimeFacts {
  /// The members of Python's `datetime` that templates ask for; the time is UTC.
  static func make(_ seconds: Int) -> Value {
    let date = CivilDate(seconds: seconds)
    let forms = DateForms(language: "en")
    var members = Value.Members([
      ("year", .int(date.year)), ("month", .int(date.month)), ("day", .int(date.day)),
      ("hour", .int(date.hour)), ("minute", .int(date.minute)), ("second", .int(date.second)),
      (
        "strftime",
        .function(
          .init("strftime") { arguments in
            .string(forms.text(date, strftime: arguments.positional.first?.text ?? ""))
          })
      ),
      ("isoformat", .function(.init("isoformat") { _ in .string("\(date.iso)T\(date.time)") })),
    ])
    members.shown = "\(date.iso) \(date.time)"
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
