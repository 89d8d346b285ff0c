import Configuration
import Diagnostics
import Sites

/// `exclude`: files that match are no part of the site, as if they were not there.
struct ExcludePlugin: SitePlugin {
  private let globs: [WholePathGlob]
  private let expressions: [String]

  init?(_ setup: inout PluginSetup) {
    globs = (setup.options.strings("glob") ?? []).map { WholePathGlob($0) }
    var expressions: [String] = []
    for expression in setup.options.strings("regex") ?? [] {
      if (try? Regex(expression)) != nil {
        expressions.append(expression)
      } else {
        setup.options.add(
          .error(
            code: "docs.config.plugin.regex", "'\(expression)' is no regular expression",
            at: setup.options.value("regex")?.location, target: expression))
      }
    }
    self.expressions = expressions
  }

  func files(_ files: SiteFiles, _ log: inout [Diagnostic]) -> SiteFiles {
    let compiled = expressions.compactMap { try? Regex($0) }
    return SiteFiles(
      files.files.filter { file in
        let path = file.sourcePath
        return !globs.contains { $0.matches(path) }
          && !compiled.contains { path.prefixMatch(of: $0) != nil }
      })
  }
}

/// A glob in which `*` stands for slashes too, as Python's `fnmatch` has it.
struct WholePathGlob: Sendable {
  private let pattern: [Character]

  init(_ pattern: String) { self.pattern = Array(pattern) }

  func matches(_ text: String) -> Bool {
    let text = Array(text)
    var place = 0
    var index = 0
    var retry: (place: Int, index: Int)?
    while index < text.count {
      if place < pattern.count, pattern[place] == "*" {
        place += 1
        retry = (place, index)
      } else if place < pattern.count, let next = step(place, text[index]) {
        place = next
        index += 1
      } else if let again = retry {
        retry = (again.place, again.index + 1)
        place = again.place
        index = again.index + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }

  /// The place behind what matches one character; nil when it does not.
  private func step(_ place: Int, _ character: Character) -> Int? {
    guard pattern[place] == "[", let close = pattern[(place + 1)...].dropFirst().firstIndex(of: "]")
    else { return pattern[place] == "?" || pattern[place] == character ? place + 1 : nil }
    var inner = pattern[(place + 1)..<close]
    let isNegated = inner.first == "!"
    if isNegated { inner.removeFirst() }
    var isFound = false
    var index = inner.startIndex
    while index < inner.endIndex {
      if index + 2 < inner.endIndex, inner[index + 1] == "-" {
        if inner[index] <= character, character <= inner[index + 2] { isFound = true }
        index += 3
      } else {
        if inner[index] == character { isFound = true }
        index += 1
      }
    }
    return isFound != isNegated ? close + 1 : nil
  }
}
