import ClusterMetrics
import Findings
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

@Suite("Files that come into a project month after month are what their titles say")
struct ComingMonthTests {
  /// What the second file adds to a project that was made from the first one: "period figure value" of Xã An Bình.
  private func added(
    _ title: String, _ header: String = "TT;Chỉ tiêu;ĐVT;Kết quả",
    row: String = "1;Số hội nghị đối thoại;cuộc;5",
    file: String = "sau.csv"
  ) throws -> (numbers: [String], log: [Finding]) {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    try folder.write(
      "thang 1.csv",
      "UBND XÃ AN BÌNH\nBÁO CÁO KẾT QUẢ THÁNG 1 NĂM 2024\nTT;Chỉ tiêu;ĐVT;Kết quả\n1;Số hội nghị đối thoại;cuộc;3\n"
    )
    let project = folder.url.appending(path: "p", directoryHint: .isDirectory)
    _ = try ProjectMaking(project).make(from: [folder.url.appending(path: "thang 1.csv").path])
    try Data("UBND XÃ AN BÌNH\n\(title)\n\(header)\n\(row)\n".utf8).write(
      to: project.appending(path: file))
    let opened = try OpenProject(folder: project, language: .vietnamese)
    let table = try opened.project.tally([]).tables.first { $0.file == file }
    let numbers = (table?.numbers ?? []).map {
      "\($0.period.name) \($0.figure) \(Int($0.value ?? -1))"
    }
    return (numbers, try opened.check().log.all)
  }

  @Test(
    "Plain headings hold what the title says",
    arguments: [
      ("BÁO CÁO KẾT QUẢ LŨY KẾ ĐẾN THÁNG 2 NĂM 2024", "2024-M02 cumulative 5"),
      ("BÁO CÁO KẾT QUẢ ĐẾN HẾT THÁNG 2 NĂM 2024", "2024-M02 cumulative 5"),
      ("KẾT QUẢ ĐẾN THÁNG 02/2024", "2024-M02 cumulative 5"),
      ("KẾT QUẢ THÁNG 2 NĂM 2024 (số liệu lũy kế từ đầu năm)", "2024-M02 cumulative 5"),
      ("KẾT QUẢ THÁNG 2 NĂM 2024", "2024-M02 value 5"),
      ("KẾT QUẢ THÁNG 2 (từ ngày 15/01/2024 đến ngày 14/02/2024)", "2024-M02 value 5"),
      ("KẾT QUẢ THỰC HIỆN NHIỆM VỤ THÁNG 2 NĂM 2024", "2024-M02 value 5"),
      ("KẾT QUẢ THỰC HIỆN CHỈ TIÊU KẾ HOẠCH THÁNG 2 NĂM 2024", "2024-M02 value 5"),
      ("KẾT QUẢ THÁNG 2 NĂM 2024 VÀ KẾ HOẠCH THÁNG 3", "2024-M02 value 5"),
      ("KẾ HOẠCH NĂM 2024", "2024 plan 5"),
      ("ĐIỀU CHỈNH KẾ HOẠCH NĂM 2024", "2024 plan 5"),
      ("DỰ THẢO KẾ HOẠCH NĂM 2024", "2024 plan 5"),
      ("CHỈ TIÊU GIAO NĂM 2024", "2024 plan 5"),
      ("DỰ KIẾN HOẠT ĐỘNG THÁNG 3 NĂM 2024", "2024-M03 plan 5"),
    ])
  func titles(title: String, number: String) throws {
    for heading in ["Kết quả", "Số liệu", "Số lượng", "Giá trị"] {
      let read = try added(title, "TT;Chỉ tiêu;ĐVT;\(heading)")
      #expect(read.numbers == [number], "\(heading)")
    }
  }

  @Test("What columns say of themselves goes before the title")
  func columns() throws {
    let both = try added(
      "BÁO CÁO LŨY KẾ ĐẾN THÁNG 2 NĂM 2024", "TT;Chỉ tiêu;ĐVT;Trong tháng;Lũy kế từ đầu năm",
      row: "1;Số hội nghị đối thoại;cuộc;2;5")
    #expect(both.numbers == ["2024-M02 value 2", "2024-M02 cumulative 5"])
    let plan = try added(
      "BÁO CÁO LŨY KẾ ĐẾN THÁNG 2 NĂM 2024", "TT;Chỉ tiêu;ĐVT;Kế hoạch năm;Kết quả",
      row: "1;Số hội nghị đối thoại;cuộc;40;5")
    #expect(plan.numbers == ["2024 plan 40", "2024-M02 cumulative 5"])
    let done = try added(
      "KẾ HOẠCH NĂM 2024", "TT;Chỉ tiêu;ĐVT;Kế hoạch;Thực hiện",
      row: "1;Số hội nghị đối thoại;cuộc;40;5")
    #expect(done.numbers == ["2024 plan 40", "2024 value 5"])
    // What counts from the beginning of a quarter is compared only.
    let quarter = try added(
      "BÁO CÁO KẾT QUẢ THÁNG 5 NĂM 2024", "TT;Chỉ tiêu;ĐVT;Trong tháng;Lũy kế từ đầu quý",
      row: "1;Số hội nghị đối thoại;cuộc;31;52")
    #expect(quarter.numbers == ["2024-M05 value 31"])
    // A quarter that is not over counts from its beginning, too; one that ends with the month counts from New Year.
    let told = try added(
      "BÁO CÁO KẾT QUẢ THÁNG 5 NĂM 2024", "TT;Chỉ tiêu;ĐVT;Trong tháng;Lũy kế quý II",
      row: "1;Số hội nghị đối thoại;cuộc;31;52")
    #expect(told.numbers == ["2024-M05 value 31"])
    #expect(told.log.contains { $0.code == .badPeriod }, "\(told.log)")
    let ended = try added(
      "BÁO CÁO KẾT QUẢ THÁNG 6 NĂM 2024", "TT;Chỉ tiêu;ĐVT;Trong tháng;Lũy kế đến hết quý II",
      row: "1;Số hội nghị đối thoại;cuộc;31;152")
    #expect(ended.numbers == ["2024-M06 value 31", "2024-M06 cumulative 152"])
  }

  @Test("Plans go by many names", arguments: ["Cam kết năm", "Yêu cầu năm", "Mức giao"])
  func plans(_ heading: String) throws {
    let read = try added(
      "BÁO CÁO KẾT QUẢ NĂM 2024", "TT;Chỉ tiêu;ĐVT;\(heading);Thực hiện",
      row: "1;Số hội nghị đối thoại;cuộc;40;31")
    #expect(read.numbers == ["2024 plan 40", "2024 value 31"])
  }

  @Test("The name of a file says lũy kế, with marks or without")
  func fileNames() throws {
    for file in ["luy ke den thang 3.csv", "Lũy_kế tháng 3.csv"] {
      let read = try added("KẾT QUẢ THÁNG 3 NĂM 2024", file: file)
      #expect(read.numbers == ["2024-M03 cumulative 5"], "\(file)")
    }
  }

  @Test(
    "Estimates are marked; other things than before are refused; names with and without \"Số\" are one"
  )
  func others() throws {
    let estimate = try added("KẾT QUẢ THÁNG 2 NĂM 2024", "TT;Chỉ tiêu;ĐVT;Ước tháng 2")
    #expect(estimate.numbers == ["2024-M02 value 5"])
    #expect(estimate.log.contains { $0.code == .approximateNumber })
    let people = try added(
      "KẾT QUẢ THÁNG 2 NĂM 2024", row: "1;Số hội nghị đối thoại;lượt người;500")
    #expect(people.log.contains { $0.code == .badNumber && $0.severity == .error })
    let short = try added("KẾT QUẢ THÁNG 2 NĂM 2024", row: "1;Hội nghị đối thoại;cuộc;5")
    #expect(short.numbers == ["2024-M02 value 5"])
  }

  @Test("A form that is not filled in is called that")
  func blank() throws {
    let read = try added("KẾT QUẢ THÁNG 2 NĂM 2024", row: "1;Số hội nghị đối thoại;cuộc;")
    #expect(
      read.log.map { $0.line(in: .vietnamese) }.contains { $0.contains("biểu chưa điền số liệu") },
      "\(read.log)")
  }
}
