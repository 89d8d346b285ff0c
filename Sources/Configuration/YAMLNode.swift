/// `Configuration` reads YAML into values that know where they stand, and decodes them with located
/// diagnostics. It is the only importer of `CYaml` (libyaml) and imports `Diagnostics` besides.

public import Diagnostics

/// A YAML value with its place in the file.
public struct YAMLNode: Sendable, Hashable {
  /// What a node can be.
  public enum Value: Sendable, Hashable {
    /// Text as written, without its quotes. `isPlain` is true when it had none, so that `true`,
    /// `12` and `null` may be read as a boolean, a number and nothing.
    case scalar(String, isPlain: Bool)
    /// A list.
    case sequence([YAMLNode])
    /// Keys and values in the order written; merge keys (`<<`) are already merged.
    case mapping([Entry])
  }

  /// One key with its value.
  public struct Entry: Sendable, Hashable {
    /// The key's text.
    public var key: String
    /// Where the key stands.
    public var keyLocation: Location
    /// The key as it is written where it has a tag, such as `!ENV [NAME, default]`; `key` is then its
    /// text, or its last item's.
    public var taggedKey: YAMLNode?
    /// The value.
    public var value: YAMLNode

    /// Creates an entry.
    public init(key: String, keyLocation: Location, taggedKey: YAMLNode? = nil, value: YAMLNode) {
      self.key = key
      self.keyLocation = keyLocation
      self.taggedKey = taggedKey
      self.value = value
    }
  }

  /// The value.
  public var value: Value
  /// The explicit tag, such as `!ENV` or `tag:yaml.org,2002:python/name:a.b`; nil without one.
  public var tag: String?
  /// Where the value begins.
  public var location: Location

  /// Creates a node.
  public init(_ value: Value, tag: String? = nil, at location: Location) {
    self.value = value
    self.tag = tag
    self.location = location
  }
}

extension YAMLNode {
  /// The text of a scalar that is not null; nil for lists, mappings and null.
  public var string: String? {
    guard case .scalar(let text, _) = value, !isNull else { return nil }
    return text
  }

  /// True for an empty value, `~` and `null` without quotes.
  public var isNull: Bool {
    guard case .scalar(let text, isPlain: true) = value else { return false }
    return tag == nil && ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// The boolean of an unquoted `true`, `false`, `yes`, `no`, `on` or `off` (YAML 1.1, as PyYAML
  /// reads it); nil for anything else.
  public var bool: Bool? {
    guard case .scalar(let text, isPlain: true) = value else { return nil }
    switch text {
    case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON": return true
    case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF": return false
    default: return nil
    }
  }

  /// The integer of an unquoted decimal number; nil for anything else.
  public var int: Int? {
    guard case .scalar(let text, isPlain: true) = value else { return nil }
    return Int(text)
  }

  /// The items of a list; nil for anything else.
  public var sequence: [YAMLNode]? {
    guard case .sequence(let items) = value else { return nil }
    return items
  }

  /// The entries of a mapping; nil for anything else.
  public var mapping: [Entry]? {
    guard case .mapping(let entries) = value else { return nil }
    return entries
  }

  /// The value of `key` in a mapping; nil when it is not there or this is no mapping.
  public subscript(key: String) -> YAMLNode? {
    mapping?.first { $0.key == key }?.value
  }

  /// What the value is, in words, for messages: "a list", "a mapping", "the text 'x'".
  public var kindDescription: String {
    switch value {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar(let text, _): isNull ? "nothing" : "'\(text)'"
    }
  }
}
