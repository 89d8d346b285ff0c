import Configuration
import Diagnostics
import FileTree
import Sites
import SystemPackage

/// `include-markdown`: `{% include-markdown "file.md" %}` and `{% include "file" %}` put files into
/// pages, whole or from mark to mark.
struct IncludeMarkdownPlugin: SitePlugin {
  private let expander: IncludeDirectives

  init?(_ setup: inout PluginSetup) {
    var standard = IncludeDirective.Options()
    for (key, path) in IncludeDirective.Options.switches {
      let name = key.map { $0 == "-" ? "_" : $0 }
      if let flag = setup.options.bool(String(name)) { standard[keyPath: path] = flag }
    }
    standard.headingOffset = setup.options.int("heading_offset") ?? 0
    standard.start = setup.options.string("start")
    standard.end = setup.options.string("end")
    if let value = setup.options.value("order"), let text = value.string {
      if let order = IncludeOrder(text) {
        standard.order = order
      } else {
        setup.unsupported("order", "files are included in the order of their paths", .warning)
      }
    }
    let directives = setup.options.value("directives")
    expander = IncludeDirectives(
      docs: setup.folders.docs, root: setup.site.root.absolute.lexicallyNormalized(),
      open: setup.options.string("opening_tag") ?? "{%",
      close: setup.options.string("closing_tag") ?? "%}",
      names: (
        directives?["include-markdown"]?.string ?? "include-markdown",
        directives?["include"]?.string ?? "include"
      ), standard: standard,
      excluded: (setup.options.strings("exclude") ?? []).map { Glob($0) })
    setup.ignore("encoding", "cache", "cache_dir", "include_from_url")
  }

  func source(_ source: inout PageSource, _ log: inout [Diagnostic]) {
    expander.expand(&source, &log)
  }
}

/// Finds directives and puts in their place what they name.
struct IncludeDirectives: Sendable {
  let docs: FilePath
  /// The folder that diagnostics name files from.
  let root: FilePath
  let open: String
  let close: String
  /// The names of both directives: Markdown, and text as it is.
  let names: (markdown: String, text: String)
  let standard: IncludeDirective.Options
  let excluded: [Glob]
  private static let maximumDepth = 20

  func expand(_ source: inout PageSource, _ log: inout [Diagnostic]) {
    let text = source.text
    guard text.contains(open), !excluded.contains(where: { $0.matches(source.file.sourcePath) })
    else { return }
    let found = directives(in: text)
    guard !found.isEmpty else { return }
    var builder = PageSourceBuilder(source)
    var kept = 0
    for (range, directive) in found {
      let lower = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
      let upper = text.utf8.distance(from: text.startIndex, to: range.upperBound)
      builder.keep(kept..<lower)
      kept = upper
      var problems: [Diagnostic] = []
      let pieces = self.pieces(
        directive, includer: source.file.location, page: source.file.location, depth: 0, &problems)
      let place = source.location(ofByte: lower + directive.indent.utf8.count)
      log += problems.map { problem in
        var located = problem
        located.location = located.location ?? place
        return located
      }
      for piece in pieces {
        builder.insert(piece.text.utf8, from: name(of: piece.file), line: piece.line)
      }
    }
    builder.keep(kept..<source.bytes.count)
    source.replace(by: builder)
  }

  private func name(of file: FilePath) -> String {
    file.below(root) ?? file.string
  }

  private func directives(in text: String) -> [(Range<String.Index>, IncludeDirective)] {
    var found: [(Range<String.Index>, IncludeDirective)] = []
    var index = text.startIndex
    while let start = text[index...].firstRange(of: open) {
      guard
        let (directive, end) = IncludeDirective.read(
          text, from: start, close: close, names: names, standard: standard)
      else {
        index = start.upperBound
        continue
      }
      // The blanks before a directive that begins its line belong to it.
      let lineStart = text[..<start.lowerBound].lastIndex(of: "\n").map { text.index(after: $0) }
      let before = text[(lineStart ?? text.startIndex)..<start.lowerBound]
      let isIndented = before.allSatisfy { $0 == " " || $0 == "\t" }
      var own = directive
      own.indent = isIndented ? String(before) : ""
      found.append(((isIndented ? before.startIndex : start.lowerBound)..<end, own))
      index = end
    }
    return found
  }

  /// A text to insert, and where it comes from.
  private struct Piece {
    var text: String
    var file: FilePath
    var line: Int
  }

  private func pieces(
    _ directive: IncludeDirective, includer: FilePath, page: FilePath, depth: Int,
    _ log: inout [Diagnostic]
  ) -> [Piece] {
    let options = directive.options
    for unknown in directive.unknown {
      log.append(
        .warning(
          code: "docs.include.argument", "the include has no argument '\(unknown)'",
          target: unknown,
          hint: Suggestion.didYouMean(
            unknown, in: IncludeDirective.Options.switches.map(\.0) + ["start", "end"])))
    }
    let files = self.files(directive, includer, &log)
    var wasStartFound = options.start == nil
    var wasEndFound = options.end == nil
    var pieces: [Piece] = []
    for file in files {
      guard let bytes = try? FileReader.read(file) else {
        log.append(
          .error(
            code: "docs.include.missing", "the file '\(directive.path)' cannot be read",
            target: directive.path))
        continue
      }
      let whole = String(decoding: bytes, as: UTF8.self)
      let selection = IncludeSelection(start: options.start, end: options.end)
      let (selected, line) = selection.apply(to: whole)
      wasStartFound = wasStartFound || selection.hasStart(whole)
      wasEndFound = wasEndFound || selection.hasEnd(whole)
      var text = selected
      if options.recursive { text = nested(text, file, page, depth, &log) }
      pieces.append(
        Piece(text: directive.shape(text, from: file, into: page), file: file, line: line))
    }
    for (wasFound, mark) in [(wasStartFound, options.start), (wasEndFound, options.end)]
    where !wasFound && !files.isEmpty {
      log.append(
        .warning(
          code: "docs.include.mark",
          "the mark '\(mark ?? "")' does not stand in '\(directive.path)'", target: mark))
    }
    return pieces
  }

  private func nested(
    _ text: String, _ file: FilePath, _ page: FilePath, _ depth: Int, _ log: inout [Diagnostic]
  ) -> String {
    guard text.contains(open) else { return text }
    let found = directives(in: text)
    guard !found.isEmpty else { return text }
    guard depth < Self.maximumDepth else {
      log.append(
        .error(
          code: "docs.include.loop", "the file '\(name(of: file))' includes itself",
          target: name(of: file)))
      return text
    }
    var result = ""
    var index = text.startIndex
    for (range, directive) in found {
      result += text[index..<range.lowerBound]
      index = range.upperBound
      let pieces = pieces(directive, includer: file, page: file, depth: depth + 1, &log)
      result += pieces.map(\.text).joined()
    }
    return result + text[index...]
  }

  private func files(
    _ directive: IncludeDirective, _ includer: FilePath, _ log: inout [Diagnostic]
  ) -> [FilePath] {
    if LinkMeaning.isExternal(directive.path) {
      log.append(
        .warning(
          code: "docs.include.address",
          "'\(directive.path)' is not included: nothing is downloaded",
          target: directive.path, hint: "keep a copy of the file beside the pages"))
      return []
    }
    let isRelative = directive.path.hasPrefix("./") || directive.path.hasPrefix("../")
    let base =
      isRelative ? includer.removingLastComponent() : docs
    let file = base.pushing(FilePath(directive.path)).lexicallyNormalized()
    if FileStatus.of(file)?.kind == .file { return [file] }
    let matches = matching(directive, base)
    if matches.isEmpty {
      let folder = file.removingLastComponent()
      let names = (try? DirectoryWalk.names(in: folder)) ?? []
      log.append(
        .error(
          code: "docs.include.missing", "there is no file '\(directive.path)' to include",
          target: directive.path,
          hint: Suggestion.didYouMean(file.lastComponent?.string ?? "", in: names.sorted())))
    }
    return matches
  }

  /// The files that a pattern names, in the order that is wished for.
  private func matching(_ directive: IncludeDirective, _ base: FilePath) -> [FilePath] {
    guard directive.path.contains(where: { "*?[".contains($0) }) else { return [] }
    // Parents before the first wildcard are walked from, so that `../*.md` works.
    var start = base
    var rest = directive.path.split(separator: "/").filter { $0 != "." }[...]
    while let part = rest.first, !part.contains(where: { "*?[".contains($0) }) {
      start = start.pushing(FilePath(String(part))).lexicallyNormalized()
      rest.removeFirst()
    }
    let glob = Glob(rest.joined(separator: "/"))
    let entries = (try? DirectoryWalk(links: .list).files(below: start)) ?? []
    let inDocs = docs.string + "/"
    let files = entries.filter { entry in
      entry.status.kind == .file && glob.matches(entry.path)
        && !directive.options.exclude.contains { $0.matches(entry.path) }
    }.map { start.appending(FilePath($0.path).components) }
    return directive.options.order.sorted(
      files.filter { file in
        guard file.string.hasPrefix(inDocs) else { return true }
        let path = String(file.string.dropFirst(inDocs.count))
        return !(excluded + directive.options.exclude).contains { $0.matches(path) }
      })
  }
}
