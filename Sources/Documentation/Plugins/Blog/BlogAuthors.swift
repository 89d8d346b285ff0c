import Configuration
import Diagnostics
import FileTree
import Sites
import SystemPackage

/// Who writes the posts of a blog, as `.authors.yml` says.
struct BlogAuthors: Sendable {
  private struct Author {
    var name: String
    var avatar: String?
  }

  private var authors: [String: Author] = [:]
  /// The file, as diagnostics name it.
  let file: String

  /// Reads the file that `authors_file` names; without it, a blog has no authors.
  ///
  /// - Parameters:
  ///   - options: those of the plugin.
  ///   - folder: the blog's folder, below `docsDir`.
  init(
    _ options: inout MappingReader, folder: String, docsDir: FilePath, named docsName: String,
    _ log: inout [Diagnostic]
  ) {
    let written = options.string("authors_file") ?? "{blog}/.authors.yml"
    let path = written.replacing("{blog}", with: folder.isEmpty ? "." : folder)
    let relative = RelativePath.normalized(path) ?? path
    file = docsName + "/" + relative
    guard let bytes = try? FileReader.read(docsDir.pushing(FilePath(relative))) else { return }
    do throws(Diagnostic) {
      let root = try YAMLParser.parse(bytes, file: file)
      for entry in root?["authors"]?.mapping ?? [] {
        authors[entry.key] = Author(
          name: entry.value["name"]?.string ?? entry.key, avatar: entry.value["avatar"]?.string)
      }
    } catch {
      log.append(error)
    }
  }

  /// Says which authors of a post are not known.
  func check(_ post: BlogPost, _ log: inout [Diagnostic]) {
    for author in post.authors where authors[author.id] == nil {
      log.append(
        .warning(
          code: "docs.blog.author", "'\(author.id)' is no author of the blog",
          at: author.location, target: author.id,
          hint: Suggestion.didYouMean(author.id, in: authors.keys.sorted())
            ?? "describe the author in \(file)"))
    }
  }

  /// The first authors of a post, as they stand above its excerpt on the page at `url`.
  func html(of post: BlogPost, most: Int, from url: String) -> String {
    let known = post.authors.compactMap { authors[$0.id] }.prefix(most)
    guard !known.isEmpty else { return "" }
    let shown = known.map { author -> String in
      let name = author.name.htmlEscaped
      guard let avatar = author.avatar else { return "<span class=\"md-author\">\(name)</span>" }
      let address =
        LinkMeaning.isExternal(avatar) || avatar.hasPrefix("/")
        ? avatar.htmlEscaped : BlogPlugin.address(of: avatar, from: url)
      return "<span class=\"md-author\"><img src=\"\(address)\" alt=\"\(name)\"></span>"
    }
    return "<nav class=\"md-post__authors md-typeset\">\(shown.joined())</nav>\n"
  }
}
