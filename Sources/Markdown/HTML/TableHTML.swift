import Bytes

/// Where a cell stands in its table.
struct TableCell {
  /// How a column's cells are aligned.
  enum Alignment: Hashable {
    case left, right, center

    /// The alignment as HTML names it.
    var name: StaticString {
      switch self {
      case .left: "left"
      case .right: "right"
      case .center: "center"
      }
    }
  }

  var isHeader: Bool
  var alignment: Alignment?
  /// The first or last cell of its row.
  var opensRow: Bool
  var closesRow: Bool
  /// Of the first or last row of the table's body.
  var opensBody = false
  var closesBody = false
}

extension HTMLRenderer {
  /// Opens a cell, and its row and section if it is the first in them.
  mutating func openCell(_ cell: TableCell, _ attributes: Attributes?) {
    if cell.opensRow {
      if cell.isHeader {
        output.append("<thead>\n" as StaticString)
      } else if cell.opensBody {
        output.append("<tbody>\n" as StaticString)
      }
      output.append("<tr>\n" as StaticString)
    }
    output.append(cell.isHeader ? "<th" : "<td" as StaticString)
    switch cell.alignment {
    case let alignment? where dialect.tableRules == .github:
      output.append(" align=\"" as StaticString)
      output.append(alignment.name)
      output.append(ASCII.quote)
    case .left: output.append(" style=\"text-align: left;\"" as StaticString)
    case .right: output.append(" style=\"text-align: right;\"" as StaticString)
    case .center: output.append(" style=\"text-align: center;\"" as StaticString)
    case nil: break
    }
    if let attributes { append(attributes) }
    output.append(ASCII.greater)
  }

  /// Closes a cell, and its row and section if it is the last in them.
  mutating func closeCell(_ cell: TableCell) {
    output.append(cell.isHeader ? "</th>\n" : "</td>\n" as StaticString)
    guard cell.closesRow else { return }
    output.append("</tr>\n" as StaticString)
    if cell.isHeader {
      output.append("</thead>\n" as StaticString)
    } else if cell.closesBody {
      output.append("</tbody>\n" as StaticString)
    }
  }
}
