/// `Documentation` builds a static site: configuration → pages → navigation → HTML → files. It
/// imports `Sites`, `Markdown`, `Configuration`, `FileTree` and `Git`.
