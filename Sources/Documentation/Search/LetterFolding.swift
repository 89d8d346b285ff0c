/// What letters count as in the search: capitals as small letters, letters with accents as those
/// without. earch.js` does the same with its browser's tables.
struct LetterFolding: Sendable {
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

  /// Of the scalars from U+0080 to U+1FFF: what they count as, 0 for accents, 1 for what ends words.
  private let table: [UInt16]

  init() {
    var table = [UInt16](repeating: 1, count: 0x2000 - 0x80)
    for value in UInt32(0x80)..<0x2000 {
      guard let scalar = Unicode.Scalar(value), Self.isWordPart(scalar) else { continue }
      table[Int(value) - 0x80] = UInt16(Self.lowercased(scalar))
    }
    for value in 0x300..<0x370 { table[value - 0x80] = 0 }
    for group in Self.groups.split(whereSeparator: \.isWhitespace) {
      guard let base = group.unicodeScalars.first else { continue }
      for scalar in group.unicodeScalars.dropFirst() where scalar.value < 0x2000 {
        table[Int(scalar.value) - 0x80] = UInt16(base.value)
      }
    }
    self.table = table
  }

  /// What a scalar beyond ASCII is.
  func kind(of value: UInt32) -> Kind {
    if value < 0x2000 {
      if Self.isWrittenWithoutSpaces(value) { return .ideograph }
      let entry = table[Int(value) - 0x80]
      return entry == 0 ? .accent : entry == 1 ? .other : .letter(UInt32(entry))
    }
    if Self.isIdeograph(value) { return .ideograph }
    guard let scalar = Unicode.Scalar(value), Self.isWordPart(scalar) else { return .other }
    return .letter(Self.lowercased(scalar))
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
