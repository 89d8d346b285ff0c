import Diagnostics
import FileTree
import HTTP
import SystemPackage

/// Good answers of earlier runs, in a text file with one line each. What failed is not kept, so
/// that it is asked again.
struct VerdictCache {
  private struct Entry {
    var checked: Int
    var movedTo: String
  }

  private static let heading = "scaffold external addresses 1"

  private let file: ExternalOptions.CacheFile
  private let now: Int
  private var entries: [String: Entry] = [:]
  private var hasChanged = false

  /// Reads the file. One that is not there, or not understood, is empty.
  init(_ file: ExternalOptions.CacheFile, now: Int) {
    self.file = file
    self.now = now
    guard let bytes = try? FileReader.read(file.path) else { return }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard let first = lines.first, first == Self.heading else { return }
    let age = Int(file.age.components.seconds)
    for line in lines.dropFirst() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 3, let checked = Int(fields[0]), checked <= now, now - checked < age
      else {
        hasChanged = true
        continue
      }
      entries[String(fields[1])] = Entry(checked: checked, movedTo: String(fields[2]))
    }
  }

  /// What is known of a page and all fragments that are asked for; nil when it has to be asked.
  func verdict(for page: ExternalPage) -> Verdict? {
    guard let entry = entries[page.address.text],
      page.fragments.allSatisfy({ entries[Self.key(page, $0)] != nil })
    else { return nil }
    var verdict = Verdict.fine
    verdict.movedTo = entry.movedTo.isEmpty ? nil : entry.movedTo
    return verdict
  }

  /// Keeps a page that is as it should be, and its fragments that are.
  mutating func note(_ verdict: Verdict, on page: ExternalPage) {
    let isPrivate =
      page.address.host == "localhost"
      || NetworkAddress(page.address.host).map { !$0.isPublic } ?? false
    guard verdict.kind == .fine, file.keepsPrivateAddresses || !isPrivate else { return }
    hasChanged = true
    entries[page.address.text] = Entry(checked: now, movedTo: verdict.movedTo ?? "")
    for fragment in page.fragments where verdict.fragments[fragment] == nil {
      entries[Self.key(page, fragment)] = Entry(checked: now, movedTo: "")
    }
  }

  /// Writes the file, readable for its owner only.
  ///
  /// - Returns: what to say when that cannot be done.
  func save() -> String? {
    guard hasChanged else { return nil }
    let lines = entries.sorted { $0.key < $1.key }.map {
      "\($0.value.checked)\t\($0.key)\t\($0.value.movedTo)\n"
    }
    do throws(Diagnostic) {
      try FileWriter.createDirectory(file.path.removingLastComponent())
      try FileWriter.replace(
        file.path, Array((Self.heading + "\n" + lines.joined()).utf8), mode: 0o600)
      return nil
    } catch {
      return "what was found is not remembered: \(error.message)"
    }
  }

  private static func key(_ page: ExternalPage, _ fragment: String) -> String {
    let clean = fragment.utf8.map { $0 < 0x20 ? UInt8(ascii: " ") : $0 }
    return page.address.text + "#" + String(decoding: clean, as: UTF8.self)
  }
}
