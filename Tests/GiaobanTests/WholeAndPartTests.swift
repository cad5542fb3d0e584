import Foundation
import Testing
import TestSupport

/// Small projects of three districts; every expected number is worked out by hand beside it.
@Suite("Wholes, parts and plans, as commands print them")
struct WholeAndPartTests {
  private static let roster =
    "Cụm,Đơn vị\nCụm 1,Huyện A\nCụm 1,Huyện B\nCụm 1,Huyện C\n"

  private func project(
    _ indicators: String, _ rows: String, head: String = "", roster: String = roster,
    header: String = "Kỳ,Đơn vị,Chỉ tiêu,Số liệu", _ others: [String: String] = [:]
  ) throws -> TemporaryFolder {
    try TemporaryFolder(
      [
        "nop.csv": header + "\n" + rows + "\n", "roster.csv": roster,
        "giaoban.yaml": "title: T\nlanguage: en\n\(head)\nindicators:\n\(indicators)\n",
      ].merging(others) { $1 })
  }

  private func run(_ arguments: String..., in folder: TemporaryFolder) throws -> Run {
    try Run(
      giaoban, [arguments[0], "."] + arguments.dropFirst(), in: folder.url,
      environment: ["SOURCE_DATE_EPOCH": "1767225600"])
  }

  /// The page of a pack.
  private func page(of period: String, in folder: TemporaryFolder) throws -> String {
    let pack = try run("pack", "--period", period, "--only", "html", "-o", "out", in: folder)
    #expect(pack.status == 0, "\(pack.errors)")
    return try String(
      contentsOf: folder.url.appending(path: "out/index.html"), encoding: .utf8)
  }

  @Test("A rate of nothing does not show the small number above its line")
  func hiddenNumerator() throws {
    let folder = try project(
      """
        a: {name: Nhận, from: submissions}
        b: {name: Xong, from: submissions}
        r: {name: Tỷ lệ, ratio: [b, a]}
      """,
      """
      2024-H1,Huyện A,Nhận,40
      2024-H1,Huyện A,Xong,20
      2024-H1,Huyện B,Nhận,50
      2024-H1,Huyện B,Xong,30
      2024-H1,Huyện C,Nhận,0
      2024-H1,Huyện C,Xong,2
      """, head: "hide_below: 5")
    defer { folder.keep() }
    let tally = try run(
      "tally", "--period", "2024-H1", "--by", "unit", "--format", "csv", in: folder)
    #expect(tally.output.contains("Huyện C,r,,,,not-applicable,"), "\(tally.output)")
    #expect(tally.output.contains("Huyện C,b,,,,hidden,"))
  }

  @Test("Where a number is hidden nobody leads: it may be the largest")
  func hiddenLeader() throws {
    let folder = try project(
      "  b: {name: Xong, from: submissions, better: more}",
      "2024-H1,Huyện A,Xong,0\n2024-H1,Huyện B,Xong,30\n2024-H1,Huyện C,Xong,2",
      head: "hide_below: 5")
    defer { folder.keep() }
    let tally = try run("tally", "--period", "2024-H1", "--by", "unit", "--peers", in: folder)
    #expect(!tally.output.contains("rank"), "\(tally.output)")
    let pack = try run("pack", "--period", "2024-H1", "--only", "csv", "-o", "out", in: folder)
    #expect(pack.status == 0, "\(pack.errors)")
    let manifest = try String(
      contentsOf: folder.url.appending(path: "out/manifest.json"), encoding: .utf8)
    #expect(
      manifest.contains(
        "\"leader_in_words\" : \"There is no ranking, because some figures are not shown\""))
    // Only of the one cluster a rank is said.
    #expect(manifest.components(separatedBy: "\"rank\" : \"1/1\"").count == 2)
  }

  @Test("All clusters hold one that is known only as a whole")
  func statedCluster() throws {
    // 50 of cluster 1 and 5 of C; a year before 40 and 6.
    let folder = try project(
      "  b: {name: Xong, from: submissions, over_time: sum}",
      "2024-H1,Cụm 1,Xong,50\n2024-H1,Huyện C,Xong,5\n2023-H1,Cụm 1,Xong,40\n2023-H1,Huyện C,Xong,6",
      roster: "Cụm,Đơn vị\nCụm 1,Huyện A\nCụm 1,Huyện B\nCụm 2,Huyện C\n")
    defer { folder.keep() }
    let pack = try run("pack", "--period", "2024-H1", "--only", "csv", "-o", "out", in: folder)
    #expect(pack.output.contains("Xong: 55, up 9 on the same period of 2023"), "\(pack.output)")
  }

  @Test("A unit that moves to another cluster has its plan of the year before that, too")
  func movedPlan() throws {
    let folder = try project(
      "  a: {name: Nhận, from: submissions, over_time: sum}",
      "2024-Q1,Huyện E,Nhận,7\n2024-Q1,Huyện D,Nhận,7\n2024-Q2,Huyện E,Nhận,8",
      roster: """
        Cụm,Đơn vị,Từ ngày,Đến ngày
        Cụm 1,Huyện D,,
        Cụm 1,Huyện E,,31/3/2024
        Cụm 2,Huyện E,1/4/2024,
        Cụm 2,Huyện F,,

        """,
      [
        "plans.csv":
          "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch\n2024,Huyện E,Nhận,20\n2024,Huyện D,Nhận,30\n"
      ])
    defer { folder.keep() }
    let units = try run(
      "tally", "--period", "2024-Q1", "--by", "unit", "--versus", "plan", in: folder)
    #expect(units.output.contains("Huyện E  7  35.0%"), "\(units.output)")
    // 14 of 50.
    let clusters = try run("tally", "--period", "2024-Q1", "--versus", "plan", in: folder)
    #expect(clusters.output.contains("Cụm 1  14  28.0%"), "\(clusters.output)")
  }

  @Test("A plan of a cluster, and of all, is part of what is closed")
  func closedPlans() throws {
    func plans(_ cluster: Int, _ all: Int) -> String {
      "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch\n2024,Cụm 1,Nhận,\(cluster)\n2024,Toàn tỉnh,Nhận,\(all)\n"
    }
    let folder = try project(
      "  a: {name: Nhận, from: submissions}",
      "2024-H1,Huyện A,Nhận,10\n2024-H1,Huyện B,Nhận,10\n2024-H1,Huyện C,Nhận,0",
      roster: "Cụm,Đơn vị\nCụm 1,Huyện A\nCụm 1,Huyện B\nCụm 2,Huyện C\n",
      ["plans.csv": plans(50, 80)])
    defer { folder.keep() }
    #expect(try run("close", "--period", "2024-H1", in: folder).status == 0)
    try folder.write("plans.csv", Data(plans(20, 70).utf8))
    let check = try run("check", in: folder)
    #expect(
      check.output.contains(
        "Nhận, 2024-H1: 2 plans changed after the closing on 2026-01-01: Cụm 1 50 → 20; all 80 → 70"
      ),
      "\(check.output)")
  }

  @Test("A part that was reported counts, wherever the gap before it lies")
  func partBehindGap() throws {
    // The third quarter is 90 − 60; October 1, December 4; November is not known.
    let folder = try project(
      "  a: {name: Nhận, from: submissions, over_time: sum}",
      "2024-9M,Huyện A,Nhận,90\n2024-H1,Huyện A,Nhận,60\n2024-M10,Huyện A,Nhận,1\n2024-M12,Huyện A,Nhận,4"
    )
    defer { folder.keep() }
    let tally = try run(
      "tally", "--period", "2024-H2", "--by", "unit", "--format", "csv", in: folder)
    #expect(tally.output.contains("Huyện A,a,35,,,partial,1,1,2024-M11\n"), "\(tally.output)")
  }

  @Test("A cumulative number that holds too much is not said to lack anything")
  func tooMuch() throws {
    let folder = try project(
      "  a: {name: Nhận, from: submissions, cumulative: year}",
      "2024-M06,Huyện A,Nhận,100\n2024-M06,Huyện B,Nhận,20\n2024-M06,Huyện C,Nhận,4")
    defer { folder.keep() }
    let tally = try run("tally", "--period", "2024-Q2", in: folder)
    #expect(tally.errors.contains("reported also covers 2024-Q1"), "\(tally.errors)")
    #expect(!tally.errors.contains("incomplete"))
  }

  @Test("A rule or a key that can never work is an error; a percentage of a count is doubted")
  func idleSettings() throws {
    let rows = "2024-H1,Huyện A,Nhận,50%\n2024-H1,Huyện A,Xong,9"
    let rule = try project(
      "  nhan: {name: Nhận, from: submissions}\n  xong: {name: Xong, from: submissions}", rows,
      head: "checks: [{rule: xong <= nhann, reason: r}]")
    defer { rule.keep() }
    let check = try run("check", in: rule)
    #expect(
      check.output.contains(
        "the rule \"xong <= nhann\" checks nothing: there is no indicator \"nhann\"; did you mean \"nhan\"?"
      ),
      "\(check.output)")
    #expect(check.output.contains("\"50%\" counts as 50, but Nhận is not measured in percent"))
    let key = try project(
      "  nhan: {name: Nhận, from: submissions, times: 3}\n  xong: {name: Xong, from: submissions}",
      rows)
    defer { key.keep() }
    #expect(
      try run("check", in: key).output.contains("nhan.times goes with per, and not with from"))
  }

  @Test(
    "A month that is asked for stays among the deadlines, also where what came of it bears no day")
  func undatedMonth() throws {
    let folder = try project(
      "  m: {name: M, from: submissions, over_time: sum, asked: months, due: 5}",
      """
      2024-M01,Huyện A,M,1,5/2/2024
      2024-M01,Huyện B,M,1,6/2/2024
      2024-M03,Huyện A,M,1,5/4/2024
      2024-M02,Huyện A,M,1,
      """, header: "Kỳ,Đơn vị,Chỉ tiêu,Số liệu,Ngày gửi")
    defer { folder.keep() }
    let page = try page(of: "2024-Q1", in: folder)
    // A and B are late or on time in January; of February two are missing, of March two.
    #expect(page.contains("2 of 8 reports sent on time"))
  }

  private static let added = "  a: {name: Nhận, from: submissions, over_time: sum}"
  private static let plans = "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch\n"

  @Test("A unit that gives a commune away keeps its plan, and the other gets none of it")
  func movedCommune() throws {
    // A reported 20, 30 and 50 of a plan of 100; B 60, 70 and 70 of 200.
    let folder = try project(
      Self.added,
      """
      2024-Q1,Huyện A,Nhận,20
      2024-Q2,Huyện A,Nhận,30
      2024-Q3,Huyện A,Nhận,50
      2024-Q1,Huyện B,Nhận,60
      2024-Q2,Huyện B,Nhận,70
      2024-Q3,Huyện B,Nhận,70
      """,
      roster: """
        Cụm,Đơn vị,"Xã, phường, thị trấn",Từ ngày,Đến ngày,Sáp nhập vào
        Cụm 1,Huyện A,Xã 1,,,
        Cụm 1,Huyện A,Xã 2,,,
        Cụm 1,Huyện B,Xã 3,,30/6/2024,"Xã 2, Huyện A"
        Cụm 1,Huyện B,Xã 4,,,

        """,
      ["plans.csv": Self.plans + "2024-9M,Huyện A,Nhận,100\n2024-9M,Huyện B,Nhận,200\n"])
    defer { folder.keep() }
    let tally = try run("tally", "--period", "2024-9M", "--versus", "plan", in: folder)
    #expect(tally.output.contains("100.0% of the plan (300)"), "\(tally.output)")
  }

  @Test(
    "What moved and was merged takes its plan along; who had none has none by taking others in",
    arguments: [
      (
        "Cụm 1,Huyện A,,31/3/2024,\nCụm 2,Huyện A,1/4/2024,30/6/2024,Huyện M\nCụm 2,Huyện B,,30/6/2024,Huyện M\nCụm 2,Huyện M,1/7/2024,,",
        "Huyện M", "2024,Huyện A,Nhận,100\n2024,Huyện B,Nhận,200\n", "Huyện M  112  37.3%"
      ),
      (
        "Cụm 2,Huyện A,,31/3/2024,\nCụm 1,Huyện A,1/4/2024,,\nCụm 2,Huyện B,,30/6/2024,Huyện A",
        "Huyện A", "2024,Huyện A,Nhận,100\n2024,Huyện B,Nhận,200\n", "Huyện A  112  37.3%"
      ),
      (
        "Cụm 1,Huyện A,,,\nCụm 1,Huyện B,,30/6/2024,Huyện A", "Huyện A", "2024,Huyện B,Nhận,50\n",
        "Huyện A  112\n"
      ),
    ])
  func mergedPlans(roster: String, last: String, plans: String, line: String) throws {
    // 10, 11, 20 and 21, and 50 of the whole: 112 of 300.
    let folder = try project(
      Self.added,
      """
      2024-Q1,Huyện A,Nhận,10
      2024-Q2,Huyện A,Nhận,11
      2024-Q1,Huyện B,Nhận,20
      2024-Q2,Huyện B,Nhận,21
      2024-Q3,\(last),Nhận,50
      """, roster: "Cụm,Đơn vị,Từ ngày,Đến ngày,Sáp nhập vào\n" + roster + "\n",
      ["plans.csv": Self.plans + plans])
    defer { folder.keep() }
    let tally = try run(
      "tally", "--period", "2024-9M", "--by", "unit", "--versus", "plan", in: folder)
    #expect(tally.output.contains(line), "\(tally.output)")
  }

  @Test("A whole that is about so much, and what is made from it, bears ≈")
  func approximateWhole() throws {
    let folder = try project(
      """
        a: {name: Nhận, from: submissions}
        b: {name: Xong, from: submissions}
        r: {name: Tỷ, ratio: [b, a]}
      """, "2024-H1,Cụm 1,Nhận,khoảng 50\n2024-H1,Huyện C,Nhận,20\n2024-H1,Tổng cộng,Xong,gần 40",
      roster: "Cụm,Đơn vị\nCụm 1,Huyện A\nCụm 1,Huyện B\nCụm 2,Huyện C\n")
    defer { folder.keep() }
    let pack = try run("pack", "--period", "2024-H1", "--only", "csv", "-o", "out", in: folder)
    for line in ["Nhận: ≈ 70", "Xong: ≈ 40", "Tỷ: ≈ 57.1%"] {
      #expect(pack.output.contains(line), "\(pack.output)")
    }
    let tally = try run("tally", "--period", "2024-H1", "--format", "csv", in: folder)
    #expect(tally.output.contains("Cụm 1,,a,50,,,complete,0,2,true\n"), "\(tally.output)")
  }

  @Test(
    "Who sent a quarter where months are asked for makes nobody late, and stays on the page without a day",
    arguments: [("5/4/2024", "4 of 4"), ("", "3 of 3")])
  func quarterForMonths(day: String, title: String) throws {
    let folder = try project(
      "  m: {name: M, from: submissions, over_time: sum, asked: months, due: 5}",
      """
      2024-M01,Huyện A,M,1,5/2/2024
      2024-M02,Huyện A,M,1,5/3/2024
      2024-M03,Huyện A,M,1,5/4/2024
      2024-Q1,Huyện E,M,6,\(day)
      """, roster: "Cụm,Đơn vị\nCụm 1,Huyện A\nCụm 1,Huyện E\n",
      header: "Kỳ,Đơn vị,Chỉ tiêu,Số liệu,Ngày gửi")
    defer { folder.keep() }
    let page = try page(of: "2024-Q1", in: folder)
    #expect(page.contains("\(title) reports sent on time"))
    #expect(page.contains("Q1 2024 (due 5 April 2024)"))
  }
}
