/// `Auditing` finds broken links, anchors and badges: sources → links and anchors → rules →
/// findings. It imports `Sites`, `Markdown`, `Configuration`, `FileTree` and `Git`.
