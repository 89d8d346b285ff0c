import Foundation
import MarkdownTrials
import Testing

/// What must hold for any page, over made-up ones and the fuzzer's seeds.
@Suite struct TrialTests {
  @Test(arguments: [1, 2]) func madeUpPagesHoldNoFault(seed: UInt64) {
    for input in MadeUpPages(count: 2_000, seed: seed) { expectNoFault(input) }
  }

  @Test func seedsHoldNoFault() throws {
    let folder = ConformanceCase.package.appending(path: "Fuzzing/Seeds")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    #expect(files.count > 80)
    for file in files { expectNoFault([UInt8](try Data(contentsOf: file))) }
  }

  private func expectNoFault(_ input: [UInt8]) {
    guard let fault = Trial(input: input).fault() else { return }
    let page = String(decoding: input.dropFirst(), as: UTF8.self)
    Issue.record("dialect \(input.first ?? 0): \(page.debugDescription): \(fault)")
  }
}
