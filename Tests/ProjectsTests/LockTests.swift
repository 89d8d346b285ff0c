import Foundation
import Testing

@testable import Projects

@Suite("Lock")
struct LockTests {
  @Test(
    "SHA-256 of known messages (FIPS 180-4)",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        String(repeating: "a", count: 1_000_000),
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
      ),
    ])
  func digests(message: String, digest: String) {
    #expect(SHA256.hexDigest(of: Array(message.utf8)) == digest)
  }

  @Test("the lock names template, answers and the content of every file")
  func lock() async throws {
    let template = try ProjectTemplate.embedded("multi-cloud")
    var given = GivenAnswers()
    try given.add(options: ["owner=acme", "name=Book Store", "providers=aws,gcp"])
    let answers = try await Questionnaire(
      template.manifest,
      surroundings: Surroundings(
        directoryName: "shop", account: { nil },
        today: CalendarDate(year: 2026, month: 11, day: 23))
    ).answers(given: given)
    let plan = try template.plan(answers)
    let file = Lock(template.manifest, answers: answers, plan: plan).file
    #expect(file.path == ".scaffold/lock.json")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any])
    #expect(json["version"] as? Int == 1)
    #expect((json["template"] as? [String: String])?["name"] == "multi-cloud")
    let stored = try #require(json["answers"] as? [String: Any])
    #expect(stored["name"] as? String == "Book Store")
    #expect(stored["providers"] as? [String] == ["aws", "gcp"])
    #expect(stored["slug"] == nil, "derived answers are made anew")
    let files = try #require(json["files"] as? [String: String])
    #expect(Set(files.keys) == Set(plan.files.map(\.path)))
    let readme = try #require(plan.files.first { $0.path == "README.md" })
    #expect(files["README.md"] == "sha256:" + SHA256.hexDigest(of: readme.bytes))
    #expect(Lock(template.manifest, answers: answers, plan: plan).file == file)
  }
}
