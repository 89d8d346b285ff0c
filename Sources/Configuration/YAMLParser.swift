import CYaml
public import Diagnostics

/// Reads YAML text into `YAMLNode`s.
///
/// libyaml's events are composed here, and not by a library above it, so that duplicate keys are
/// located, nesting costs no stack, and the binary stays free of Foundation.
public enum YAMLParser {
  /// Parses one document.
  ///
  /// - Parameters:
  ///   - bytes: the file's content, UTF-8 with or without a byte order mark.
  ///   - file: the file's name for locations.
  ///   - lineOffset: added to every line, for YAML inside another file (front matter).
  /// - Returns: the root, or nil for an empty document.
  /// - Throws: `yaml.*` diagnostics with line and column.
  public static func parse(
    _ bytes: some Collection<UInt8>, file: String, lineOffset: Int = 0
  ) throws(Diagnostic) -> YAMLNode? {
    let content = Array(bytes)
    guard String(validating: content, as: UTF8.self) != nil else {
      throw .error(
        code: "yaml.encoding", "the file is not UTF-8", at: Location(file: file),
        hint: "save the file as UTF-8")
    }
    var composer = YAMLComposer(file: file, lineOffset: lineOffset)
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else {
      throw .error(code: "yaml.memory", "not enough memory to read '\(file)'")
    }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    var failure: Diagnostic?
    content.withUnsafeBufferPointer { input in
      yaml_parser_set_input_string(&parser, input.baseAddress, input.count)
      do throws(Diagnostic) {
        try read(&parser, into: &composer)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return composer.root
  }

  private static func read(
    _ parser: inout yaml_parser_t, into composer: inout YAMLComposer
  ) throws(Diagnostic) {
    var documents = 0
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(&parser, &event) == 1 else {
        throw describe(parser, composer)
      }
      defer { yaml_event_delete(&event) }
      switch event.type {
      case YAML_STREAM_END_EVENT: return
      case YAML_DOCUMENT_START_EVENT:
        documents += 1
        if documents > 1 {
          throw .error(
            code: "yaml.syntax", "a second document begins here",
            at: composer.location(event.start_mark), hint: "remove the line '---'")
        }
      default: try composer.add(event)
      }
    }
  }

  private static func describe(_ parser: yaml_parser_t, _ composer: YAMLComposer) -> Diagnostic {
    let problem = parser.problem.map { String(cString: $0) } ?? "the YAML cannot be read"
    var notes: [String] = []
    if let context = parser.context {
      let line = composer.location(parser.context_mark).line ?? 0
      notes.append("\(String(cString: context)) that began on line \(line)")
    }
    return .error(
      code: "yaml.syntax", problem, at: composer.location(parser.problem_mark),
      hint: hint(for: problem), notes: notes)
  }

  private static func hint(for problem: String) -> String? {
    switch problem {
    case "found character that cannot start any token":
      "YAML allows no tabs for indentation, and text that begins with @, ` or % needs quotes"
    case "mapping values are not allowed in this context":
      "put quotes around text that contains ': '"
    case "could not find expected ':'", "did not find expected key":
      "check the indentation, and that each key ends with ':'"
    case "found unknown escape character":
      "write backslashes in single quotes, or double them"
    default: nil
    }
  }
}
