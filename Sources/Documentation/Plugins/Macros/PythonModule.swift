import Bytes
import Configuration
import Diagnostics
import FileTree
import Jinja
import Synchronization
import SystemPackage

/// The functions of a project's Python module, run by the user's own `python3`.
///
/// The module is loaded once. Calls are a line of JSON there and back: all calls of a page at once where
/// they are known before, since to wait for another process can take longer than what it does. Nothing
/// but Python's standard library is needed.
final class PythonModule: Sendable {
  /// The names of its macros and filters, and the values it sets.
  let macros: Set<String>
  let filters: [String]
  let variables: [String: Value]
  private let process: Mutex<LineProcess>

  /// The module's file below the configuration's folder; nil when there is none.
  static func file(_ root: FilePath, _ name: String) -> String? {
    for candidate in [name + ".py", name + "/__init__.py"]
    where FileStatus.of(root.pushing(FilePath(candidate))) != nil { return candidate }
    return nil
  }

  /// Loads a module.
  ///
  /// - Throws: `docs.macros.python` when there is no Python, or the module does not load.
  init(
    root: FilePath, moduleName: String, variables given: [String: Value], at location: Location
  ) throws(Diagnostic) {
    func failure(_ reason: String, _ hint: String) -> Diagnostic {
      .warning(
        code: "docs.macros.python", "the macros of '\(moduleName)' do not run: \(reason)",
        at: location, target: moduleName, hint: hint)
    }
    // A file is run as it is, a package is imported by its name.
    let path = root.pushing(FilePath(moduleName))
    let isFile = Self.file(root, moduleName) == moduleName + ".py"
    guard
      var process = LineProcess(
        [
          PythonProgram.path(), "-S", "-c", Self.program, root.string,
          path.removingLastComponent().string,
          isFile ? moduleName : path.lastComponent?.string ?? moduleName,
          isFile ? path.string + ".py" : "",
        ])
    else {
      throw failure(
        "there is no python3",
        "install python3, or write them as {% macro %} in a file and import that")
    }
    let plain = given.filter { !["config", "git"].contains($0.key) }
    let start = Value.dictionary(
      .init([
        (
          "variables",
          .dictionary(.init(plain.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
        ),
        ("config", given["config"] ?? .none), ("git", given["git"] ?? .none),
      ]))
    process.write(Self.json(start))
    guard let line = process.readLine(), let node = try? YAMLParser.parse(line, file: moduleName)
    else { throw failure("python3 ended early", "run python3 on it to see why") }
    if let error = node["error"]?.string {
      throw failure(error, "install what it needs, or write its macros as {% macro %} in a file")
    }
    macros = Set(node["macros"]?.sequence?.compactMap(\.string) ?? [])
    filters = node["filters"]?.sequence?.compactMap(\.string) ?? []
    var variables: [String: Value] = [:]
    for entry in node["variables"]?.mapping ?? [] { variables[entry.key] = Value(entry.value) }
    self.variables = variables
    self.process = Mutex(process)
  }

  /// A macro or filter as a function of the templates of one page.
  func function(_ name: String, kind: String = "macro", page: Page) -> Value.Function {
    Value.Function(name) { arguments throws(TemplateError) in
      try self.call(name, kind, page, arguments)
    }
  }

  /// The page that macros are called for, as Python gets it.
  final class Page: Sendable {
    private let value: Value
    private let state: Mutex<State>

    private struct State {
      /// The page's JSON, made once for all calls.
      var json: String?
      /// Calls that the page will make, until the first of them is made.
      var planned: [String]
      /// Answers to planned calls that are still to be made, the next one first.
      var answers: ArraySlice<(request: String, answer: Result<Value, TemplateError>)> = []
    }

    /// - Parameter planned: the macros that the page calls, all of them, in order; empty where that
    ///   is not known.
    init(_ value: Value, planned: [Template.PlainCall] = []) {
      self.value = value
      state = Mutex(
        State(planned: planned.map { PythonModule.request("macro", $0.name, $0.arguments) }))
    }

    /// Gives the answer to a call, which `ask` gets from Python: it is handed lines of JSON, the page
    /// and calls, and gives an answer to each call up to the first that fails.
    fileprivate func answer(
      to request: String,
      _ ask: (_ page: String, _ requests: [String]) -> [Result<Value, TemplateError>]
    ) -> Result<Value, TemplateError>? {
      state.withLock { state in
        if let next = state.answers.first, next.request == request {
          state.answers.removeFirst()
          return next.answer
        }
        let requests = state.planned.first == request ? state.planned : [request]
        state.planned = []
        let json = state.json ?? JSONText.make(value)
        state.json = json
        let answers = ask(json, requests)
        state.answers = zip(requests, answers).dropFirst().map { ($0, $1) }[...]
        return answers.first
      }
    }
  }

  private static func request(_ kind: String, _ name: String, _ arguments: Value.Arguments)
    -> String
  {
    JSONText.make(
      .dictionary(
        .init([
          ("kind", .string(kind)), ("name", .string(name)), ("args", .list(arguments.positional)),
          ("kwargs", .dictionary(.init(arguments.named.map { ($0.name, $0.value) }))),
        ])))
  }

  private func call(
    _ name: String, _ kind: String, _ page: Page, _ arguments: Value.Arguments
  ) throws(TemplateError) -> Value {
    let answer = page.answer(to: Self.request(kind, name, arguments)) { page, requests in
      let text = "{\"page\": \(page), \"calls\": [\(requests.joined(separator: ", "))]}"
      let line = process.withLock { process -> [UInt8]? in
        process.write(Array(text.utf8))
        return process.readLine()
      }
      guard let line, let node = try? YAMLParser.parse(line, file: name) else { return [] }
      var answers: [Result<Value, TemplateError>] = (node["values"]?.sequence ?? [])
        .map { .success(Value($0)) }
      if let error = node["error"]?.string {
        answers.append(.failure(TemplateError(.runtime, error)))
      }
      return answers
    }
    guard let answer else {
      throw TemplateError(.runtime, "python3 ended while it ran '\(name)'")
    }
    return try answer.get()
  }

  private static func json(_ value: Value) -> [UInt8] {
    Array(JSONText.make(value).utf8)
  }

  /// Loads the module, tells what it defines, and answers calls. What the module prints goes to
  /// standard error.
  ///
  /// Python runs without `site`, which takes several times as long as all the rest, until the module
  /// asks for a package that is not of the standard library. For the same reason nothing else is
  /// imported: not `json`, but what `json` itself is made of.
  private static let program = #"""
    import posix, sys
    class Packages:
        @staticmethod
        def find_spec(name, path=None, target=None):
            sys.meta_path.remove(Packages)
            import site
            site.main()
            for finder in list(sys.meta_path):
                spec = finder.find_spec(name, path, target)
                if spec is not None:
                    return spec
    if sys.flags.no_site:
        sys.meta_path.append(Packages)
    try:
        from _json import encode_basestring as quoted, make_scanner
        class Reading:
            strict, object_hook, object_pairs_hook, memo = False, None, None, {}
            parse_float, parse_int, parse_constant = float, int, float
        scan = make_scanner(Reading)
        def read(line):
            return scan(line, 0)[0]
    except ImportError:
        import json
        read = json.loads
        def quoted(value):
            return json.dumps(value, ensure_ascii=False)
    def shown(value):
        if value is None:
            return "null"
        if value is True or value is False:
            return "true" if value else "false"
        if isinstance(value, str):
            return quoted(str(value))
        if isinstance(value, int):
            return int.__repr__(value)
        if isinstance(value, float):
            return float.__repr__(value)
        if isinstance(value, dict):
            return "{%s}" % ", ".join(
                (quoted(key) if isinstance(key, str) else '"%s"' % shown(key)) + ": " + shown(item) for key, item in value.items())
        if isinstance(value, (list, tuple)):
            return "[%s]" % ", ".join(map(shown, value))
        return quoted(str(value))
    out, sys.stdout = sys.stdout, sys.stderr
    root, folder, name, file = sys.argv[1:]
    posix.chdir(root)
    def say(value):
        out.write(shown(value) + "\n")
        out.flush()
    class Members(dict):
        def __getattr__(self, key):
            try:
                value = self[key]
            except KeyError:
                raise AttributeError(key)
            return Members(value) if isinstance(value, dict) else value
    class Environment:
        def __init__(self, given):
            self.variables = Members(given["variables"])
            self.variables["config"] = self.conf = self.config = Members(given["config"] or {})
            self.variables["git"] = Members(given["git"] or {})
            self.macros, self.filters, self.project_dir = Members(), Members(), root
            self.variables["macros"] = self.macros
            self.page = Members()
        def macro(self, function, name=""):
            self.macros[name or function.__name__] = function
            return function
        def filter(self, function, name=""):
            self.filters[name or function.__name__] = function
            return function
        def start_chatting(self, *given, **named):
            return lambda *given, **named: None
        make_chatter = start_chatting
    try:
        env = Environment(read(sys.stdin.readline()))
        sys.path.insert(0, folder)
        if file:
            module = sys.modules[name] = type(sys)(name)
            module.__file__ = file
            with open(file, "rb") as source:
                exec(compile(source.read(), file, "exec"), module.__dict__)
        else:
            module = __import__(name)
        known = dict(env.variables)
        module.define_env(env)
        given = {}
        for key, value in env.variables.items():
            if key in ("config", "git", "macros") or (key in known and known[key] is value):
                continue
            if callable(value):
                env.macros.setdefault(key, value)
            else:
                given[str(key)] = value
        say({"macros": list(env.macros), "filters": list(env.filters), "variables": given})
    except BaseException as error:
        say({"error": "%s: %s" % (type(error).__name__, error)})
        sys.exit(1)
    for line in sys.stdin:
        values, error = [], ""
        try:
            asked = read(line)
            for call in asked["calls"]:
                env.page = env.variables["page"] = Members(asked["page"])
                functions = env.filters if call["kind"] == "filter" else env.macros
                values.append(shown(functions[call["name"]](*call["args"], **call["kwargs"])))
        except BaseException as raised:
            error = ', "error": ' + quoted("%s: %s" % (type(raised).__name__, raised))
        out.write('{"values": [%s]%s}\n' % (", ".join(values), error))
        out.flush()
    """#
}
