import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

@Suite("Whose report it is, as its letter head, its sheet and its file say")
struct LetterheadTests {
  private static let rows = """
    BÁO CÁO KẾT QUẢ QUÝ I NĂM 2024||
    TT|Nội dung|Kết quả
    1|Số cuộc họp|%1
    2|Số văn bản ban hành|%2
    """

  private func report(_ head: String..., values: (Int, Int) = (12, 30)) -> String {
    (head.map { "\($0)||" } + [""]).joined(separator: "\n")
      + LetterheadTests.rows.replacing("%1", with: "\(values.0)").replacing(
        "%2", with: "\(values.1)")
  }

  private func units(_ files: [String: String]) throws -> [String: Double] {
    let read = try TablesProject().read(files, in: .quarter(1, year: 2024))
    #expect(read.found.isEmpty, "\(read.found)")
    return read.values.compactMapValues { $0["Số cuộc họp"] }
  }

  @Test(
    "The last of several offices is the one whose report it is, bodies of communes among them",
    arguments: [
      (["UBND HUYỆN NGA SƠN", "TRẠM Y TẾ XÃ NGA TÂN"], "Trạm Y tế xã Nga Tân"),
      (["ĐẢNG ỦY XÃ NGA TÂN", "CHI BỘ THÔN 2"], "Chi bộ thôn 2"),
      (["SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "HẠT KIỂM LÂM NGA SƠN"], "Hạt Kiểm lâm Nga Sơn"),
      (["PHÒNG GD&ĐT HUYỆN NGA SƠN", "TRƯỜNG THCS NGA TÂN"], "Trường THCS Nga Tân"),
      (["TRẠM Y TẾ XÃ NGA TÂN"], "Trạm Y tế xã Nga Tân"),
      (["UBND HUYỆN", "NGA SƠN"], "Huyện Nga Sơn"),
      (["ỦY BAN NHÂN DÂN", "XÃ NGA TÂN"], "Xã Nga Tân"),
      // A department reports for the place above it.
      (["UBND HUYỆN NGA SƠN", "PHÒNG TƯ PHÁP"], "Huyện Nga Sơn"),
    ])
  func issuer(head: [String], unit: String) throws {
    var text = head.map { "\($0)||" }.joined(separator: "\n") + "\n"
    text += report().split(separator: "\n").joined(separator: "\n")
    let read = try TablesProject().read(["a.csv": text], in: .quarter(1, year: 2024))
    #expect(read.values == [unit: ["Số cuộc họp": 12, "Số văn bản ban hành": 30]])
  }

  @Test("A file or sheet that is named after an office below the letter head's is of that office")
  func below() throws {
    #expect(
      try units([
        "Xã Nga Tân.csv": report("UBND HUYỆN NGA SƠN"),
        "Xã Nga Tiến.csv": report("UBND HUYỆN NGA SƠN", values: (5, 7)),
      ]) == ["Xã Nga Tân": 12, "Xã Nga Tiến": 5])
    // Of two communes the letter head is believed, and the other is said.
    let read = try TablesProject().read(
      ["Xã Nga Lĩnh.csv": report("UBND XÃ NGA TÂN"), "b.csv": report("UBND XÃ NGA LĨNH")],
      in: .quarter(1, year: 2024))
    #expect(Set(read.values.keys) == ["Xã Nga Tân", "Xã Nga Lĩnh"])
    #expect(read.found.contains { $0.contains("tên tệp") }, "\(read.found)")
  }

  @Test(
    "Bodies and hamlets across the top are units",
    arguments: [
      ["Thôn 1", "Thôn 2", "Thôn 3"], ["Chi bộ 1", "Chi bộ thôn Đông", "Chi bộ trường THCS"],
      ["Đảng bộ xã Nga Tân", "Đảng bộ xã Nga Tiến"], ["Công đoàn Sở Y tế", "Công đoàn Sở Nội vụ"],
      ["MTTQ xã Nga Tân", "MTTQ xã Nga Tiến"], ["Trạm Y tế xã Nga Tân", "Trạm Y tế xã Nga Tiến"],
    ])
  func across(bodies: [String]) throws {
    for head in ["UBND XÃ NGA TÂN", "HUYỆN ỦY NGA SƠN"] {
      let bars = bodies.map { "|\($0)" }.joined()
      let numbers = bodies.indices.map { "|\($0 + 3)" }.joined()
      let read = try TablesProject().read(
        [
          "a.csv": """
          \(head)||
          TỔNG HỢP KẾT QUẢ QUÝ I NĂM 2024||
          STT|Nội dung|ĐVT\(bars)|Tổng cộng
          1|Số cuộc họp|cuộc\(numbers)|\(bodies.indices.map { $0 + 3 }.reduce(0, +))
          """
        ], in: .quarter(1, year: 2024))
      #expect(
        read.values
          == Dictionary(
            uniqueKeysWithValues: bodies.enumerated().map { ($1, ["Số cuộc họp": Double($0 + 3)]) })
      )
      #expect(read.found.isEmpty, "\(read.found)")
    }
  }

  @Test("What begins as a body does and counts something is an indicator's part, and no unit")
  func notBodies() throws {
    let read = try TablesProject().read(
      [
        "a.csv": """
        UBND XÃ NGA TÂN||
        TỔNG HỢP KẾT QUẢ QUÝ I NĂM 2024||
        STT|Nội dung|Đoàn viên|Hội viên
        1|Số người được vay vốn|4|9
        """
      ], in: .quarter(1, year: 2024))
    #expect(Set(read.values.keys) == ["Xã Nga Tân"])
  }

  @Test("A title that begins as the name of a body does names no office")
  func titles() throws {
    let read = try TablesProject().read(
      [
        "Xã Nga Tân.csv": """
        THÔN, TỔ DÂN PHỐ ĐẠT CHUẨN VĂN HÓA||
        QUÝ I NĂM 2024||
        TT|Nội dung|Kết quả
        1|Số thôn đạt|4
        """
      ], in: .quarter(1, year: 2024))
    #expect(Array(read.values.keys) == ["Xã Nga Tân"])
  }

  @Test("A commune that reports of the same time as one of a similar name is no slip of it")
  func neighbours() throws {
    let read = try TablesProject().read(
      [
        "a1.csv": report("UBND XÃ NGA TÂN"),
        "a2.csv": report("UBND XÃ NGA TÂN").replacing("QUÝ I ", with: "QUÝ II "),
        "b1.csv": report("UBND XÃ NGA TIẾN", values: (5, 7)),
      ], in: .quarter(1, year: 2024))
    #expect(
      read.values.compactMapValues { $0["Số cuộc họp"] } == ["Xã Nga Tân": 12, "Xã Nga Tiến": 5])
    #expect(read.proposal.slips.isEmpty)
    // The same name without its marks is one all the same, and so is one of another month.
    let slip = try TablesProject().read(
      [
        "a1.csv": report("UBND XÃ NGA TÂN"),
        "a2.csv": report("UBND XÃ NGA TÂN").replacing("QUÝ I ", with: "QUÝ II "),
        "b1.csv": report("UBND XÃ NGA TAN").replacing("QUÝ I ", with: "QUÝ III "),
      ], in: .quarter(1, year: 2024))
    #expect(slip.proposal.slips.map(\.name) == ["Xã Nga Tan"])
  }

  @Test("\"Đối tượng\" below a heading says how many there are, in headers of three levels")
  func threeLevels() throws {
    let read = try TablesProject().read(
      [
        "a.csv": """
        UBND HUYỆN NGA SƠN||
        KẾT QUẢ TIÊM CHỦNG QUÝ I NĂM 2024||
        STT|Đơn vị|Trẻ dưới 1 tuổi|||Phụ nữ có thai||
        ||Đối tượng|Sởi||Đối tượng|Uốn ván|
        |||Mũi 1|Mũi 2||Mũi 1|Mũi 2
        1|Xã Nga Tân|95|60|50|74|70|66
        2|Xã Nga Tiến|87|61|51|31|30|29
        """
      ], in: .quarter(1, year: 2024))
    #expect(read.values["Xã Nga Tân"].map { Set($0.values) } == [95, 60, 50, 74, 70, 66])
    #expect(read.found.isEmpty, "\(read.found)")
  }
}
