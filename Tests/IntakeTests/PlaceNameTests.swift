import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake
@testable import OfficeWords

@Suite("Names of places in conditions, and rosters that move communes")
struct PlaceNameTests {
  private static let register =
    Small.header + """
      1/1/2024,Huyện Sông Đông,Xã An Bình,ĐT,5
      2/1/2024,Sông Đông,An Bình,ĐT,5
      3/1/2024,H. Sông Đông,X. An Hòa,ĐT,5
      4/1/2024,Núi Tây,Xã Bình Minh,ĐT,5

      """

  @Test(
    "Conditions on units and communes hold however a register writes their names",
    arguments: [
      ("count: activities, where: {unit: Huyện Sông Đông}", 3.0),
      ("count: activities, where: {unit: Sông Đông}", 3),
      ("count: activities, where: {unit: {not: Huyện Sông Đông}}", 1),
      ("count: activities, where: {commune: {not: xã an bình}}", 2),
      ("count: activities, where: {commune: {starts: xã}}", 4), ("distinct: unit", 2),
      ("distinct: commune", 3),
    ])
  func conditions(definition: String, value: Double) throws {
    let settings = "language: en\nindicators:\n  n: {\(definition)}\n"
    #expect(
      try Small(["activities.csv": PlaceNameTests.register], settings: settings).value("n") == value
    )
  }

  @Test(
    "A bare name in a condition's column is the place that its row means, whatever places elsewhere are called"
  )
  func sameBareNames() throws {
    let settings = """
      language: en
      indicators:
        one: {count: activities, where: {commune: Xã An}}
        starts: {count: activities, where: {commune: {starts: xã}}}
      """
    let small = try Small(
      [
        "activities.csv": Small.header
          + "1/1/2024,Sông Đông,Xã An,ĐT,1\n2/1/2024,Sông Đông,An,ĐT,1\n3/1/2024,Núi Tây,An,ĐT,1\n4/1/2024,Núi Tây,P. An,ĐT,1\n"
      ], settings: settings,
      roster: "cluster,unit,commune\nCụm 1,Huyện Sông Đông,Xã An\nCụm 1,Huyện Núi Tây,Phường An\n")
    #expect(try small.value("one") == 2)
    #expect(try small.value("starts") == 2)
    #expect(try !small.intake().log.all.contains { $0.code == .unusedCondition })
  }

  @Test(
    "Ordinary words of a title, a line or a file's name mention no unit that is called like them",
    arguments: [
      ("a.csv", "BÁO CÁO QUÝ I NĂM 2024", ""), ("a.csv", "KẾT QUẢ HOẠT ĐỘNG QUÝ I NĂM 2024", ""),
      ("a.csv", "QUÝ I NĂM 2024", "ĐVT: nghìn đồng"), ("a.csv", "QUÝ I NĂM 2024", "ĐVT: tấn"),
      ("a.csv", "Quý I năm 2024 (nghìn đồng)", ""), ("bao-cao-hoat-dong.csv", "QUÝ I NĂM 2024", ""),
      ("a.csv", "NGÀY HỘI ĐẠI ĐOÀN KẾT QUÝ I NĂM 2024", ""),
      ("a.csv", "TỔNG HỢP TÁC ĐỘNG CỦA BÃO QUÝ I NĂM 2024", ""),
    ])
  func ordinaryWords(file: String, title: String, line: String) throws {
    let roster =
      "cluster,unit\n"
      + ["Huyện Đông", "Thị trấn Cao", "Xã Tân", "Xã Đoàn Kết", "Xã Hợp Tác"].map {
        "Cụm 1,\($0)\n"
      }
      .joined()
    let settings = "language: vi\nindicators:\n  v: {name: Số vụ, from: submissions}\n"
    func read(_ file: String, _ title: String) throws -> IntakeResult {
      let small = try Small(
        [file: "\(title)\n\(line)\nTT;Nội dung;Số liệu\n1;Số vụ;120\n"], settings: settings,
        roster: roster)
      return try Project(folder: small.folder.url).tally([.quarter(1, year: 2024)])
    }
    let words = try read(file, title)
    #expect(words.tables.flatMap(\.numbers).isEmpty)
    #expect(!words.log.all.isEmpty)
    // With its kind, or as the name of the file, it is one.
    for (file, title) in [
      ("xa-doan-ket.csv", title), ("Đoàn Kết.csv", title), (file, title + " XÃ ĐOÀN KẾT"),
    ] {
      #expect(try read(file, title).tables.flatMap(\.numbers).map(\.unit) == ["Xã Đoàn Kết"])
    }
  }

  @Test(
    "A unit of measure in the corner of a table is that of the table",
    arguments: ["ĐVT: triệu đồng", "Đơn vị (ĐVT: triệu đồng)", "\"Đơn vị\nĐVT: triệu đồng\""])
  func corner(text: String) throws {
    let settings =
      "language: vi\nindicators:\n  m: {name: Số tiền thu, unit_of_measure: nghìn đồng, from: submissions}\n"
    let small = try Small(
      ["b.csv": "NĂM 2024\n\(text);Số tiền thu\nHuyện Sông Đông;7\nHuyện Núi Tây;8\n"],
      settings: settings)
    let log = try Project(folder: small.folder.url).tally([Small.year]).log
    #expect(
      log.all.contains { $0.severity == .error && $0.message.vietnamese.contains("nghìn đồng") })
  }

  @Test("A place that is in the roster from a day later than its last is an error at its line")
  func reversedDays() throws {
    for row in [
      "Cụm 1,Huyện Biển Nam,,1/7/2024,30/6/2024", "Cụm 1,Huyện Núi Tây,Xã Mới,2/7/2024,30/6/2024",
    ] {
      let small = try Small(
        ["activities.csv": PlaceNameTests.register],
        roster: "cluster,unit,commune,from,to\nCụm 1,Huyện Núi Tây,Xã Bình Minh,,\n\(row)\n")
      let found = try Project(folder: small.folder.url).log.all.filter { $0.severity == .error }
      #expect(found.map { "\($0.place) \($0.code.rawValue)" } == ["roster.csv:3:4 bad-date"])
    }
  }

  private func moved(_ roster: String) throws -> [String: (Double?, Tally.Status)] {
    let small = try Small(
      [
        "activities.csv":
          Small.header + "1/4/2024,Huyện Bắc,Xã Nam,ĐT,1\n2/4/2024,Huyện Bắc,Xã Tây,ĐT,2\n"
      ], roster: "cluster,unit,commune,from,to,successor\n" + roster)
    let period = Period.quarter(2, year: 2024)
    let book = try small.intake(period).book.comparable([period])
    let indicator = try #require(book.plan.indicator(withID: "people"))
    return Dictionary(
      uniqueKeysWithValues: book.units(of: .all, in: period).map { unit in
        let tally = book.tally(indicator, for: .unit(unit), in: period)
        return (book.roster.units[unit].name, (tally.value, tally.status))
      })
  }

  @Test(
    "What was done in a commune counts in the unit that it moved to, also where that one is silent: it is a part of its own"
  )
  func silentReceiver() throws {
    for successor in ["Huyện Đông", "\"Xã Hai, Huyện Đông\""] {
      let values = try moved(
        """
        Cụm 1,Huyện Đông,Xã Hai,,,
        Cụm 2,Huyện Bắc,Xã Nam,,14/4/2024,\(successor)
        Cụm 2,Huyện Bắc,Xã Tây,,,

        """)
      #expect(values["Huyện Đông"]?.0 == 1)
      #expect(values["Huyện Đông"]?.1 == .partial)
      #expect(values["Huyện Bắc"]?.0 == 2)
    }
  }

  @Test("A commune that goes on under its name in a unit of another cluster has moved there")
  func otherCluster() throws {
    let values = try moved(
      """
      Cụm 1,Huyện Đông,Xã Hai,,,
      Cụm 1,Huyện Đông,Xã Nam,15/4/2024,,
      Cụm 2,Huyện Bắc,Xã Nam,,14/4/2024,
      Cụm 2,Huyện Bắc,Xã Tây,,,

      """)
    #expect(values["Huyện Đông"]?.0 == 1)
    #expect(values["Huyện Bắc"]?.0 == 2)
  }

  @Test(
    "Columns of a register that are measured in something else than their indicator do not count, which is said"
  )
  func registerMeasures() throws {
    let settings = """
      language: vi
      columns: {money: Số tiền}
      indicators:
        money: {name: Tiền, unit_of_measure: triệu đồng, sum: money}
        n: {count: activities}
      """
    let row = "1/5/2024,Núi Tây,Bình Minh,ĐT,2000\n"
    let head = "Ngày,Đơn vị,\"Xã, phường, thị trấn\",Hoạt động,Số tiền"
    let thousands = try Small(
      ["b.csv": "Đơn vị tính: nghìn đồng\n\(head)\n" + row], settings: settings)
    let log = try Project(folder: thousands.folder.url).tally([Small.year]).log
    #expect(
      log.all.contains { $0.severity == .error && $0.message.vietnamese.contains("triệu đồng") })
    let small = try Small(["b.csv": "Đơn vị tính: triệu đồng\n\(head)\n" + row], settings: settings)
    #expect(try small.value("money") == 2000)
  }

  @Test(
    "A number that its table calls one of the month alone is no cumulative one, whatever the settings say of others"
  )
  func monthAlone() throws {
    let settings = """
      language: vi
      indicators:
        fee: {name: Thu phí, from: submissions, cumulative: year, over_time: sum}
      """
    func table(_ month: Int, _ alone: Int, _ whole: Int) -> String {
      "THÁNG \(month) NĂM 2024\nĐơn vị: Huyện Núi Tây\nTT;Nội dung;Thực hiện trong tháng;Lũy kế\n1;Thu phí;\(alone);\(whole)\n"
    }
    let small = try Small(
      ["T4.csv": table(4, 10, 100), "T5.csv": table(5, 12, 112)], settings: settings)
    #expect(try small.value("fee", 1, in: .month(5, year: 2024)) == 12)
    let span = try #require(Period("2024-01-01..2024-05-31"))
    #expect(try small.value("fee", 1, in: span) == 112)
    let codes = Set(try small.intake().log.all.map(\.code))
    #expect(codes.isDisjoint(with: [.fallingCumulative, .contradictingNumbers]))
  }

  @Test("So it is where units stand in rows")
  func monthAloneByUnit() throws {
    let settings = """
      language: vi
      indicators:
        fee: {name: Thu phí, from: submissions, cumulative: year, over_time: sum}
      """
    for head in ["Thực hiện trong tháng;Lũy kế", "Kỳ này;Lũy kế", "Thực hiện;Lũy kế từ đầu năm"] {
      func table(_ month: Int, _ alone: Int, _ whole: Int) -> String {
        "THÁNG \(month) NĂM 2024\nTT;Đơn vị;Thu phí;\n;;\(head)\n1;Huyện Núi Tây;\(alone);\(whole)\n2;Huyện Biển Nam;1;\(whole)\n"
      }
      let small = try Small(
        ["T1.csv": table(1, 10, 10), "T2.csv": table(2, 7, 17), "T3.csv": table(3, 3, 20)],
        settings: settings)
      #expect(try small.value("fee", 1, in: .month(2, year: 2024)) == 7, "\(head)")
      #expect(try small.value("fee", 1, in: .quarter(1, year: 2024)) == 20, "\(head)")
    }
  }

  @Test("Marks that stand for what is above repeat no number, whatever words stand beside it")
  func dittosOfNumbers() throws {
    let settings = "language: vi\nindicators:\n  v: {name: Số buổi, from: submissions}\n"
    let small = try Small(
      ["b.csv": "NĂM 2024\nTT;Đơn vị;Số buổi\n1;Huyện Sông Đông;5 buổi\n2;Huyện Núi Tây;//\n"],
      settings: settings)
    #expect(try Project(folder: small.folder.url).tally([Small.year]).log.hasErrors)
  }

  @Test("Đồng is one unit however it is written, and a morning is no afternoon")
  func moneyAndTimes() throws {
    let settings =
      "language: vi\ncolumns: {money: Số tiền}\nindicators:\n  n: {count: activities}\n  m: {sum: money}\n"
    let head = "Ngày;Đơn vị;Xã, phường, thị trấn;Hoạt động;Số tiền\n"
    let money = try Small(
      [
        "a.csv": head
          + "1/5/2024;Núi Tây;Bình Minh;ĐT;1.500.000đ\n2/5/2024;Núi Tây;Bình Minh;ĐT;2.000.000 đồng\n"
      ], settings: settings)
    #expect(try money.value("m") == 3_500_000)
    let times = try Small(
      [
        "a.csv": head
          + "Sáng 20/5/2024;Núi Tây;Bình Minh;ĐT;1\nChiều 20/5/2024;Núi Tây;Bình Minh;ĐT;1\nChiều 20/5/2024;Núi Tây;Bình Minh;ĐT;1\n"
      ], settings: settings)
    #expect(
      try times.intake().log.all.filter { $0.code == .duplicateActivity }.map { "\($0.place)" }
        == ["a.csv:4"])
  }

  @Test("Two numbers of different things with a slash between are no part of each other")
  func twoNumbers() {
    #expect(StatedFraction.value("3 cuộc/120 lượt", isRate: false) == nil)
    #expect(StatedFraction.value("85/193", isRate: false) != nil)
    #expect(StatedFraction.value("85/193 xã", isRate: false) != nil)
    #expect(StatedFraction.value("3 xã/12 xã", isRate: false) != nil)
  }

  @Test("Numbers of all units that hardly change from one quarter to the next are asked about")
  func closeNumbers() throws {
    func said(_ second: [Int]) throws -> Bool {
      let units = ["Sông Đông", "Núi Tây", "Biển Nam"]
      let rows = zip(units, zip([100, 400, 90], second)).flatMap { unit, numbers in
        ["Quý I/2024,\(unit),v,\(numbers.0)\n", "Quý II/2024,\(unit),v,\(numbers.1)\n"]
      }
      return try Small(
        ["submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n" + rows.joined()],
        settings:
          "language: vi\nindicators:\n  v: {from: submissions, over_time: sum, name: Số gì đó}\n"
      ).intake(.half(1, year: 2024)).log.all.contains { $0.code == .risingNumbers }
    }
    #expect(try said([101, 401, 91]))
    #expect(try !said([120, 380, 101]))
    // One that moves as things do that happen is enough.
    #expect(try !said([101, 450, 91]))
  }
}
