import Foundation

/// The key by which names are compared. It ignores differences in how people write the same name: Unicode
/// normalisation, case, the place of a tone (hoà/hòa), i and y (quí/quý), Đ U+0110 and Ð U+00D0, kinds and number of
/// spaces, apostrophes, and the dot of an abbreviation.
///
/// Tones, vowel marks and đ are significant: Nga Thanh and Nga Thành are two communes.
public struct NameKey: Hashable, Sendable {
  /// The folded text: lower case, decomposed, each syllable's tone mark at its end, one space between words.
  public let text: String

  /// Folds a name as people write it.
  public init(_ name: some StringProtocol) {
    self.init(folded: NameFolding.folded(name)[...])
  }

  private init(folded bytes: ArraySlice<UInt8>) {
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// Splits the name of a place into its kind and the rest: `TX. Bỉm Sơn` is a town named Bỉm Sơn. Numbers lose leading
  /// zeros and may follow an abbreviation directly: `Phường 01` is `P1`.
  package static func place(_ name: some StringProtocol) -> (kind: PlaceKind?, bare: NameKey) {
    let bytes = NameFolding.withoutLeadingZeros(NameFolding.folded(name))
    let endsWithDigit = bytes.last.map(NameFolding.isDigit) ?? false
    for (kind, prefixes) in PlaceKind.folded {
      for prefix in prefixes {
        if bytes.count > prefix.count, bytes.starts(with: prefix) {
          return (kind, NameKey(folded: bytes[prefix.count...]))
        }
        guard endsWithDigit else { continue }
        let number = bytes.dropFirst(prefix.count - 1)
        if !number.isEmpty, number.allSatisfy(NameFolding.isDigit),
          bytes.starts(with: prefix.dropLast())
        {
          return (kind, NameKey(folded: NameFolding.withoutLeadingZeros(Array(number))[...]))
        }
      }
    }
    // English names end with the kind.
    for (kind, suffix) in PlaceKind.foldedSuffixes
    where bytes.count > suffix.count && bytes.suffix(suffix.count).elementsEqual(suffix) {
      return (kind, NameKey(folded: bytes.dropLast(suffix.count)))
    }
    return (nil, NameKey(folded: bytes[...]))
  }

  // The text is folded already, so compare and hash its bytes: strings would be normalised again.

  /// Whether two names are equal after folding.
  public static func == (left: NameKey, right: NameKey) -> Bool {
    var (left, right) = (left.text, right.text)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        left.count == right.count
          && (left.isEmpty || memcmp(left.baseAddress!, right.baseAddress!, left.count) == 0)
      }
    }
  }

  /// Hashes the folded text.
  public func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

/// Folds names to the text of `NameKey`.
private enum NameFolding {
  /// The folded name as UTF-8.
  static func folded(_ name: some StringProtocol) -> [UInt8] {
    var writer = Writer()
    for scalar in name.unicodeScalars {
      if scalar.value < 0x80 {
        writer.add(ascii: UInt8(truncatingIfNeeded: scalar.value))
      } else if let letter = table[scalar] {
        writer.add(letter)
      } else if isTone(scalar) {
        writer.tone += Array(String(scalar).utf8)
      } else {
        return slowlyFolded(name)
      }
    }
    writer.endWord()
    return writer.letters
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// A folded name whose numbers have no leading zeros, except zero itself.
  static func withoutLeadingZeros(_ folded: [UInt8]) -> [UInt8] {
    let (zero, space) = (UInt8(ascii: "0"), UInt8(ascii: " "))
    let hasLeadingZero = folded.indices.dropLast().contains { index in
      folded[index] == zero && isDigit(folded[index + 1])
        && (index == 0 || folded[index - 1] == space)
    }
    guard hasLeadingZero else { return folded }
    let words = folded.split(separator: space).map { word in
      guard word.allSatisfy(isDigit) else { return word }
      return word.dropLast().drop { $0 == zero } + word.suffix(1)
    }
    return Array(words.joined(separator: [space]))
  }

  /// Whether a combining mark is one of the five tones: huyền, sắc, ngã, hỏi, nặng.
  private static func isTone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0300, 0x0301, 0x0303, 0x0309, 0x0323: true
    default: false
    }
  }

  /// Folds letters of any script.
  private static func slowlyFolded(_ name: some StringProtocol) -> [UInt8] {
    var writer = Writer()
    // Decomposition comes last: lower-casing may compose, and tones can only be moved when separate.
    for scalar in name.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar.value {
      case _ where isTone(scalar): writer.tone += Array(String(scalar).utf8)
      case 0x00F0, 0x0256: writer.add("đ")
      case 0x2010...0x2015, 0x2212: writer.add("-")
      // "Đắk R’lấp", "Ea H`leo"
      case 0x2018, 0x2019, 0x201B, 0x02BC, 0x02B9, 0x00B4, 0x2032, 0xFF07: writer.add("'")
      case 0x200B...0x200D, 0x2060, 0xFEFF, 0x00AD: continue
      case 0..<0x80: writer.add(ascii: UInt8(scalar.value))
      default:
        if scalar.properties.isWhitespace {
          writer.endWord()
        } else {
          writer.add(scalar)
        }
      }
    }
    writer.endWord()
    return writer.letters
  }

  /// Writes words separated by one space, with each word's tones at its end.
  private struct Writer {
    private(set) var letters: [UInt8] = []
    var tone: [UInt8] = []
    private var isInWord = false
    private var wordStart = 0

    init() { letters.reserveCapacity(64) }

    mutating func add(ascii byte: UInt8) {
      switch byte {
      // White space and the dot of an abbreviation end a word.
      case 0x09...0x0D, 0x20, UInt8(ascii: "."): endWord()
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        beginWord()
        letters.append(byte | 0x20)
      case UInt8(ascii: "`"):
        beginWord()
        letters.append(UInt8(ascii: "'"))
      default:
        beginWord()
        letters.append(byte)
      }
    }

    mutating func add(_ letter: Letter) {
      beginWord()
      letter.base.append(to: &letters)
      letter.tone.append(to: &tone)
    }

    mutating func add(_ scalar: Unicode.Scalar) {
      beginWord()
      letters += Array(String(scalar).utf8)
    }

    /// Writes the space before a word together with the word, so none is left at the end.
    private mutating func beginWord() {
      guard !isInWord else { return }
      isInWord = true
      if !letters.isEmpty { letters.append(0x20) }
      wordStart = letters.count
    }

    /// Whether the word is a syllable that is spelled with i or y: "quí" and "quý", "tỉ" and "tỷ", "sĩ" and "sỹ" (Quyết
    /// định 240/QĐ, 1984, prescribes i; most offices use y).
    private var endsInEitherI: Bool {
      guard letters.last == UInt8(ascii: "i") else { return false }
      switch letters.count - wordStart {
      case 2: return Writer.onsets.contains(letters[wordStart])
      case 3:
        return letters[wordStart] == UInt8(ascii: "q")
          && letters[wordStart + 1] == UInt8(ascii: "u")
      default: return false
      }
    }
    private static let onsets = Set("hklmst".utf8)

    mutating func endWord() {
      if isInWord, endsInEitherI { letters[letters.count - 1] = UInt8(ascii: "y") }
      if !tone.isEmpty {
        beginWord()
        letters += tone
        tone.removeAll(keepingCapacity: true)
      }
      isInWord = false
    }
  }

  /// A few bytes in one word: an array for each letter would cost allocation and reference counting.
  private struct FewBytes {
    private var word: UInt64 = 0

    /// `nil` if there are more than eight bytes, or a zero byte.
    init?(_ bytes: [UInt8]) {
      guard bytes.count <= 8, !bytes.contains(0) else { return nil }
      for byte in bytes.reversed() { word = word << 8 | UInt64(byte) }
    }

    func append(to array: inout [UInt8]) {
      var rest = word
      while rest != 0 {
        array.append(UInt8(truncatingIfNeeded: rest))
        rest >>= 8
      }
    }
  }

  /// A letter without its tone, and its tone.
  private struct Letter {
    var base: FewBytes
    var tone: FewBytes
  }

  /// The non-ASCII letters of the Vietnamese alphabet, each folded by the slow method.
  private static let table: LetterTable = LetterTable()

  private struct LetterTable {
    private var latin: [Letter?]
    private var additional: [Letter?]

    init() {
      func letter(_ value: Int) -> Letter? {
        guard let scalar = Unicode.Scalar(UInt32(value)), scalar.properties.isAlphabetic else {
          return nil
        }
        var (base, tone) = ([UInt8](), [UInt8]())
        for scalar in String(scalar).lowercased().decomposedStringWithCanonicalMapping
          .unicodeScalars
        {
          switch scalar.value {
          case _ where NameFolding.isTone(scalar): tone += Array(String(scalar).utf8)
          case 0x00F0: base += Array("đ".utf8)
          default: base += Array(String(scalar).utf8)
          }
        }
        guard let base = FewBytes(base), let tone = FewBytes(tone) else { return nil }
        return Letter(base: base, tone: tone)
      }
      latin = (0xC0..<0x1B1).map(letter)
      additional = (0x1EA0..<0x1EFA).map(letter)
    }

    subscript(scalar: Unicode.Scalar) -> Letter? {
      switch scalar.value {
      case 0xC0..<0x1B1: latin[Int(scalar.value) - 0xC0]
      case 0x1EA0..<0x1EFA: additional[Int(scalar.value) - 0x1EA0]
      default: nil
      }
    }
  }
}

/// The kind of place that a prefix denotes.
package enum PlaceKind: Sendable, Hashable, CaseIterable {
  case commune, ward, township, district, town, city, province
  /// A special administrative zone, at the level of communes since 2025 (Law 72/2025/QH15, article 1).
  case zone

  /// Whether it is at the level of communes, not of districts or provinces.
  package var isOfCommunes: Bool { [.commune, .ward, .township, .zone].contains(self) }

  /// The ways to write it, the full word first.
  package var prefixes: [String] {
    switch self {
    case .commune: ["xã", "x"]
    case .ward: ["phường", "p"]
    case .township: ["thị trấn", "tt"]
    case .district: ["huyện", "h"]
    case .town: ["thị xã", "tx"]
    case .city: ["thành phố", "tp"]
    case .province: ["tỉnh"]
    case .zone: ["đặc khu", "đk"]
    }
  }

  /// The kind behind English names, each after a space: "Gio Linh District".
  fileprivate static let foldedSuffixes: [(PlaceKind, [UInt8])] = {
    let names: [(PlaceKind, String)] = [
      (.commune, "commune"), (.ward, "ward"), (.township, "township"), (.district, "district"),
      (.town, "town"), (.city, "city"), (.province, "province"), (.zone, "special zone"),
    ]
    return names.map { ($0.0, [0x20] + Array($0.1.utf8)) }
  }()

  /// The folded prefixes, each followed by a space.
  fileprivate static let folded: [(PlaceKind, [[UInt8]])] = allCases.map { kind in
    (kind, kind.prefixes.map { NameFolding.folded($0) + [0x20] })
  }
}

extension NameKey {
  /// The number of letters or tones that must be changed, added, removed or swapped with their neighbour to get from
  /// one key to another (Damerau–Levenshtein distance with adjacent swaps, over Unicode scalars, so that a wrong tone
  /// counts as one).
  package func distance(to other: NameKey) -> Int {
    let left = Array(text.unicodeScalars)
    let right = Array(other.text.unicodeScalars)
    var before: [Int] = []
    var row = Array(0...right.count)
    for i in left.indices {
      var next = [i + 1]
      for j in right.indices {
        var best = min(
          row[j] + (left[i] == right[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          best = min(best, before[j - 1] + 1)
        }
        next.append(best)
      }
      (before, row) = (row, next)
    }
    return row[right.count]
  }

  /// The nearest of some names, best first: at most three, none further away than a third of its length.
  public static func nearest(
    to name: some StringProtocol, among candidates: some Sequence<String>
  ) -> [String] {
    let key = NameKey(name)
    let bare = place(name).bare
    // Numbers have no near names: ward 10 is not ward 1.
    if bare.text.allSatisfy(\.isNumber) { return [] }
    return
      Set(candidates)
      .map { candidate in
        // Also compare without the prefix: "Nga An" is near "Xã Nga An".
        (
          candidate,
          min(
            key.distance(to: NameKey(candidate)),
            bare.distance(to: place(candidate).bare))
        )
      }
      .filter { $0.1 <= max(1, min(bare.text.unicodeScalars.count / 3, 4)) }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
      .prefix(3).map(\.0)
  }
}
