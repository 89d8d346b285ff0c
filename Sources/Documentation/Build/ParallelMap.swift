import CThreads
import Synchronization

/// Runs `body` for the numbers below `count` on many cores and gives the results in order, so that
/// parallel output equals serial output. What it gives nil for is left out.
///
/// - Parameters:
///   - chunk: how many numbers in a row one core takes at a time.
///   - make: makes what one core keeps for all its numbers, such as buffers.
func parallelMap<State, Result: Sendable>(
  count: Int, chunk: Int = 8, with make: @escaping @Sendable () -> State,
  _ body: @escaping @Sendable (_ state: inout State, _ index: Int) -> Result?
) async -> [Result] {
  let parts = await onCores(WorkQueue(count: count, chunk: chunk)) { queue in
    var state = make()
    var part = Part<Result>()
    while let indexes = queue.next() {
      let start = part.results.count
      for index in indexes {
        if let result = body(&state, index) { part.results.append(result) }
      }
      part.runs.append((indexes.lowerBound, start..<part.results.count))
    }
    return part
  }
  if parts.count == 1 { return parts[0].results }
  let runs = parts.indices.flatMap { part in
    parts[part].runs.map { (number: $0.number, part: part, results: $0.results) }
  }
  var results: [Result] = []
  results.reserveCapacity(count)
  for run in runs.sorted(by: { $0.number < $1.number }) {
    results += parts[run.part].results[run.results]
  }
  return results
}

/// What one core made.
private struct Part<Result: Sendable>: Sendable {
  var results: [Result] = []
  /// Where each run's results are, by the run's first number.
  var runs: [(number: Int, results: Range<Int>)] = []
}

/// Runs `body` for the numbers below `count` on many cores, in runs of `chunk`, and gives what each
/// core made of its runs. Which core has which runs is left to chance.
func parallelFold<State: Sendable>(
  count: Int, chunk: Int, into make: @escaping @Sendable () -> State,
  _ body: @escaping @Sendable (_ state: inout State, _ indexes: Range<Int>) -> Void
) async -> [State] {
  await onCores(WorkQueue(count: count, chunk: chunk)) { queue in
    var state = make()
    while let indexes = queue.next() { body(&state, indexes) }
    return state
  }
}

/// Runs `work` on as many cores as are worth their while, and gives what each made, in no particular
/// order.
private func onCores<Made: Sendable>(
  _ queue: WorkQueue, _ work: @escaping @Sendable (WorkQueue) -> Made
) async -> [Made] {
  thread_memory_prepare()
  let cores = min(queue.worthwhileCores, Int(thread_core_count()))
  if cores < 2 { return [work(queue)] }
  return await withTaskGroup(of: Made.self) { group in
    for _ in 0..<cores { group.addTask { work(queue) } }
    var made: [Made] = []
    for await part in group { made.append(part) }
    return made
  }
}

/// Hands out the numbers from 0 on in runs, each once, to whoever asks.
private final class WorkQueue: Sendable {
  private let count: Int
  private let chunk: Int
  private let given = Atomic(0)

  init(count: Int, chunk: Int) {
    self.count = count
    self.chunk = chunk
  }

  /// How much of it is worth a core. Two together take a tenth more time than one alone, and what they
  /// save of the few hundredths of a second that a small site takes nobody sees.
  private static let worthOneCore = 256

  var worthwhileCores: Int { (count + Self.worthOneCore - 1) / Self.worthOneCore }

  func next() -> Range<Int>? {
    let start = given.add(1, ordering: .relaxed).oldValue * chunk
    guard start < count else { return nil }
    // Each run begins with enough memory for the thread, which costs next to nothing to ask for.
    thread_memory_reserve()
    return start..<min(start + chunk, count)
  }
}
