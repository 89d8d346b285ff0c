import HTTP

/// GitHub answers 404 for what is private. Where there is a token for its API, the API is asked
/// whether the repository is there.
extension Visit {
  /// The repository of an address, as its API names it; nil where it has none or there is no token.
  private var forgeAddress: WebAddress? {
    let names = origin.path.split(separator: "/")
    guard origin.host == "github.com", names.count >= 2,
      let api = try? WebAddress("https://api.github.com/repos/\(names[0])/\(names[1])"),
      !options.hosts.headers(for: api).isEmpty
    else { return nil }
    return api
  }

  /// Goes on to the API, when it has not been asked yet and can be.
  mutating func askForge(about verdict: Verdict) -> Step? {
    guard forgeQuestion == nil, let api = forgeAddress else { return nil }
    forgeQuestion = verdict
    address = api
    method = .get
    attempts = 0
    return .again(after: .zero)
  }

  /// What the API's answer makes of the verdict that it was asked about.
  func judge(_ verdict: Verdict, by answer: Response) -> Verdict {
    let body = String(decoding: answer.body.filter { $0 != 0x20 }, as: UTF8.self)
    guard answer.status == 200, body.contains("\"private\":true") else { return verdict }
    return .unverifiable(
      "\(verdict.reason), and its repository is private",
      hint: "readers without access see nothing there; exclude it in .scaffold/audit.yml")
  }
}
