import Diagnostics
import NIOCore
import NIOHTTP1
import NIOPosix
import SystemPackage

/// The HTTP server of a preview.
struct PreviewServer: Sendable {
  /// Where it listens.
  let address: PreviewAddress
  private let channel: any Channel
  private let group: MultiThreadedEventLoopGroup
  private let state: PreviewState

  /// Begins to listen.
  ///
  /// - Throws: `docs.serve.address` when the address cannot be had.
  static func start(
    at address: PreviewAddress, state: PreviewState
  ) async throws(Diagnostic) -> PreviewServer {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(ChannelOptions.backlog, value: 64)
      .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(ChannelOptions.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
          try pipeline.addHandler(RequestHandler(state))
        }
      }
    do {
      let channel = try await bootstrap.bind(host: address.host, port: address.port).get()
      var bound = address
      if let port = channel.localAddress?.port { bound.port = port }
      return PreviewServer(address: bound, channel: channel, group: group, state: state)
    } catch {
      try? await group.shutdownGracefully()
      throw diagnostic(for: error, address)
    }
  }

  /// Ends all connections.
  func stop() async {
    try? await channel.close()
    for listener in state.listeners { try? await listener.close() }
    try? await group.shutdownGracefully()
  }

  private static func diagnostic(for error: any Error, _ address: PreviewAddress) -> Diagnostic {
    var message = "cannot listen on \(address.text): \(error)"
    var hint = "name another address: --dev-addr 127.0.0.1:8001"
    switch (error as? IOError).map({ Errno(rawValue: $0.errnoCode) }) {
    case .addressInUse:
      message = "another program listens on \(address.text) already"
      let next = address.port < 65_535 ? address.port + 1 : 8000
      hint = "end it, or name another port: --dev-addr \(address.host):\(next)"
    case .permissionDenied:
      message = "the port \(address.port) is not open to you"
      hint = "name one above 1023: --dev-addr \(address.host):8000"
    case .addressNotAvailable:
      message = "this machine does not have the address \(address.host)"
    default: break
    }
    return .error(code: "docs.serve.address", message, target: address.text, hint: hint)
  }
}
