import Diagnostics
import FileTree
import Icons
public import Markdown
import Synchronization
public import SystemPackage

/// The emoji and icons that the pages of a site can name: those in the program, and the site's own.
public final class SiteIcons: EmojiProvider {
  /// The site's own icons by name, with the files they lie in.
  private let own: [String: FilePath]
  private let meanings = Mutex<[Key: EmojiMeaning?]>([:])
  private let suggestions = Mutex<[Key: String?]>([:])

  private struct Key: Hashable {
    var name: String
    var index: Emojis.Index
  }

  /// - Parameters:
  ///   - root: the folder of the configuration.
  ///   - folders: folders of icons, seen from it, the first ones first; those that are missing
  ///     hold nothing.
  public init(root: FilePath, folders: [FilePath]) {
    var own: [String: FilePath] = [:]
    for folder in folders.map({ root.absolute.pushing($0).lexicallyNormalized() }) {
      for entry in (try? DirectoryWalk().files(below: folder)) ?? [] {
        guard entry.status.kind == .file, entry.path.hasSuffix(".svg") else { continue }
        let name = entry.path.dropLast(4).map { $0 == "/" ? "-" : $0 }
        let file = folder.appending(FilePath(entry.path).components)
        own[String(name)] = own[String(name)] ?? file
      }
    }
    self.own = own
  }

  /// Whether the program has icons and emoji.
  public var knowsAll: Bool { !IconSet.isEmpty }

  /// What a name means.
  public func meaning(of name: String, in index: Emojis.Index) -> EmojiMeaning? {
    let key = Key(name: name, index: index)
    if let known = meanings.withLock({ $0[key] }) { return known }
    let meaning = find(name, index)
    meanings.withLock { $0[key] = .some(meaning) }
    return meaning
  }

  private func find(_ name: String, _ index: Emojis.Index) -> EmojiMeaning? {
    if let emoji = Self.table(index).emoji(name) {
      return .emoji(
        codePoints: emoji.codePoints, text: emoji.text, category: emoji.category, name: emoji.name)
    }
    guard index == .material else { return nil }
    return icon(name).map { .icon(svg: $0) }
  }

  /// The SVG of an icon; the site's own come first. `/` and `-` are the same in names.
  public func icon(_ name: String) -> String? {
    if let file = own[String(name.map { $0 == "/" ? "-" : $0 })] {
      return try? FileReader.readText(file, named: file.string)
    }
    return IconSet.svg(name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// A name that is known and near.
  public func suggestion(for name: String, in index: Emojis.Index) -> String? {
    let key = Key(name: name, index: index)
    if let known = suggestions.withLock({ $0[key] }) { return known }
    var candidates = Self.table(index).names
    if index == .material {
      // Of the icons, those of the set that was meant: there are thousands.
      let start = name.split(separator: "-").first.map(String.init) ?? ""
      let set = Self.sets.contains(start) ? start : Suggestion.nearest(to: start, in: Self.sets)
      candidates += own.keys.sorted()
      if let set { candidates += IconSet.names(beginningWith: set + "-") }
    }
    let suggestion = Suggestion.nearest(to: name, in: candidates)
    suggestions.withLock { $0[key] = .some(suggestion) }
    return suggestion
  }

  /// What the names of icons begin with.
  private static let sets = ["material", "fontawesome", "octicons", "simple"]

  private static func table(_ index: Emojis.Index) -> EmojiTable {
    switch index {
    case .emojiOne: .emojiOne
    case .gemoji: .gemoji
    case .twemoji, .material: .twemoji
    }
  }
}
