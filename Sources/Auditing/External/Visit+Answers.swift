import Bytes
import HTTP

/// What answers mean.
extension Visit {
  /// Statuses that some servers give to a HEAD, or to what is no browser, and not to a GET.
  private static let refusesHEAD: Set<Int> = [400, 403, 404, 405, 406, 409, 410, 501]
  /// A page shorter than this often only sends its readers on, so it is looked at.
  private static let shortPage = 1024

  mutating func step(after response: Response) -> Step {
    let status = response.status
    switch status {
    case 200..<300:
      if method == .head, needsBody(response) { return get() }
      return accept(response)
    case 301, 302, 303, 307, 308: return follow(response)
    case 300 where response["Location"] != nil: return follow(response)
    case 304, 300: return .done(fine())
    case 401, 402, 407, 451, 999:
      return .done(.unverifiable(answer(status), hint: Self.accessHint))
    case 425, 429: return wait(response)
    case _ where method == .head && Self.refusesHEAD.contains(status): return get()
    case 403, 405, 406:
      return .done(.unverifiable(answer(status), hint: Self.accessHint))
    case 404 where isOwnRepository:
      return .done(
        .unverifiable(
          "\(answer(status)), as this repository does for strangers while it is private",
          hint: "make the repository public, or exclude the address in .scaffold/audit.yml"))
    case 408, 500..<600:
      method = .get
      let asked = options.delay.asked(by: response)
      if let step = retry(after: asked) { return step }
      if status == 503 {
        return .done(.unverifiable("\(answer(status)), at every attempt", hint: Self.laterHint))
      }
      return .done(
        .broken(.serverError, "\(answer(status)), at every attempt", hint: Self.laterHint))
    case 400..<500:
      let dead = Verdict.broken(
        .dead, answer(status),
        hint: "find where the page went, link to a copy in an archive, or remove the link")
      return (status == 404 ? askForge(about: dead) : nil) ?? .done(dead)
    default:
      return .done(
        .broken(.malformed, "answers with the status \(status), which HTTP does not know"))
    }
  }

  private func answer(_ status: Int) -> String {
    let text = "answers \(StatusText.of(status))"
    return hops == 0 ? text : "redirects to \(address.text), which \(text)"
  }

  static let accessHint =
    "look at it in a browser; then give the host a token or exclude it in .scaffold/audit.yml"

  private var isOwnRepository: Bool {
    guard let repository = options.repository?.lowercased(),
      ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"].contains(origin.host)
    else { return false }
    let path = origin.path.lowercased()
    return path == "/" + repository || path.hasPrefix("/\(repository)/")
      || path == "/\(repository).git"
  }

  // MARK: Found

  /// A HEAD says too little: fragments are in the body, and a very short page may send on.
  private func needsBody(_ response: Response) -> Bool {
    guard response.isPage else { return false }
    guard fragments.isEmpty, let length = response["Content-Length"].flatMap({ Int($0) }) else {
      return !fragments.isEmpty
    }
    return (1..<Self.shortPage).contains(length)
  }

  private mutating func accept(_ response: Response) -> Step {
    if response.hasExcess {
      return .done(
        .broken(.malformed, "sends more than its Content-Length announces, which browsers cut off"))
    }
    guard method == .get, response.isPage else { return .done(fine()) }
    let isShort = response.body.count < Self.shortPage
    if fragments.isEmpty, !isShort { return .done(fine()) }
    let content = PageContent(response.body)
    if isShort, let refresh = content.refresh {
      return follow(refresh, isPermanent: false, needsFragment: false)
    }
    var verdict = fine()
    if !redirectHasFragment {
      for fragment in fragments {
        let state = AnchorCheck(address).state(of: fragment, in: content, of: response)
        if state != .present { verdict.fragments[fragment] = state }
      }
    }
    return .done(verdict)
  }

  private func fine() -> Verdict {
    if hops > 0, Self.isSignIn(address.path), !Self.isSignIn(origin.path) {
      return .unverifiable("sends strangers to sign in at \(address.text)", hint: Self.accessHint)
    }
    var verdict = Verdict.fine
    // Many a removed page sends everybody to the front page: that is no new place of it. Nor is an
    // address whose fragment would have to be told from the author's.
    if let movedTo, movedTo != origin, !redirectHasFragment,
      movedTo.path != "/" || origin.path == "/"
    {
      verdict.movedTo = movedTo.text
    }
    return verdict
  }

  private static func isSignIn(_ path: Substring) -> Bool {
    let words: Set<Substring> = ["login", "signin", "sign_in", "sign-in", "log-in", "sso", "auth"]
    return path.lowercased().split(separator: "/").contains { name in
      words.contains(name.prefix { $0 != "." })
    }
  }

  // MARK: Too fast

  private mutating func wait(_ response: Response) -> Step {
    let asked = options.delay.asked(by: response)
    let step = retry(after: asked ?? options.delay.backoff(afterAttempt: attempts))
    if let step { return step }
    let wish = asked.map { ", and wants to be asked again in \($0.inWords)" } ?? ""
    return .done(
      .unverifiable(
        answer(response.status) + wish,
        hint: "ask the host less often: set 'connections' for it in .scaffold/audit.yml"))
  }

  // MARK: Redirects

  private mutating func follow(_ response: Response) -> Step {
    guard let location = response["Location"], !location.isEmpty else {
      if method == .head { return get() }
      return .done(
        .broken(.redirect, "answers \(StatusText.of(response.status)) without saying where to"))
    }
    return follow(
      location, isPermanent: response.status == 301 || response.status == 308,
      needsFragment: WebAddress.fragment(of: location) != nil)
  }

  private mutating func follow(
    _ location: String, isPermanent: Bool, needsFragment: Bool
  ) -> Step {
    let next: WebAddress
    do throws(WebAddress.Mistake) {
      next = try address.resolving(location)
    } catch {
      return .done(.broken(.redirect, Self.reason(for: error, location)))
    }
    hops += 1
    guard hops <= VisitOptions.longestChain else {
      return .done(
        .broken(
          .redirect, "is redirected more than \(VisitOptions.longestChain) times",
          hint: "link to where it ends, if it ends"))
    }
    guard spent < options.timeLimit * 4 else {
      return .done(
        .broken(
          .timeout, "timed out: \(hops) redirects took \(spent.inWords)", hint: Self.laterHint))
    }
    // A site may send a reader back to the same address once there is a cookie.
    let key = next.text + "\n" + (cookies.header(for: next) ?? "")
    guard seen.insert(key).inserted else {
      return .done(.broken(.redirect, "is redirected in a circle, back to \(next.text)"))
    }
    movedForGood = movedForGood && isPermanent
    if movedForGood { movedTo = next }
    if needsFragment { redirectHasFragment = true }
    address = next
    attempts = 0
    return .again(after: .zero)
  }

  private static func reason(for mistake: WebAddress.Mistake, _ location: String) -> String {
    let shown = location.count > 60 ? "\(location.prefix(60))…" : location
    switch mistake {
    case .scheme: return "redirects to '\(shown)', which is not on the web and not followed"
    case .host: return "redirects to '\(shown)', which names no host"
    case .port: return "redirects to '\(shown)', whose port cannot be"
    case .length:
      return "redirects to an address of \(location.utf8.count) bytes, more than browsers accept"
    }
  }
}
