import NIOCore
import NIOHTTP1

/// Answers the requests of one connection.
final class RequestHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let state: PreviewState
  private var head: HTTPRequestHead?

  init(_ state: PreviewState) { self.state = state }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body: break
    case .end:
      guard let head else { return }
      self.head = nil
      answer(head, context)
    }
  }

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let response = Responder(state.snapshot).answer(
      method: head.method.rawValue, target: head.uri)
    var headers = HTTPHeaders(response.headers)
    // What is shown changes all the time, so nothing is kept.
    headers.add(name: "cache-control", value: "no-store")
    headers.add(name: "x-content-type-options", value: "nosniff")
    if response.isEventStream {
      write(.head(.init(version: head.version, status: .ok, headers: headers)), context)
      context.flush()
      state.add(context.channel)
      return
    }
    headers.add(name: "content-length", value: String(response.body.count))
    if !head.isKeepAlive { headers.add(name: "connection", value: "close") }
    let status = HTTPResponseStatus(statusCode: response.status)
    write(.head(.init(version: head.version, status: status, headers: headers)), context)
    if head.method != .HEAD {
      write(.body(.byteBuffer(context.channel.allocator.buffer(bytes: response.body))), context)
    }
    let channel = context.channel
    let closes = !head.isKeepAlive
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      if closes { channel.close(promise: nil) }
    }
  }

  private func write(_ part: HTTPServerResponsePart, _ context: ChannelHandlerContext) {
    context.write(wrapOutboundOut(part), promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    state.remove(context.channel)
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}

/// Server-sent events: what a page hears of new states.
enum EventStream {
  /// Sends the name of a state.
  static func send(_ generation: String, to channel: any Channel) {
    let text = ByteBuffer(string: "retry: 500\ndata: \(generation)\n\n")
    channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(text)), promise: nil)
  }
}
