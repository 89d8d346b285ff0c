import Configuration
import Diagnostics
import FileTree
import Sites
import SystemPackage

/// Who writes the posts of a blog, as `.authors.yml` says.
struct BlogAuthors: Sendable {
  /// Somebody who writes.
  struct Author: Sendable {
    var name: String
    var description: String?
    var avatar: String?
    /// What the address of the author's page ends with, where it is not the id.
    var slug: String?
    /// Where the name leads to.
    var url: String?
  }

  private(set) var authors: [String: Author] = [:]
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
        func text(_ key: String) -> String? { entry.value[key]?.string }
        authors[entry.key] = Author(
          name: text("name") ?? entry.key, description: text("description"),
          avatar: text("avatar"), slug: text("slug"), url: text("url"))
      }
    } catch {
      log.append(error)
    }
  }

  subscript(id: String) -> Author? { authors[id] }

  /// Those who wrote a post, as far as they are known.
  func of(_ post: BlogPost) -> [(id: String, author: Author)] {
    post.authors.compactMap { named in authors[named.id].map { (named.id, $0) } }
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
}
