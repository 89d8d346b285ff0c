import Bytes

/// Writes diagnostics as SARIF 2.1.0, which GitHub's code scanning and others read.
public struct SARIFRenderer: Sendable {
  /// What is said of one rule.
  public struct Rule: Sendable, Hashable {
    /// The diagnostics' code.
    public var code: String
    /// What it finds, a short sentence.
    public var title: String
    /// What it finds, in full.
    public var text: String
    /// How to mend what it finds.
    public var help: String
    /// The level it has by default.
    public var level: Severity

    /// Creates a rule.
    public init(code: String, title: String, text: String, help: String, level: Severity) {
      self.code = code
      self.title = title
      self.text = text
      self.help = help
      self.level = level
    }
  }

  private let version: String
  private let rules: [Rule]

  /// - Parameters:
  ///   - version: the program's version.
  ///   - rules: what is known of the diagnostics' codes; others are named without more.
  public init(version: String, rules: [Rule]) {
    self.version = version
    self.rules = rules
  }

  /// The document, ending with a line feed.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    var known = rules
    var indexes = Dictionary(
      rules.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    for diagnostic in diagnostics where indexes[diagnostic.code] == nil {
      indexes[diagnostic.code] = known.count
      known.append(
        Rule(
          code: diagnostic.code, title: diagnostic.code, text: diagnostic.code, help: "",
          level: diagnostic.severity))
    }
    var output = OutputBuffer()
    output.append(
      """
      {"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{\
      "tool":{"driver":{"name":"scaffold","version":
      """)
    output.appendJSON(version)
    output.append(",\"rules\":[" as StaticString)
    for (index, rule) in known.enumerated() {
      output.append(index == 0 ? "\n  " : ",\n  ")
      write(rule, to: &output)
    }
    output.append("\n]}},\"columnKind\":\"unicodeCodePoints\",\"results\":[" as StaticString)
    var occurrences: [String: Int] = [:]
    for (index, diagnostic) in diagnostics.enumerated() {
      output.append(index == 0 ? "\n  " : ",\n  ")
      write(diagnostic, indexes[diagnostic.code] ?? 0, &occurrences, to: &output)
    }
    output.append(diagnostics.isEmpty ? "]}]}\n" : "\n]}]}\n")
    return output.text
  }

  private func write(_ rule: Rule, to output: inout OutputBuffer) {
    output.append("{\"id\":" as StaticString)
    output.appendJSON(rule.code)
    output.append(",\"shortDescription\":{\"text\":" as StaticString)
    output.appendJSON(rule.title)
    output.append("},\"fullDescription\":{\"text\":" as StaticString)
    output.appendJSON(rule.text)
    output.append("}" as StaticString)
    if !rule.help.isEmpty {
      output.append(",\"help\":{\"text\":" as StaticString)
      output.appendJSON(rule.help)
      output.append("}" as StaticString)
    }
    output.append(",\"defaultConfiguration\":{\"level\":\"\(level(rule.level))\"}}")
  }

  private func write(
    _ diagnostic: Diagnostic, _ rule: Int, _ occurrences: inout [String: Int],
    to output: inout OutputBuffer
  ) {
    output.append("{\"ruleId\":" as StaticString)
    output.appendJSON(diagnostic.code)
    output.append(
      ",\"ruleIndex\":\(rule),\"level\":\"\(level(diagnostic.severity))\",\"message\":{\"text\":")
    output.appendJSON(diagnostic.hint.map { "\(diagnostic.message) (\($0))" } ?? diagnostic.message)
    output.append("},\"locations\":[" as StaticString)
    if let location = diagnostic.location { write(location, to: &output) }
    output.append("],\"partialFingerprints\":{\"scaffold/v1\":" as StaticString)
    // What stays the same when lines move; equal findings of a file are counted.
    let identity = [
      diagnostic.code, diagnostic.location?.file ?? "", diagnostic.target ?? diagnostic.message,
    ].joined(separator: "\u{0}")
    let count = occurrences[identity, default: 0]
    occurrences[identity] = count + 1
    output.appendJSON(Self.fingerprint(identity) + ":\(count)")
    output.append("}}" as StaticString)
  }

  private func write(_ location: Location, to output: inout OutputBuffer) {
    output.append("{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"" as StaticString)
    for byte in location.file.utf8 {
      let isPlain = byte.isASCIIAlphanumeric || "/._-~".utf8.contains(byte)
      if isPlain { output.append(byte) } else { output.appendPercentEncoded(byte) }
    }
    output.append("\"}" as StaticString)
    if let line = location.line {
      output.append(",\"region\":{\"startLine\":\(line)")
      if let column = location.column {
        output.append(",\"startColumn\":\(column)")
        if let length = location.length, length > 0 {
          output.append(",\"endColumn\":\(column + length)")
        }
      }
      output.append("}" as StaticString)
    }
    output.append("}}" as StaticString)
  }

  private func level(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }

  /// FNV-1a of 64 bits, in hexadecimal.
  private static func fingerprint(_ text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
