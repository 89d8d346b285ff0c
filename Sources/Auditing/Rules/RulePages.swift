import Diagnostics

/// The pages about rules in the documentation, made from what the rules say of themselves.
public enum RulePages {
  /// The pages by file name, in the folder of rules.
  public static var all: [(name: String, text: String)] {
    Rules.descriptions.map { (name: $0.shortName + ".md", text: page($0)) }
      + [(name: "index.md", text: index)]
  }

  /// The page of one rule.
  public static func page(_ rule: RuleDescription) -> String {
    """
    # \(rule.code)

    \(sentence(rule.title))

    | level | mended by `--fix` |
    |---|---|
    | \(rule.level.rawValue) | \(rule.fix ?? "no") |

    ## What it finds

    \(rule.what)

    ## Why it matters

    \(rule.why)

    ## Example

    \(rule.example)

    ## How to mend it

    \(rule.remedy)

    ## How to silence it

    For one line, above it:

    ```html
    <!-- scaffold-audit ignore-next-line \(rule.shortName) -- the reason -->
    ```

    For the whole repository, in `.scaffold/audit.yml`:

    ```yaml
    rules:
      \(rule.shortName): off
    ```

    [Silencing findings](../../commands/audit.md#silencing-findings) has the other ways.

    """
  }

  private static var index: String {
    let rows = Rules.descriptions.map { rule in
      "| [\(rule.shortName)](\(rule.shortName).md) | \(rule.title) | \(rule.level.rawValue) | "
        + "\(rule.fix == nil ? "" : "yes") |"
    }
    return """
      # Rules of the audit

      The full names begin with `audit.`; settings and comments take both. A rule's level can be set in
      [`.scaffold/audit.yml`](../../commands/audit.md#settings).

      | rule | what it finds | level | `--fix` |
      |---|---|---|---|
      \(rows.joined(separator: "\n"))

      """
  }

  private static func sentence(_ title: String) -> String {
    title.prefix(1).uppercased() + title.dropFirst() + "."
  }
}
