/// `Icons` finds the icons and emoji that are compiled into the program by their names: Material
/// Design, FontAwesome, Octicons, Simple Icons, and three tables of names of emoji. The data is no
/// part of the repository: `scripts/fetch-icons` packs it before the program is built, and a program
/// built without it has none. It imports `CIconPack`.

/// The icons in the program.
public enum IconSet {
  /// Whether the program was built without icons and emoji.
  public static var isEmpty: Bool { IconPack.shared.count(of: .icons) == 0 }

  /// The SVG of an icon by the name that pages use, such as `material-check` or
  /// `fontawesome-brands-git`. Themes write `material/check`, which is the same.
  public static func svg(_ name: String) -> [UInt8]? { IconPack.shared.icon(Array(key(name))) }

  /// Whether there is an icon of a name.
  public static func contains(_ name: String) -> Bool {
    IconPack.shared.record(Array(key(name)), in: .icons) != nil
  }

  /// The names of all icons that begin with a text, in order.
  public static func names(beginningWith prefix: String) -> [String] {
    IconPack.shared.names(beginningWith: Array(key(prefix)), in: .icons)
  }

  private static func key(_ name: String) -> some Sequence<UInt8> {
    name.utf8.lazy.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: "-") : $0 }
  }
}

/// An emoji as a table of names has it.
public struct Emoji: Sendable, Hashable {
  /// The code points in hexadecimal, with `-` between them, as the names of image files have them.
  public var codePoints: String
  /// The emoji itself, with all that belongs to it.
  public var text: String
  /// Such as `people`.
  public var category: String
  /// What it shows, such as `red heart`.
  public var name: String

  /// Creates an emoji.
  public init(codePoints: String, text: String, category: String, name: String) {
    self.codePoints = codePoints
    self.text = text
    self.category = category
    self.name = name
  }
}

/// The tables of names of emoji.
public enum EmojiTable: Sendable, Hashable {
  /// EmojiOne's names.
  case emojiOne
  /// GitHub's names.
  case gemoji
  /// The names for Twemoji, which Material for MkDocs uses.
  case twemoji

  private var table: IconPack.Table {
    switch self {
    case .emojiOne: .emojiOne
    case .gemoji: .gemoji
    case .twemoji: .twemoji
    }
  }

  /// The emoji of a short name, such as `smile`; aliases are followed.
  public func emoji(_ name: String) -> Emoji? { IconPack.shared.emoji(Array(name.utf8), in: table) }

  /// All short names, in order.
  public var names: [String] { IconPack.shared.names(beginningWith: [], in: table) }
}
