/// What letters count as in the search: capitals as small letters, letters with accents as those
/// without. The script of the search does the same with its browser's tables.
struct LetterFolding {
  /// What a scalar is.
  enum Kind: Sendable, Equatable {
    /// Part of a word, counted as this scalar.
    case letter(UInt32)
    /// An accent of its own: left out.
    case accent
    /// A letter of a script that writes no spaces: it makes words with its neighbours.
    case ideograph
    /// It ends a word.
    case other
  }

  /// Every group begins with what the others count as.
  private static let groups = """
    aÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎǞǟǠǡǺǻȀȁȂȃȦȧḀḁẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặ bḂḃḄḅḆḇ cÇçĆćĈĉĊċČčḈḉ
    dĎďḊḋḌḍḎḏḐḑḒḓ eÈÉÊËèéêëĒēĔĕĖėĘęĚěȄȅȆȇȨȩḔḕḖḗḘḙḚḛḜḝẸẹẺẻẼẽẾếỀềỂểỄễỆệ fḞḟ gĜĝĞğĠġĢģǦǧǴǵḠḡ
    hĤĥȞȟḢḣḤḥḦḧḨḩḪḫẖ iÌÍÎÏìíîïĨĩĪīĬĭĮįİǏǐȈȉȊȋḬḭḮḯỈỉỊị jĴĵǰ kĶķǨǩḰḱḲḳḴḵ lĹĺĻļĽľḶḷḸḹḺḻḼḽ
    mḾḿṀṁṂṃ nÑñŃńŅņŇňǸǹṄṅṆṇṈṉṊṋ
    oÒÓÔÕÖòóôõöŌōŎŏŐőƠơǑǒǪǫǬǭȌȍȎȏȪȫȬȭȮȯȰȱṌṍṎṏṐṑṒṓỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợ pṔṕṖṗ
    rŔŕŖŗŘřȐȑȒȓṘṙṚṛṜṝṞṟ sŚśŜŝŞşŠšȘșṠṡṢṣṤṥṦṧṨṩ tŢţŤťȚțṪṫṬṭṮṯṰṱẗ
    uÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưǓǔǕǖǗǘǙǚǛǜȔȕȖȗṲṳṴṵṶṷṸṹṺṻỤụỦủỨứỪừỬửỮữỰự vṼṽṾṿ wŴŵẀẁẂẃẄẅẆẇẈẉẘ xẊẋẌẍ
    yÝýÿŶŷŸȲȳẎẏẙỲỳỴỵỶỷỸỹ zŹźŻżŽžẐẑẒẓẔẕ æǢǣǼǽ øǾǿ ſẛ ʒǮǯ     αΆάἀἁἂἃἄἅἆἇἈἉἊἋἌἍἎἏὰάᾀᾁᾂᾃᾄᾅᾆᾇᾈᾉᾊᾋᾌᾍᾎᾏᾰᾱᾲᾳᾴᾶᾷᾸᾹᾺΆᾼ εΈέἐἑἒἓἔἕἘἙἚἛἜἝὲέῈΈ
    ηΉήἠἡἢἣἤἥἦἧἨἩἪἫἬἭἮἯὴήᾐᾑᾒᾓᾔᾕᾖᾗᾘᾙᾚᾛᾜᾝᾞᾟῂῃῄῆῇῊΉῌ ιΊΐΪίϊἰἱἲἳἴἵἶἷἸἹἺἻἼἽἾἿὶίιῐῑῒΐῖῗῘῙῚΊ
    οΌόὀὁὂὃὄὅὈὉὊὋὌὍὸόῸΌ ρῤῥῬ υΎΫΰϋύὐὑὒὓὔὕὖὗὙὛὝὟὺύῠῡῢΰῦῧῨῩῪΎ
    ωΏώὠὡὢὣὤὥὦὧὨὩὪὫὬὭὮὯὼώᾠᾡᾢᾣᾤᾥᾦᾧᾨᾩᾪᾫᾬᾭᾮᾯῲῳῴῶῷῺΏῼ ϒϓϔ аӐӑӒӓ гЃѓ еЀЁѐёӖӗ жӁӂӜӝ зӞӟ иЍЙйѝӢӣӤӥ
    кЌќ оӦӧ уЎўӮӯӰӱӲӳ чӴӵ ыӸӹ эӬӭ іЇї ѵѶѷ әӚӛ өӪӫ σς
    """

  /// Of the scalars from U+0080 to U+1FFF: what they count as, `accent`, `other`, or `unknown` for
  /// those that were not asked for yet. Empty until a text has such a scalar: many have none, and to
  /// ask Unicode's tables for all of them takes longer than a small site.
  private var table: [UInt16] = []
  private static let accent: UInt16 = 0
  private static let other: UInt16 = 1
  private static let unknown: UInt16 = 2

  private static func firstTable() -> [UInt16] {
    var table = [UInt16](repeating: unknown, count: 0x2000 - 0x80)
    for value in 0x300..<0x370 { table[value - 0x80] = accent }
    var base: UInt32?
    for scalar in groups.unicodeScalars {
      if scalar == " " || scalar == "\n" {
        base = nil
      } else if let base {
        if scalar.value < 0x2000 { table[Int(scalar.value) - 0x80] = UInt16(base) }
      } else {
        base = scalar.value
      }
    }
    return table
  }

  /// What a scalar beyond ASCII is.
  mutating func kind(of value: UInt32) -> Kind {
    if value < 0x2000 {
      if Self.isWrittenWithoutSpaces(value) { return .ideograph }
      if table.isEmpty { table = Self.firstTable() }
      let index = Int(value) - 0x80
      if table[index] == Self.unknown { table[index] = Self.entry(of: value) }
      let entry = table[index]
      return entry == Self.accent
        ? .accent : entry == Self.other ? .other : .letter(UInt32(entry))
    }
    if Self.isIdeograph(value) { return .ideograph }
    guard let scalar = Unicode.Scalar(value), Self.isWordPart(scalar) else { return .other }
    return .letter(Self.lowercased(scalar))
  }

  private static func entry(of value: UInt32) -> UInt16 {
    guard let scalar = Unicode.Scalar(value), isWordPart(scalar) else { return other }
    return UInt16(lowercased(scalar))
  }

  private static func lowercased(_ scalar: Unicode.Scalar) -> UInt32 {
    guard scalar.properties.changesWhenLowercased else { return scalar.value }
    return scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar.value
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
      true
    default: false
    }
  }

  /// Thai, Lao, Burmese and Khmer.
  private static func isWrittenWithoutSpaces(_ value: UInt32) -> Bool {
    (0xE00...0xEFF).contains(value) || (0x1000...0x109F).contains(value)
      || (0x1780...0x17FF).contains(value)
  }

  /// Chinese and Japanese. Korean writes spaces.
  private static func isIdeograph(_ value: UInt32) -> Bool {
    (0x3040...0x30FF).contains(value) || (0x31F0...0x31FF).contains(value)
      || (0x3400...0x9FFF).contains(value) || (0xF900...0xFAFF).contains(value)
      || (0x20000...0x3FFFF).contains(value) || value == 0x3005 || value == 0x3007
  }
}
