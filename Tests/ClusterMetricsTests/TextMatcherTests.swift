import ClusterMetrics
import Foundation
import Testing

@Suite("Texts that conditions ask for by a pattern")
struct TextMatcherTests {
  private func fits(_ kind: TextPattern.Kind, _ pattern: String, _ text: String) throws -> Bool {
    try TextMatcher(TextPattern(kind, [pattern])).fits(text)
  }

  @Test(
    "In an expression a letter is one with all its marks",
    arguments: [
      ("H.p", "Họp"), ("H[oọ]p", "Họp"), ("H(ọ|o)p", "họp"), (".*p", "Họp"), ("Họ.", "HỌP"),
      ("T.p huấn", "Tập huấn"), ("T[aậ]p.*", "Tập huấn"), ("Tập huấ[n]", "Tập  huấn "),
      ("H.p", "Hop"), (".{3}", "Họp"), ("h\\Sp", "Họp"),
      ("Đối thoại( lần \\d+)?", "Đối thoại lần 12"),
      ("Hòa giải", "Hoà giải"), ("Hoà giải", "Hòa giải"), ("ủy ban", "Uỷ ban"), ("Quý 2", "Quý 2"),
      ("Hoàn thành", "Hoàn thành"), ("[Đđ]ối thoại", "Ðối thoại"),
    ])
  func letters(pattern: String, text: String) throws {
    #expect(try fits(.matches, pattern, text))
    #expect(try fits(.matches, pattern, text.decomposedStringWithCanonicalMapping))
  }

  @Test(
    "It describes the whole text, and tone marks are told apart",
    arguments: [("Họp", "Họp thôn"), ("Họp", "Hop"), ("Hop", "Họp"), ("H.p", "Hp"), ("\\d", "Họp")])
  func others(pattern: String, text: String) throws {
    #expect(try !fits(.matches, pattern, text))
  }

  @Test("Parts and beginnings are compared as names are")
  func parts() throws {
    #expect(try fits(.contains, "hoà", "Tổ hòa giải") && fits(.starts, "TỔ", "Tổ hòa giải"))
    #expect(try !fits(.contains, "", "Tổ") && !fits(.starts, "hòa", "Tổ hòa giải"))
  }

  @Test("Marks of the last letter are told apart, too")
  func lastLetters() throws {
    for other in ["Chợ phiên", "Chống dịch", "Chở hàng"] {
      #expect(try !fits(.starts, "cho", other), "\(other)")
    }
    #expect(try fits(.starts, "cho", "Cho vay") && fits(.starts, "bàn", "Bàn giao"))
    #expect(try !fits(.starts, "ban", "Bàn giao") && !fits(.contains, "hoa", "Tổ hòa giải"))
    // The second one is meant.
    #expect(try fits(.contains, "hoa", "Tổ hòa giải xã Hoa Lư"))
    #expect(try fits(.starts, "đối tho", "Đối thoại"))
  }
}
