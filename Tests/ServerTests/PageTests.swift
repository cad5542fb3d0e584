import Foundation
import Testing

@testable import Server

@Suite("The page: from dropped tables to numbers, charts and packs", .serialized)
struct PageTests {
  private static let table =
    "BÁO CÁO 6 THÁNG ĐẦU NĂM 2024,,\nTT,Đơn vị,Số hội nghị đối thoại,Số hồ sơ tiếp nhận\n"
    + "1,Huyện An Hà,7,1200\n2,Huyện Bình Khê,5,800\n3,Thị xã Cẩm Vân,0,450\n"

  @Test("A project is made from a dropped table; its name is the one that was given")
  func made() async throws {
    try await Serving.run([]) { serving in
      let client = serving.client
      let made = try await client.post("api/projects", ["name": "Báo cáo <6 tháng>"])
      #expect(made.status == 201 && made.text.contains("\"id\" : \"bao-cao-6-thang\""))
      let put = try await client.send(
        "PUT", "api/p/bao-cao-6-thang/files/so%20li%E1%BB%87u.csv", body: Data(PageTests.table.utf8)
      )
      #expect(put.status == 201)
      // Before it is made there is nothing but its files.
      #expect(try await client.get("p/bao-cao-6-thang/numbers").status == 303)
      #expect(try await client.post("api/p/bao-cao-6-thang/project", [:]).status == 200)
      let shelf = try await client.get("").text
      #expect(shelf.contains("Báo cáo &lt;6 tháng&gt;") && !shelf.contains("<6 tháng>"))
      let tally = try await client.get("api/p/bao-cao-6-thang/tally?format=csv&by=unit")
      #expect(tally.status == 200)
      #expect(tally.text.contains("2024-H1,Cụm 1,Huyện An Hà,so_hoi_nghi_doi_thoai,7,"))
      #expect(tally.headers["content-disposition"]?.contains("bao-cao-6-thang-2024-H1.csv") == true)
    }
  }

  @Test("Every view answers, says what it is in Vietnamese, and leads to the others")
  func views() async throws {
    try await Serving.run { serving in
      let client = serving.client
      for (step, words) in [
        ("data", "sổ theo dõi"), ("check", "Không có lỗi"), ("numbers?period=2022-H1", "105"),
        ("charts?period=2022-H1&kind=ranked&indicator=dialogues", "Làm nổi"),
        ("packs", "Làm bộ biểu đồ"), ("report", "Hãy làm bộ biểu đồ trước"),
        ("settings", "closing_day: 14"), ("trace?indicator=dialogues&period=2022-H1", "105 dòng"),
        ("table/roster.csv", "Phường Hàm Rồng"),
      ] {
        let answer = try await client.get("p/cum-thi-dua-1/\(step)")
        #expect(answer.status == 200, "\(step)")
        if step.hasPrefix("numbers") { continue }
        #expect(answer.text.contains(words), "\(step): \(words)")
      }
      let all = try await client.get(
        "p/cum-thi-dua-1/numbers?period=2022-H1&by=all&versus=last-year"
      )
      .text
      #expect(all.contains(">105<") && all.contains(">85<") && all.contains("44,0%"))
    }
  }

  @Test("Unless an order is asked for, rows stand as the kind of chart has them")
  func order() async throws {
    try await Serving.run { serving in
      let client = serving.client
      func heat(_ order: String) async throws -> String {
        try await client.get("api/p/cum-thi-dua-1/chart?kind=heat&period=2022-H1" + order).text
      }
      let usual = try await heat("")
      #expect(try await heat("&sort=") == usual)
      #expect(try await heat("&sort=roster") == usual)
      #expect(try await heat("&sort=value") != usual)
      let page = try await client.get("p/cum-thi-dua-1/charts?kind=heat&period=2022-H1").text
      #expect(page.contains("<option value=\"\" selected=\"\">mặc định của kiểu</option>"))
    }
  }

  @Test("What is asked wrongly is answered with the right thing, as a page and as JSON")
  func faults() async throws {
    try await Serving.run { serving in
      let client = serving.client
      let page = try await client.get("p/cum-thi-dua-1/numbers?period=2022-H9")
      #expect(page.status == 400 && page.text.contains("không phải là kỳ báo cáo"))
      let chart = try await client.get(
        "api/p/cum-thi-dua-1/chart?kind=ranked&indicator=dialogs&period=2022-H1")
      #expect(chart.status == 400 && chart.text.contains("có phải là \\\"dialogues\\\"?"))
      #expect(try await client.get("api/p/cum-thi-dua-1/chart?kind=pie").status == 400)
      for width in ["0", "-5", "1e9", "nan", "inf", "abc"] {
        #expect(
          try await client.get(
            "api/p/cum-thi-dua-1/chart?kind=ranked&indicator=dialogues&width=\(width)"
          )
          .status == 400, "\(width)")
      }
      #expect(try await client.get("p/none/data").status == 404)
      #expect(try await client.get("api/jobs/999").status == 404)
      #expect(try await client.send("POST", "api/projects", body: Data("{".utf8)).status == 400)
      #expect(try await client.post("api/projects", ["name": "…"]).status == 400)
    }
  }

  @Test("An unknown unit is mended for all rows by one order, and taken back by another")
  func mended() async throws {
    try await Serving.run { serving in
      let client = serving.client
      let register = serving.file("cum-thi-dua-1/activities-2.csv")
      try Data(
        "Ngày,Đơn vị,\"Xã, phường, thị trấn\",Hoạt động\n1/3/2022,Huyện Nga Sơm,,Đối thoại\n2/3/2022,Huyện Nga Sơm,,Đối thoại\n"
          .utf8
      ).write(to: register)
      let found = try await client.get("p/cum-thi-dua-1/check?code=unknown-unit").text
      // The nearest is one click, which says what it does; nothing is chosen beforehand.
      #expect(found.contains(">Là Huyện Nga Sơn</button>"))
      #expect(found.contains("<option value=\"\" selected=\"\">chọn đơn vị …</option>"))
      #expect(try await client.get("p/cum-thi-dua-1/numbers?period=2022-H1").status == 422)
      let settings = try String(
        contentsOf: serving.file("cum-thi-dua-1/giaoban.yaml"), encoding: .utf8)
      let mended = try await client.post(
        "api/p/cum-thi-dua-1/aliases", ["name": "Huyện Nga Sơm", "unit": "Huyện Nga Sơn"])
      #expect(mended.status == 200)
      #expect(
        try await client.get("api/p/cum-thi-dua-1/findings").text.contains("unknown-unit") == false)
      let tally = try await client.get(
        "api/p/cum-thi-dua-1/tally?format=csv&by=cluster&period=2022-H1")
      #expect(tally.text.contains(",dialogues,107,"))
      #expect(try await client.post("api/p/cum-thi-dua-1/changes/1/undo", [:]).status == 200)
      #expect(
        try String(contentsOf: serving.file("cum-thi-dua-1/giaoban.yaml"), encoding: .utf8)
          == settings)
    }
  }

  /// What a piece of work has come to.
  static func end(of job: Int, _ client: Client) async throws -> String {
    for _ in 0..<600 {
      let answer = try await client.get("api/jobs/\(job)")
      let fields = try JSONSerialization.jsonObject(with: answer.body) as? [String: Any]
      if let state = fields?["state"] as? String, state != "running" { return state }
      try await Task.sleep(for: .milliseconds(100))
    }
    return "still running"
  }

  @Test("A pack is made while the page answers, and handed out whole; work can be stopped")
  func packs() async throws {
    try await Serving.run { serving in
      let client = serving.client
      let order = ["period": "2022-H1", "versus": "last-year", "unit": "", "paper": ""]
      #expect(try await client.post("api/p/cum-thi-dua-1/packs", order).status == 202)
      // One piece of work at a time; the rest of the page goes on.
      #expect(try await client.post("api/p/cum-thi-dua-1/packs", order).status == 400)
      #expect(try await client.get("p/cum-thi-dua-1/packs").text.contains("data-job"))
      let first = try await PageTests.end(of: 1, client)
      #expect(first == "done")
      #expect(
        try await client.get("api/p/cum-thi-dua-1/packs/2022-H1/pack.pdf").body.starts(
          with: Data("%PDF".utf8)))
      #expect(
        try await client.get("api/p/cum-thi-dua-1/archives/2022-H1").body.starts(
          with: Data("PK".utf8)))
      #expect(try await client.get("api/p/cum-thi-dua-1/packs/2022-H1/nothing.pdf").status == 404)
      #expect(try await client.post("api/p/cum-thi-dua-1/packs", order).status == 202)
      #expect(try await client.send("DELETE", "api/jobs/2").status == 200)
      let second = try await PageTests.end(of: 2, client)
      #expect(second == "failed")
      #expect(try await client.get("p/cum-thi-dua-1/packs").text.contains("Đã dừng theo yêu cầu"))
    }
  }

  @Test("Script in a name, a cell or a title stays text")
  func script() async throws {
    try await Serving.run([]) { serving in
      let client = serving.client
      let attack = "<script>alert(1)</script>"
      _ = try await client.post("api/projects", ["name": "x" + attack])
      let table = PageTests.table.replacing("Huyện An Hà", with: "Huyện \(attack)")
      let put = try await client.send(
        "PUT",
        "api/p/x-script-alert-1-script/files/\("a<img src=x>.csv".addingPercentEncoding(withAllowedCharacters: .alphanumerics)!)",
        body: Data(table.utf8))
      #expect(put.status == 201)
      _ = try await client.post("api/p/x-script-alert-1-script/project", [:])
      for path in ["", "data", "check", "numbers", "charts", "settings", "report"] {
        let page = try await client.get(path.isEmpty ? "" : "p/x-script-alert-1-script/\(path)")
        #expect(page.status == 200 && !page.text.contains("<script>alert"), "\(path)")
      }
    }
  }

  @Test("Every address that OpenAPI describes is there, and answers as it says")
  func described() async throws {
    try await Serving.run { serving in
      let client = serving.client
      let document = try #require(
        try JSONSerialization.jsonObject(with: await client.get("api/openapi.json").body)
          as? [String: Any])
      let paths = try #require(document["paths"] as? [String: [String: Any]])
      #expect(paths.count == 41)
      for (path, operations) in paths {
        let address =
          "api"
          + path.replacing("{id}", with: "cum-thi-dua-1").replacing(
            "{number}", with: "1"
          ).replacing("{job}", with: "1").replacing("{name}", with: "roster.csv").replacing(
            "{pack}", with: "none"
          ).replacing("{path}", with: "none")
        for (method, operation) in operations {
          // An order without its fields is refused before anything is done.
          guard method == "get" || (operation as? [String: Any])?["requestBody"] != nil else {
            continue
          }
          let answer = try await client.send(method.uppercased(), address)
          #expect(answer.status != 405 && answer.status < 500, "\(method) \(path)")
        }
      }
    }
  }

  @Test("A project that is removed is put aside with its files, and taken back")
  func removed() async throws {
    try await Serving.run { serving in
      let client = serving.client
      let none = try await client.send("DELETE", "api/p/none")
      let gone = try await client.send("DELETE", "api/p/cum-thi-dua-1")
      #expect(none.status == 404 && gone.status == 200)
      let missing = try await client.get("p/cum-thi-dua-1/data")
      #expect(missing.status == 404 && missing.text.contains("Về danh sách các dự án"))
      #expect(try await client.get("api/removed").text.contains("cum-thi-dua-1"))
      let shelf = try await client.get("").text
      #expect(shelf.contains("Dự án đã xóa (1)") && shelf.contains("<b>Cụm thi đua số 1</b>"))
      // A new one of the same name does not stand in its way.
      #expect(try await client.post("api/projects", ["name": "Cụm thi đua 1"]).status == 201)
      #expect(try await client.post("api/removed/..", [:]).status >= 400)
      #expect(try await client.post("api/removed/cum-thi-dua-1", [:]).status == 200)
      #expect(try await client.get("p/cum-thi-dua-1-2/check").text.contains("Không có lỗi"))
      #expect(try await client.get("api/removed").text.contains("cum-thi-dua-1") == false)
    }
  }

  @Test("Nothing is removed to where a link leads, and nothing taken back from there")
  func removedByLink() async throws {
    try await Serving.run { serving in
      let manager = FileManager.default
      let (aside, outside) = (serving.file(".giaoban/removed"), serving.file("../elsewhere"))
      try manager.createDirectory(
        at: outside.appending(path: "secret"), withIntermediateDirectories: true)
      defer { try? manager.removeItem(at: outside) }
      try manager.createDirectory(
        at: aside.deletingLastPathComponent(), withIntermediateDirectories: true)
      try manager.createSymbolicLink(at: aside, withDestinationURL: outside)
      let client = serving.client
      #expect(try await client.get("api/removed").text.contains("secret") == false)
      #expect(try await client.post("api/removed/secret", [:]).status == 404)
      let refused = try await client.send("DELETE", "api/p/cum-thi-dua-1")
      #expect(refused.status >= 400 && refused.text.contains("không phải là thư mục"))
      #expect(try manager.contentsOfDirectory(atPath: outside.path) == ["secret"])
      // Within the real folder, links and files are none of its projects.
      try manager.removeItem(at: aside)
      try manager.createDirectory(at: aside, withIntermediateDirectories: true)
      try manager.createSymbolicLink(
        at: aside.appending(path: "link"), withDestinationURL: outside)
      try Data("x".utf8).write(to: aside.appending(path: "tep.txt"))
      let listed = try await client.get("api/removed").text
      #expect(!listed.contains("link") && !listed.contains("tep.txt"), "\(listed)")
    }
  }

  @Test("Findings of one kind in several files are accepted for one reason, as one change")
  func accepted() async throws {
    try await Serving.run([]) { serving in
      let client = serving.client
      #expect(try await client.post("api/projects", ["name": "b"]).status == 201)
      let good = "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Huyện An Hà,Số hội nghị,7\n"
      for (name, text) in [
        ("bieu.csv", PageTests.table),
        ("x.csv", good + "2024-H1,Huyện Lạ,Số hội nghị đối thoại,1\n"),
        ("y.csv", good + "2024-H1,Huyện Xa,Số hội nghị đối thoại,2\n"),
      ] {
        #expect(
          try await client.send("PUT", "api/p/b/files/\(name)", body: Data(text.utf8)).status == 201
        )
        if name == "bieu.csv" {
          #expect(try await client.post("api/p/b/project", [:]).status == 200)
        }
      }
      #expect(try await client.get("p/b/check").text.contains("Chấp nhận cả") == false)
      let page = try await client.get("p/b/check?code=unknown-unit").text
      #expect(page.contains("Chấp nhận cả 2 mục loại này trong 2 tệp, có lý do"))
      let order = ["code": "unknown-unit", "everywhere": "true", "reason": "không thuộc cụm"]
      var blank = order
      blank["reason"] = " "
      #expect(try await client.post("api/p/b/acceptances", blank).status == 400)
      #expect(try await client.post("api/p/b/acceptances", order).status == 200)
      let settings = try String(contentsOf: serving.file("b/giaoban.yaml"), encoding: .utf8)
      #expect(settings.contains("x.csv") && settings.contains("y.csv"))
      // Row by row: what goes wrong later was never seen.
      #expect(settings.components(separatedBy: "row: 3").count == 3, "\(settings)")
      #expect(try await client.post("api/p/b/acceptances", order).status == 400)
      #expect(
        try await client.get("p/b/check?code=unknown-unit").text.contains("class=\"error\"")
          == false)
    }
  }

  @Test("Each part of packs is looked at before they are made")
  func previewed() async throws {
    try await Serving.run { serving in
      let client = serving.client
      let page = try await client.get("p/cum-thi-dua-1/preview?part=units&period=2022-H1").text
      #expect(page.contains("Xem trước: Từng đơn vị") && page.contains("… và 7 trang nữa."))
      #expect(page.components(separatedBy: "class=\"chart\" alt=\"TP ").count == 3)
      let picture = try await client.get(
        "api/p/cum-thi-dua-1/preview?part=units&period=2022-H1&page=3")
      #expect(picture.status == 200 && picture.headers["content-type"] == "image/png")
      #expect(picture.body.starts(with: [0x89, 0x50, 0x4E, 0x47]))
      // As the form of the pack says it: upright, so that a line has fewer pixels than there are lines.
      let upright = try await client.get(
        "api/p/cum-thi-dua-1/preview?part=units&period=2022-H1&paper=portrait&versus=previous")
      func side(_ at: Int) -> UInt32 {
        upright.body[at..<at + 4].reduce(0) { $0 << 8 | UInt32($1) }
      }
      #expect(upright.status == 200 && side(16) < side(20))
      let shown = try await client.get(
        "p/cum-thi-dua-1/preview?part=units&period=2022-H1&paper=portrait&versus=previous"
      ).text
      #expect(shown.contains("&amp;versus=previous&amp;paper=portrait&amp;page=1"))
      #expect(try await client.get("p/cum-thi-dua-1/packs").text.contains("data-with="))
      for wrong in [
        "part=none", "part=units&page=4", "part=units&page=0",
        "part=units&page=99999999999999999999",
      ] {
        #expect(
          try await client.get("api/p/cum-thi-dua-1/preview?\(wrong)&period=2022-H1").status == 404)
      }
      #expect(
        try await client.get("p/cum-thi-dua-1/preview?part=score&period=2022-H1").text.contains(
          "không đưa vào bộ biểu đồ") == false)
    }
  }

  @Test("A replaced file is the new one, and comes back; a path is no name")
  func replaced() async throws {
    try await Serving.run { serving in
      let client = serving.client
      let path = "api/p/cum-thi-dua-1/files/activities.csv"
      let before = try Data(contentsOf: serving.file("cum-thi-dua-1/activities.csv"))
      let fresh = before + Data("30/6/2022,Huyện Nga Sơn,,Đối thoại,1,1,1,,,\n".utf8)
      let put = try await client.send("PUT", path, body: fresh)
      #expect(put.status == 201)
      #expect(try Data(contentsOf: serving.file("cum-thi-dua-1/activities.csv")) == fresh)
      #expect(try await client.post("api/p/cum-thi-dua-1/changes/1/undo", [:]).status == 200)
      #expect(try Data(contentsOf: serving.file("cum-thi-dua-1/activities.csv")) == before)
      let outside = try await client.send(
        "PUT", "api/p/cum-thi-dua-1/files/..%2Fx.csv", body: Data("a".utf8))
      #expect(outside.status == 400)
    }
  }

  @Test("Of sixteen who edit the settings at once one is kept, and the others are told")
  func atOnce() async throws {
    try await Serving.run { serving in
      let client = serving.client
      let text = try await client.get("api/p/cum-thi-dua-1/settings").text
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<16 {
          group.addTask {
            let order = ["text": text + "# \(number)\n", "expected": text]
            let body = try JSONEncoder().encode(order)
            return try await client.send("PUT", "api/p/cum-thi-dua-1/settings", body: body).status
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses.count { $0 == 200 } == 1 && statuses.count { $0 == 400 } == 15)
      let changes = try await client.get("api/p/cum-thi-dua-1/changes").text
      #expect(changes.components(separatedBy: "\"number\"").count == 2)
    }
  }

  @Test("A roster is edited by its lines; one that gets errors stays as it was")
  func roster() async throws {
    try await Serving.run { serving in
      let client = serving.client
      let file = serving.file("cum-thi-dua-1/roster.csv")
      let text = try String(contentsOf: file, encoding: .utf8)
      func keep(_ changed: String) async throws -> Int {
        let body = try JSONEncoder().encode(["text": changed, "expected": text])
        return try await client.send("PUT", "api/p/cum-thi-dua-1/roster", body: body).status
      }
      let broken = try await keep("Cụm,Tên\nx,y\n")
      #expect(broken == 422)
      #expect(try String(contentsOf: file, encoding: .utf8) == text)
      let longer = try await keep(text + "Cụm thi đua số 1,Sở Y tế,Sở,,,,\n")
      #expect(longer == 200)
      #expect(try await client.get("p/cum-thi-dua-1/check").text.contains("Sở Y tế"))
    }
  }

  @Test("What is wrong with a choice is said beside the choices; a century is the longest period")
  func choices() async throws {
    try await Serving.run { serving in
      let client = serving.client
      for query in ["width=abc", "period=2022-H9", "kind=pie", "period=0001-01-01..9999-12-31"] {
        let page = try await client.get("p/cum-thi-dua-1/charts?\(query)")
        #expect(page.status == 200 && page.text.contains("class=\"problem\""), "\(query)")
        #expect(page.text.contains("data-auto"), "\(query)")
      }
      let plan = try await client.get("p/bao-cao-thang/numbers?versus=plan")
      #expect(plan.status == 404)
      let numbers = try await client.get("p/cum-thi-dua-1/numbers?period=2022-H1&versus=plan").text
      #expect(numbers.contains("<tr class=\"total\"><th scope=\"row\">Toàn bộ</th>"))
    }
  }
}
