import Foundation
import Testing

/// `scaffold audit --external` against real servers on this machine.
@Suite("scaffold audit --external", .serialized)
struct ExternalAuditTests {
  let folder: Folder
  let scaffold: ScaffoldProcess

  init() throws {
    folder = try Folder()
    var scaffold = ScaffoldProcess(folder: folder.url)
    for name in ["http_proxy", "https_proxy", "all_proxy", "SSL_CERT_FILE", "XDG_CACHE_HOME"] {
      scaffold.environment[name] = ""
      scaffold.environment[name.uppercased()] = ""
    }
    self.scaffold = scaffold
  }

  private struct Finding {
    var rule: String
    var severity: String
    var message: String
  }

  private func write(_ addresses: [String]) throws {
    try folder.write(
      "# Links\n\n" + addresses.map { "- [a](<\($0)>)\n" }.joined(), to: "README.md")
  }

  /// The findings by target, of a run that is allowed to ask this machine.
  private func audit(_ options: String..., scaffold: ScaffoldProcess? = nil) throws
    -> [String: Finding]
  {
    let process = try (scaffold ?? self.scaffold).start(
      ["audit", "--external", "--allow-private", "--format", "json"] + options)
    let output = try process.output.readToEnd() ?? Data()
    process.process.waitUntilExit()
    let report = try JSONSerialization.jsonObject(with: output) as? [String: Any]
    let findings = report?["findings"] as? [[String: Any]] ?? []
    return Dictionary(
      findings.map { finding in
        (
          finding["target"] as? String ?? "",
          Finding(
            rule: finding["rule"] as? String ?? "", severity: finding["severity"] as? String ?? "",
            message: finding["message"] as? String ?? "")
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  @Test("every fault of servers is judged as it should be, in bounded time")
  func faults() throws {
    let server = try WebServer("faults.py")
    let expected = try WebServer.expectations(of: "faults.py")
    #expect(expected.count > 40)
    let unsafe = "https://localhost:\(server.facts["tls"] ?? 0)/ok"
    try write(expected.keys.sorted().map(server.address) + [unsafe])
    let start = ContinuousClock.now
    let findings = try audit("--timeout", "5", "--no-cache")
    #expect(ContinuousClock.now - start < .seconds(20))
    for (path, expectation) in expected {
      let finding = findings[server.address(path)]
      let verdict =
        switch finding?.severity {
        case nil: "ok"
        case "error": finding?.rule == "audit.external.timeout" ? "timeout" : "broken"
        default: "warn"
        }
      let allowed = (expectation as? String ?? "").split(separator: "|").map(String.init)
      #expect(allowed.contains(verdict), "\(path): \(verdict), \(finding?.message ?? "")")
    }
    #expect(findings[unsafe]?.rule == "audit.external.tls")
    #expect(findings[unsafe]?.message.contains("certificate") == true)
    let peak = try server.read("/_stats")["peak"] as? Int
    #expect(peak ?? 99 <= 6 + 1, "six for the host, and the question itself")
  }

  @Test("hostile servers get a verdict each, in bounded time and memory")
  func hostile() throws {
    let server = try WebServer("hostile.py")
    let expected = try WebServer.expectations(of: "hostile.py")
    // What never ends by itself gets little time. All else ends by other limits, and has so much
    // time that a busy machine makes no difference.
    let silent = expected.filter { $0.value as? String == "timeout" }
    try judge(silent, by: server, timeLimit: 3, within: .seconds(40))
    try judge(
      expected.filter { silent[$0.key] == nil }, by: server, timeLimit: 60, within: .seconds(120))
  }

  private func judge(
    _ expected: [String: Any], by server: WebServer, timeLimit: Int, within limit: Duration
  ) throws {
    try write(expected.keys.sorted().map(server.address))
    var limited = scaffold
    limited.binary = URL(filePath: "/bin/sh")
    let process = try limited.start([
      "-c", "ulimit -v 1000000; exec \"$0\" \"$@\"", scaffold.binary.path(), "audit", "--external",
      "--allow-private", "--no-cache", "--timeout", "\(timeLimit)", "--format", "json",
    ])
    let start = ContinuousClock.now
    let output = try process.output.readToEnd() ?? Data()
    process.process.waitUntilExit()
    #expect(process.process.terminationStatus == 1)
    #expect(ContinuousClock.now - start < limit)
    let report = try JSONSerialization.jsonObject(with: output) as? [String: Any]
    let findings = report?["findings"] as? [[String: Any]] ?? []
    for (path, rule) in expected {
      let found = findings.first { $0["target"] as? String == server.address(path) }
      let wanted = (rule as? String).map { "audit.external.\($0)" }
      #expect(found?["rule"] as? String == wanted, "\(path): \(found?["message"] ?? "nothing")")
    }
  }

  @Test("addresses that moved for good are written anew, and nothing else of the file changes")
  func moved() throws {
    let server = try WebServer("moved.py")
    func page(_ host: String, moved: Bool) -> String {
      func way(_ old: String, _ new: String) -> String { host + (moved ? new : old) }
      return [
        "\u{FEFF}# Ä\t \r\n\r\n[a](\(way("/old", "/new")) \"\(host)/old\")  \r\n",
        "`[a](\(host)/old)` [x][r] [\(host)/old] ![i](<\(way("/chain", "/new"))>)\n\n",
        "<a title='\(host)/old' HREF='\(way("/old", "/new"))#x'>b</a> <\(way("/old", "/new"))>\n\n",
        "<a href=\(way("/old", "/new"))><img src=\"\(way("/old-308", "/new?a=1&b=2"))\"></a>\r\n\r\n",
        "\(way("/old", "/new")), [h](\(way("/half", "/chain-3"))) [p](\(way("/bracket", "/new%29")))\n\n",
        "[n](\(host)/now) [s](\(host)/see) [f](\(host)/front) [t](\(host)/anchor)\n\n",
        "    [code](\(host)/old)\n\n```\n[code](\(host)/old)\n```\n\n",
        "[r]: <\(way("/old", "/new"))> 'T'\n[\(host)/old]: \(way("/old", "/new")) \"\(host)/old\"\n",
        "<!-- \(host)/old --> \(host)/old-not-that no end of line",
      ].joined()
    }
    let host = server.address("")
    let file = folder.url.appending(path: "README.md")
    try Data(page(host, moved: false).utf8).write(to: file)
    let options = ["audit", "--external", "--allow-private", "--no-cache"]
    func run(_ more: String...) throws -> (output: String, code: Int32) {
      let process = try scaffold.start(options + more)
      let output = try process.output.readToEnd() ?? Data()
      process.process.waitUntilExit()
      return (String(decoding: output, as: UTF8.self), process.process.terminationStatus)
    }
    let noted = try run("--notes")
    #expect(noted.code == 0 && noted.output.contains("moved for good"), "\(noted)")
    let shown = try run("--fix", "--dry-run")
    #expect(shown.code == 1)
    #expect(shown.output.hasPrefix("--- a/README.md\n+++ b/README.md\n@@ -1,"), "\(shown)")
    #expect(shown.output.contains("\n+[r]: <\(host)/new> 'T'\n"), "\(shown)")
    #expect(try Data(contentsOf: file) == Data(page(host, moved: false).utf8))
    #expect(try run("--fix").code == 0)
    #expect(try Data(contentsOf: file) == Data(page(host, moved: true).utf8))
    let again = try run("--fix", "--dry-run")
    #expect(again.code == 0 && again.output.isEmpty, "\(again)")
  }

  @Test("without the option nothing is sent; this machine is asked only where that is allowed")
  func refused() throws {
    let server = try WebServer("faults.py")
    try write([server.address("/404")])
    #expect(try scaffold.run("audit").exitCode == 0)
    let result = try scaffold.run("audit", "--external")
    #expect(result.output.contains("[audit.external.private-address]"), "\(result.output)")
    #expect(result.errors.contains("127.0.0.1  1 unverifiable"), "\(result.errors)")
    #expect(
      try (server.read("/_stats")["hits"] as? [String: Int])?.keys.sorted() == ["GET /_stats"])
  }

  @Test("the host that a name stands for is judged too")
  func resolved() throws {
    let server = try WebServer("faults.py")
    // Most systems find this machine by its own name, and every one by that of `localhost`.
    try write(["http://localhost.:\(server.facts["port"] ?? 0)/ok"])
    let result = try scaffold.run("audit", "--external", "--retries", "0")
    #expect(!result.errors.contains("1 fine"), "\(result.output)\(result.errors)")
    #expect(
      try (server.read("/_stats")["hits"] as? [String: Int])?.keys.sorted() == ["GET /_stats"])
  }

  @Test("tokens come from the environment, certificates from SSL_CERT_FILE")
  func tokens() throws {
    let server = try WebServer("faults.py")
    let safe = "https://localhost:\(server.facts["tls"] ?? 0)/auth"
    try write([server.address("/auth"), safe])
    try folder.write(
      """
      external:
        hosts:
          - host: 127.0.0.1
            headers: {X-Token: "${TEST_TOKEN}"}
            connections: 1
          - host: localhost
            headers: {Authorization: "Bearer ${TEST_TOKEN}"}
      """, to: ".scaffold/audit.yml")
    #expect(try audit("--no-cache").count == 2)
    var scaffold = scaffold
    scaffold.environment["TEST_TOKEN"] = "t0ken"
    scaffold.environment["SSL_CERT_FILE"] = server.facts["certificate"] as? String ?? ""
    let findings = try audit("--no-cache", scaffold: scaffold)
    #expect(findings.isEmpty, "\(findings)")
  }

  @Test("good answers are remembered in the file that is named, and no failure is")
  func cache() throws {
    let server = try WebServer("faults.py")
    try write([server.address("/ok"), server.address("/frag#present"), server.address("/404")])
    for _ in 1...2 { #expect(try audit("--cache", "answers/web").count == 1) }
    let hits = try server.read("/_stats")["hits"] as? [String: Int] ?? [:]
    #expect(hits["GET /frag"] == 1)
    #expect(hits["GET /404"] == 2)
    #expect(folder.exists("answers/web"))
    #expect(try !folder.read("answers/web").contains("/404"))
  }

  @Test("without a usable libcurl only --external does not run, and says what to install")
  func withoutLibrary() throws {
    try write(["https://host.example.dev/"])
    let names = ["libcurl.so.4", "libcurl-gnutls.so.4", "libcurl-nss.so.4"]
    for name in names { try folder.write("no library", to: "none/\(name)") }
    var scaffold = scaffold
    scaffold.environment["LD_LIBRARY_PATH"] = folder.url.appending(path: "none").path()
    #expect(try scaffold.run("audit").exitCode == 0)
    let missing = try scaffold.run("audit", "--external")
    #expect(missing.exitCode == 2)
    #expect(missing.errors.contains("apt install libcurl4"), "\(missing.errors)")
    try folder.write("void *curl_easy_init(void) { return 0; }\n", to: "old.c")
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments = ["gcc", "-shared", "-fPIC", "-o", "none/libcurl.so.4", "old.c"]
    compiler.currentDirectoryURL = folder.url
    try compiler.run()
    compiler.waitUntilExit()
    let old = try scaffold.run("audit", "--external")
    #expect(old.exitCode == 2)
    #expect(old.errors.contains("older than 7.66"), "\(old.errors)")
  }

  @Test("mistakes in options and settings are said")
  func mistakes() throws {
    for option in [["--timeout", "0"], ["--host-connections", "0"], ["--retries", "-1"]] {
      let process = try scaffold.start(["audit", "--external"] + option)
      process.process.waitUntilExit()
      #expect(process.process.terminationStatus == 64, "\(option)")
    }
    try folder.write("external:\n  hosts:\n    - header: x\n", to: ".scaffold/audit.yml")
    let result = try scaffold.run("audit")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains(".scaffold/audit.yml:3:7"), "\(result.errors)")
  }
}
