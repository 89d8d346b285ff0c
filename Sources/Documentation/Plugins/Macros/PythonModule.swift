import Bytes
import Configuration
import Diagnostics
import FileTree
import Jinja
import Synchronization
import SystemPackage

/// The functions of a project's Python module, run by the user's own `python3`.
///
/// The module is loaded once; each call is one line of JSON there and back. Nothing but Python's
/// standard library is needed.
final class PythonModule: Sendable {
  /// The names of its macros and filters, and the values it sets.
  let macros: [String]
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
    guard
      var process = LineProcess(
        ["python3", "-c", Self.program, root.string, moduleName])
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
    macros = node["macros"]?.sequence?.compactMap(\.string) ?? []
    filters = node["filters"]?.sequence?.compactMap(\.string) ?? []
    var variables: [String: Value] = [:]
    for entry in node["variables"]?.mapping ?? [] { variables[entry.key] = Value(entry.value) }
    self.variables = variables
    self.process = Mutex(process)
  }

  /// A macro or filter as a function of the templates of one page.
  func function(_ name: String, kind: String = "macro", page: Value) -> Value.Function {
    Value.Function(name) { arguments throws(TemplateError) in
      try self.call(name, kind, page, arguments)
    }
  }

  private func call(
    _ name: String, _ kind: String, _ page: Value, _ arguments: Value.Arguments
  ) throws(TemplateError) -> Value {
    let request = Value.dictionary(
      .init([
        ("kind", .string(kind)), ("name", .string(name)), ("page", page),
        ("args", .list(arguments.positional)),
        ("kwargs", .dictionary(.init(arguments.named.map { ($0.name, $0.value) }))),
      ]))
    let line = process.withLock { process -> [UInt8]? in
      process.write(Self.json(request))
      return process.readLine()
    }
    guard let line, let node = try? YAMLParser.parse(line, file: name) else {
      throw TemplateError(.runtime, "python3 ended while it ran '\(name)'")
    }
    if let error = node["error"]?.string { throw TemplateError(.runtime, error) }
    return node["value"].map { Value($0) } ?? .none
  }

  private static func json(_ value: Value) -> [UInt8] {
    Array(JSONText.make(value).utf8)
  }

  /// Loads the module, tells what it defines, and answers calls. What the module prints goes to
  /// standard error.
  private static let program = #"""
    import importlib, importlib.util, json, os, sys
    out, sys.stdout = sys.stdout, sys.stderr
    root, name = sys.argv[1:3]
    os.chdir(root)
    def say(value):
        out.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")
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
        env = Environment(json.loads(sys.stdin.readline()))
        path = os.path.join(root, name)
        if os.path.isfile(path + ".py"):
            spec = importlib.util.spec_from_file_location(name, path + ".py")
            module = importlib.util.module_from_spec(spec)
            sys.path.insert(0, os.path.dirname(path))
            spec.loader.exec_module(module)
        else:
            sys.path.insert(0, os.path.dirname(path))
            module = importlib.import_module(os.path.basename(name))
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
        try:
            call = json.loads(line)
            env.page = env.variables["page"] = Members(call["page"])
            functions = env.filters if call["kind"] == "filter" else env.macros
            say({"value": functions[call["name"]](*call["args"], **call["kwargs"])})
        except BaseException as error:
            say({"error": "%s: %s" % (type(error).__name__, error)})
    """#
}
