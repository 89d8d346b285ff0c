import CThreadMemory
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs `body` for the numbers below `count` on all cores and gives the results in order, so that
/// parallel output equals serial output. What it gives nil for is left out.
///
/// - Parameters:
///   - chunk: how many numbers in a row one core takes at a time.
///   - make: makes what one core keeps for all its numbers, such as buffers.
func parallelMap<State, Result: Sendable>(
  count: Int, chunk: Int = 8, with make: @escaping @Sendable () -> State,
  _ body: @escaping @Sendable (_ state: inout State, _ index: Int) -> Result?
) async -> [Result] {
  let chunks = (count + chunk - 1) / chunk
  let found = await onAllCores(chunks: chunks) { queue in
    var state = make()
    var found: [(chunk: Int, results: [Result])] = []
    while let number = queue.next(below: chunks) {
      thread_memory_reserve()
      let indexes = number * chunk..<min((number + 1) * chunk, count)
      found.append((number, indexes.compactMap { body(&state, $0) }))
    }
    return found
  }
  var parts = [[Result]](repeating: [], count: chunks)
  for part in found.joined() { parts[part.chunk] = part.results }
  return Array(parts.joined())
}

/// Runs `body` for the numbers below `count` on all cores, in runs of `chunk`, and gives what each core
/// made of its runs. Which core has which runs is left to chance.
func parallelFold<State: Sendable>(
  count: Int, chunk: Int, into make: @escaping @Sendable () -> State,
  _ body: @escaping @Sendable (_ state: inout State, _ indexes: Range<Int>) -> Void
) async -> [State] {
  let chunks = (count + chunk - 1) / chunk
  return await onAllCores(chunks: chunks) { queue in
    var state = make()
    while let number = queue.next(below: chunks) {
      thread_memory_reserve()
      body(&state, number * chunk..<min((number + 1) * chunk, count))
    }
    return state
  }
}

/// Runs `work` on as many cores as there are, though on no more than there are chunks, and gives what
/// each made, in no particular order.
private func onAllCores<Part: Sendable>(
  chunks: Int, _ work: @escaping @Sendable (ChunkQueue) -> Part
) async -> [Part] {
  let queue = ChunkQueue()
  thread_memory_prepare()
  return await withTaskGroup(of: Part.self) { group in
    for _ in 0..<min(chunks, max(1, sysconf(CInt(_SC_NPROCESSORS_ONLN)))) {
      group.addTask { work(queue) }
    }
    var parts: [Part] = []
    for await part in group { parts.append(part) }
    return parts
  }
}

/// Hands out the numbers from 0 on, each once, to whoever asks.
private final class ChunkQueue: Sendable {
  private let given = Atomic(0)

  func next(below limit: Int) -> Int? {
    let number = given.add(1, ordering: .relaxed).oldValue
    return number < limit ? number : nil
  }
}
