import ClusterMetrics
import Testing
import TestSupport

@testable import Intake

@Suite("Sums that a table states of its own numbers")
struct StatedSumTests {
  private static let settings = """
    language: en
    indicators:
      meetings: {name: Số hội nghị, from: submissions, over_time: sum}
      people: {name: Số người dự, from: submissions, over_time: sum}
      letters: {name: Tổng số đơn, from: submissions, over_time: sum}
      claims: {name: Khiếu nại, from: submissions, over_time: sum}
      charges: {name: Tố cáo, from: submissions, over_time: sum}
      rate: {name: Tỷ lệ hài lòng, from: submissions, unit_of_measure: "%"}
      before: {name: Số hội viên đầu kỳ, from: submissions, over_time: last}
      came: {name: Tăng trong kỳ, from: submissions, over_time: sum}
      left: {name: Giảm trong kỳ, from: submissions, over_time: sum}
      after: {name: Số hội viên cuối kỳ, from: submissions, over_time: last}
    """
  private static let title = "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024\n"
  private let half = Period.half(1, year: 2024)

  private func sums(_ table: String, file: String = "bieu.csv") throws -> [String] {
    let small = try Small([file: StatedSumTests.title + table], settings: StatedSumTests.settings)
    return try small.intake(half).log.all.filter { $0.code == .contradictsParts }.map {
      "\($0.place.row ?? 0):\($0.place.column ?? 0) \($0.message.english)"
    }
  }

  // MARK: Groups of rows

  @Test("A row above its units, or below them, is their sum", arguments: [true, false])
  func groups(isAbove: Bool) throws {
    let (one, two) = ("I,Khối huyện,30,300", "II,Các xã,7,70")
    let (first, second) = ("1,Sông Đông,10,100\n2,Núi Tây,25,200", "3,Biển Nam,7,70")
    let body =
      isAbove
      ? [one, first, two, second] : [first, "," + one.dropFirst(2), second, ",Cộng các xã,7,70"]
    let found = try sums(
      "TT,Đơn vị,Số hội nghị,Số người dự\n" + body.joined(separator: "\n") + "\n,Tổng cộng,42,370")
    #expect(
      found == [
        "\(isAbove ? 3 : 5):3 Số hội nghị: the row \"Khối huyện\" says 30, but the rows of its group add up to 35"
      ])
  }

  @Test("Where nobody can tell which rows it sums up, nothing is said")
  func unclear() throws {
    #expect(
      try sums(
        """
        TT,Đơn vị,Số hội nghị
        1,Sông Đông,10
        ,Các xã,12
        2,Núi Tây,25
        3,Biển Nam,7
        """) == [])
  }

  @Test("A group of groups has no rows of its own")
  func nested() throws {
    #expect(
      try sums(
        """
        TT,Đơn vị,Số hội nghị
        I,Khối huyện,42
        A,Các huyện ven biển,17
        1,Sông Đông,10
        2,Biển Nam,7
        B,Các huyện miền núi,25
        3,Núi Tây,25
        """) == [])
  }

  @Test("Rates and means of a group are no sums")
  func rates() throws {
    #expect(
      try sums(
        """
        TT,Đơn vị,Tỷ lệ hài lòng
        I,Các huyện,91
        1,Sông Đông,90
        2,Núi Tây,92
        """) == [])
    #expect(
      try sums(
        """
        TT,Đơn vị,Số hội nghị
        1,Sông Đông,10
        2,Núi Tây,20
        ,Bình quân các huyện,15
        """) == [])
  }

  @Test("Of several rows \"Cộng\" each is that of the rows above it, and \"Tổng cộng\" that of all")
  func subtotals() throws {
    let rows = "1,Sông Đông,10\n,Cộng,10\n2,Núi Tây,20\n3,Biển Nam,5\n,Cộng,%\n"
    func found(_ cell: String, _ whole: String) throws -> [String] {
      try sums("TT,Đơn vị,Số hội nghị\n" + rows.replacing("%", with: cell) + whole)
    }
    #expect(try found("25", "") == [])
    #expect(try found("25", ",Tổng cộng,35") == [])
    #expect(try found("35", ",Tổng cộng,35").count == 1)
    #expect(
      try found("25", ",Tổng cộng,40") == [
        "8:3 Số hội nghị: the total says 40, but the units add up to 35"
      ])
    // A page carries over what all rows until then make.
    #expect(try found("25", ",Cộng mang sang,35") == [])
  }

  // MARK: A column of totals

  @Test("A column \"Tổng số\" beside those of units is the sum of each row")
  func totalColumn() throws {
    #expect(
      try sums(
        """
        TT,Chỉ tiêu,Sông Đông,Núi Tây,Biển Nam,Tổng số
        1,Số hội nghị,10,20,,30
        2,Số người dự,100,200,300,500
        3,Tỷ lệ hài lòng,90,92,91,91
        """) == [
          "4:6 Số người dự: the column \"Tổng số\" says 500, but the units add up to 600"
        ])
  }

  // MARK: Parts that make the whole

  @Test(
    "Columns below \"Chia ra\" make the column in front of it; those below \"Trong đó\" need not")
  func dividedColumns() throws {
    func table(_ word: String) -> String {
      """
      TT,Đơn vị,Tổng số đơn,\(word),
      ,,,Khiếu nại,Tố cáo
      1,Sông Đông,10,6,4
      2,Núi Tây,20,11,10
      3,Biển Nam,5,5,
      """
    }
    let said = "5:3 Tổng số đơn: the table says 20, but 11 + 10 = 21: check them"
    #expect(try sums(table("Chia ra")) == [said])
    #expect(try sums(table("Chia theo loại đơn")) == [said])
    #expect(try sums(table("Trong đó")) == [])
  }

  @Test("So do rows behind \"Chia ra:\"", arguments: ["Chia ra:,", "Gồm:,"])
  func dividedRows(marker: String) throws {
    #expect(
      try sums(
        """
        Chỉ tiêu,Số liệu
        Tổng số đơn,10
        \(marker)
        - Khiếu nại,5
        - Tố cáo,3
        Số hội nghị,4
        """, file: "Huyện Sông Đông.csv") == [
          "3:2 Tổng số đơn: the table says 10, but 5 + 3 = 8: check them"
        ])
  }

  @Test("What there was, came and left makes what there is", arguments: [true, false])
  func movements(isAcross: Bool) throws {
    let found =
      try isAcross
      ? sums(
        """
        Đơn vị,Số hội viên đầu kỳ,Tăng trong kỳ,Giảm trong kỳ,Số hội viên cuối kỳ
        Sông Đông,100,5,3,102
        Núi Tây,250,5,10,255
        """)
      : sums(
        """
        Chỉ tiêu,Số liệu
        Số hội viên đầu kỳ,250
        Tăng trong kỳ,5
        Giảm trong kỳ,10
        Số hội viên cuối kỳ,255
        """, file: "Huyện Núi Tây.csv")
    #expect(
      found == [
        "\(isAcross ? "4:5" : "6:2") Số hội viên cuối kỳ: the table says 255, but 250 + 5 − 10 = 245: check them"
      ])
  }
}

@Suite("Numbers far from the unit's other periods")
struct OwnHistoryTests {
  @Test(
    "What varies widely says nothing of a low number; what is steady does",
    arguments: [
      ([2, 37, 20, 11, 30], 0, false), ([8, 33, 20, 12, 30], 0, false),
      ([18, 29, 22, 25, 19], 3, true),
      ([12, 40, 30, 22, 18], 0, true), ([18, 29, 22, 25, 19], 190, true),
      ([30, 31, 29, 30, 32], 12, false),
    ] as [([Int], Int, Bool)])
  func history(others: [Int], value: Int, isSaid: Bool) throws {
    let rows = (others + [value]).enumerated().map { month, value in
      "2024-M0\(month + 1),Sông Đông,meetings,\(value)\n"
    }
    let small = try Small(
      ["submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n" + rows.joined()],
      settings: "indicators:\n  meetings: {name: Số hội nghị, from: submissions, over_time: sum}\n")
    let found = try small.intake(.half(1, year: 2024)).log.all.filter { $0.code == .farFromOthers }
    #expect(found.map(\.place.row) == (isSaid ? [others.count + 2] : []))
  }
}
