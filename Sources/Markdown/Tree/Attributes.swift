/// The attributes of an HTML element: what extensions give it and what authors write in `{ … }`.
struct Attributes: Hashable {
  /// One attribute other than `id` and `class`.
  struct Pair: Hashable {
    var name: String
    var value: String
  }

  var id: String?
  var classes: [String] = []
  var others: [Pair] = []

  init(id: String? = nil, classes: [String] = [], others: [Pair] = []) {
    self.id = id
    self.classes = classes
    self.others = others
  }

  var isEmpty: Bool { id == nil && classes.isEmpty && others.isEmpty }

  /// The value of an attribute by name; nil for `id` and `class`.
  subscript(name: String) -> String? {
    get { others.first { $0.name == name }?.value }
    set {
      let index = others.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): others[index].value = value
      case (let index?, nil): others.remove(at: index)
      case (nil, let value?): others.append(Pair(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  /// Adds `more`; its id and values win.
  mutating func merge(_ more: Attributes) {
    if let id = more.id { self.id = id }
    for name in more.classes where !classes.contains(name) { classes.append(name) }
    for pair in more.others { self[pair.name] = pair.value }
  }
}
