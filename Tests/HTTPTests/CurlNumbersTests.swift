import Foundation
import Testing

@Suite("libcurl's numbers")
struct CurlNumbersTests {
  @Test("are those of its headers")
  func same() throws {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments = [
      "gcc", "-fsyntax-only", "-Wall", "-Werror",
      "-I" + root.appending(path: "Sources/CCurl").path(),
      root.appending(path: "Tests/Fixtures/http/curl_numbers.c").path(),
    ]
    let errors = Pipe()
    compiler.standardError = errors
    try compiler.run()
    let text = String(
      decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    compiler.waitUntilExit()
    #expect(compiler.terminationStatus == 0, "\(text)")
  }
}
