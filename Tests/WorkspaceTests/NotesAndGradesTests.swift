import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

/// Tables in the words of CSV with bars; the right numbers are those that a reader of the table sees.
@Suite("Notes below tables, grades, codes that count, lines of two names, projects and persons")
struct NotesAndGradesTests {
  private let half = Period.half(1, year: 2024)

  // MARK: Below the table

  @Test("A measure that stands below the table is not taken for that of the other months")
  func measureBelow() throws {
    let read = try TablesProject().read(
      [
        "t5.csv":
          "THU QUỸ THÁNG 5/2024\nĐVT: triệu đồng\nTT|Đơn vị|Số tiền\n1|Xã An Bình|12\n2|Xã Đông Sơn|15\n",
        "t6.csv":
          "THU QUỸ THÁNG 6/2024\nTT|Đơn vị|Số tiền\n1|Xã An Bình|13000\n2|Xã Đông Sơn|18000\nĐơn vị tính: nghìn đồng\n",
      ], in: .month(6, year: 2024))
    #expect(
      read.found.contains { $0.contains("\"nghìn đồng\": chỉ tiêu Số tiền tính bằng triệu đồng") })
    #expect(read.values["Xã An Bình"]?["Số tiền"] == nil)
  }

  @Test(
    "A note below says that all numbers count from New Year; one about a column does not",
    arguments: [
      ("Ghi chú: Số liệu lũy kế từ đầu năm đến thời điểm báo cáo.", 9.0),
      ("Ghi chú: Cột 3 không phải số liệu lũy kế.", 29.0),
    ])
  func cumulativeBelow(_ note: String, _ half: Double) throws {
    func table(_ month: Int, _ value: Int) -> String {
      "CẤP GIẤY PHÉP THÁNG \(month)/2024\nTT|Đơn vị|Số giấy phép đã cấp\n1|Xã An Bình|\(value)\n2|Xã Đông Sơn|\(value)\n\n\(note)\n"
    }
    let values = [4, 5, 5, 6, 9]
    let files = zip(2...6, values).map { ("t\($0).csv", table($0, $1)) }
    let read = try TablesProject().read(
      Dictionary(uniqueKeysWithValues: files), in: .half(1, year: 2024))
    #expect(read.values["Xã An Bình"]?["Số giấy phép đã cấp"] == half)
  }

  // MARK: Names

  @Test(
    "\"Trung bình\" is a grade beside others, a commune with capitals, and the mean of what stands above it elsewhere"
  )
  func grades() throws {
    let rows = try TablesProject().read(
      [
        "hl.csv":
          "XẾP LOẠI HỘ NĂM 2024\nTT|Mức sống|Xã An Bình|Xã Đông Sơn|Tổng\n1|Khá|50|60|110\n2|Trung bình|200|300|500\n3|Cận nghèo|20|30|50\n|Tổng số|270|390|660\n"
      ], in: .year(2024))
    #expect(
      rows.values == [
        "Xã An Bình": ["Khá": 50, "Trung bình": 200, "Cận nghèo": 20],
        "Xã Đông Sơn": ["Khá": 60, "Trung bình": 300, "Cận nghèo": 30],
      ])
    #expect(rows.found.isEmpty)
    let commune = try TablesProject().read(
      ["x.csv": "KẾT QUẢ NĂM 2024\nTT|Đơn vị|Số vụ\n1|Trung Bình|13\n2|Lịch Hội|10\n3|Cộng|23\n"],
      in: .year(2024))
    #expect(commune.values == ["Trung Bình": ["Số vụ": 13], "Lịch Hội": ["Số vụ": 10]])
    let mean = try TablesProject().read(
      [
        "x.csv":
          "KẾT QUẢ NĂM 2024\nTT|Đơn vị|Số vụ\n1|Xã An Bình|13\n2|Xã Đông Sơn|11\n|Trung bình|12\n"
      ],
      in: .year(2024))
    #expect(mean.values == ["Xã An Bình": ["Số vụ": 13], "Xã Đông Sơn": ["Số vụ": 11]])
  }

  @Test(
    "What counts is added up, what is of each piece is not; what is carried over is neither summed nor the last"
  )
  func courses() throws {
    let read = try TablesProject().read(
      Dictionary(
        uniqueKeysWithValues: (1...3).map { month in
          (
            "t\(month).csv",
            "BÁO CÁO THÁNG \(month) NĂM 2024\nTT|Đơn vị|Số học sinh xếp loại trung bình|Điểm sạt lở|Điểm thi đua|Năng suất (tạ/ha)|Số việc năm 2023 chuyển sang|Nợ đầu năm|Dung tích hiện tại|Số hộ dân di dời|Từ kỳ trước\n"
              + "1|Xã An Bình|5|2|90|60|100|50|\(30 - month)|5|7\n2|Xã Đông Sơn|5|2|80|62|100|50|\(20 - month)|5|7\n"
          )
        }), in: .quarter(1, year: 2024))
    #expect(
      read.values["Xã An Bình"] == [
        "Số học sinh xếp loại trung bình": 15, "Điểm sạt lở": 6, "Điểm thi đua": 90,
        "Năng suất": 60, "Dung tích hiện tại": 27, "Số hộ dân di dời": 15,
      ])
  }

  @Test("Codes that say what was done count it, and others say which")
  func codes() throws {
    let read = try TablesProject().read(
      [
        "x.csv":
          "KẾT QUẢ NĂM 2024\nTT|Đơn vị|Số quyết định xử phạt|Số CCCD đã cấp|Mã số vùng trồng được cấp|Mã số thuế|Điện thoại liên hệ|Số vụ\n1|Xã An Bình|1|2|3|2800123|0912345678|4\n2|Xã Đông Sơn|5|6|7|2800124|0912345679|8\n"
      ], in: .year(2024))
    #expect(
      read.values["Xã Đông Sơn"] == [
        "Số quyết định xử phạt": 5, "Số CCCD đã cấp": 6, "Mã số vùng trồng được cấp": 7, "Số vụ": 8,
      ])
  }

  @Test("\"Tổng số hồ sơ\" of one unit is \"Số hồ sơ\" of another")
  func totals() throws {
    let read = try TablesProject().read(
      [
        "Xã An Bình.csv":
          "KẾT QUẢ NĂM 2024\nTT|Nội dung|Kết quả\n1|Số hồ sơ tiếp nhận|10\n2|Số vụ|1\n",
        "Xã Đông Sơn.csv":
          "KẾT QUẢ NĂM 2024\nTT|Nội dung|Kết quả\n1|Tổng số hồ sơ tiếp nhận|20\n2|Số vụ|2\n",
      ], in: .year(2024))
    #expect(read.values["Xã An Bình"]?["Số hồ sơ tiếp nhận"] == 10)
    #expect(read.values["Xã Đông Sơn"]?["Số hồ sơ tiếp nhận"] == 20)
  }

  @Test(
    "What is left from the period before is counted in the form of the Government Office, and its month beside the sum"
  )
  func forms() throws {
    let read = try TablesProject().read(
      [
        "tthc.csv":
          "GIẢI QUYẾT TTHC 6 THÁNG ĐẦU NĂM 2024\nSTT|Đơn vị|Số hồ sơ tiếp nhận|||Số hồ sơ đã giải quyết||\n||Tổng số|Trong kỳ|Từ kỳ trước|Tổng số|Đúng hạn|Quá hạn\n1|Xã An Bình|100|90|10|95|94|1\n2|Xã Đông Sơn|200|180|20|190|185|5\n|Tổng|300|270|30|285|279|6\n"
      ], in: half)
    #expect(read.values["Xã Đông Sơn"]?["Từ kỳ trước"] == 20)
    #expect(read.found.isEmpty)
    let months = try TablesProject().read(
      [
        "t5.csv":
          "KẾT QUẢ THÁNG 5/2024\nTT|Đơn vị|Số vụ cháy||Số tiền phạt|\n||Tháng báo cáo|Lũy kế năm|Phát sinh trong tháng|Lũy kế đến tháng báo cáo\n1|Xã An Bình|3|23|30|230\n2|Xã Đông Sơn|1|11|5|105\n"
      ], in: .month(5, year: 2024))
    #expect(months.values["Xã An Bình"] == ["Số vụ cháy": 3, "Số tiền phạt": 30])
  }

  @Test("\"VI PHẠM\" in a title is no sixth part; a yield is known by its short name")
  func titles() throws {
    let read = try TablesProject().read(
      [
        "x.csv":
          "TÌNH HÌNH VI PHẠM TRẬT TỰ XÂY DỰNG NĂM 2024\nTT|Đơn vị|Tổng số|Đã xử lý\n1|Xã An Bình|5|4\n2|Xã Đông Sơn|7|6\n"
      ],
      in: .year(2024))
    #expect(read.values["Xã An Bình"]?.keys.contains("Vi phạm trật tự xây dựng") == true)
    let fields = try TablesProject().read(
      [
        "x.csv":
          "SẢN XUẤT 6 THÁNG ĐẦU NĂM 2024\nTT|Đơn vị|Lúa|||Ngô||\n||DT (ha)|NS (tạ/ha)|SL (tấn)|DT (ha)|NS (tạ/ha)|SL (tấn)\n1|Xã An Bình|45|65,2|293,4|8|45|36\n2|Xã Đông Sơn|52|63|327,6|3|44,1|13,2\n|Toàn huyện|97|64|621|11|44,8|49,2\n"
      ], in: half)
    #expect(fields.found.isEmpty)
  }

  // MARK: Lines

  @Test("The field in front of what is counted tells lines of one name apart, and is none itself")
  func fields() throws {
    let unique = try TablesProject().read(
      [
        "x.csv":
          "SỐ LIỆU NĂM 2024\nLĩnh vực|Chỉ tiêu|Xã An Bình|Xã Đông Sơn\nY tế|Số bác sĩ|5|6\n|Số giường|15|16\nGiáo dục|Số trường|7|8\n"
      ],
      in: .year(2024))
    #expect(unique.values["Xã An Bình"] == ["Số bác sĩ": 5, "Số giường": 15, "Số trường": 7])
    func file(_ unit: String, _ numbers: [Int]) -> String {
      "UBND \(unit.uppercased())\nKẾT QUẢ NĂM 2024\nSTT|Lĩnh vực|Nội dung|Kết quả\n1|Tư pháp|Tiếp nhận|\(numbers[0])\n||Giải quyết|\(numbers[1])\n2|Đất đai|Tiếp nhận|\(numbers[2])\n||Giải quyết|\(numbers[3])\n"
    }
    let repeated = try TablesProject().read(
      [
        "Xã An Bình.csv": file("xã An Bình", [5, 3, 7, 9]),
        "Xã Đông Sơn.csv": file("xã Đông Sơn", [10, 6, 14, 18]),
      ],
      in: .year(2024))
    #expect(
      repeated.values["Xã Đông Sơn"] == [
        "Tư pháp – Tiếp nhận": 10, "Tư pháp – Giải quyết": 6, "Đất đai – Tiếp nhận": 14,
        "Đất đai – Giải quyết": 18,
      ])
  }

  @Test(
    "Of communes of which only some stand below their districts the districts count, and this is said; of all of them the communes"
  )
  func someCommunes() throws {
    let some = try TablesProject().read(
      [
        "x.csv":
          "KẾT QUẢ NĂM 2024\nTT|Đơn vị|Số vụ\n1|Huyện Nga Sơn|10\n|- Xã Nga Tân|4\n|- Xã Nga Tiến|5\n2|Huyện Hà Trung|8\n|- Xã Hà Bắc|7\n"
      ],
      in: .year(2024))
    #expect(some.values == ["Huyện Nga Sơn": ["Số vụ": 10], "Huyện Hà Trung": ["Số vụ": 8]])
    #expect(some.found.contains { $0.contains("chỉ tính dòng của huyện") })
    let all = try TablesProject().read(
      [
        "x.csv":
          "KẾT QUẢ NĂM 2024\nTT|Đơn vị|Số vụ\n1|Huyện Nga Sơn|9\n1.1|Xã Nga Tân|4\n1.2|Xã Nga Tiến|5\n2|Huyện Hà Trung|8\n2.1|Xã Hà Bắc|7\n2.2|Xã Hà Giang|1\n"
      ],
      in: .year(2024))
    #expect(all.values["Xã Nga Tân"] == ["Số vụ": 4])
    #expect(all.values["Huyện Nga Sơn"] == nil)
  }

  @Test("What offices build stands below them and is no unit")
  func projects() throws {
    let read = try TablesProject().read(
      [
        "gn.csv":
          "GIẢI NGÂN VỐN ĐẦU TƯ CÔNG ĐẾN NGÀY 30/6/2024\nSTT|Chủ đầu tư/Dự án|Kế hoạch vốn năm 2024|Giải ngân đến 30/6/2024\n|TỔNG SỐ|50|21,5\nI|UBND huyện Nga Sơn|30|12\n1|Đường giao thông Nga Tân|20|9\n2|Trường THCS Chu Văn An|10|3\nII|UBND huyện Hà Trung|20|9,5\n1|Kè sông Hoạt|20|9,5\n"
      ], in: half)
    #expect(
      read.values == ["Huyện Nga Sơn": ["Giải ngân": 12], "Huyện Hà Trung": ["Giải ngân": 9.5]])
  }

  @Test("A list of persons is named, and no report table; it stops no other table")
  func persons() throws {
    let read = try TablesProject().read(
      [
        "bc.csv": "KẾT QUẢ NĂM 2024\nTT|Đơn vị|Số cuộc họp\n1|Xã An Bình|3\n2|Xã Đông Sơn|4\n",
        "ds.csv":
          "DANH SÁCH KHEN THƯỞNG NĂM 2024\nSTT|Họ và tên|Năm sinh|Đơn vị|Mức thưởng\n1|Nguyễn Văn A|1980|Xã An Bình|500\n2|Trần Thị B|1985|Xã An Bình|300\n",
      ], in: .year(2024))
    #expect(read.values["Xã An Bình"] == ["Số cuộc họp": 3])
    #expect(read.found.contains { $0.contains("danh sách cá nhân") })
  }

  @Test("A district is no slip of the town that bears its name")
  func hints() throws {
    let read = try TablesProject().read(
      [
        "x.csv":
          "KẾT QUẢ NĂM 2024 TRÊN ĐỊA BÀN\nTT|Xã, thị trấn|Khối lượng (tấn)|Tỷ lệ (%)\n1|TT Nga Sơn|120|98\n2|Nga Tân|40|80\n3|Nga Tiến|35|75\n|Huyện Nga Sơn|195|88\n"
      ],
      in: .year(2024))
    #expect(!read.found.contains { $0.contains("Thị trấn Nga Sơn") })
  }

  @Test("Who is told that a table lacks its period has one of which nothing could be read")
  func periods() throws {
    let read = try TablesProject().read(
      [
        "x.csv":
          "KẾT QUẢ HỌC LỰC NĂM HỌC 2023-2024\nTT|Trường|Giỏi|Khá\n1|THCS An Bình|5|6\n2|THCS Đông Sơn|7|8\n"
      ],
      in: .year(2024))
    #expect(!read.proposal.tables.contains { $0.lacksPeriod })
  }

  @Test("A column for each day makes the month, with or without a column of the sum")
  func days() throws {
    let days = (1...30).map { "\($0)/6" }.joined(separator: "|")
    let ones = Array(repeating: "1", count: 30).joined(separator: "|")
    let twos = Array(repeating: "2", count: 30).joined(separator: "|")
    let without = try TablesProject().read(
      [
        "x.csv":
          "SỐ CA MẮC SỞI THÁNG 6 NĂM 2024\nTT|Xã|\(days)\n1|Xã An Bình|\(ones)\n2|Xã Đông Sơn|\(twos)\n"
      ],
      in: .month(6, year: 2024))
    #expect(
      without.values.mapValues { Array($0.values) } == ["Xã An Bình": [30], "Xã Đông Sơn": [60]])
    let named = (1...7).map { "Ngày \($0)" }.joined(separator: "|")
    let with = try TablesProject().read(
      [
        "x.csv":
          "SỐ CA MẮC SỞI THÁNG 6 NĂM 2024\nTT|Xã|\(named)|Cộng\n1|Xã An Bình|1|0|2|0|1|0|3|7\n2|Xã Đông Sơn|0|0|1|1|1|0|0|3\n"
      ],
      in: .month(6, year: 2024))
    #expect(with.values.mapValues { Array($0.values) } == ["Xã An Bình": [7], "Xã Đông Sơn": [3]])
  }

  @Test(
    "What has to be reached is the plan, what one would like to reach is only compared; a row without a name is said as one"
  )
  func wishes() throws {
    let read = try TablesProject().read(
      [
        "thu.csv":
          "KẾT QUẢ THU NGÂN SÁCH THÁNG 6 NĂM 2024\nĐơn vị tính: Triệu đồng\nSTT|Đơn vị|Dự toán năm 2024||Thực hiện|\n||Pháp lệnh|Phấn đấu|Tháng 6|Lũy kế\n||210|225|16,5|122\n1|Huyện Nga Sơn|120|130|9,5|71\n2|Huyện Hà Trung|90|95|7|51\n"
      ], in: .month(6, year: 2024))
    #expect(
      read.values.mapValues { Array($0.values) } == ["Huyện Nga Sơn": [9.5], "Huyện Hà Trung": [7]])
    #expect(!read.found.contains { $0.contains("biểu không ghi") || $0.contains("Pháp lệnh") })
  }

  @Test("Sheets of one title and the same headers are told apart by their names")
  func sheets() throws {
    func rows(_ numbers: [Int]) -> [[String]] {
      [
        ["THỐNG KÊ HỘ TỊCH NĂM 2024"], ["TT", "Đơn vị", "Tổng số", "Nam"],
        ["#1", "Xã An Bình", "#\(numbers[0])", "#\(numbers[1])"],
        ["#2", "Xã Đông Sơn", "#\(numbers[2])", "#\(numbers[3])"],
      ]
    }
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "hotich.xlsx")
    try StoredZip.OddWorkbook(
      sheets: [
        ("Khai sinh", sheet(rows([30, 18, 60, 33]))),
        ("Khai tử", sheet(rows([10, 6, 20, 11]))),
      ]
    ).data.write(to: file)
    let project = folder.url.appending(path: "p", directoryHint: .isDirectory)
    _ = try ProjectMaking(project).make(from: [file.path])
    let opened = try OpenProject(folder: project)
    let book = try opened.project.tally([.year(2024)]).book
    let values = Dictionary(
      uniqueKeysWithValues: book.plan.indicators.map {
        ($0.name.vietnamese, book.tally($0, for: .unit(1), in: .year(2024)).value)
      })
    #expect(
      values == ["Khai sinh": 60, "Khai tử": 20, "Khai sinh – nam": 33, "Khai tử – nam": 11])
  }

  @Test("Cells that show a month hold its first day, and head that month")
  func months() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "vieclam.xlsx")
    let days = ["45292", "45323", "45352"].map { "#\($0)@1" }
    var workbook = StoredZip.OddWorkbook(
      sheets: [
        (
          "S",
          sheet([
            ["LAO ĐỘNG CÓ VIỆC LÀM TĂNG THÊM"], ["STT", "Đơn vị"] + days + ["Quý I"],
            ["#1", "Xã An Bình", "#11", "#12", "#13", "#36"],
            ["#2", "Xã Đông Sơn", "#1", "#2", "#3", "#6"],
          ])
        )
      ])
    workbook.styles = "<cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs>"
    try workbook.data.write(to: file)
    let project = folder.url.appending(path: "p", directoryHint: .isDirectory)
    _ = try ProjectMaking(project).make(from: [file.path])
    let opened = try OpenProject(folder: project)
    let book = try opened.project.tally([.month(2, year: 2024), .quarter(1, year: 2024)]).book
    let indicator = try #require(book.plan.indicators.first)
    #expect(book.tally(indicator, for: .unit(0), in: .month(2, year: 2024)).value == 12)
    #expect(book.tally(indicator, for: .unit(0), in: .quarter(1, year: 2024)).value == 36)
  }
}
