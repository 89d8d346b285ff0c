public import Diagnostics

extension Template {
  /// Everything in the template that does not fit `values`, in every section, shown or not: unknown
  /// names and choices, missing partials, partials that include themselves, lists written as values.
  ///
  /// - Parameters:
  ///   - values: what names stand for; only their kinds matter here.
  ///   - partials: the partials by name.
  public func check(
    against values: [String: Value], partials: [String: Template] = [:]
  ) -> [Diagnostic] {
    var check = TemplateCheck(values: values, partials: partials)
    check.visit(nodes)
    return check.problems
  }
}

/// Walks every section of a template and those of its partials once.
private struct TemplateCheck {
  let values: [String: Value]
  let partials: [String: Template]
  var problems: [Diagnostic] = []
  private var visited: Set<String> = []
  private var including: [String] = []
  private var listDepth = 0

  init(values: [String: Value], partials: [String: Template]) {
    self.values = values
    self.partials = partials
  }

  mutating func visit(_ nodes: [Template.Node]) {
    for node in nodes {
      switch node {
      case .literal: break
      case .variable(let reference):
        if let value = lookUp(reference), value.items != nil { reportList(reference) }
      case .section(let reference, let inverted, let inside):
        let value = lookUp(reference)
        if let choice = reference.choice { checkChoice(choice, reference, of: value) }
        let repeats = !inverted && reference.choice == nil && value?.items != nil
        listDepth += repeats ? 1 : 0
        visit(inside)
        listDepth -= repeats ? 1 : 0
      case .partial(let reference, _): include(reference)
      }
    }
  }

  private mutating func lookUp(_ reference: Template.Reference) -> Value? {
    if listDepth > 0 {
      if reference.name == "." { return .text("") }
      if reference.name == "first" || reference.name == "last" { return .boolean(true) }
    }
    if let value = values[reference.name] { return value }
    let isItem = [".", "first", "last"].contains(reference.name)
    problems.append(
      .error(
        code: "template.unknown-name", "there is no answer named '\(reference.name)'",
        at: reference.location, target: reference.name,
        hint: isItem
          ? "'\(reference.name)' has a meaning inside a section over a list only"
          : didYouMean(reference.name, among: values.keys)))
    return nil
  }

  private mutating func checkChoice(
    _ choice: String, _ reference: Template.Reference, of value: Value?
  ) {
    guard let value else { return }
    guard let declared = value.declaredChoices else {
      problems.append(
        .error(
          code: "template.unknown-choice", "'\(reference.name)' has no choices",
          at: reference.location, target: reference.text, hint: "write <%#\(reference.name)%>"))
      return
    }
    if declared.contains(choice) { return }
    problems.append(
      .error(
        code: "template.unknown-choice", "'\(choice)' is no choice of '\(reference.name)'",
        at: reference.location, target: reference.text,
        hint: didYouMean(choice, among: declared)
          ?? "its choices are \(declared.joined(separator: ", "))"))
  }

  private mutating func reportList(_ reference: Template.Reference) {
    problems.append(
      .error(
        code: "template.list", "'\(reference.name)' is a list and no single value",
        at: reference.location, target: reference.name,
        hint: "write <%#\(reference.name)%><%.%><%/\(reference.name)%>"))
  }

  private mutating func include(_ reference: Template.Reference) {
    guard let partial = partials[reference.name] else {
      problems.append(
        .error(
          code: "template.missing-partial", "there is no partial named '\(reference.name)'",
          at: reference.location, target: reference.name,
          hint: didYouMean(reference.name, among: partials.keys)))
      return
    }
    guard !including.contains(reference.name) else {
      problems.append(
        .error(
          code: "template.partial-loop", "the partial '\(reference.name)' includes itself",
          at: reference.location, target: reference.name,
          notes: ["included by way of \((including + [reference.name]).joined(separator: " → "))"]))
      return
    }
    // Inside a list more names are known, so both kinds of inclusion are looked at.
    guard visited.insert("\(reference.name) \(listDepth > 0)").inserted else { return }
    including.append(reference.name)
    visit(partial.nodes)
    including.removeLast()
  }

  private func didYouMean(_ name: String, among names: some Sequence<String>) -> String? {
    Suggestion.didYouMean(name, in: names.sorted())
  }
}
