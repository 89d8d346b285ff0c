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
}
