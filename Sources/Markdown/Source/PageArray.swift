import CMarkArena

/// Values that live as long as the page that is being read: they lie in the arena, so that passes
/// add and read them without counting references.
///
/// A copy shares its values with the original; only one of them may be written. Reading beyond the
/// end stops the program, as with an array.
struct PageArray<Element: BitwiseCopyable>: RandomAccessCollection {
  private var base: UnsafeMutablePointer<Element>?
  private(set) var count = 0
  private var capacity = 0

  /// No values, with room for a number of them.
  init(capacity: Int = 0) {
    if capacity > 0 { grow(to: capacity) }
  }

  /// Values that `fill` writes: it is told how many have room, and says how many there are. Nil
  /// where these are more.
  init?(capacity: Int, fill: (UnsafeMutablePointer<Element>, Int) -> Int) {
    grow(to: capacity)
    guard let base else { return nil }
    count = fill(base, capacity)
    if count > capacity { return nil }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(index: Int) -> Element {
    @inline(__always)
    get {
      // One comparison does for both ends.
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
      return base.unsafelyUnwrapped[index]
    }
    @inline(__always)
    set {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
      base.unsafelyUnwrapped[index] = newValue
    }
  }

  /// Adds a value.
  @inline(__always)
  mutating func append(_ value: Element) {
    if count == capacity { grow(to: Swift.max(16, capacity * 2)) }
    base.unsafelyUnwrapped[count] = value
    count &+= 1
  }

  /// Takes the last value away; nil without one.
  mutating func popLast() -> Element? {
    guard count > 0 else { return nil }
    count -= 1
    return base.unsafelyUnwrapped[count]
  }

  /// Forgets the values from an index on and keeps the memory.
  mutating func truncate(to count: Int) {
    precondition(count >= 0 && count <= self.count)
    self.count = count
  }

  /// Forgets the values and keeps the memory.
  mutating func removeAll() { count = 0 }

  private mutating func grow(to room: Int) {
    capacity = room
    base = cmark_arena_reallocate(base, room * MemoryLayout<Element>.stride)
      .assumingMemoryBound(to: Element.self)
  }
}

extension RandomAccessCollection where Element == Int, Index == Int {
  /// The index of the last element that is not greater than `value`, in ascending elements that are
  /// counted from 0; -1 if there is none.
  func lastIndex(notAfter value: Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}
