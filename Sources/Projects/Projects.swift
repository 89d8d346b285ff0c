/// `Projects` makes projects from templates: manifest → questions → answers → plan → files. The
/// plan is pure; only the writer touches the disk. It imports `Templating`, `Configuration`,
/// `FileTree` and `Git`.
