import CZlib

/// Compresses as `gzip -9n` does: the same bytes give the same file, whenever it is made.
enum Gzip {
  /// The compressed file, or nil when zlib has no memory.
  static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    // 15 bits of window, and 16 for gzip's frame, which then names no file and no time.
    let started = deflateInit2_(
      &stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard started == Z_OK, let room = Int(exactly: deflateBound(&stream, UInt(bytes.count))),
      let length = UInt32(exactly: bytes.count), let limit = UInt32(exactly: room)
    else { return nil }
    defer { deflateEnd(&stream) }
    var source = bytes
    return source.withUnsafeMutableBufferPointer { source in
      let compressed = [UInt8](unsafeUninitializedCapacity: room) { target, count in
        stream.next_in = source.baseAddress
        stream.avail_in = length
        stream.next_out = target.baseAddress
        stream.avail_out = limit
        count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : 0
      }
      return compressed.isEmpty ? nil : compressed
    }
  }
}
