import Foundation
import Testing
import TestSupport

@testable import Intake
@testable import Tables

@Suite("Text in old Vietnamese fonts")
struct OldVietnameseTests {
  @Test(
    "A font tells how its text is written",
    arguments: [
      (".VnTime", "Héi nghÞ ®èi tho¹i", "Hội nghị đối thoại"),
      (".VnTimeH", "Héi nghÞ", "HỘI NGHỊ"), (".VnArial NarrowH", "Ban", "BAN"),
      (".VnTime", "Uû ban nh©n d©n huyÖn §«ng S¬n", "Uỷ ban nhân dân huyện Đông Sơn"),
      // All of it is Vietnamese as it stands, but its font shows something else.
      (".VnTime", "Cã", "Có"),
      (".VnTime", "V¨n hãa – x· héi “D©n vËn khÐo” 5²", "Văn hóa – xã hội “Dân vận khéo” 5²"),
      ("VNI-Times", "Vaên hoùa – xaõ hoäi", "Văn hóa – xã hội"),
      ("VNI-Times", "Hoäi nghò ñoái thoaïi", "Hội nghị đối thoại"),
      ("VNI-Times", "ÑÔN VÒ TRÖÔØNG HÔÏP", "ĐƠN VỊ TRƯỜNG HỢP"),
      ("VNI-Helve", "Nguyeãn Thò Kyõ, chuû tòch", "Nguyễn Thị Kỹ, chủ tịch"),
    ])
  func fonts(font: String, old: String, new: String) throws {
    let encoding = try #require(OldVietnamese(font: font))
    #expect(encoding.unicode(old) == new)
  }

  @Test("Text of Unicode in a cell of an old font stays what it is")
  func unicode() {
    #expect(OldVietnamese.tcvn3.unicode("Hội nghị") == nil)
    #expect(OldVietnamese.vni.unicode("Hội nghị") == nil)
    #expect(OldVietnamese.tcvn3.unicode("12") == nil)
    for font in ["Times New Roman", "Arial", "Vni", "VnTime"] {
      #expect(OldVietnamese(font: font) == nil)
    }
  }

  @Test(
    "Where no font is said, a text that is nothing else is recognised",
    arguments: [
      ("§¬n vÞ", "Đơn vị"), ("Sè cuéc ®èi tho¹i", "Số cuộc đối thoại"),
      ("HuyÖn Hµ Trung (12 x·)", "Huyện Hà Trung (12 xã)"), ("Toång soá", "Tổng số"),
      ("Ñôn vò", "Đơn vị"), ("Huyeän Ñoâng Sôn", "Huyện Đông Sơn"),
    ])
  func recognised(old: String, new: String) { #expect(OldVietnamese.recognised(old) == new) }

  @Test(
    "Other texts with letters of Western Europe are left alone",
    arguments: [
      "Đơn vị", "50 µg/m³", "© 2024", "· Số cuộc", "São Paulo", "naïve", "§ 2", "±5", "1½ ngày",
      "Müller", "Ångström", "Citroën", "El Niño", "Noël", "«Xã»", "Höhe", "m²", "20 °C", "×",
      "Ø 20", "thö", "tö", "löu", "Báo cáo · Xã An Phú · 2024", "T7÷T9", "Đạt 3×4",
      "Xã An Phú · Form",
      "Số người ¹ Xã An Phú",
    ])
  func leftAlone(text: String) { #expect(OldVietnamese.recognised(text) == nil) }

  @Test("A workbook in old fonts, by the fonts of cells and of runs, is read and said")
  func workbook() throws {
    let small = try Small([:])
    func shared(_ number: Int, _ style: Int) -> String {
      "<c r=\"REF\" t=\"s\" s=\"\(style)\"><v>\(number)</v></c>"
    }
    var book = StoredZip.OddWorkbook(sheets: [
      (
        "Sổ",
        sheet([
          [shared(0, 1), shared(1, 1), shared(2, 1), "Sè ng­êi dù"],
          ["1/3/2024", shared(3, 2), shared(4, 0), "#7"],
        ])
      )
    ])
    book.styles =
      "<fonts count=\"3\"><font><name val=\"Arial\"/></font><font><name val=\".VnTime\"/></font>"
      + "<font><name val=\"VNI-Times\"/></font></fonts><cellXfs><xf fontId=\"0\"/><xf fontId=\"1\"/>"
      + "<xf fontId=\"2\"/></cellXfs>"
    book.strings =
      "<si><t>Ngµy</t></si><si><t>§¬n vÞ</t></si><si><t>Ho¹t ®éng</t></si><si><t>Nuùi Taây</t></si>"
      + "<si><r><rPr><rFont val=\".VnTime\"/></rPr><t>®èi </t></r><r><rPr><rFont val=\"Arial\"/></rPr>"
      + "<t>thoại</t></r></si>"
    try small.add("sổ.xlsx", book.data)
    #expect(try small.value("people", 1) == 7)
    #expect(try small.said() == ["sổ.xlsx old-font warning"])
    #expect(try small.message(.oldFont).contains("\"Ngµy\" became \"Ngày\""))
  }

  @Test("Old fonts that are left over in a workbook of Unicode change nothing")
  func stale() throws {
    let small = try Small([:])
    func shared(_ number: Int, _ style: Int = 1) -> String {
      "<c r=\"REF\" t=\"s\" s=\"\(style)\"><v>\(number)</v></c>"
    }
    var book = StoredZip.OddWorkbook(sheets: [
      (
        "Sổ",
        sheet([
          [shared(0), shared(1), shared(2), shared(3)], ["1/3/2024", shared(4), shared(5), "#7"],
        ])
      )
    ])
    book.styles =
      "<fonts count=\"2\"><font><name val=\"Arial\"/></font><font><name val=\".VnTime\"/></font></fonts>"
      + "<cellXfs><xf fontId=\"0\"/><xf fontId=\"1\"/></cellXfs>"
    book.strings = ["Ngày", "Đơn vị", "Hoạt động", "Số người dự", "Núi Tây", "Hòa"]
      .map { "<si><t>\($0)</t></si>" }.joined()
    try small.add("sổ.xlsx", book.data)
    #expect(try small.value("people", 1) == 7)
    #expect(try small.said().isEmpty)
  }

  @Test(
    "Syllables",
    arguments: [
      ("đối", true), ("thoại", true), ("nghị", true), ("quyết", true), ("giếng", true),
      ("uỷ", true),
      ("ý", true), ("khuya", true), ("đố́i", false), ("xyz", false), ("br", false), ("aeo", false),
    ])
  func syllables(word: String, isOne: Bool) { #expect(VietnameseSyllable.isOne(word) == isOne) }
}
