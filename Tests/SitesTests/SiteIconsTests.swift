import Foundation
import Icons
import Markdown
import SystemPackage
import Testing

@testable import Sites

@Suite struct SiteIconsTests {
  @Test func ownIconsComeFirst() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, text) in ["a/own/x.svg": "<svg>1</svg>", "b/own/x.svg": "2", "b/own-y.svg": "3"] {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let icons = SiteIcons(root: FilePath(folder.path()), folders: ["a", "b", "none"])
    #expect(icons.icon("own-x") == "<svg>1</svg>")
    #expect(icons.icon("own/y") == "3")
    #expect(icons.icon("own-z") == nil)
    #expect(icons.suggestion(for: "own-z", in: .material) == "own-x")
    #expect(icons.meaning(of: "own-x", in: .twemoji) == nil)
  }

  @Test(.enabled(if: !IconSet.isEmpty, "the package was built without icons"))
  func suggestionsComeFromTheSetThatWasMeant() {
    let icons = SiteIcons(root: ".", folders: [])
    #expect(icons.suggestion(for: "materal-check", in: .material) == "material-check")
    #expect(
      icons.suggestion(for: "octicons-git-brnch-16", in: .material) == "octicons-git-branch-16")
    #expect(icons.suggestion(for: "smiel", in: .twemoji) == "smile")
    #expect(icons.suggestion(for: "qqqqqqqq", in: .material) == nil)
  }
}
