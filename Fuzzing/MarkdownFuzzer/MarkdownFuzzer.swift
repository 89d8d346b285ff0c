import Bytes
import Markdown

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
  let page = [UInt8](UnsafeBufferPointer(start: bytes + 1, count: count - 1))
  let trial = Trial(dialect: FuzzedDialects.dialect(bytes[0]), page: page)
  if let fault = trial.fault() {
    print("fault: \(fault)")
    print("page: \(String(decoding: page, as: UTF8.self).debugDescription)")
    fflush(nil)
    abort()
  }
  return 0
}
