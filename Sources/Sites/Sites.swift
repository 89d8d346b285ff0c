/// `Sites` is what a documentation site is before it is built: its `mkdocs.yml`, its pages and
/// their URLs, and what a link from one page to another means. `Documentation` and `Auditing`
/// share it; it imports `Markdown`, `Configuration` and `FileTree`.
