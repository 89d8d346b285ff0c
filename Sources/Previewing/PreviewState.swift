import Diagnostics
import Documentation
import NIOCore
import Synchronization
import SystemPackage

/// What browsers are shown, and who wants to hear of something new.
final class PreviewState: Sendable {
  /// One state of the site.
  struct Snapshot: Sendable {
    /// Changes with whatever is shown.
    var generation: String
    /// The site; nil when none could be read yet.
    var site: SitePreview?
    /// What is wrong.
    var diagnostics: [Diagnostic] = []
    /// Where the site lies on the server, with slashes around it.
    var basePath = "/"
    /// How pages show what is wrong.
    var presentation = Presentation(root: ".", isLive: true, isStrict: false)
  }

  private struct Shown {
    var snapshot: Snapshot
    var count = 0
    var listeners: [ObjectIdentifier: any Channel] = [:]
  }

  private let shown: Mutex<Shown>
  /// Pages of a server that was here before are reloaded, too.
  private let start = String(UInt32.random(in: 0...UInt32.max), radix: 36)

  init() {
    shown = Mutex(Shown(snapshot: Snapshot(generation: start)))
  }

  var snapshot: Snapshot { shown.withLock { $0.snapshot } }

  /// Shows another state of the site.
  func show(
    _ site: SitePreview, diagnostics: [Diagnostic], basePath: String, presentation: Presentation
  ) {
    change {
      $0.site = site
      $0.diagnostics = diagnostics
      $0.basePath = basePath
      $0.presentation = presentation
    }
  }

  /// Shows why the site cannot be read, over what was shown last.
  func fail(_ diagnostics: [Diagnostic], basePath: String, presentation: Presentation) {
    change {
      $0.diagnostics = diagnostics
      $0.basePath = basePath
      $0.presentation = presentation
    }
  }

  private func change(_ body: (inout Snapshot) -> Void) {
    let (generation, listeners) = shown.withLock { shown in
      shown.count += 1
      shown.snapshot.generation = "\(start)-\(shown.count)"
      body(&shown.snapshot)
      return (shown.snapshot.generation, Array(shown.listeners.values))
    }
    for channel in listeners { EventStream.send(generation, to: channel) }
  }

  /// Tells `channel` of every new state from now on, and of the present one at once.
  func add(_ channel: any Channel) {
    let generation = shown.withLock { shown in
      shown.listeners[ObjectIdentifier(channel)] = channel
      return shown.snapshot.generation
    }
    EventStream.send(generation, to: channel)
  }

  /// Tells `channel` no more.
  func remove(_ channel: any Channel) {
    shown.withLock { _ = $0.listeners.removeValue(forKey: ObjectIdentifier(channel)) }
  }

  /// Everyone who listens.
  var listeners: [any Channel] { shown.withLock { Array($0.listeners.values) } }
}
