import ClusterMetrics
import Foundation
import Intake
import Reporting
import ReportTables
import Testing
import TestSupport

@testable import Workspace

/// A form as an office fills it in, and the numbers that a careful reader takes from it.
private struct Form: Sendable, CustomTestStringConvertible {
  var name: String
  var tables: [String]
  /// "unit | indicator | value", sorted.
  var numbers: [String]
  var testDescription: String { name }

  init(_ name: String, _ tables: String..., numbers: [String]) {
    (self.name, self.tables, self.numbers) = (name, tables, numbers)
  }
}

private let title = "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024"

@Suite("Forms of offices are read by a project that is made of them")
struct OfficerFormTests {
  private static let forms = [
    Form(
      "the unit stands above the table, the one column of numbers says what it counts",
      "Đơn vị: UBND xã An Bình\n\(title)\nTT;Nội dung;Số vụ việc\n1;Khiếu nại;10\n2;Tố cáo;4\n",
      numbers: ["Xã An Bình | Khiếu nại | 10", "Xã An Bình | Tố cáo | 4"]),
    Form(
      "two files that differ in nothing but the unit",
      "Đơn vị báo cáo:;UBND xã An Bình\n\(title)\nTT;Nội dung;Kết quả đạt được\n1;Khiếu nại;10\n",
      "Tên đơn vị: Xã Bình Minh\n\(title)\nTT;Nội dung;Kết quả đạt được\n1;Khiếu nại;10\n",
      numbers: ["Xã An Bình | Khiếu nại | 10", "Xã Bình Minh | Khiếu nại | 10"]),
    Form(
      "several columns of one unit count each line in another way",
      "UBND XÃ AN BÌNH\n\(title)\nTT;Nội dung;Số vụ;Số người\n1;Khiếu nại;10;15\n2;Tố cáo;4;5\n",
      numbers: [
        "Xã An Bình | Khiếu nại – Số người | 15", "Xã An Bình | Khiếu nại – Số vụ | 10",
        "Xã An Bình | Tố cáo – Số người | 5", "Xã An Bình | Tố cáo – Số vụ | 4",
      ]),
    Form(
      "a row that corrects another, and one that sums up",
      "\(title)\nTT;Đơn vị;Hội nghị\n1;Xã An Bình;10\n2;Xã Bình Minh;20\n3;Xã An Bình (đính chính);12\n;Cộng;32\n",
      numbers: ["Xã An Bình | Hội nghị | 12", "Xã Bình Minh | Hội nghị | 20"]),
    Form(
      "a file that corrects another",
      "\(title)\nTT;Đơn vị;Hội nghị;Số đơn thư\n1;Xã An Bình;10;5\n2;Xã Bình Minh;20;6\n",
      "ĐÍNH CHÍNH SỐ LIỆU 6 THÁNG ĐẦU NĂM 2024\nTT;Đơn vị;Hội nghị;Số đơn thư\n1;Xã An Bình;12;7\n",
      numbers: [
        "Xã An Bình | Hội nghị | 12", "Xã An Bình | Số đơn thư | 7", "Xã Bình Minh | Hội nghị | 20",
        "Xã Bình Minh | Số đơn thư | 6",
      ]),
    Form(
      "rows and columns that are nobody's",
      "\(title)\nTT;Đơn vị;Hội nghị\n1;Xã An Bình;10\n2;Xã Bình Minh;20\n;Bình quân/đơn vị;15\n;Kế hoạch tỉnh giao;40\n;Số xã"
        + " có họp;2\n",
      "TUYÊN TRUYỀN \(title)\nTT;Chỉ tiêu;Xã An Bình;Xã Bình Minh;Kế hoạch tỉnh giao\n1;Buổi;1;2;60\n",
      numbers: [
        "Xã An Bình | Buổi | 1", "Xã An Bình | Hội nghị | 10", "Xã Bình Minh | Buổi | 2",
        "Xã Bình Minh | Hội nghị | 20",
      ]),
    Form(
      "what a unit is made of, below it",
      "\(title)\nTT;Đơn vị;Hội nghị\n1;Xã An Bình;10\n;- Khối Đảng;4\n;- Khối chính quyền;6\n2;Xã Bình Minh;20\n",
      numbers: ["Xã An Bình | Hội nghị | 10", "Xã Bình Minh | Hội nghị | 20"]),
    Form(
      "names that begin like totals",
      "\(title)\nTT;Đơn vị;Cộng tác viên;Bình quân thu nhập\n1;Cộng Hòa;10;5\n2;Tổng Cọt;20;6\n3;Tổng công ty Điện lực;1;7\n;Tổng"
        + " cộng;31;\n",
      numbers: [
        "Cộng Hòa | Bình quân thu nhập | 5", "Cộng Hòa | Cộng tác viên | 10",
        "Tổng Cọt | Bình quân thu nhập | 6", "Tổng Cọt | Cộng tác viên | 20",
        "Tổng công ty Điện lực | Bình quân thu nhập | 7",
        "Tổng công ty Điện lực | Cộng tác viên | 1",
      ]),
    Form(
      "totals of parts stay totals",
      "\(title)\nTT;Đơn vị;Hội nghị\n1;Xã An Bình;10\n2;Xã Bình Minh;20\n;Cộng đồng bằng;30\n3;Xã Cẩm Sơn;1\n4;Xã Đông Hà;2\n;Cộng"
        + " khối xã;3\n;Bình quân chung;8\n",
      numbers: [
        "Xã An Bình | Hội nghị | 10", "Xã Bình Minh | Hội nghị | 20", "Xã Cẩm Sơn | Hội nghị | 1",
        "Xã Đông Hà | Hội nghị | 2",
      ]),
    Form(
      "kinds of results and of documents, and decisions that are counted",
      "\(title)\nTT;Đơn vị;Kết quả đánh giá;;Văn bản;;Số quyết định\n;;Đạt;Không đạt;Kế hoạch;Công văn;\n1;Xã An Bình;1;2;3;4;5\n",
      numbers: [
        "Xã An Bình | Kết quả đánh giá – Không đạt | 2", "Xã An Bình | Kết quả đánh giá – Đạt | 1",
        "Xã An Bình | Số quyết định | 5", "Xã An Bình | Văn bản – Công văn | 4",
        "Xã An Bình | Văn bản – Kế hoạch | 3",
      ]),
    Form(
      "columns of one name under two wholes",
      "\(title)\nTT;Đơn vị;Tiếp nhận;Trong đó;;Đã giải quyết;Trong đó;\n;;;Khiếu nại;Tố cáo;;Khiếu nại;Tố cáo\n1;Xã An"
        + " Bình;10;6;4;8;5;3\n",
      numbers: [
        "Xã An Bình | Tiếp nhận | 10", "Xã An Bình | Tiếp nhận – Khiếu nại | 6",
        "Xã An Bình | Tiếp nhận – Tố cáo | 4", "Xã An Bình | Đã giải quyết | 8",
        "Xã An Bình | Đã giải quyết – Khiếu nại | 5", "Xã An Bình | Đã giải quyết – Tố cáo | 3",
      ]),
    Form(
      "lines of one name under what their numbers say",
      "UBND XÃ AN BÌNH\n\(title)\nTT;Nội dung;Số liệu\n1;Tuyên truyền;\n1.1;Số cuộc;12\n1.2;Số lượt người;350\n2;Hòa giải;\n2.1;Số"
        + " cuộc;5\n2.2;Số lượt người;40\n;Trong đó: - Nữ;11\n",
      numbers: [
        "Xã An Bình | Hòa giải – số cuộc | 5", "Xã An Bình | Hòa giải – số lượt người | 40",
        "Xã An Bình | Số lượt người – nữ | 11", "Xã An Bình | Tuyên truyền – số cuộc | 12",
        "Xã An Bình | Tuyên truyền – số lượt người | 350",
      ]),
    Form(
      "lines with a dash under two wholes",
      "UBND XÃ AN BÌNH\n\(title)\nTT;Nội dung;Số liệu\n1;Tiếp nhận đơn;10\n;Trong đó:;\n;- Khiếu nại;6\n;   - Tố cáo;4\n2;Đã giải"
        + " quyết;8\n;Trong đó: - Khiếu nại;5\n;   - Tố cáo;3\n",
      numbers: [
        "Xã An Bình | Tiếp nhận đơn | 10", "Xã An Bình | Tiếp nhận đơn – khiếu nại | 6",
        "Xã An Bình | Tiếp nhận đơn – tố cáo | 4", "Xã An Bình | Đã giải quyết | 8",
        "Xã An Bình | Đã giải quyết – khiếu nại | 5", "Xã An Bình | Đã giải quyết – tố cáo | 3",
      ]),
    Form(
      "months that begin in the year before, and their sum",
      "HỘI NGHỊ 6 THÁNG ĐẦU NĂM 2024\nTT;Đơn vị;Tháng 12;Tháng 1;Tháng 2;Tháng 3;Tháng 4;Tháng 5;Tháng 6;Cộng\n1;Xã An Bình;9;1;2;3;4;5;6;30\n",
      numbers: ["Xã An Bình | Hội nghị | 21"]),
    Form(
      "figures below their line, and units under Roman numbers",
      "\(title)\nTT;Chỉ tiêu;Xã An Bình\n1;Hội nghị;2\n;Cùng kỳ năm trước;1\n2;Đơn thư;3\n;Kế hoạch năm;9\n",
      "TUYÊN TRUYỀN \(title)\nTT;Đơn vị;Số buổi\nI;Xã Bình Minh;7\nII;Xã Cẩm Sơn;8\n",
      numbers: [
        "Xã An Bình | Hội nghị | 2", "Xã An Bình | Đơn thư | 3", "Xã Bình Minh | Số buổi | 7",
        "Xã Cẩm Sơn | Số buổi | 8",
      ]),
    Form(
      "plan and result below each other in the rows of each unit, and codes that are no numbers",
      "\(title)\nTT;Đơn vị;Nội dung;Hội nghị;Mã ĐVHC\n1;Xã An Bình;Kế hoạch;10;14800\n;;Thực hiện;4;\n2;Xã Bình Minh;Kế hoạch;20;14801\n;;Thực hiện;5;\n",
      numbers: ["Xã An Bình | Hội nghị | 4", "Xã Bình Minh | Hội nghị | 5"]),
    Form(
      "sums of blocs without a mark, rows of column numbers, and a group of people called TT",
      "\(title)\nTT;Đơn vị;Bằng khen;;Giấy khen;\n;;TT;CN;TT;CN\nA;B;1;2;3;4=1+3\n1;Xã An Bình;1;2;3;4\n2;Phường Hòa Lạc;5;6;7;8\n;Khối"
        + " xã;1;2;3;4\n;Khối phường;5;6;7;8\n;Chung toàn tỉnh;6;8;10;12\n",
      numbers: [
        "Phường Hòa Lạc | Bằng khen – CN | 6", "Phường Hòa Lạc | Bằng khen – TT | 5",
        "Phường Hòa Lạc | Giấy khen – CN | 8", "Phường Hòa Lạc | Giấy khen – TT | 7",
        "Xã An Bình | Bằng khen – CN | 2", "Xã An Bình | Bằng khen – TT | 1",
        "Xã An Bình | Giấy khen – CN | 4", "Xã An Bình | Giấy khen – TT | 3",
      ]),
    Form(
      "a period as the heading of its numbers, beside those of last year",
      "UBND XÃ AN BÌNH\n\(title)\nTT;Nội dung;Đơn vị tính;Kỳ báo cáo;Cùng kỳ năm trước;+/-\n1;Đơn thư;đơn;45;40;5\n",
      numbers: ["Xã An Bình | Đơn thư | 45"]),
    Form(
      "what the numbers are measured in stands between the title and the table, which names them",
      "THU QUỸ KHUYẾN HỌC 6 THÁNG ĐẦU NĂM 2024\nĐơn vị tính: triệu đồng\nTT;ĐVHC mới;Kế hoạch;Thực hiện\n1;ĐK. Lý Sơn;9;4\n2;X. An"
        + " Bình;8;5\n",
      numbers: ["Xã An Bình | Thu quỹ khuyến học | 5", "Đặc khu Lý Sơn | Thu quỹ khuyến học | 4"]),
    Form(
      "a result beside its contrary, and percentages that nothing in the table makes",
      "\(title)\nTT;Đơn vị;Số hồ sơ dự thi;Đạt;Không đạt;Mức độ hài lòng (%)\n1;Xã An Bình;7;5;2;90\n",
      numbers: [
        "Xã An Bình | Không đạt | 2", "Xã An Bình | Mức độ hài lòng | 90",
        "Xã An Bình | Số hồ sơ dự thi | 7", "Xã An Bình | Đạt | 5",
      ]),
    Form(
      "lines of one name below the units that they are of",
      "\(title)\nTT;Nội dung;Số liệu\nI;Xã An Bình;\n1;Số buổi;3\n2;Số pano;4\nII;Xã Tân Phú;\n1;Số buổi;5\n2;Số pano;6\n",
      "\(title)\nTT;Đơn vị;Số buổi;Số pano\n1;Xã An Bình;3;4\n2;Xã Tân Phú;5;6\n",
      numbers: [
        "Xã An Bình | Số buổi | 3", "Xã An Bình | Số pano | 4", "Xã Tân Phú | Số buổi | 5",
        "Xã Tân Phú | Số pano | 6",
      ]),
    Form(
      "tables one below the other about different things",
      "\(title)\nBiểu 1. Khiếu nại\nTT;Đơn vị;Tiếp nhận\n1;Xã An Bình;3\n2;Xã Bình Minh;4\n\nBiểu 2. Tố cáo\nTT;Đơn vị;Tiếp"
        + " nhận\n1;Xã An Bình;3\n2;Xã Bình Minh;4\n",
      numbers: [
        "Xã An Bình | Khiếu nại – tiếp nhận | 3", "Xã An Bình | Tố cáo – tiếp nhận | 3",
        "Xã Bình Minh | Khiếu nại – tiếp nhận | 4", "Xã Bình Minh | Tố cáo – tiếp nhận | 4",
      ]),
  ]

  @Test("Number for number", arguments: forms)
  private func numbers(_ form: Form) throws {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    let files = try form.tables.enumerated().map { number, text in
      try folder.write("bieu-\(number + 1).csv", text)
      return folder.url.appending(path: "bieu-\(number + 1).csv").path
    }
    let project = folder.url.appending(path: "p", directoryHint: .isDirectory)
    _ = try ProjectMaking(project).make(from: files)
    let opened = try OpenProject(folder: project, language: .vietnamese)
    let half = Period.half(1, year: 2024)
    let book = try opened.tallies([half]).book
    let units = book.units(of: .all, in: half)
    let numbers = opened.definition.indicators.flatMap { indicator in
      units.compactMap { unit -> String? in
        book.tally(indicator, for: .unit(unit), in: half).value.map { value in
          "\(book.roster.units[unit].name) | \(indicator.name.vietnamese) | \(Int(value))"
        }
      }
    }
    #expect(numbers.sorted() == form.numbers)
    #expect(try opened.check().log.count(of: .error) == 0)
  }

  @Test("A form that was copied with another unit's title is said")
  func copied() throws {
    let folder = try TemporaryFolder([
      "Xã An Bình.csv": "UBND XÃ AN BÌNH\n\(title)\nTT;Nội dung;Số liệu\n1;Hội nghị;3\n",
      "Xã Tân Phú.csv": "UBND XÃ AN BÌNH\nBÁO CÁO NĂM 2023\nTT;Nội dung;Số liệu\n1;Hội nghị;4\n",
      "Bình Minh.csv": "UBND XÃ TÂN PHÚ\n\(title)\nTT;Nội dung;Số liệu\n1;Hội nghị;5\n",
    ])
    defer { folder.keep() }
    let project = folder.url.appending(path: "p", directoryHint: .isDirectory)
    _ = try ProjectMaking(project).make(
      from: ["Xã An Bình", "Xã Tân Phú", "Bình Minh"].map {
        folder.url.appending(path: $0 + ".csv").path
      })
    let log = try OpenProject(folder: project).check().log.all.filter { $0.code == .unknownUnit }
    #expect(
      log.map { $0.line(in: .vietnamese) } == [
        "Xã Tân Phú.csv: tiêu đề ghi Xã An Bình, tên tệp hoặc tên trang tính ghi Xã Tân Phú; được tính cho Xã An Bình, hãy kiểm tra lại"
      ])
  }

  @Test("What is measured differently in a second file is refused, though indicators stand in rows")
  func measures() throws {
    let folder = try TemporaryFolder([
      "a.csv": "\(title)\nĐVT: triệu đồng\nTT;Chỉ tiêu;Xã An Bình\n1;Quỹ khuyến học;10\n",
      "b.csv": "\(title)\nĐVT: nghìn đồng\nTT;Chỉ tiêu;Xã Bình Minh\n1;Quỹ khuyến học;9000\n",
    ])
    defer { folder.keep() }
    let project = folder.url.appending(path: "p", directoryHint: .isDirectory)
    _ = try ProjectMaking(project).make(
      from: ["a.csv", "b.csv"].map { folder.url.appending(path: $0).path })
    let log = try OpenProject(folder: project).check().log.all.filter { $0.severity == .error }
    #expect(log.map(\.code) == [.badNumber])
  }

  @Test(
    "Averages are no sums, and what exists is that of the last month",
    arguments: [
      ("Thu nhập bình quân đầu người", "mean"), ("Năng suất lúa", "mean"),
      ("Điểm đánh giá", "mean"), ("Điểm bưu điện văn hóa xã", "sum"), ("Mật độ dân số", "mean"),
      ("Số tổ hòa giải", "last"), ("Biên chế được giao", "last"), ("Đơn tồn", "last"),
      ("Tổng số mô hình", "last"), ("Mô hình mới", "sum"), ("Số câu lạc bộ", "last"),
      ("Số người có uy tín", "last"), ("Hội nghị", "sum"),
    ])
  func courses(name: String, course: String) throws {
    let folder = try TemporaryFolder([
      "a.csv": "BÁO CÁO THÁNG 1 NĂM 2024\nTT;Đơn vị;Hội nghị chính;\(name)\n1;Xã An Bình;1;2\n"
    ])
    defer { folder.keep() }
    let project = folder.url.appending(path: "p", directoryHint: .isDirectory)
    _ = try ProjectMaking(project).make(from: [folder.url.appending(path: "a.csv").path])
    let indicators = try OpenProject(folder: project).definition.indicators
    #expect(indicators.last?.overTime.rawValue == course)
  }
}
