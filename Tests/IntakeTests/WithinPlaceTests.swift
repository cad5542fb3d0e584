import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake
@testable import OfficeWords
@testable import TableGrids

/// Papers, files and rows that bear the name of a unit and are not the unit's.
@Suite("Bodies within a place are not the place")
struct WithinPlaceTests {
  private static let roster = "cluster,unit\nC,Xã Nga Sơn\nC,Xã Ba Đình\nC,Phường Hạc Thành\n"
  private static let districts = "cluster,unit\nC,Huyện Nga Sơn\nC,Huyện Hà Trung\n"

  private func numbers(_ files: [String: String], roster: String = roster) throws -> (
    told: [String], found: Set<String>
  ) {
    let small = try Small(
      files, settings: "indicators:\n  a: {name: Số vụ, from: submissions}\n", roster: roster)
    let intake = try small.intake(.half(1, year: 2026))
    let told = intake.tables.flatMap(\.numbers).map { "\($0.unit) \(Int($0.value ?? -1))" }
    return (told, Set(intake.log.all.map(\.code.rawValue)))
  }

  private func paper(_ head: String) -> String {
    "\"\(head)\",,\nBÁO CÁO 6 THÁNG ĐẦU NĂM 2026,,\nTT,Nội dung,Kết quả\n1,Số vụ,12\n"
  }

  @Test(
    "The letter head of a school, a firm, a hamlet or a party cell",
    arguments: [
      "TRƯỜNG THCS NGA SƠN", "CÔNG TY TNHH NGA SƠN", "HẠT KIỂM LÂM NGA SƠN",
      "HTX NÔNG NGHIỆP BA ĐÌNH", "THÔN 3, XÃ NGA SƠN", "TỔ DÂN PHỐ 2 - PHƯỜNG HẠC THÀNH",
      "CHI BỘ THÔN BA ĐÌNH - ĐẢNG BỘ XÃ NGA SƠN",
    ])
  func heads(_ head: String) throws {
    let (told, found) = try numbers(["bc.csv": paper(head)])
    #expect(told.isEmpty, "\(told)")
    #expect(found.contains("unknown-unit"))
  }

  @Test(
    "The unit's own papers, and those of what every commune has, are the unit's",
    arguments: [
      "UBND XÃ NGA SƠN", "ĐẢNG ỦY XÃ NGA SƠN", "TRẠM Y TẾ XÃ NGA SƠN", "CÔNG AN XÃ NGA SƠN",
      "HỘI NÔNG DÂN XÃ NGA SƠN",
    ])
  func own(_ head: String) throws {
    #expect(try numbers(["bc.csv": paper(head)]).told == ["Xã Nga Sơn 12"])
  }

  @Test(
    "A commune in front of its district reports for itself",
    arguments: [
      "UBND XÃ NGA TÂN, HUYỆN NGA SƠN", "XÃ NGA TÂN - HUYỆN NGA SƠN",
      "ĐẢNG ỦY XÃ NGA TÂN\",,\n\"HUYỆN NGA SƠN", "UBND HUYỆN NGA SƠN\",,\n\"UBND XÃ NGA TÂN",
      "Đơn vị báo cáo: Xã Nga Tân, huyện Nga Sơn",
    ])
  func communes(_ head: String) throws {
    let (told, found) = try numbers(["bc.csv": paper(head)], roster: WithinPlaceTests.districts)
    #expect(told.isEmpty, "\(told)")
    #expect(found.contains("unknown-unit"))
  }

  @Test(
    "A district is named besides its communes, or by all of them",
    arguments: [
      "UBND HUYỆN NGA SƠN", "CÁC XÃ, THỊ TRẤN HUYỆN NGA SƠN", "KẾT QUẢ CẤP XÃ CỦA HUYỆN NGA SƠN",
    ])
  func districts(_ head: String) throws {
    #expect(
      try numbers(["bc.csv": paper(head)], roster: WithinPlaceTests.districts).told
        == ["Huyện Nga Sơn 12"])
  }

  @Test(
    "The name of a file, with or without marks",
    arguments: [
      ("Truong THCS Nga Son", false), ("Nga Son - thon 5", false), ("Cty Nga Son", false),
      ("Thi tran Nga Son", false), ("Xã Nga Tân - Nga Sơn", false),
      ("BC xa Nga Tan huyen Nga Son", false), ("BC Nga Son", true),
      ("xa Nga Son", true), ("BC_T6_2026_NgaSon", true), ("TYT Nga Son", true),
    ])
  func files(_ name: String, _ isOwn: Bool) throws {
    let table = "BÁO CÁO 6 THÁNG ĐẦU NĂM 2026,,\nTT,Nội dung,Kết quả\n1,Số vụ,12\n"
    #expect(try numbers([name + ".csv": table]).told == (isOwn ? ["Xã Nga Sơn 12"] : []))
  }

  @Test(
    "Hamlets that are called as other communes are",
    arguments: ["Thôn", "Tên thôn", "Khu dân cư", "Tổ dân phố"])
  func hamlets(_ heading: String) throws {
    let table =
      "UBND XÃ NGA SƠN,,\nTỔNG HỢP 6 THÁNG ĐẦU NĂM 2026,,\nTT,\(heading),Số vụ\n1,Ba Đình,4\n2,Hạc Thành,8\n"
    let (told, _) = try numbers(["bc.csv": table + ",Toàn xã,12\n"])
    #expect(!told.contains { $0.hasPrefix("Xã Ba Đình") || $0.hasPrefix("Phường") }, "\(told)")
  }

  @Test(
    "A column says the kind of the names below it",
    arguments: [
      ("Sở", "Nội vụ", "Sở Nội vụ"), ("Trường", "THCS Lê Lợi", "Trường THCS Lê Lợi"),
      ("Tên thôn", "Đoài", "Thôn Đoài"), ("Tổ dân phố", "TDP số 1", "Tổ dân phố số 1"),
      ("Sở, ban, ngành", "Dân tộc", "Ban Dân tộc"),
    ])
  func kinds(_ heading: String, _ text: String, _ unit: String) throws {
    let roster = "cluster,unit\nC,\(unit)\nC,Thanh tra tỉnh\n"
    let table =
      "TỔNG HỢP 6 THÁNG ĐẦU NĂM 2026,,\nTT,\"\(heading)\",Số vụ\n1,\(text),4\n2,Thanh tra tỉnh,8\n"
    #expect(
      try numbers(["bc.csv": table], roster: roster).told == ["\(unit) 4", "Thanh tra tỉnh 8"])
  }

  @Test(
    "Names with numbers, places and abbreviations around them",
    arguments: [
      ("(2) Xã Nga Sơn", "Xã Nga Sơn"), ("2-Xã Nga Sơn", "Xã Nga Sơn"),
      ("Xã Nga Sơn (12 thôn)", "Xã Nga Sơn"), ("Xã Nga Sơn,", "Xã Nga Sơn"),
      ("Phường Hạc Thành - TP. Thanh Hóa", "Phường Hạc Thành"),
      ("Phường Hạc Thành (TP Thanh Hóa)", "Phường Hạc Thành"),
      ("VP UBND tỉnh", "Văn phòng UBND tỉnh"),
      ("Văn phòng Ủy ban nhân dân tỉnh", "Văn phòng UBND tỉnh"),
      ("Sở Nông nghiệp & Môi trường", "Sở Nông nghiệp và Môi trường"),
      ("BQL Khu kinh tế", "Ban Quản lý Khu kinh tế"),
    ])
  func surroundings(_ text: String, _ unit: String) throws {
    let roster = "cluster,unit\nC,\(unit)\nC,Thanh tra tỉnh\n"
    let table =
      "TỔNG HỢP 6 THÁNG ĐẦU NĂM 2026,,\nTT,Đơn vị,Số vụ\n1,\"\(text)\",4\n2,Thanh tra tỉnh,8\n"
    #expect(
      try numbers(["bc.csv": table], roster: roster).told == ["\(unit) 4", "Thanh tra tỉnh 8"])
  }

  @Test("A dash of a unit that was no more, or not yet, is no error")
  func notInForce() throws {
    let roster =
      "cluster,unit,from,to,successor\nC,Xã An Bình,,2025-06-30,Xã An Minh\nC,Xã An Minh,2025-07-01,,\n"
    let table =
      "BÁO CÁO NĂM 2025,,,\nTT,Đơn vị,Số vụ,\n,,6 tháng đầu năm,6 tháng cuối năm\n1,Xã An Bình,5,x\n2,Xã An Minh,-,7\n"
    let (told, found) = try numbers(["bc.csv": table], roster: roster)
    #expect(told == ["Xã An Bình 5", "Xã An Minh 7"])
    #expect(!found.contains("unknown-unit"))
  }

  @Test("Units that stand twice in a row, in another order, with lines numbered once")
  func sideBySide() throws {
    let small = try Small(
      [
        "v.csv":
          "TỔNG HỢP 6 THÁNG ĐẦU NĂM 2026,,,,\nTT,Đơn vị,Số vụ,Đơn vị,Số người\n1,Xã Nga Sơn,20,Xã Ba Đình,39\n2,Xã Ba Đình,34,Xã Nga Sơn,38\n"
      ],
      settings:
        "indicators:\n  a: {name: Số vụ, from: submissions}\n  b: {name: Số người, from: submissions}\n",
      roster: WithinPlaceTests.roster)
    let intake = try small.intake(.half(1, year: 2026))
    let told = Set(
      intake.tables.flatMap(\.numbers).map {
        "\($0.unit) \($0.indicator) \(Int($0.value ?? -1))"
      })
    #expect(told == ["Xã Nga Sơn a 20", "Xã Ba Đình a 34", "Xã Ba Đình b 39", "Xã Nga Sơn b 38"])
  }
}
