import Bytes
import Configuration
import Diagnostics
import FileTree
import Jinja
import Sites
import SystemPackage

/// `macros`: pages are templates, with the variables of `extra` and of YAML files, and whatever
/// `{% include %}` and `{% macro %}` bring. Functions of a Python module run in the user's own
/// Python, where there is one.
struct MacrosPlugin: SitePlugin {
  private var environment = Environment()
  private let rendersByDefault: Bool
  private let forced: IgnorePatterns
  private let failsOnErrors: Bool
  private let location: Location
  private let root: FilePath
  private let moduleName: String
  private let configurationFile: String
  private var python: PythonModule?

  init?(_ setup: inout PluginSetup) {
    location = setup.location
    root = setup.site.root.absolute
    configurationFile = setup.site.file
    rendersByDefault = setup.options.bool("render_by_default") ?? true
    forced = IgnorePatterns(setup.options.string("force_render_paths") ?? "")
    failsOnErrors = setup.options.bool("on_error_fail") ?? false
    moduleName = setup.options.string("module_name") ?? "main"
    if let value = setup.options.value("on_undefined") {
      guard let kind = value.string.flatMap(Environment.Undefined.init) else {
        setup.options.reject(value, "on_undefined", "one of keep, silent, strict and lax")
        return
      }
      environment.undefined = kind
    } else {
      environment.undefined = .keep
    }
    environment.syntax = Self.syntax(&setup.options)
    environment.variables = Self.variables(&setup, root)
    let includes = Self.includeFolder(&setup, root)
    environment.load = { name in
      guard let path = RelativePath.normalized(name) else { return nil }
      return try? FileReader.read(includes.pushing(FilePath(path)))
    }
    setup.unsupported(
      "modules", "packages of Python are not installed", .warning,
      hint: "define what you use in the project's own module")
    setup.unsupported("j2_extensions", "they are Python", .warning)
    setup.ignore("verbose", "data", "jinja_options")
  }

  var needsFrontMatter: Bool { true }

  mutating func prepare(_ files: SiteFiles, _ log: inout [Diagnostic]) async {
    environment.variables["git"] = await GitFacts.read(in: root)
    guard let module = PythonModule.file(root, moduleName) else {
      if moduleName != "main" {
        log.append(
          .error(
            code: "docs.macros.module", "there is no module '\(moduleName)'", at: location,
            target: moduleName, hint: "the path starts at the folder of \(configurationFile)"))
      }
      return
    }
    do throws(Diagnostic) {
      let python = try PythonModule(
        root: root, moduleName: moduleName, variables: environment.variables, at: location)
      self.python = python
      environment.variables.merge(python.variables) { $1 }
    } catch {
      log.append(error)
      // Its functions are not known then: what pages call and is not defined is taken for one.
      let missing = MissingFunction(module: module)
      environment.missingFunction = { missing.function($0) }
    }
  }

  func source(_ source: inout PageSource, _ log: inout [Diagnostic]) {
    guard renders(source) else { return }
    var names: [String: Value] = [:]
    for entry in source.metadata.values?.mapping ?? [] { names[entry.key] = Value(entry.value) }
    let page = PageFacts.make(source)
    names["page"] = page
    var environment = environment
    let template: Template
    do throws(TemplateError) {
      template = try Template(Array(source.bytes), syntax: environment.syntax)
    } catch {
      return fail(error, &source, &log)
    }
    if let python {
      let called = PythonModule.Page(
        page, planned: template.plainCalls(of: python.macros) ?? [])
      for name in python.macros { names[name] = .function(python.function(name, page: called)) }
      for name in python.filters {
        environment.filters[name] = python.function(name, kind: "filter", page: called)
      }
    }
    do throws(TemplateError) {
      let rendering = try environment.render(template, with: names)
      var builder = PageSourceBuilder(source)
      for piece in rendering.pieces {
        switch piece {
        case .kept(let range): builder.keep(range)
        case .made(let made, let offset):
          if let name = MissingFunction.name(in: made) { report(name, offset, source, &log) }
          builder.insert(made.utf8, at: offset)
        }
      }
      source.replace(by: builder)
    } catch {
      fail(error, &source, &log)
    }
  }

  private func renders(_ source: PageSource) -> Bool {
    guard Template.isTemplate(source.bytes, syntax: environment.syntax) else { return false }
    let wish = source.metadata.values?["render_macros"]?.bool
    if wish == false { return false }
    return rendersByDefault || wish == true || forced.matches(file: source.file.sourcePath)
  }

  private func report(
    _ name: String, _ offset: Int, _ source: PageSource, _ log: inout [Diagnostic]
  ) {
    log.append(
      .warning(
        code: "docs.macros.python", "'\(name)' is Python and did not run",
        at: source.location(ofByte: offset), target: name,
        hint: "install python3, or write it as a {% macro %} in a file and import that"))
  }

  /// As the plugin does, the page shows what is wrong with it.
  private func fail(
    _ error: TemplateError, _ source: inout PageSource, _ log: inout [Diagnostic]
  ) {
    let location = source.location(ofByte: error.offset)
    var message = error.message
    if error.kind == .missingTemplate { message = "there is no file '\(error.message)' to include" }
    log.append(
      Diagnostic(
        failsOnErrors ? .error : .warning, code: "docs.macros.template",
        error.template.map { "in '\($0)': \(message)" } ?? message, at: location,
        hint: error.kind == .syntax
          ? "put {% raw %} and {% endraw %} around text that is no template" : nil))
    let line = String(decoding: Self.line(error.line, of: source.bytes), as: UTF8.self)
    let kind = error.kind == .syntax ? "Syntax" : "Rendering"
    var text = "# _Macro \(kind) Error_\n\n_File_: `\(source.file.sourcePath)`\n\n"
    if error.kind == .syntax {
      text += "_Line \(error.line) in Markdown file:_ **\(error.message)**\n"
      text += "```markdown\n\(line)\n```\n"
    } else {
      text += "_Line \(error.line)_: \(message)\n\n```\n\(line)\n```\n"
    }
    var builder = PageSourceBuilder(source)
    builder.insert(text.utf8, at: error.offset)
    source.replace(by: builder)
  }

  private static func line(_ number: Int, of bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let lines = bytes.split(
      separator: ASCII.lineFeed, maxSplits: number, omittingEmptySubsequences: false)
    return number >= 1 && number <= lines.count ? lines[number - 1] : []
  }

  // MARK: - Options

  /// The folder of the files to include. The plugin takes it from where the command runs, which is
  /// where the configuration is as a rule.
  private static func includeFolder(_ setup: inout PluginSetup, _ root: FilePath) -> FilePath {
    guard let value = setup.options.value("include_dir"),
      let path = setup.options.string("include_dir")
    else { return setup.folders.docs }
    let candidates = [root.pushing(FilePath(path)), FilePath(path).absolute]
    for candidate in candidates.map({ $0.lexicallyNormalized() })
    where FileStatus.of(candidate)?.kind == .directory { return candidate }
    setup.options.add(
      .error(
        code: "docs.config.plugin.folder", "there is no folder '\(path)' to include from",
        at: value.location, target: path,
        hint: "the path starts at the folder of \(setup.site.file)"))
    return setup.folders.docs
  }

  private static func syntax(_ options: inout MappingReader) -> Syntax {
    var syntax = Syntax()
    syntax.blockStart = options.string("j2_block_start_string") ?? syntax.blockStart
    syntax.blockEnd = options.string("j2_block_end_string") ?? syntax.blockEnd
    syntax.variableStart = options.string("j2_variable_start_string") ?? syntax.variableStart
    syntax.variableEnd = options.string("j2_variable_end_string") ?? syntax.variableEnd
    syntax.commentStart = options.string("j2_comment_start_string") ?? syntax.commentStart
    syntax.commentEnd = options.string("j2_comment_end_string") ?? syntax.commentEnd
    return syntax
  }

  /// The names that all pages see: the configuration, `extra` and the files of `include_yaml`.
  private static func variables(_ setup: inout PluginSetup, _ root: FilePath) -> [String: Value] {
    var variables: [String: Value] = [:]
    let extra = setup.site.extra.map(Value.init) ?? .dictionary(.init())
    variables["extra"] = extra
    variables["config"] = ConfigurationFacts.make(setup.site)
    for item in setup.options.list("include_yaml") ?? [] {
      let entry = item.mapping?.first
      guard let path = entry?.value.string ?? item.string else {
        setup.options.reject(item, "include_yaml", "a list of files, or of 'name: file'")
        continue
      }
      do throws(Diagnostic) {
        let bytes = try FileReader.read(root.pushing(FilePath(path)))
        guard let node = try YAMLParser.parse(bytes, file: path) else { continue }
        if let name = entry?.key {
          variables[name] = Value(node)
        } else {
          for entry in node.mapping ?? [] { variables[entry.key] = Value(entry.value) }
        }
      } catch {
        var located = error
        located.location = located.location ?? item.location
        setup.options.add(located)
      }
    }
    if case .dictionary(let members) = extra {
      for (name, value) in members.pairs { variables[name] = value }
    }
    variables["now"] = .function(.init("now") { _ in TimeFacts.make(PageHistory.currentTime) })
    variables["environment"] = EnvironmentFacts.make()
    variables["fix_url"] = .function(
      .init("fix_url") { arguments in
        let url = arguments.positional.first?.text ?? ""
        return .string(LinkMeaning.isExternal(url) || url.isEmpty ? url : "../" + url)
      })
    return variables
  }
}
