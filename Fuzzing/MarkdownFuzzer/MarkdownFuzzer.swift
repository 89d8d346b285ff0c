import MarkdownTrials

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `MarkdownFuzzer` renders what libFuzzer makes up. The first byte says with which dialect; the
/// rest is the page. What is wrong with the result ends the process with a word on why.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let bytes, count > 0 else { return 0 }
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  if let fault = Trial(input: input).fault() {
    print("fault: \(fault)")
    print("page: \(String(decoding: input.dropFirst(), as: UTF8.self).debugDescription)")
    fflush(nil)
    abort()
  }
  return 0
}
