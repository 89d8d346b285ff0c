/// `Previewing` is `scaffold docs serve`: it keeps a site in memory, serves it to browsers of this
/// machine, watches its sources and has the pages reloaded. It imports `Documentation`, `Sites`,
/// `FileTree`, `Diagnostics`, `Bytes` and SwiftNIO's HTTP.
