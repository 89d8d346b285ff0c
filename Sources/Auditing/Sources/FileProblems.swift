import Diagnostics

/// What keeps a file from being read, or from being read whole.
enum FileProblems {
  /// Bytes that are not UTF-8.
  enum Encoding: Rule {
    static let description = RuleDescription(
      "audit.file.encoding", title: "a document is not UTF-8",
      what: "A document has bytes that are not UTF-8. It is not read further.",
      why: "GitHub and site generators read UTF-8; other bytes show as replacement characters.",
      example: "A file saved as Latin-1 or UTF-16.",
      remedy: "Save the file as UTF-8, or convert it: `iconv -f LATIN1 -t UTF-8 FILE`.")
  }

  /// Too large.
  enum Size: Rule {
    static let description = RuleDescription(
      "audit.file.size", .warning, title: "a document is too large to be read",
      what: "A document is larger than 16 MiB. It is not read.",
      why: "No person wrote it, and no reader's browser will like it.",
      example: "A log of 50 MB that is named `log.md`.",
      remedy: "Exclude the file, or give it a name that is no document's.")
    /// The most bytes that are read.
    static let limit = 16 << 20
  }

  /// NUL bytes.
  enum Binary: Rule {
    static let description = RuleDescription(
      "audit.file.binary", .warning, title: "a document holds NUL bytes",
      what: "A document holds NUL bytes, as binary files and UTF-16 do. It is not read.",
      why: "It is no text that a browser or GitHub would show.",
      example: "An image that is named `notes.md`.",
      remedy: "Save the file as UTF-8, rename it, or exclude it.")
  }

  /// Too many links.
  enum Links: Rule {
    static let description = RuleDescription(
      "audit.file.links", .warning, title: "a document has more links than are checked",
      what: "A document has more than 100,000 links. Those above are checked, the rest is not.",
      why: "No person wrote them; checking them all would hold up everybody else.",
      example: "A list of a million links that a program made.",
      remedy: "Exclude the file, or split it.")
    /// The most links that are checked in one document.
    static let limit = 100_000
  }
}
