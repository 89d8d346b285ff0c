import Bytes

/// The navigation in pieces that pages load when a reader asks for more than they carry.
///
/// A piece is a run of one list's entries; pieces lie together in files of about equal size. They
/// are scripts, because pages that are opened from a disk can load nothing else.
struct NavigationPieces: Sendable {
  /// How many entries of one list come at once.
  private static let pieceSize = 200
  /// About how large a file is.
  private static let fileSize = 16_000

  private let tree: NavigationTree
  /// The first piece of each list.
  private var firstPieces: [Int] = []
  /// Where each piece lies: its file, and its place in it.
  private var pointers: [(file: Int, place: Int)] = []

  init(_ tree: NavigationTree) {
    self.tree = tree
    var file = 0
    var place = 0
    var size = 0
    for list in tree.lists {
      firstPieces.append(pointers.count)
      for start in stride(
        from: list.entries.lowerBound, to: list.entries.upperBound, by: Self.pieceSize)
      {
        if size > Self.fileSize { (file, place, size) = (file + 1, 0, 0) }
        pointers.append((file, place))
        place += 1
        for index in start..<min(start + Self.pieceSize, list.entries.upperBound) {
          let entry = tree.entries[index]
          size += entry.title.utf8.count + (entry.url?.utf8.count ?? 0) + 10
        }
      }
    }
  }

  /// Appends where to find the piece that holds the entry `index` of `list`: `3.14`.
  func writePointer(toEntry index: Int, of list: Int, into output: inout OutputBuffer) {
    let offset = index - tree.lists[list].entries.lowerBound
    writePointer(firstPieces[list] + offset / Self.pieceSize, into: &output)
  }

  private func writePointer(_ piece: Int, into output: inout OutputBuffer) {
    output.append(decimal: pointers[piece].file)
    output.append(ASCII.period)
    output.append(decimal: pointers[piece].place)
  }

  /// The files, with their paths below the theme's folder.
  var files: [(path: String, bytes: [UInt8])] {
    var files: [(path: String, bytes: [UInt8])] = []
    var output = OutputBuffer()
    func end(_ file: Int) {
      output.append("])\n" as StaticString)
      files.append(("nav/\(file).js", output.bytes))
      output.removeAll()
    }
    var current = -1
    for (number, list) in tree.lists.enumerated() {
      let starts = stride(
        from: list.entries.lowerBound, to: list.entries.upperBound, by: Self.pieceSize)
      for start in starts {
        let piece = firstPieces[number] + (start - list.entries.lowerBound) / Self.pieceSize
        let upper = min(start + Self.pieceSize, list.entries.upperBound)
        if pointers[piece].file != current {
          if current >= 0 { end(current) }
          current = pointers[piece].file
          output.append("scaffold.nav(\(current),[\n")
        } else {
          output.append(",\n" as StaticString)
        }
        output.append(ASCII.leftBracket)
        writePointer(start > list.entries.lowerBound ? piece - 1 : nil, &output)
        output.append(ASCII.comma)
        writePointer(upper < list.entries.upperBound ? piece + 1 : nil, &output)
        for index in start..<upper { write(tree.entries[index], &output) }
        output.append(ASCII.rightBracket)
      }
    }
    if current >= 0 { end(current) }
    return files
  }

  private func writePointer(_ piece: Int?, _ output: inout OutputBuffer) {
    guard let piece else { return output.append(0x30) }
    output.append(ASCII.quote)
    writePointer(piece, into: &output)
    output.append(ASCII.quote)
  }

  /// Title, address, and where there is more to say: the first piece of its entries, whether it
  /// leads out of the site, and its status.
  private func write(_ entry: NavigationTree.Entry, _ output: inout OutputBuffer) {
    output.append(",[" as StaticString)
    output.appendJSON(entry.title)
    output.append(ASCII.comma)
    if let url = entry.url { output.appendJSON(url) } else { output.append(0x30) }
    if entry.list != nil || entry.isExternal || entry.status != nil {
      output.append(ASCII.comma)
      writePointer(entry.list.map { firstPieces[$0] }, &output)
      if entry.isExternal || entry.status != nil {
        output.append(entry.isExternal ? ",1" : ",0")
        if let status = entry.status {
          output.append(ASCII.comma)
          output.appendJSON(status)
        }
      }
    }
    output.append(ASCII.rightBracket)
  }
}
