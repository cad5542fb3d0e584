import Foundation
import Testing
import TestSupport

@testable import Server

@Suite("Forms of the page: settings, plans and pages without a line of YAML", .serialized)
struct FormTests {
  private let place = "api/p/cum-thi-dua-1"

  private func settings(_ serving: Serving) throws -> String {
    try String(contentsOf: serving.file("cum-thi-dua-1/giaoban.yaml"), encoding: .utf8)
  }

  private func post(
    _ client: Client, _ path: String, _ order: [String: Any], method: String = "POST"
  ) async throws -> Client.Answer {
    try await client.send(
      method, place + "/" + path, body: try JSONSerialization.data(withJSONObject: order))
  }

  @Test("A form changes the lines of what was changed in it, and nothing else")
  func fields() async throws {
    try await Serving.run { serving in
      let client = serving.client
      let before = try settings(serving)
      let page = try await client.get("p/cum-thi-dua-1/settings").text
      #expect(page.contains("name=\"indicators.dialogues.name\""))
      #expect(page.contains("name=\"calendar.closing_day\" value=\"14\""))
      let answer = try await post(
        client, "settings/fields",
        [
          "fields": ["indicators.dialogues.target": "1.200", "calendar.closing_day": "20"],
          "was": ["indicators.dialogues.target": "", "calendar.closing_day": "14"],
        ])
      #expect(answer.status == 200)
      let after = try settings(serving)
      #expect(after.contains("closing_day: 20") && after.contains("target: 1200"))
      // Comments and all other lines stay.
      let lines = Set(before.components(separatedBy: "\n"))
      let fresh = after.components(separatedBy: "\n").filter { !lines.contains($0) }
      #expect(fresh.count == 2, "\(fresh)")
      // Taken back as one change.
      #expect(try await client.post(place + "/changes/1/undo", [:]).status == 200)
      #expect(try settings(serving) == before)
    }
  }

  @Test(
    "What another window changed meanwhile is not written over; what is wrong is said and not kept")
  func refused() async throws {
    try await Serving.run { serving in
      let client = serving.client
      let before = try settings(serving)
      let old = try await post(
        client, "settings/fields",
        ["fields": ["calendar.closing_day": "20"], "was": ["calendar.closing_day": "31"]])
      #expect(old.status == 400 && old.text.contains("thay đổi trong lúc đó"))
      let wrong = try await post(
        client, "settings/fields", ["fields": ["calendar.closing_day": "40"]])
      // By the name that the form has for it.
      #expect(
        wrong.status == 422
          && wrong.text.contains(
            "Ngày chốt số liệu trong tháng: calendar.closing_day phải là số nguyên")
      )
      for text in ["ngày 14", "khoảng 30", "85%", "1e9", "12."] {
        let answer = try await post(
          client, "settings/fields", ["fields": ["indicators.dialogues.target": text]])
        #expect(answer.status == 400 && answer.text.contains("không phải là số"), "\(text)")
      }
      let taken = try await post(
        client, "settings/fields",
        ["fields": ["indicators.dialogues.name": "Xã, phường, thị trấn có đối thoại"]])
      #expect(taken.status == 400 && taken.text.contains("đã là của chỉ tiêu"), "\(taken.text)")
      let strange = try await post(
        client, "settings/fields", ["fields": ["aliases.Huyện Nga Sơn": "Huyện Hậu Lộc"]])
      #expect(strange.status == 422, "\(strange.text)")
      let empty = try await post(client, "settings/fields", ["fields": ["title": "  "]])
      #expect(empty.status == 400 && empty.text.contains("không được để trống"))
      let unknown = try await post(client, "settings/fields", ["fields": ["accept": "x"]])
      #expect(unknown.status == 400)
      #expect(try settings(serving) == before)
    }
  }

  @Test("An indicator is added, moved and taken out; its pages and tiles go with it")
  func indicators() async throws {
    try await Serving.run { serving in
      let client = serving.client
      let made = try await post(
        client, "indicators",
        ["name": "Hội nghị có lãnh đạo dự", "counted": "activities", "activity": "đối thoại"])
      #expect(made.status == 201 && made.text.contains("hoi_nghi_co_lanh_dao_du"))
      let tally = try await client.get(place + "/tally?format=csv&by=all&period=2022-H1")
      // As many as the sample's own indicator of dialogues counts.
      #expect(tally.text.contains(",hoi_nghi_co_lanh_dao_du,105,"))
      #expect(
        try await post(client, "indicators/hoi_nghi_co_lanh_dao_du/up", [:]).status == 200)
      #expect(try await post(client, "indicators/none/up", [:]).status == 400)
      #expect(
        try await client.send("DELETE", place + "/indicators/hoi_nghi_co_lanh_dao_du").status == 200
      )
      #expect(try settings(serving).contains("hoi_nghi_co_lanh_dao_du") == false)
      // An indicator that others are made from stays, and it is said which.
      let needed = try await client.send("DELETE", place + "/indicators/dialogues")
      #expect(needed.status == 422 && needed.text.contains("dialogues"))
      #expect(
        try await post(client, "indicators", ["name": " ", "counted": "reported"]).status == 400)
    }
  }

  @Test("Pages are chosen and put in order; a chart of the page becomes one of them")
  func pages() async throws {
    try await Serving.run { serving in
      let client = serving.client
      #expect(
        try await post(
          client, "pages", ["page": "highlights,tables,indicators", "tile": "dialogues"],
          method: "PUT"
        ).status == 200)
      #expect(try settings(serving).contains("[highlights, tables, indicators]"))
      let added = try await client.send(
        "POST", place + "/pages?kind=trend&indicator=dialogues&period=2022-H1&title=Ri%C3%AAng")
      #expect(added.status == 201)
      let page = try await client.get("p/cum-thi-dua-1/packs").text
      #expect(page.contains("Riêng") || page.contains("Đường qua các kỳ"))
      #expect(page.contains("value=\"page:1\" checked"))
      // In another order the page of its own is still the same.
      #expect(
        try await post(client, "pages", ["page": "page:1,highlights"], method: "PUT").status == 200)
      let after = try settings(serving)
      #expect(after.contains("kind: trend") && after.contains("title: \"Riêng\""))
      #expect(
        try await post(client, "pages", ["page": "page:7"], method: "PUT").status == 400)
      let many = try await post(client, "pages", ["tile": "a,b,c,d,e"], method: "PUT")
      #expect(many.status == 400 && many.text.contains("nhiều nhất 4 số"))
    }
  }

  @Test("Plans are written into the project's own table, and count at once")
  func plans() async throws {
    try await Serving.run { serving in
      let client = serving.client
      let page = try await client.get("p/cum-thi-dua-1/settings?indicator=dialogues&period=2022-H1")
        .text
      // Letters with marks are written by their numbers.
      let number = try #require(
        page.firstMatch(of: #/name="(\d+) Huy[^ ]* Nga S[^ ]*n"/#)?.output.1)
      let field = "\(number) Huyện Nga Sơn"
      let kept = try await post(
        client, "plans/dialogues/2022-H1",
        ["fields": [field: "1.020"], "was": [field: ""]])
      #expect(kept.status == 200)
      let table = try String(contentsOf: serving.file("cum-thi-dua-1/plans.csv"), encoding: .utf8)
      #expect(table.contains("2022-H1,Huyện Nga Sơn,") && table.contains(",1020,"))
      let tally = try await client.get(
        place + "/tally?format=csv&by=unit&period=2022-H1&versus=plan&indicator=dialogues")
      #expect(tally.status == 200 && tally.text.contains("1020"))
      let wrong = try await post(
        client, "plans/dialogues/2022-H1",
        ["fields": [field: "nhiều"], "was": [field: "1020"]])
      #expect(wrong.status == 400 && wrong.text.contains("không phải là số"))
      let gone = try await post(
        client, "plans/dialogues/2022-H1",
        ["fields": [field: ""], "was": [field: "1020"]])
      #expect(gone.status == 200)
      let rest = try String(contentsOf: serving.file("cum-thi-dua-1/plans.csv"), encoding: .utf8)
      #expect(!rest.contains("Huyện Nga Sơn"))
    }
  }

  @Test(
    "A cell that cannot be read is mended where it is found: the right number counts, the file stays, and each correction goes back by itself"
  )
  func corrections() async throws {
    try await Serving.run(["bao-cao-thang"]) { serving in
      let client = serving.client
      let place = "api/p/bao-cao-thang"
      func received() async throws -> String {
        let answer = try await client.get(
          place + "/tally?format=csv&by=unit&period=2022-H1&indicator=files_received")
        return answer.status == 200
          ? answer.text.split(separator: "\n").first { $0.contains("Thành phố Thanh Hóa") }
            .map(String.init) ?? "" : "\(answer.status)"
      }
      func correct(_ period: String, _ value: String, _ reason: String) async throws
        -> Client.Answer
      {
        try await client.post(
          place + "/corrections",
          [
            "period": period, "unit": "Thành phố Thanh Hóa", "indicator": "files_received",
            "figure": "value", "value": value, "reason": reason,
          ])
      }
      let right = try await received()
      #expect(right.contains("20215"))
      for (month, number, wrong) in [("3", "3207", "32o7"), ("4", "3331", "chưa rõ")] {
        let url = serving.file("bao-cao-thang/thang-\(month).csv")
        let text = try String(contentsOf: url, encoding: .utf8)
        #expect(text.contains(",\(number),"))
        try text.replacing(",\(number),", with: ",\(wrong),")
          .write(to: url, atomically: true, encoding: .utf8)
      }
      let file = serving.file("bao-cao-thang/thang-3.csv")
      let sent = try Data(contentsOf: file)
      #expect(try await received() == "422")
      let page = try await client.get("p/bao-cao-thang/check").text
      #expect(page.contains("api/p/bao-cao-thang/corrections"))
      #expect(page.contains("name=\"period\" value=\"2022-M03\""))
      let refused = try await correct("2022-03", "3.2x7", "gõ sai")
      #expect(refused.status == 400 && refused.text.contains("không phải là số"))
      #expect(try await correct("2022-03", "3.207", " ").text.contains("lý do"))
      let corrections = serving.file("bao-cao-thang/corrections.csv")
      #expect(!FileManager.default.fileExists(atPath: corrections.path))
      #expect(try await correct("2022-03", "3.207", "gõ sai").status == 200)
      #expect(try await correct("2022-04", "3331", "hỏi lại").status == 200)
      #expect(try await received() == right)
      #expect(try Data(contentsOf: file) == sent)
      // Another window's correction is not written over.
      let late = try await correct("2022-03", "3.208", "khác")
      #expect(late.status == 400 && late.text.contains("thay đổi trong lúc đó"))
      for (indicator, figure, said) in [
        ("in_time_rate", "value", "được tính từ số khác"), ("", "value", ""),
        ("files_received", "percentage", "hông đính chính được loại số"),
        ("files_received", "nonsense", "hông đính chính được loại số"),
      ] {
        let answer = try await client.post(
          place + "/corrections",
          [
            "period": "2022-05", "unit": "Thành phố Thanh Hóa", "indicator": indicator,
            "figure": figure, "value": "1", "reason": "thử",
          ])
        #expect(
          (400...499).contains(answer.status) && (said.isEmpty || answer.text.contains(said)),
          "\(indicator) \(figure): \(answer.text)")
      }
      // The first of two goes back without the second.
      #expect(try await client.post(place + "/changes/1/undo", [:]).status == 200)
      let left = try await client.get("p/bao-cao-thang/check").text
      #expect(left.contains("name=\"period\" value=\"2022-M03\""))
      #expect(!left.contains("name=\"period\" value=\"2022-M04\""))
    }
  }

  @Test(
    "A table of corrections that Excel has saved is written anew as a whole, and goes back as a whole"
  )
  func correctionsOfExcel() async throws {
    try await Serving.run(["bao-cao-thang"]) { serving in
      let client = serving.client
      let place = "api/p/bao-cao-thang"
      let file = serving.file("bao-cao-thang/corrections.csv")
      let old =
        "Kỳ;Đơn vị;Chỉ tiêu;Số liệu\r\n2022-M01;Thành phố Sầm Sơn;Hồ sơ tiếp nhận;-5\r\n"
      try old.write(to: file, atomically: true, encoding: .utf8)
      for (month, value) in [("2022-03", "-3"), ("2022-04", "4")] {
        let answer = try await client.post(
          place + "/corrections",
          [
            "period": month, "unit": "Thành phố Thanh Hóa", "indicator": "files_received",
            "value": value, "reason": "thử, \"hai\"",
          ])
        #expect(answer.status == 200, "\(answer.text)")
      }
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains("2022-M01,Thành phố Sầm Sơn,Hồ sơ tiếp nhận,-5"))
      #expect(
        text.contains("2022-M03,Thành phố Thanh Hóa,Hồ sơ tiếp nhận,-3,x,\"thử, \"\"hai\"\"\""))
      // The first stands on the whole file, and goes back after the second.
      #expect(try await client.post(place + "/changes/1/undo", [:]).status == 400)
      #expect(try await client.post(place + "/changes/2/undo", [:]).status == 200)
      #expect(try String(contentsOf: file, encoding: .utf8).contains("2022-M04") == false)
    }
  }

  @Test("Other names of a unit are written by one form for all units")
  func names() async throws {
    try await Serving.run { serving in
      let client = serving.client
      let kept = try await post(
        client, "settings/fields",
        ["fields": ["aliases.Huyện Nga Sơn": "H. Nga Sơm; Nga-Sơn huyện"]])
      #expect(kept.status == 200)
      let page = try await client.get("p/cum-thi-dua-1/settings").text
      #expect(page.contains("value=\"H. Nga S&#x1A1;m; Nga-S&#x1A1;n huy&#x1EC7;n\""))
      #expect(try settings(serving).contains("[\"H. Nga Sơm\", \"Nga-Sơn huyện\"]"))
    }
  }
}

@Suite("What an officer met on the page", .serialized)
struct OfficerPageTests {
  private static let title = "BÁO CÁO 6 THÁNG ĐẦU NĂM 2024"

  /// A project of some communes' own files.
  private func made(
    _ serving: Serving, _ communes: [String], header: String = "TT;Chỉ tiêu;Số liệu",
    rows: [String] = ["Hội nghị đối thoại;5", "Đơn thư tiếp nhận;7"]
  ) async throws {
    let client = serving.client
    _ = try await client.post("api/projects", ["name": "xa"])
    for name in communes {
      let lines = rows.enumerated().map { "\($0 + 1);\($1)" }.joined(separator: "\n")
      let table = "UBND \(name.uppercased())\n\(Self.title)\n\(header)\n\(lines)\n"
      let file = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics)! + ".csv"
      let put = try await client.send("PUT", "api/p/xa/files/" + file, body: Data(table.utf8))
      #expect(put.status == 201)
    }
    #expect(try await client.post("api/p/xa/project", [:]).status == 200)
  }

  @Test("The roster that init writes, with Excel's mark, is kept from the page")
  func roster() async throws {
    try await Serving.run([]) { serving in
      try await made(serving, ["Xã An Bình", "Xã Tân Phú"])
      let client = serving.client
      let file = serving.file("xa/roster.csv")
      let before = try Data(contentsOf: file)
      #expect(before.starts(with: [0xEF, 0xBB, 0xBF]))
      // The page and what browsers make of it have no such mark.
      let text = String(decoding: before.dropFirst(3), as: UTF8.self)
      let kept = try await client.send(
        "PUT", "api/p/xa/roster",
        body: try JSONEncoder().encode(["text": text + "Cụm 1,Xã Mới,Xã,,,\n", "expected": text]))
      #expect(kept.status == 200, "\(kept.text)")
      let after = try Data(contentsOf: file)
      #expect(after.starts(with: [0xEF, 0xBB, 0xBF]) && after.count > before.count)
      #expect(
        try await client.post("api/p/xa/changes/\(await latest(client))/undo", [:]).status == 200)
      #expect(try Data(contentsOf: file) == before)
    }
  }

  private func latest(_ client: Client) async throws -> Int {
    let answer = try await client.get("api/p/xa/changes")
    let changes = try JSONSerialization.jsonObject(with: answer.body) as? [[String: Any]]
    return try #require(changes?.first?["number"] as? Int)
  }

  @Test("A commune that comes late is named, and enters the roster by one click")
  func late() async throws {
    try await Serving.run([]) { serving in
      try await made(serving, ["Xã An Bình", "Xã Tân Phú"])
      let client = serving.client
      let table =
        "ĐẢNG ỦY XÃ VĨNH HẢO\n\(Self.title)\nTT;Chỉ tiêu;Số liệu\n1;Hội nghị đối thoại;3\n2;Đơn thư tiếp nhận;4\n"
      _ = try await client.send("PUT", "api/p/xa/files/nop%20muon.csv", body: Data(table.utf8))
      let found = try await client.get("api/p/xa/findings").text
      #expect(found.contains("\"unknown-unit\"") && found.contains("Xã Vĩnh Hảo"))
      let page = try await client.get("p/xa/check").text
      #expect(page.contains("api/p/xa/units"))
      #expect(try await client.post("api/p/xa/units", ["name": "Xã Vĩnh Hảo"]).status == 200)
      #expect(try await client.get("api/p/xa/findings").text.contains("unknown-unit") == false)
      let tally = try await client.get("api/p/xa/tally?format=csv&by=all&period=2024-H1").text
      #expect(tally.contains(",hoi_nghi_doi_thoai,13,"))
    }
  }

  @Test("A renamed indicator keeps its numbers; nothing wrong is chosen beforehand")
  func renamed() async throws {
    try await Serving.run([]) { serving in
      try await made(serving, ["Xã An Bình", "Xã Tân Phú"])
      let client = serving.client
      let kept = try await client.send(
        "POST", "api/p/xa/settings/fields",
        body: try JSONEncoder().encode([
          "fields": ["indicators.hoi_nghi_doi_thoai.name": "Đối thoại với nhân dân"]
        ]))
      #expect(kept.status == 200)
      let tally = try await client.get("api/p/xa/tally?format=csv&by=all&period=2024-H1").text
      #expect(tally.contains(",hoi_nghi_doi_thoai,10,"))
      // A stranger's name is near to none: the officer has to choose.
      try Data(
        "\(Self.title)\nTT;Đơn vị;Hội nghị đối thoại\n1;Xã An Bình;5\n2;Xã Quảng Thanh Hà;1\n".utf8
      ).write(to: serving.file("xa/them.csv"))
      let page = try await client.get("p/xa/check").text
      let choice = try #require(page.range(of: "name=\"unit\" required=\"\""))
      #expect(page[choice.upperBound...].hasPrefix("><option value=\"\" selected=\"\">"))
      #expect(!page.contains("class=\"inline confirm\""))
    }
  }

  @Test("The table of the page is a workbook with real numbers")
  func workbook() async throws {
    try await Serving.run { serving in
      let answer = try await serving.client.get(
        "api/p/cum-thi-dua-1/tally?format=xlsx&by=unit&period=2022-H1&versus=last-year")
      #expect(answer.status == 200 && answer.body.starts(with: Data("PK".utf8)))
      let file = serving.file("numbers.xlsx")
      try answer.body.write(to: file)
      let text = try #require(
        output(
          of: "/usr/bin/python3",
          [
            "-c",
            "import openpyxl,sys; s=openpyxl.load_workbook(sys.argv[1]).active;"
              + " r=[[c.value for c in x] for x in s.iter_rows(min_row=4)]; print(r[0][1]);"
              + " print(next(x[1:3] for x in r if x[0]=='Toàn bộ'))", file.path,
          ]))
      #expect(text == "Hội nghị đối thoại\n[105, 14]\n")
    }
  }

  @Test("Packs of sixty files are made: what was read of each finds room")
  func manyFiles() async throws {
    try await Serving.run([]) { serving in
      let names = (1...60).map { "Xã Tân \(["Phú", "An", "Lộc"][$0 % 3]) \($0)" }
      try await made(serving, names)
      let client = serving.client
      let order = ["period": "2024-H1", "versus": "last-year", "unit": "", "paper": ""]
      #expect(try await client.post("api/p/xa/packs", order).status == 202)
      #expect(try await PageTests.end(of: 1, client) == "done")
    }
  }
}
