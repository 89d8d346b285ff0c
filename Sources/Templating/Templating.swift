/// `Templating` renders project templates: a strict subset of Mustache over bytes, with `<% %>`
/// delimiters, that escapes every value for the language of the file it lands in. It imports
/// `Bytes` and `Diagnostics`.
