import Foundation
import Testing
import TestSupport

@Suite("From the tables of the units to a pack")
struct TablesCommandTests {
  /// What a unit sends: its name in the letter head, one number a line.
  private static func report(_ office: String, _ received: Int, _ late: Int) -> String {
    """
    UBND TỈNH NGHỆ AN,,,,,
    \(office),,,,,
    BIỂU SỐ 01: CẢI CÁCH HÀNH CHÍNH 6 THÁNG ĐẦU NĂM 2024,,,,,
    STT,Chỉ tiêu,ĐVT,Kế hoạch năm 2024,Thực hiện 6 tháng đầu năm 2024,Cùng kỳ năm 2023
    (1),(2),(3),(4),(5),(6)
    I,THỦ TỤC HÀNH CHÍNH,,,,
    1,Số hồ sơ tiếp nhận,Hồ sơ,\(received * 2),\(received),\(received - 10)
    2,- Quá hạn,Hồ sơ,,\(late),
    3,"Thu phí, lệ phí",Triệu đồng,,"12,5",
    Ghi chú: số liệu tính đến hết ngày 14/6/2024,,,,,
    NGƯỜI LẬP BIỂU,,,CHỦ TỊCH,,
    """
  }

  private func folder() throws -> TemporaryFolder {
    try TemporaryFolder([
      "bieu 1.csv": TablesCommandTests.report("UBND THÀNH PHỐ VINH", 100, 3),
      "bieu 2.csv": TablesCommandTests.report("SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG", 60, 1),
      "bieu 3.csv": TablesCommandTests.report("UBND HUYỆN DIỄN CHÂU", 80, 2),
    ])
  }

  @Test(
    "init --from makes a project that needs no edit; a second run adds what is new and keeps the rest"
  )
  func fromTables() throws {
    let folder = try folder()
    defer { folder.keep() }
    let made = try Run(
      giaoban, ["init", "cchc", "--from", "bieu 1.csv", "bieu 2.csv"], in: folder.url)
    #expect(made.status == 0, "\(made.errors)")
    let project = folder.url.appending(path: "cchc")
    func text(_ name: String) throws -> String {
      try String(contentsOf: project.appending(path: name), encoding: .utf8)
    }
    let settings = try text("giaoban.yaml")
    #expect(settings.contains("organisation: \"UBND tỉnh Nghệ An\""))
    #expect(settings.contains("calendar: {closing_day: 14}"))
    #expect(
      settings.contains(
        "  so_ho_so_tiep_nhan: {name: \"Số hồ sơ tiếp nhận\", noun: \"hồ sơ\", from: submissions, over_time: sum, better: neither}"
      ))
    #expect(settings.contains("name: \"Thu phí, lệ phí\", unit_of_measure: \"triệu đồng\""))
    let units = try text("roster.csv").split(separator: "\n").dropFirst().map {
      String($0.split(separator: ",")[1])
    }
    #expect(units == ["Thành phố Vinh", "Sở Tài nguyên và Môi trường"])
    let check = try Run(giaoban, ["check", "cchc"], in: folder.url)
    #expect(
      check.status == 0 && check.output.contains("Không có lỗi, cảnh báo."), "\(check.output)")
    let tally = try Run(
      giaoban,
      [
        "tally", "cchc", "--period", "6 tháng đầu năm 2024", "--by", "unit", "--versus", "plan",
        "--indicator", "so_ho_so_tiep_nhan",
      ], in: folder.url)
    #expect(tally.output.contains("đạt 50,0% kế hoạch năm (200)"), "\(tally.output)\(tally.errors)")
    // What people have changed stays.
    try settings.replacing("subject: Biểu đồ số liệu", with: "subject: Của tôi")
      .write(to: project.appending(path: "giaoban.yaml"), atomically: true, encoding: .utf8)
    let added = try Run(giaoban, ["init", "cchc", "--from", "bieu 3.csv"], in: folder.url)
    #expect(added.status == 0, "\(added.errors)")
    #expect(try text("giaoban.yaml").contains("subject: Của tôi"))
    #expect(try text("roster.csv").hasSuffix("Cụm 1,Huyện Diễn Châu,Huyện,,,\n"))
    let pack = try Run(
      giaoban, ["pack", "cchc", "--period", "2024-H1", "-o", "out"], in: folder.url)
    #expect(pack.status == 0, "\(pack.errors)")
    #expect(
      pack.output.contains("Số hồ sơ tiếp nhận: 240, tăng 30 so với cùng kỳ 2023"), "\(pack.output)"
    )
  }

  @Test(
    "A register alone makes a project: kinds of activities are counted, columns of numbers added up"
  )
  func fromRegister() throws {
    let folder = try folder()
    defer { folder.keep() }
    try folder.write(
      "so.csv",
      Data(
        """
        SỔ THEO DÕI,,,,,,
        TT,Ngày,Đơn vị,Xã,Hoạt động,Số người dự,Diện tích (ha)
        1,1/2/2024,Huyện Sông Đông,Xã An Bình,Đối thoại,80,
        2,2/2/2024,H. Sông Đông,An Hòa,Tiếp dân,"1.200","0,5"
        3,3/3/2024,Huyện Núi Tây,,Đối thoại,20,1

        """.utf8))
    let made = try Run(giaoban, ["init", "p", "--from", "so.csv"], in: folder.url)
    #expect(made.status == 0, "\(made.errors)")
    let roster = try String(
      contentsOf: folder.url.appending(path: "p/roster.csv"), encoding: .utf8)
    #expect(
      roster.hasSuffix(
        "Cụm 1,Huyện Sông Đông,Huyện,Xã An Bình,,\nCụm 1,Huyện Sông Đông,Huyện,An Hòa,,\nCụm 1,Huyện Núi Tây,Huyện,,,\n"
      ), "\(roster)")
    let check = try Run(giaoban, ["check", "p"], in: folder.url)
    #expect(check.output.contains("Không có lỗi, cảnh báo."), "\(check.output)")
    let tally = try Run(
      giaoban, ["tally", "p", "--period", "2024-H1", "--by", "cluster", "--format", "csv"],
      in: folder.url)
    for number in ["doi_thoai,2", "tiep_dan,1", "so_nguoi_du,1300", "dien_tich,1.5"] {
      #expect(tally.output.contains("Cụm 1,,\(number),"), "\(tally.output)")
    }
  }

  @Test("init --language en makes an English project, and speaks English of it")
  func english() throws {
    let folder = try folder()
    defer { folder.keep() }
    let table =
      "KẾT QUẢ THÁNG 6 NĂM 2025\nTT,Đơn vị,Số hội nghị\n1,Xã Đông Tiến,5\n2,Xã Nga Sơn,7\n"
    try folder.write("bieu.csv", Data(table.utf8))
    let made = try Run(
      giaoban, ["init", "p", "--from", "bieu.csv", "--language", "en"], in: folder.url)
    #expect(
      made.errors.contains("1 file with tables; 2 new units and 1 new indicator"), "\(made.errors)")
    let settings = try String(
      contentsOf: folder.url.appending(path: "p/giaoban.yaml"), encoding: .utf8)
    #expect(settings.hasPrefix("# Settings of Giaoban, made from the tables of this folder"))
    #expect(settings.contains("\nlanguage: en\n"))
    let roster = try String(
      contentsOf: folder.url.appending(path: "p/roster.csv"), encoding: .utf8)
    #expect(
      roster.hasSuffix(
        "cluster,unit,unit_kind,commune,from,to\n"
          + "All units,Xã Đông Tiến,Xã,,,\nAll units,Xã Nga Sơn,Xã,,,\n"), "\(roster)")
    let check = try Run(giaoban, ["check", "p"], in: folder.url)
    #expect(check.output.hasSuffix("No errors or warnings.\n"), "\(check.output)")
    // What is there already is in its own language.
    let more = try Run(giaoban, ["init", "p", "--from", "bieu.csv"], in: folder.url)
    #expect(more.errors.contains("0 new units"), "\(more.errors)")
  }

  @Test("An option that is misspelt is named, also where the parser misses another one")
  func options() throws {
    let folder = try folder()
    defer { folder.keep() }
    let run = try Run(
      giaoban, ["pack", "p", "--perod", "2024-H1", "--language", "en"], in: folder.url)
    #expect(run.status == 64)
    #expect(
      run.errors.hasSuffix("there is no option --perod; did you mean --period?\n"), "\(run.errors)")
  }

  @Test("Numbers that contradict each other, or cannot be read, are counted as not counted")
  func uncounted() throws {
    let folder = try folder()
    defer { folder.keep() }
    func table(_ value: String, _ other: String) -> Data {
      Data(
        "KẾT QUẢ THÁNG 6 NĂM 2025\nTT,Đơn vị,Số hội nghị,Số người\n1,Xã Đông Tiến,\(value),30\n2,Xã Nga Sơn,7,\(other)\n"
          .utf8)
    }
    try folder.write("a.csv", table("5", "40"))
    try folder.write("b.csv", table("6", "4O"))
    _ = try Run(giaoban, ["init", "p", "--from", "a.csv", "b.csv"], in: folder.url)
    let check = try Run(giaoban, ["check", "p"], in: folder.url)
    #expect(
      check.output.contains(
        "a.csv: đọc 2 dòng; tính 2 dòng, trong đó 0 dòng có cảnh báo; loại 0 dòng; 1 số liệu không được tính"
      ),
      "\(check.output)")
    #expect(
      check.output.contains(
        "b.csv: đọc 2 dòng; tính 2 dòng, trong đó 0 dòng có cảnh báo; loại 0 dòng; 2 số liệu không được tính"
      ),
      "\(check.output)")
    let tables = try Run(giaoban, ["tables", "p", "--format", "json"], in: folder.url)
    #expect(tables.output.ranges(of: "\"counts\" : false").count == 2, "\(tables.output)")
  }

  @Test("Nothing is overwritten, and files without a table are named")
  func refusals() throws {
    let folder = try folder()
    defer { folder.keep() }
    try folder.write("thu.csv", Data("Kính gửi,,\nXin báo cáo,,\n".utf8))
    let none = try Run(giaoban, ["init", "a", "--from", "thu.csv"], in: folder.url)
    #expect(none.status == 65)
    #expect(none.errors.contains("thu.csv: không nhận ra biểu số liệu"))
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "a").path))
    _ = try Run(giaoban, ["init", "b", "--from", "bieu 1.csv"], in: folder.url)
    try folder.write("b/bieu 2.csv", Data("khác".utf8))
    let other = try Run(giaoban, ["init", "b", "--from", "bieu 2.csv"], in: folder.url)
    #expect(other.status == 73 && other.errors.contains("bieu 2.csv"))
    let missing = try Run(giaoban, ["init", "c", "--from", "khong-co.csv"], in: folder.url)
    #expect(missing.status == 66)
  }

  @Test(
    "tables names a file of submissions in which nothing is understood; ids may head its columns")
  func refusedSubmissions() throws {
    let folder = try TemporaryFolder([
      "submissions.csv": "period,unit,visit_count,late\n2026-H1,Xã An,5,2\n",
      "roster.csv": "Cụm,Đơn vị\nCụm 1,Xã An\n",
      "giaoban.yaml":
        "title: Thử\nlanguage: vi\nindicators:\n  visits: {name: Lượt tiếp, from: submissions}\n",
    ])
    defer { folder.keep() }
    let refused = try Run(giaoban, ["tables", "."], in: folder.url)
    #expect(
      refused.output.hasPrefix("submissions.csv\n  không nhận ra đơn vị và chỉ tiêu trong biểu"))
    try folder.write("submissions.csv", Data("period,unit,visits,late\n2026-H1,Xã An,5,2\n".utf8))
    let read = try Run(giaoban, ["tables", "."], in: folder.url)
    #expect(read.output.hasPrefix("submissions.csv\n  biểu tổng hợp, dòng 1–2: 1 số liệu"))
  }

  @Test("tables shows how each table was read, and every number with its cell")
  func tables() throws {
    let folder = try folder()
    defer { folder.keep() }
    _ = try Run(giaoban, ["init", "cchc", "--from", "bieu 1.csv"], in: folder.url)
    let text = try Run(giaoban, ["tables", "cchc"], in: folder.url)
    #expect(
      text.output == """
        bieu 1.csv
          biểu tổng hợp, dòng 4–11: 5 số liệu
            hàng: chỉ tiêu
            cột: kỳ và loại số liệu
            cho cả bảng: 6 tháng đầu năm 2024; Thành phố Vinh

        """)
    let json = try Run(giaoban, ["tables", "cchc", "--format", "json"], in: folder.url)
    let tables = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
    let numbers = try #require(tables[0]["numbers"] as? [[String: Any]])
    let plan = try #require(numbers.first { $0["figure"] as? String == "plan" })
    #expect(plan["row"] as? Int == 7 && plan["column"] as? Int == 4)
    #expect(plan["period"] as? String == "2024" && plan["value"] as? Double == 200)
  }
}
