import Bytes
import Configuration
public import Diagnostics

/// Findings that are known and do not count: `--baseline FILE`.
///
/// A finding is known by its rule, its file and what it is about, not by its line, so that moving
/// text about changes nothing. Of equal findings in a file as many are known as the baseline has.
public struct Baseline: Sendable {
  private struct Key: Hashable {
    var rule: String
    var file: String
    var target: String
  }

  private var counts: [Key: Int] = [:]

  /// The baseline of what was found; information is left out.
  public init(_ findings: some Sequence<Finding>) {
    for finding in findings where finding.diagnostic.severity > .info {
      counts[Self.key(finding.diagnostic), default: 0] += 1
    }
  }

  private static func key(_ diagnostic: Diagnostic) -> Key {
    Key(
      rule: diagnostic.code, file: diagnostic.location?.file ?? "",
      target: diagnostic.target ?? diagnostic.message)
  }

  /// Reads a baseline.
  ///
  /// - Throws: `audit.baseline` with its place when it is none.
  public init(reading bytes: [UInt8], named file: String) throws(Diagnostic) {
    // JSON is YAML.
    guard let node = try YAMLParser.parse(bytes, file: file), node["version"]?.int == 1,
      let findings = node["findings"]?.sequence
    else {
      throw .error(
        code: "audit.baseline", "the file is no baseline of version 1", at: Location(file: file),
        hint: "write it anew with --update-baseline")
    }
    for finding in findings {
      guard let rule = finding["rule"]?.string, let path = finding["file"]?.string,
        case .scalar(let target, _)? = finding["target"]?.value
      else {
        throw .error(
          code: "audit.baseline", "a finding must have 'rule', 'file' and 'target'",
          at: finding.location, hint: "write it anew with --update-baseline")
      }
      counts[Key(rule: rule, file: path, target: target), default: 0] +=
        finding["count"]?.int ?? 1
    }
  }

  /// The findings that it does not know. Each call takes away what it met.
  public mutating func unknown(_ findings: [Finding]) -> [Finding] {
    findings.filter { finding in
      if finding.diagnostic.severity == .info { return true }
      let key = Self.key(finding.diagnostic)
      guard let count = counts[key], count > 0 else { return true }
      counts[key] = count - 1
      return false
    }
  }

  /// How many findings it knows that were not met: they are mended.
  public var remaining: Int { counts.values.reduce(0, +) }

  /// The baseline as JSON, one finding a line in order, ending with a line feed.
  public var text: String {
    let ordered = counts.filter { $0.value > 0 }.sorted {
      ($0.key.file, $0.key.rule, $0.key.target) < ($1.key.file, $1.key.rule, $1.key.target)
    }
    var output = OutputBuffer()
    output.append("{\"version\":1,\"findings\":[" as StaticString)
    for (index, (key, count)) in ordered.enumerated() {
      output.append(index == 0 ? "\n  {\"rule\":" : ",\n  {\"rule\":")
      output.appendJSON(key.rule)
      output.append(",\"file\":" as StaticString)
      output.appendJSON(key.file)
      output.append(",\"target\":" as StaticString)
      output.appendJSON(key.target)
      output.append(",\"count\":\(count)}")
    }
    output.append(ordered.isEmpty ? "]}\n" : "\n]}\n")
    return output.text
  }
}
