import Testing

@testable import Icons

@Suite struct IconSetTests {
  @Test(.enabled(if: !IconSet.isEmpty, "the package was built without icons"))
  func iconsAreFoundByName() throws {
    let icon = try #require(IconSet.svg("material-check"))
    let text = String(decoding: icon, as: UTF8.self)
    #expect(
      text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\"><path d="))
    #expect(text.hasSuffix("/></svg>"))
    #expect(IconSet.svg("material/check") == icon)
    for name in ["fontawesome-brands-git", "octicons-git-branch-16", "simple-git", "logo"] {
      #expect(IconSet.contains(name))
    }
    for name in ["", "material-", "material-chec", "zzz", "material-checkk"] {
      #expect(IconSet.svg(name) == nil)
    }
    #expect(IconSet.names(beginningWith: "material-gitl") == ["material-gitlab"])
    #expect(IconSet.names(beginningWith: "").count > 10_000)
  }

  @Test(.enabled(if: !IconSet.isEmpty, "the package was built without icons"))
  func emojiAreFoundByName() throws {
    #expect(
      EmojiTable.twemoji.emoji("+1")
        == Emoji(codePoints: "1f44d", text: "👍", category: "people", name: "thumbs up"))
    let heart = try #require(EmojiTable.emojiOne.emoji("heart"))
    #expect(heart.codePoints == "2764")
    #expect(Array(heart.text.unicodeScalars) == ["\u{2764}", "\u{FE0F}"])
    #expect(EmojiTable.gemoji.emoji("tada")?.text == "🎉")
    #expect(EmojiTable.gemoji.emoji("octocat") == nil)
    #expect(EmojiTable.twemoji.names.contains("smile"))
  }

  @Test func bytesThatAreNoPackAreEmpty() {
    for text in ["", "SICN", "XICN\u{1}\0\0\0" + String(repeating: "\0", count: 60)] {
      Array(text.utf8).withUnsafeBufferPointer {
        #expect(IconPack($0).count(of: .icons) == 0)
        #expect(IconPack($0).icon([]) == nil)
      }
    }
  }

  @Test func offsetsBeyondThePackAreEmpty() {
    var bytes: [UInt8] = Array("SICN".utf8) + [1, 0, 0, 0]
    bytes += [UInt8](repeating: 0xFF, count: 40)
    bytes.withUnsafeBufferPointer {
      let pack = IconPack($0)
      #expect(pack.record([0x61], in: .icons) == nil)
    }
  }
}
