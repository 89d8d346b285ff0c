import FileTree

/// The licences that the files of a repository state.
struct Licenses: Sendable {
  /// SPDX names of those that are known by their text.
  private(set) var names: Set<String> = []
  /// The files that state a licence.
  private(set) var files: [String] = []
  /// Whether some file's licence is not known by its text.
  private(set) var hasUnknown = false

  init(_ files: ProjectFiles) {
    let found = files.paths { path in
      guard !path.contains("/") || path.hasPrefix("LICENSES/") else { return false }
      let name = RelativePath.name(of: path).uppercased()
      return path.hasPrefix("LICENSES/")
        || ["LICENSE", "LICENCE", "COPYING", "UNLICENSE"].contains { name.hasPrefix($0) }
    }
    for path in found {
      self.files.append(path)
      if let name = Self.name(ofText: files.text(path)) {
        names.insert(name)
      } else {
        hasUnknown = true
      }
    }
  }

  /// Phrases by which a licence's text is known, the more special first.
  private static let phrases: [(phrase: String, name: String)] = [
    ("gnu affero general public license", "AGPL-3.0"),
    ("gnu lesser general public license version 3", "LGPL-3.0"),
    ("gnu lesser general public license version 2.1", "LGPL-2.1"),
    ("gnu lesser general public license", "LGPL"),
    ("gnu library general public license", "LGPL-2.0"),
    ("gnu general public license version 3", "GPL-3.0"),
    ("gnu general public license version 2", "GPL-2.0"),
    ("apache license version 2.0", "Apache-2.0"),
    ("mozilla public license version 2.0", "MPL-2.0"),
    ("mozilla public license, version 2.0", "MPL-2.0"),
    ("eclipse public license - v 2.0", "EPL-2.0"),
    ("eclipse public license - v 1.0", "EPL-1.0"),
    ("european union public licence v. 1.2", "EUPL-1.2"),
    ("boost software license", "BSL-1.0"),
    ("business source license 1.1", "BUSL-1.1"),
    ("this is free and unencumbered software released into the public domain", "Unlicense"),
    ("cc0 1.0 universal", "CC0-1.0"),
    ("creative commons attribution-sharealike 4.0", "CC-BY-SA-4.0"),
    ("attribution-sharealike 4.0 international", "CC-BY-SA-4.0"),
    ("creative commons attribution 4.0", "CC-BY-4.0"),
    ("attribution 4.0 international", "CC-BY-4.0"),
    ("do what the fuck you want to public license", "WTFPL"),
    (
      "permission to use, copy, modify, and/or distribute this software for any purpose with or without fee",
      "ISC"
    ),
    (
      "permission to use, copy, modify, and distribute this software for any purpose with or without fee",
      "ISC"
    ),
    ("neither the name of", "BSD-3-Clause"),
    ("redistribution and use in source and binary forms", "BSD-2-Clause"),
    ("this software is provided 'as-is', without any express or implied warranty", "Zlib"),
    ("permission is hereby granted, free of charge, to any person obtaining a copy", "MIT"),
    ("mit license", "MIT"),
  ]

  private static func name(ofText text: String) -> String? {
    let words = text.lowercased().prefix(20_000)
      .split(whereSeparator: { $0.isWhitespace || $0 == "#" || $0 == "*" }).joined(separator: " ")
    for line in text.split(whereSeparator: \.isNewline).prefix(3) {
      if let mark = line.firstRange(of: "SPDX-License-Identifier:") {
        return canonical(line[mark.upperBound...].trimmingWhiteSpace)
      }
    }
    // The Apache License and others mention further licences below their title.
    let head = words.prefix(600)
    return phrases.first { head.contains($0.phrase) }?.name
      ?? phrases.first { words.contains($0.phrase) }?.name
  }

  /// Whether a badge's text says no more and no less than the files do; nil when that cannot be told.
  func match(_ text: String) -> Bool? {
    let stated = text.split(whereSeparator: { "/,&+|".contains($0) })
      .flatMap { $0.splitByWords(["or", "and", "OR", "AND"]) }
      .map { Self.canonical($0) }.filter { !$0.isEmpty }
    if files.isEmpty { return false }
    let isStated = stated.allSatisfy { name in names.contains { Self.isSame($0, name) } }
    if isStated, !stated.isEmpty { return true }
    return hasUnknown ? nil : false
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    let (left, right) = (left.lowercased(), right.lowercased())
    if left == right { return true }
    // `GPL` says no version, `BSD` no number of clauses.
    return left.hasPrefix(right + "-")
      && ["gpl", "lgpl", "agpl", "bsd", "apache", "mpl", "epl"].contains(right)
  }

  /// The SPDX name that people mean by `GPLv3`, `Apache 2.0` or `MIT License`.
  static func canonical(_ text: some StringProtocol) -> String {
    var words = text.lowercased().split(whereSeparator: {
      $0.isWhitespace || $0 == "-" || $0 == "_"
    })
    .map(String.init).filter {
      !["license", "licence", "licensed", "the", "version", "clause"].contains($0)
    }
    words = words.map { $0 == "new" || $0 == "modified" ? "3" : $0 == "simplified" ? "2" : $0 }
    let joined = words.joined()
    for (family, spdx) in [
      ("agpl", "AGPL"), ("lgpl", "LGPL"), ("gpl", "GPL"), ("apache", "Apache"), ("mpl", "MPL"),
      ("epl", "EPL"), ("bsd", "BSD"),
    ] where joined.hasPrefix(family) || joined.hasPrefix("gnu" + family) || joined == family {
      let version = joined.filter { $0.isNumber || $0 == "." }
      if version.isEmpty { return spdx }
      if spdx == "BSD" { return "BSD-\(version.prefix(1))-Clause" }
      return spdx + "-" + (version.contains(".") ? version : version + ".0")
    }
    if joined.hasSuffix("bsd"), let digit = joined.first, digit.isNumber {
      return "BSD-\(digit)-Clause"
    }
    let known = [
      "mit": "MIT", "isc": "ISC", "unlicense": "Unlicense", "zlib": "Zlib", "wtfpl": "WTFPL",
      "cc01.0": "CC0-1.0", "cc0": "CC0-1.0", "boost1.0": "BSL-1.0", "bsl1.0": "BSL-1.0",
      "boost": "BSL-1.0",
      "mozilla2.0": "MPL-2.0",
    ]
    return known[joined] ?? text.trimmingWhiteSpace
  }
}

extension StringProtocol {
  /// The text between single words.
  fileprivate func splitByWords(_ words: Set<String>) -> [String] {
    var parts = [""]
    for word in split(separator: " ") {
      if words.contains(String(word)) {
        parts.append("")
      } else {
        parts[parts.count - 1] += (parts[parts.count - 1].isEmpty ? "" : " ") + word
      }
    }
    return parts
  }
}
