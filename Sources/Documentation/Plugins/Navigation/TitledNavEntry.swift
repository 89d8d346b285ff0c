import Configuration
import Diagnostics

/// `title: name` or `title:` with a list, as entries of `nav` are written in files of folders.
enum TitledNavEntry {
  case page(title: String, name: String, Location)
  case section(title: String, [YAMLNode], Location)

  /// Nil where it is neither.
  init?(_ node: YAMLNode) {
    guard let mapping = node.mapping, mapping.count == 1, let entry = mapping.first else {
      return nil
    }
    if let name = entry.value.string {
      self = .page(title: entry.key, name: name, entry.value.location)
    } else if let items = entry.value.sequence {
      self = .section(title: entry.key, items, entry.keyLocation)
    } else {
      return nil
    }
  }
}
