/// The names that Python knows.
enum PythonWords {
  /// The class of a name.
  static func kind(of name: String, isMember: Bool) -> String {
    if keywords.contains(name) { return "k" }
    if constants.contains(name) { return "kc" }
    if operators.contains(name) { return "ow" }
    if !isMember {
      if builtins.contains(name) { return "nb" }
      if pseudo.contains(name) { return "bp" }
      if isException(name) { return "ne" }
    }
    if magicFunctions.contains(name) { return "fm" }
    return magicVariables.contains(name) ? "vm" : "n"
  }

  private static func isException(_ name: String) -> Bool {
    name.hasSuffix("Error") && errors.contains(String(name.dropLast(5)))
      || name.hasSuffix("Warning") && warnings.contains(String(name.dropLast(7)))
      || exceptions.contains(name)
  }

  private static func words(_ text: String) -> Set<String> {
    Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
  }

  private static let keywords = words(
    "as assert async await break continue del elif else except finally for global if lambda nonlocal "
      + "pass raise return try while with yield")
  private static let constants = words("True False None")
  private static let operators = words("and in is not or")
  private static let pseudo = words("self cls Ellipsis NotImplemented")
  private static let builtins = words(
    "__import__ abs aiter all any bin bool breakpoint bytearray bytes callable chr classmethod compile "
      + "complex delattr dict dir divmod enumerate eval filter float format frozendict frozenset "
      + "getattr globals hasattr hash hex id input int isinstance issubclass iter len list locals map "
      + "max memoryview min next object oct open ord pow print property range repr reversed round "
      + "sentinel set setattr slice sorted staticmethod str sum super tuple type vars zip")
  private static let errors = words(
    "Arithmetic Assertion Attribute BlockingIO BrokenPipe Buffer ChildProcess Connection "
      + "ConnectionAborted ConnectionRefused ConnectionReset EOF Environment FileExists FileNotFound "
      + "FloatingPoint IO Import Indentation Index Interrupted IsADirectory Key Lookup Memory "
      + "ModuleNotFound Name NotADirectory NotImplemented OS Overflow Permission ProcessLookup "
      + "Recursion Reference Runtime Syntax System Tab Timeout Type UnboundLocal Unicode "
      + "UnicodeDecode UnicodeEncode UnicodeTranslate VMS Value Windows ZeroDivision")
  private static let warnings: Set<String> = words(
    "Bytes Deprecation Encoding Future Import PendingDeprecation Resource Runtime Syntax Unicode User"
  )
  .union([""])
  private static let exceptions = words(
    "BaseException Exception GeneratorExit KeyboardInterrupt StopAsyncIteration StopIteration "
      + "SystemExit")

  static let magicFunctions = Set(
    words(
      "abs add aenter aexit aiter and anext await bool bytes call complex contains del delattr delete "
        + "delitem dir divmod enter eq exit float floordiv format ge get getattr getattribute getitem "
        + "gt hash iadd iand ifloordiv ilshift imatmul imod imul index init instancecheck int invert "
        + "ior ipow irshift isub iter itruediv ixor le len length_hint lshift lt matmul missing mod "
        + "mul ne neg new next or pos pow prepare radd rand rdivmod repr reversed rfloordiv rlshift "
        + "rmatmul rmod rmul ror round rpow rrshift rshift rsub rtruediv rxor set setattr setitem str "
        + "sub subclasscheck truediv xor"
    ).map { "__\($0)__" })
  private static let magicVariables = Set(
    words(
      "annotations bases class closure code defaults dict doc file func globals kwdefaults module mro "
        + "name objclass qualname self slots weakref"
    ).map { "__\($0)__" })
}
