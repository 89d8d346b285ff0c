/// Runs `body` over chunks of indexes on all cores and gives the results in order, so that parallel
/// output equals serial output. `body` makes what one thread keeps for its chunk, such as buffers.
func parallelMap<Result: Sendable>(
  count: Int, chunk: Int = 8, body: @escaping @Sendable (Range<Int>) -> [Result]
) async -> [Result] {
  let starts = Array(stride(from: 0, to: count, by: chunk))
  return await withTaskGroup(of: (Int, [Result]).self) { group in
    for start in starts {
      group.addTask { (start, body(start..<min(start + chunk, count))) }
    }
    var parts: [Int: [Result]] = [:]
    for await (start, results) in group { parts[start] = results }
    return starts.flatMap { parts[$0] ?? [] }
  }
}
