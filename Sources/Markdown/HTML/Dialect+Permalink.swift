extension Dialect {
  /// The permalink that a heading with the id `id` has, for headings that are written by hand; empty
  /// where the dialect has none.
  ///
  /// - Parameter id: escaped for HTML.
  public func permalinkHTML(for id: String) -> [UInt8] {
    guard permalink != nil else { return [] }
    let fixed = FixedHTML(self)
    return fixed.permalinkStart + Array(id.utf8) + fixed.permalinkEnd
  }
}
