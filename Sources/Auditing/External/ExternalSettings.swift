import Configuration
import Diagnostics
import HTTP

/// What `external` in `.scaffold/audit.yml` says.
struct ExternalSettings: Sendable, Hashable {
  /// Addresses that are not asked: beginnings, or patterns with `*`.
  var excludes: [String] = []
  /// What single hosts get.
  var hosts: [HostRule] = []
  /// Whether what `robots.txt` asks is respected.
  var respectsRobots = true

  /// Reads the mapping; what is wrong with it is noted in `keys`.
  static func read(_ keys: inout MappingReader) -> ExternalSettings {
    var settings = ExternalSettings()
    guard let node = keys.value("external") else { return settings }
    var external = MappingReader(node, code: "audit.settings", subject: "'external'")
    settings.excludes = external.strings("exclude") ?? []
    settings.respectsRobots = external.bool("robots") ?? true
    settings.hosts = (external.list("hosts") ?? []).compactMap { host($0, &external) }
    external.rejectUnread(.error)
    external.diagnostics.forEach { keys.add($0) }
    return settings
  }

  private static func host(_ node: YAMLNode, _ external: inout MappingReader) -> HostRule? {
    var keys = MappingReader(node, code: "audit.settings", subject: "'hosts'")
    defer {
      keys.rejectUnread(.error)
      keys.diagnostics.forEach { external.add($0) }
    }
    guard let host = keys.string("host") else {
      keys.add(
        .error(
          code: "audit.settings.host", "an item of 'hosts' names no host", at: node.location,
          hint: "add 'host: api.example.com'"))
      return nil
    }
    var rule = HostRule(host: host.lowercased())
    if host.contains("/") || host.contains(":") {
      keys.add(
        .error(
          code: "audit.settings.host", "'\(host)' is no host", at: node.location, target: host,
          hint: "write the host alone, as in 'docs.example.com' or '*.example.com'"))
    }
    rule.connections = keys.int("connections")
    if let count = rule.connections, count < 1 {
      keys.add(
        .error(
          code: "audit.settings.host", "'connections' must be at least 1", at: node.location))
    }
    rule.allowsPlainHTTP = keys.bool("plain-http") ?? false
    rule.headers = headers(keys.value("headers"), &keys)
    return rule
  }

  private static func headers(_ node: YAMLNode?, _ keys: inout MappingReader) -> [Header] {
    guard let node else { return [] }
    guard let entries = node.mapping else {
      keys.reject(node, "headers", "a mapping of names to values")
      return []
    }
    return entries.compactMap { entry in
      let isName = entry.key.utf8.allSatisfy {
        $0 > 0x20 && $0 < 0x7F && !"()<>@,;:\\\"/[]?={}".utf8.contains($0)
      }
      guard isName, let value = entry.value.string else {
        keys.reject(entry.value, entry.key, "a header's name and its text")
        return nil
      }
      return Header(entry.key, value)
    }
  }
}
