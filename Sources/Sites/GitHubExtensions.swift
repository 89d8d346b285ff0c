import Configuration
import Markdown

// Extensions that bring what GitHub's Markdown has: task lists, bare links, alerts.

extension ExtensionTable {
  static func tasks(_ dialect: inout Dialect, _ options: OptionReader) {
    var tasks = TaskLists()
    if options.bool("custom_checkbox") == true { tasks.style = .label }
    tasks.isClickable = options.bool("clickable_checkbox") ?? false
    dialect.taskLists = tasks
  }

  static func quotes(_ dialect: inout Dialect, _ options: OptionReader) {
    // Without callouts the extension only keeps quotes apart, as CommonMark does.
    if options.bool("callouts") == true { dialect.callouts = Callouts(rules: .quotes) }
  }
}
