import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake
@testable import Tables

@Suite("Text in the encodings of old programs")
struct EncodingTests {
  private static let text = """
    Ngày,Đơn vị,"Xã, phường, thị trấn",Hoạt động
    14/6/2022,Huyện Nga Sơn,Xã Nga Thành,Đối thoại
    14/6/2022,huyện nga sơn,xã nga an,đối thoại

    """

  /// Bytes from the published tables: RFC 1456, and TCVN 5712 as the .VnTime fonts use it.
  private static let tables: [TextEncoding: [Character: UInt8]] = [
    .viscii: [
      "à": 0xE0, "Đ": 0xD0, "ơ": 0xBD, "ị": 0xB8, "ã": 0xE3, "ư": 0xDF, "ờ": 0xB6, "ấ": 0xA4,
      "ạ": 0xD5, "đ": 0xF0, "ộ": 0xB5, "ệ": 0xAE, "ố": 0xAF,
    ],
    .tcvn3: [
      "à": 0xB5, "Đ": 0xA7, "ơ": 0xAC, "ị": 0xDE, "ã": 0xB7, "ư": 0xAD, "ờ": 0xEA, "ấ": 0xCA,
      "ạ": 0xB9, "đ": 0xAE, "ộ": 0xE9, "ệ": 0xD6, "ố": 0xE8,
    ],
  ]

  /// As the VNI fonts have them, from VNI's published table.
  private static let vni: [Character: String] = [
    "à": "aø", "Đ": "Ñ", "ơ": "ô", "ị": "ò", "ã": "aõ", "ư": "ö", "ờ": "ôø", "ấ": "aá", "ạ": "aï",
    "đ": "ñ", "ộ": "oä", "ệ": "eä", "ố": "oá",
  ]

  private static func bytes(_ encoding: TextEncoding) throws -> Data {
    switch encoding {
    case .utf16LittleEndian:
      return Data([0xFF, 0xFE]) + (try #require(text.data(using: .utf16LittleEndian)))
    case .utf16BigEndian:
      return Data([0xFE, 0xFF]) + (try #require(text.data(using: .utf16BigEndian)))
    case .windows1258:
      // The tone follows its vowel as a letter of its own.
      let tones: [Unicode.Scalar: UInt8] = [
        "\u{300}": 0xCC, "\u{309}": 0xD2, "\u{303}": 0xDE, "\u{301}": 0xEC, "\u{323}": 0xF2,
      ]
      let letters: [Character: UInt8] = [
        "Đ": 0xD0, "đ": 0xF0, "ơ": 0xF5, "ư": 0xFD, "ê": 0xEA, "ô": 0xF4, "â": 0xE2,
      ]
      var data = Data()
      for character in text {
        var base = String.UnicodeScalarView()
        var tone: UInt8?
        for scalar in String(character).decomposedStringWithCanonicalMapping.unicodeScalars {
          if let byte = tones[scalar] { tone = byte } else { base.append(scalar) }
        }
        let letter = Character(String(base).precomposedStringWithCanonicalMapping)
        data.append(try #require(letters[letter] ?? letter.asciiValue))
        if let tone { data.append(tone) }
      }
      return data
    case .viscii, .tcvn3:
      let table = try #require(tables[encoding])
      return Data(try text.map { try #require(table[$0] ?? $0.asciiValue) })
    case .vni:
      return Data(try text.flatMap { vni[$0] ?? String($0) }.map { try #require($0.latin1) })
    case .vniInUTF8:
      return Data(text.flatMap { vni[$0] ?? String($0) }.map(String.init).joined().utf8)
    case .tcvn3InUTF8:
      return Data(String(try bytes(.tcvn3).map { Character(Unicode.Scalar($0)) }).utf8)
    }
  }

  private func intake(_ data: Data, settings: String = "") throws -> IntakeResult {
    let folder = try TemporaryFolder([
      "giaoban.yaml": settings + "\n" + SmallProject.settings, "roster.csv": SmallProject.roster,
    ])
    defer { folder.keep() }
    try folder.write("activities.csv", data)
    return try Project(folder: folder.url).tally([.half(1, year: 2022)])
  }

  private func count(_ intake: IntakeResult) throws -> Double? {
    let dialogues = try #require(intake.book.plan.indicator(withID: "dialogues"))
    return intake.book.tally(dialogues, for: .all, in: .half(1, year: 2022)).value
  }

  @Test(
    "Each is recognised from its bytes, and what is guessed is said",
    arguments: TextEncoding.allCases)
  func recognised(encoding: TextEncoding) throws {
    let intake = try intake(EncodingTests.bytes(encoding))
    #expect(try count(intake) == 2, "\(intake.log.all.map { $0.line(in: .english) })")
    let isMarked = encoding == .utf16LittleEndian || encoding == .utf16BigEndian
    #expect(intake.log.all.map(\.code) == (isMarked ? [] : [.guessedEncoding]))
    if !isMarked {
      let name = encoding.isCertain ? "old font" : encoding.rawValue
      #expect(intake.log.all.first?.message.english.contains(name) == true)
    }
  }

  @Test(
    "A declared encoding is used, and nothing needs to be said",
    arguments: [TextEncoding.windows1258, .viscii, .tcvn3, .vni])
  func declared(encoding: TextEncoding) throws {
    let intake = try intake(
      EncodingTests.bytes(encoding), settings: "encoding: \(encoding.rawValue)")
    #expect(try count(intake) == 2 && intake.log.all.isEmpty)
  }

  @Test("UTF-8 stays UTF-8, whatever is declared, decomposed or not")
  func utf8() throws {
    let decomposed = EncodingTests.text.decomposedStringWithCanonicalMapping
    for text in [EncodingTests.text, decomposed, "\u{FEFF}" + decomposed] {
      let intake = try intake(Data(text.utf8), settings: "encoding: viscii")
      #expect(try count(intake) == 2 && intake.log.all.isEmpty)
    }
  }

  @Test("Decoding is the same wherever the bytes are cut", arguments: TextEncoding.allCases)
  func cuts(encoding: TextEncoding) throws {
    let bytes = Array(try EncodingTests.bytes(encoding))
    for cut in stride(from: 1, to: bytes.count, by: 3) {
      let decoder = try #require(TextDecoder(encoding))
      var text = decoder.decode(Array(bytes[..<cut]))
      text += decoder.decode(Array(bytes[cut...]))
      text += decoder.finish()
      #expect(String(decoding: text, as: UTF8.self) == EncodingTests.text, "cut at \(cut)")
    }
  }

  @Test("Bytes that are no text of any kind are a finding")
  func noText() throws {
    let intake = try intake(Data("Ngày,Đơn vị,Hoạt động\n".utf8) + Data([0x31, 0xC3, 0x28, 0x0A]))
    #expect(intake.log.hasErrors)
  }
}

extension Character {
  /// Its byte in ISO 8859-1.
  fileprivate var latin1: UInt8? { unicodeScalars.first.flatMap { UInt8(exactly: $0.value) } }
}
