/// What a node is beyond what libcmark says of it.
struct Annotation {
  /// How a node is written.
  enum Role {
    /// As libcmark has it.
    case plain
    /// As an HTML element around the node's children.
    case element(name: String, layout: Layout)
    /// As the heading with this index in the outline.
    case heading(Int)
    /// As a cell of a table.
    case cell(TableCell)
    /// As what is below it, without tags of its own.
    case bare
    /// As this HTML instead.
    case html(String)
  }

  /// Where line feeds stand around an element's tags.
  enum Layout {
    /// Both tags on lines of their own.
    case block
    /// The whole element on a line of its own.
    case line
    /// Within a line.
    case inline
  }

  /// What the author wrote for a node that libcmark did not make.
  enum Written {
    /// Nothing beyond its children.
    case children
    /// This before and behind its children.
    case delimiters(String, String)
    /// This; its children do not stand in the source.
    case whole(String)
  }

  var role = Role.plain
  /// The index of the link in the outline.
  var link: Int?
  /// The node is an element of raw HTML whose content is Markdown.
  var isMarkdownElement = false
  /// What the page says of a code block.
  var code = CodePlace()
  /// What few nodes have: without it, an annotation is copied at almost no cost.
  fileprivate var rest: Rest?

  fileprivate final class Rest {
    var written = Written.children
    var attributes = Attributes()
    var edits: [HTMLEdit] = []
    var codeLanguage: String?

    init() {}

    init(_ other: Rest) {
      written = other.written
      attributes = other.attributes
      edits = other.edits
      codeLanguage = other.codeLanguage
    }
  }

  /// The rest, as this annotation's own.
  private mutating func ownRest() -> Rest {
    if let rest, isKnownUniquelyReferenced(&self.rest) { return rest }
    let own = rest.map(Rest.init) ?? Rest()
    rest = own
    return own
  }

  /// What the author wrote.
  var written: Written {
    get { rest?.written ?? .children }
    set { ownRest().written = newValue }
  }

  var attributes: Attributes {
    get { rest?.attributes ?? Attributes() }
    _modify { yield &ownRest().attributes }
  }

  /// The language by which a code span is coloured.
  var codeLanguage: String? {
    get { rest?.codeLanguage }
    set { ownRest().codeLanguage = newValue }
  }

  /// What changes in raw HTML, in ascending order.
  var edits: [HTMLEdit] {
    get { rest?.edits ?? [] }
    _modify { yield &ownRest().edits }
  }
}

/// What a page says of a code block beyond libcmark's tree.
struct CodePlace {
  /// The block stands between no fences.
  var isIndented = false
  /// The block begins a paragraph of which nothing stands before it.
  var beginsParagraph = false
  /// How many blocks with ids in their lines stand before it.
  var number = 0
}

/// A part of an HTML node's literal that may be written otherwise.
struct HTMLEdit {
  /// The part: a URL without its quotes, or an attribute that is left out.
  var range: Range<Int>
  /// The index of the URL's link in the outline; nil to leave the part out.
  var link: Int?
}

/// Annotations of the nodes of one page, kept beside libcmark's tree.
struct Annotations {
  private var all: [Annotation]

  /// No annotations, with room for those of most pages.
  init() {
    all = []
    all.reserveCapacity(64)
    all.append(Annotation())
  }

  /// Makes room for a number of further annotations.
  mutating func makeRoom(for count: Int) { all.reserveCapacity(all.count + count) }

  /// Takes the annotations away: the next pass goes on with them without a copy.
  mutating func taken() -> Annotations {
    let taken = self
    all = []
    return taken
  }

  /// `Annotation.Role` without what belongs to it.
  enum Kind {
    case plain, element, heading, cell, bare, html
  }

  // What the renderer asks of every node is told without copying an annotation. `identifier` is the
  // node's own; 0 for a bare node.

  /// How a node is written.
  func kind(_ identifier: Int) -> Kind {
    switch all[identifier].role {
    case .plain: .plain
    case .element: .element
    case .heading: .heading
    case .cell: .cell
    case .bare: .bare
    case .html: .html
    }
  }

  /// The role of a node.
  func role(_ identifier: Int) -> Annotation.Role { all[identifier].role }

  /// The attributes of a node; nil where there are none.
  func attributes(_ identifier: Int) -> Attributes? {
    guard let rest = all[identifier].rest else { return nil }
    return rest.attributes.isEmpty ? nil : rest.attributes
  }

  /// The id of a node, if it has one.
  func id(_ identifier: Int) -> String? { all[identifier].rest?.attributes.id }

  /// The index of a node's link in the outline.
  func link(_ identifier: Int) -> Int? { all[identifier].link }

  /// Whether a node is an element of raw HTML whose content is Markdown.
  func isMarkdownElement(_ identifier: Int) -> Bool { all[identifier].isMarkdownElement }

  /// What the page says of a code block.
  func code(_ identifier: Int) -> CodePlace { all[identifier].code }

  /// What changes in a node's raw HTML.
  func edits(_ identifier: Int) -> [HTMLEdit] { all[identifier].edits }

  /// The annotation of a node; setting it on a bare node makes one.
  subscript(node: Node) -> Annotation {
    get { all[node.identifier] }
    set {
      if node.identifier == 0 {
        node.identifier = all.count
        all.append(newValue)
      } else {
        all[node.identifier] = newValue
      }
    }
    _modify {
      if node.identifier == 0 {
        node.identifier = all.count
        all.append(Annotation())
      }
      yield &all[node.identifier]
    }
  }

  /// Makes a node an element.
  mutating func makeElement(
    _ node: Node, _ name: String, _ layout: Annotation.Layout, _ attributes: Attributes = .init()
  ) {
    self[node].role = .element(name: name, layout: layout)
    self[node].attributes.merge(attributes)
  }
}
