// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let nio = ["NIOCore", "NIOHTTP1", "NIOPosix"].map {
  Target.Dependency.product(name: $0, package: "swift-nio")
}
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

/// The layers, top to bottom. A target imports targets of lower layers only;
/// `scripts/check` holds this file to the list in CONTRIBUTING.md.
let package = Package(
  name: "scaffold",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "scaffold", targets: ["scaffold"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(
      url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
  ],
  targets: [
    // The executable: `@main` and nothing else.
    .executableTarget(name: "scaffold", dependencies: ["ScaffoldCLI"], swiftSettings: settings),
    .target(
      name: "ScaffoldCLI",
      dependencies: [
        "Projects", "Documentation", "Previewing", "Auditing", "Sites", "FileTree", "CThreads",
        "Diagnostics", argumentParser, systemPackage,
      ],
      swiftSettings: settings),

    // The features. They do not import each other, but Previewing shows what Documentation makes.
    .target(
      name: "Projects",
      dependencies: [
        "Templating", "Configuration", "FileTree", "Git", "Diagnostics", "Bytes", systemPackage,
      ],
      swiftSettings: settings),
    .target(
      name: "Documentation",
      dependencies: [
        "Sites", "Markdown", "Jinja", "Configuration", "FileTree", "Git", "CByteScan",
        "CThreads", "CZlib", "Diagnostics", "Bytes", systemPackage,
      ],
      swiftSettings: settings,
      linkerSettings: [.linkedLibrary(":libz.a", .when(platforms: [.linux]))]),
    .target(
      name: "Previewing",
      dependencies: [
        "Documentation", "Sites", "FileTree", "Diagnostics", "Bytes", systemPackage,
      ] + nio,
      swiftSettings: settings),
    .target(
      name: "Auditing",
      dependencies: [
        "Sites", "Markdown", "HTTP", "Configuration", "FileTree", "Git", "Diagnostics", "Bytes",
        systemPackage,
      ],
      swiftSettings: settings),

    // What Documentation and Auditing share: mkdocs.yml, pages and their URLs, link targets.
    .target(
      name: "Sites",
      dependencies: [
        "Markdown", "Icons", "Configuration", "FileTree", "Diagnostics", "Bytes", systemPackage,
      ],
      swiftSettings: settings),

    // What the features are made of.
    .target(
      name: "Markdown",
      dependencies: ["Highlighting", "CCmark", "CMarkArena", "CByteScan", "Bytes", "Diagnostics"],
      swiftSettings: settings,
      linkerSettings: [.linkedLibrary(":libcmark.a", .when(platforms: [.linux]))]),
    .target(name: "Highlighting", dependencies: ["Bytes"], swiftSettings: settings),
    .target(name: "Jinja", dependencies: ["CByteScan", "Bytes"], swiftSettings: settings),
    .target(name: "Templating", dependencies: ["Bytes", "Diagnostics"], swiftSettings: settings),
    .target(
      name: "Configuration",
      dependencies: ["CYaml", "Diagnostics"],
      swiftSettings: settings,
      linkerSettings: [.linkedLibrary(":libyaml.a", .when(platforms: [.linux]))]),
    .target(
      name: "FileTree",
      dependencies: ["EmbeddedFiles", "Diagnostics", "Bytes", systemPackage],
      swiftSettings: settings),
    .target(
      name: "Git", dependencies: ["Diagnostics", subprocess, systemPackage],
      swiftSettings: settings),

    .target(
      name: "HTTP", dependencies: ["CCurl", "Diagnostics", "Bytes"], swiftSettings: settings),

    // The bottom.
    .target(name: "Bytes", swiftSettings: settings),
    .target(name: "Diagnostics", dependencies: ["Bytes"], swiftSettings: settings),
    .target(name: "EmbeddedFiles", swiftSettings: settings, plugins: ["EmbedFiles"]),
    .target(name: "Icons", dependencies: ["CIconPack"], swiftSettings: settings),
    .target(name: "CIconPack"),
    .target(name: "CMarkArena", dependencies: ["CCmark"]),
    .target(name: "CByteScan"),
    .target(name: "CThreads"),
    .target(name: "CCurl"),
    .systemLibrary(
      name: "CCmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(
      name: "CYaml", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(
      name: "CZlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

    .testTarget(
      name: "MarkdownTests",
      dependencies: [
        "Markdown", "MarkdownTrials", "Sites", "Configuration", "CCmark", "Bytes", "Diagnostics",
        systemPackage,
      ],
      swiftSettings: settings),

    // `templates/` becomes Swift source when EmbeddedFiles is built. After files of it were removed,
    // `touch Package.swift` has the folder listed anew.
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["EmbedFilesGenerator"]),
    .executableTarget(
      name: "EmbedFilesGenerator", path: "Plugins/EmbedFilesGenerator", swiftSettings: settings),

    // What `Benchmarks/dialect` and `Benchmarks/growth` measure, and `make fuzz` reads with.
    .target(
      name: "SampleDialects", dependencies: ["Markdown"], path: "Benchmarks/SampleDialects",
      swiftSettings: settings),
    // What must hold for any page: `make fuzz` and a test try it.
    .target(
      name: "MarkdownTrials", dependencies: ["Markdown", "SampleDialects", "Bytes", "Diagnostics"],
      path: "Fuzzing/MarkdownTrials", swiftSettings: settings),
    .executableTarget(
      name: "DialectBenchmark", dependencies: ["Markdown", "SampleDialects", "Bytes"],
      path: "Benchmarks/DialectBenchmark", swiftSettings: settings),

    // Tests, bottom first.
    .testTarget(name: "BytesTests", dependencies: ["Bytes"], swiftSettings: settings),
    .testTarget(name: "IconsTests", dependencies: ["Icons"], swiftSettings: settings),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: settings),
    .testTarget(
      name: "ConfigurationTests", dependencies: ["Configuration", "Diagnostics"],
      swiftSettings: settings),
    .testTarget(
      name: "FileTreeTests", dependencies: ["FileTree", "Diagnostics", systemPackage],
      swiftSettings: settings),
    .testTarget(
      name: "GitTests", dependencies: ["Git", "Diagnostics", systemPackage],
      swiftSettings: settings),
    .testTarget(
      name: "SitesTests",
      dependencies: ["Sites", "Markdown", "Icons", "Diagnostics", systemPackage],
      swiftSettings: settings),
    .testTarget(
      name: "DocumentationTests",
      dependencies: ["Documentation", "Sites", "Diagnostics", systemPackage],
      swiftSettings: settings),
    .testTarget(
      name: "HTTPTests", dependencies: ["HTTP", "Diagnostics"], swiftSettings: settings),
    .testTarget(
      name: "PreviewingTests",
      dependencies: ["Previewing", "Documentation", "Sites", "Diagnostics", systemPackage],
      swiftSettings: settings),
    .testTarget(
      name: "AuditingTests", dependencies: ["Auditing", "HTTP", "Diagnostics", systemPackage],
      swiftSettings: settings),
    .testTarget(name: "HighlightingTests", dependencies: ["Highlighting"], swiftSettings: settings),
    .testTarget(name: "JinjaTests", dependencies: ["Jinja"], swiftSettings: settings),
    .testTarget(
      name: "TemplatingTests", dependencies: ["Templating", "Configuration", "Diagnostics"],
      swiftSettings: settings),
    .testTarget(
      name: "ProjectsTests",
      dependencies: [
        "Projects", "Templating", "Configuration", "FileTree", "Diagnostics", systemPackage,
      ],
      swiftSettings: settings),
    .testTarget(name: "ScaffoldCLITests", dependencies: ["scaffold"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)

// The fuzzer, with what it reads and nothing else: its runtime has a `main` of its own, which other
// programs do not get on with. `make fuzz` sets the variable.
if Context.environment["SCAFFOLD_FUZZ"] != nil {
  let read: Set = [
    "Markdown", "MarkdownTrials", "SampleDialects", "Highlighting", "CCmark", "CMarkArena",
    "CByteScan", "Bytes",
    "Diagnostics",
  ]
  package.products = []
  package.dependencies = []
  package.targets.removeAll { !read.contains($0.name) }
  package.targets.append(
    .executableTarget(
      name: "MarkdownFuzzer", dependencies: ["MarkdownTrials"],
      path: "Fuzzing/MarkdownFuzzer", swiftSettings: settings))
}
