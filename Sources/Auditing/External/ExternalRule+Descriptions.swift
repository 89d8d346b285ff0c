import Diagnostics

extension ExternalRule {
  /// What the rule is about.
  var description: RuleDescription {
    switch self {
    case .dead:
      RuleDescription(
        rawValue, title: "a server says that there is nothing",
        what: "With `--external`: the server answers 404, 410 or the like.",
        why: "The reader gets an error page.",
        example: "`https://host.example/old-page`, which answers 404 Not Found.",
        remedy: "Write the address where the page is now, or link to a copy in an archive.")
    case .serverError:
      RuleDescription(
        rawValue, title: "a server fails again and again",
        what: "With `--external`: the server answers 500 or the like, after some tries.",
        why: "The reader gets an error page, at least today.",
        example: "`https://host.example/report`, which answers 502 Bad Gateway.",
        remedy: "Try again later; if it stays so, link elsewhere.")
    case .timeout:
      RuleDescription(
        rawValue, title: "a server does not answer in time",
        what: "With `--external`: no answer comes within `--timeout`, after some tries.",
        why: "The reader waits and gets nothing.",
        example: "`https://slow.host.example/`.",
        remedy: "Try again later, raise `--timeout`, or link elsewhere.")
    case .unreachable:
      RuleDescription(
        rawValue, title: "a host cannot be reached",
        what:
          "With `--external`: there is no such host, it accepts no connection, or the connection ends before the answer does.",
        why: "The reader gets an error of the browser.",
        example: "`https://no-such-host.example/`.",
        remedy: "Write the right host, or link elsewhere.")
    case .tls:
      RuleDescription(
        rawValue, title: "a connection is not safe",
        what:
          "With `--external`: the certificate has expired, is of another host, or is signed by nobody who is trusted.",
        why: "Browsers warn the reader away.",
        example: "`https://expired.host.example/`.",
        remedy: "Tell those who run the site, or link elsewhere.")
    case .redirect:
      RuleDescription(
        rawValue, title: "redirects lead nowhere",
        what:
          "With `--external`: redirects go in a circle, on for too long, or to what is no address on the web.",
        why: "The reader gets an error of the browser.",
        example: "An address that redirects to itself.",
        remedy: "Write the address where the page is.")
    case .malformed:
      RuleDescription(
        rawValue, title: "what a server sends is not HTTP",
        what: "With `--external`: the answer cannot be understood.",
        why: "Browsers show an error, or nothing.",
        example: "A port on which something else listens.",
        remedy: "Write the right port and scheme.")
    case .missingAnchor:
      RuleDescription(
        rawValue, title: "a page on the web has no such anchor",
        what:
          "With `--external`: what follows `#` is neither an id nor a name in the HTML of the page.",
        why: "The reader lands at the top of the page and has to search.",
        example: "`https://host.example/guide#instal`.",
        remedy: "Write the anchor as the page has it.")
    case .invalidAddress:
      RuleDescription(
        rawValue, title: "the text is no address",
        what:
          "With `--external`: an address without a host, or with a host or port that cannot be.",
        why: "No browser can open it.",
        example: "`https:///path` or `https://host.example:99999/`.",
        remedy: "Write the whole address.")
    case .unverifiable:
      RuleDescription(
        rawValue, .warning, title: "whether an address is right cannot be said",
        what:
          "With `--external`: something is there and does not let itself be looked at: 401, 403, 429, or a page that a script makes.",
        why: "The link may be right or wrong.",
        example: "A page for members, which answers 403 Forbidden.",
        remedy: "Look at it in a browser; give the host a header, or exclude it.")
    case .privateAddress:
      RuleDescription(
        rawValue, .warning, title: "an address is of this machine or a private network",
        what:
          "With `--external`: the host is, or resolves to, an address that not everybody can reach. It is not asked, unless `--allow-private` is given.",
        why: "It works for the author and nobody else.",
        example: "`http://localhost:8000/`.",
        remedy: "Link to where readers can reach it, or exclude it.")
    case .robots:
      RuleDescription(
        rawValue, .info, title: "a site asks programs to stay away",
        what:
          "With `--external`: `robots.txt` of the host excludes the address, so it is not asked.",
        why: "The link may be right or wrong.",
        example: "A search page that `robots.txt` excludes.",
        remedy: "Look at it in a browser, or exclude it.")
    case .moved:
      RuleDescription(
        rawValue, .info, title: "an address moved for good",
        what: "With `--external`: the server answers 301 or 308, and the new address is there.",
        why: "Redirects end some day, and cost every reader a moment.",
        example: "`http://host.example/`, which is at `https://host.example/` now.",
        remedy: "Write the new address.",
        fix: "all")
    }
  }
}
