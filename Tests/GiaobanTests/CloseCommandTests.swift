import Foundation
import Testing
import TestSupport

@Suite("Closing a period")
struct CloseCommandTests {
  private static let submissions = """
    period,unit,indicator,value
    2024-H1,Núi Tây,talks,12
    2024-H1,Sông Đông,talks,5

    """

  private func project() throws -> TemporaryFolder {
    try TemporaryFolder([
      "giaoban.yaml": "language: en\nindicators: {talks: {name: Talks, from: submissions}}\n",
      "roster.csv":
        "cluster,unit,commune\nC,Huyện Núi Tây,\nC,Huyện Sông Đông,\nC,Huyện Biển Nam,\n",
      "submissions.csv": CloseCommandTests.submissions,
    ])
  }

  private func run(_ arguments: String..., in folder: TemporaryFolder) throws -> Run {
    try Run(
      giaoban, [arguments[0], "."] + arguments.dropFirst(), in: folder.url,
      environment: ["SOURCE_DATE_EPOCH": "1718841600"])
  }

  @Test(
    "What changes after closing is said with old and new, until the period is opened with a reason")
  func story() throws {
    let folder = try project()
    defer { folder.keep() }
    #expect(try run("close", in: folder).output == "no period is closed\n")
    let closed = try run("close", "--period", "2024-H1", in: folder)
    #expect(closed.output == "First half of 2024 is closed: 2 numbers, 2/3 units reporting\n")
    #expect(closed.status == 0, "\(closed.errors)")
    #expect(try run("close", in: folder).output == "2024-H1 closed on 20 June 2024\n")
    // As long as nothing changes, nothing is said.
    #expect(try !run("check", in: folder).output.contains("closing"))
    #expect(try run("tally", "--period", "2024-H1", in: folder).errors == "")

    try folder.write(
      "submissions.csv",
      CloseCommandTests.submissions.replacingOccurrences(of: "Đông,talks,5", with: "Đông,talks,7")
        + "2024-H1,Biển Nam,talks,1\n")
    let change = "Huyện Sông Đông 5 → 7; Huyện Biển Nam … → 1"
    let check = try run("check", in: folder)
    #expect(
      check.status == 0
        && check.output.contains("2 numbers changed after the closing on 2024-06-20: \(change)"),
      "\(check.output)")
    #expect(try run("tally", "--period", "2024-H1", in: folder).errors.contains(change))
    // Another period is not concerned.
    #expect(try !run("tally", "--period", "2024-Q1", in: folder).errors.contains("closing"))

    let again = try run("close", "--period", "2024-H1", in: folder)
    #expect(again.status == 64 && again.errors.contains("was closed on 20 June 2024"))
    #expect(try run("close", "--period", "2024-H1", "--reopen", in: folder).status == 64)
    let opened = try run(
      "close", "--period", "2024-H1", "--reopen", "--reason", "Sông Đông sent its numbers again",
      in: folder)
    #expect(opened.output == "First half of 2024 is open again\n")
    #expect(try !run("check", in: folder).output.contains("closing"))
    #expect(try run("close", "--period", "2024-H1", in: folder).status == 0)
    let kept = try String(
      contentsOf: folder.url.appending(path: ".giaoban/closed/2024-H1-1.json"), encoding: .utf8)
    #expect(kept.contains("Sông Đông sent its numbers again") && kept.contains("\"value\" : 5"))
  }

  @Test("A pack says when its period was closed, and whether anything changed since")
  func pack() throws {
    let folder = try project()
    defer { folder.keep() }
    func page() throws -> String {
      let made = try run(
        "pack", "--period", "2024-H1", "-o", "out", "--only", "html", "--language", "vi", in: folder
      )
      #expect(made.status == 0, "\(made.errors)")
      return try String(contentsOf: folder.url.appending(path: "out/index.html"), encoding: .utf8)
    }
    #expect(try !page().contains("đã chốt"))
    _ = try run("close", "--period", "2024-H1", in: folder)
    #expect(try page().contains("đã chốt ngày 20/6/2024"))
    try folder.write(
      "submissions.csv", CloseCommandTests.submissions.replacingOccurrences(of: "12", with: "13"))
    #expect(try page().contains("đã chốt ngày 20/6/2024, có thay đổi sau khi chốt"))
  }

  @Test("A closing that cannot be read is said, and nothing is closed over it")
  func damaged() throws {
    let folder = try project()
    defer { folder.keep() }
    _ = try run("close", "--period", "2024-H1", in: folder)
    let kept = folder.url.appending(path: ".giaoban/closed/2024-H1.json")
    let whole = try Data(contentsOf: kept)
    try whole.prefix(whole.count / 2).write(to: kept)
    let check = try run("check", in: folder)
    #expect(check.output.contains("2024-H1: the closing cannot be read"), "\(check.output)")
    let again = try run("close", "--period", "2024-H1", in: folder)
    #expect(again.status == 65 && again.errors.contains("cannot be read"), "\(again.errors)")
    #expect(try Data(contentsOf: kept) == whole.prefix(whole.count / 2))
    try whole.write(to: kept)
    #expect(try !run("check", in: folder).output.contains("closing"))
  }

  @Test("Who asks for a half-year hears of changes in a quarter that was closed")
  func part() throws {
    let folder = try project()
    defer { folder.keep() }
    try folder.write(
      "giaoban.yaml",
      "language: en\nindicators: {talks: {name: Talks, from: submissions, over_time: sum}}\n")
    let quarters = "period,unit,indicator,value\n2024-Q1,Núi Tây,talks,4\n2024-Q2,Núi Tây,talks,6\n"
    try folder.write("submissions.csv", quarters)
    _ = try run("close", "--period", "2024-Q1", in: folder)
    try folder.write(
      "submissions.csv", quarters.replacingOccurrences(of: "talks,4", with: "talks,5"))
    let message =
      "Talks, 2024-Q1: 1 number changed after the closing on 2024-06-20: Huyện Núi Tây 4 → 5"
    for period in ["2024-Q1", "2024-H1", "2024"] {
      let tally = try run("tally", "--period", period, in: folder)
      #expect(tally.errors.contains(message), "\(period): \(tally.errors)")
    }
    #expect(try !run("tally", "--period", "2024-Q2", in: folder).errors.contains("closing"))
  }

  @Test("Last year's numbers and answers are part of what was closed")
  func whatReportsSay() throws {
    let folder = try project()
    defer { folder.keep() }
    let settings =
      "language: en\nindicators: {talks: {name: Talks, from: submissions}, troubles: {name: Troubles, text: true}}\n"
    try folder.write("giaoban.yaml", settings)
    func write(_ lastYear: Int, _ trouble: String) throws {
      try folder.write(
        "submissions.csv",
        CloseCommandTests.submissions
          + "2023-H1,Núi Tây,talks,\(lastYear)\n2024-H1,Sông Đông,troubles,\(trouble)\n")
    }
    try write(9, "No room")
    let closed = try run("close", "--period", "2024-H1", in: folder)
    #expect(closed.status == 0, "\(closed.errors)")
    #expect(try !run("check", in: folder).output.contains("closing"))
    try write(8, "No money")
    let check = try run("check", in: folder).output
    #expect(
      check.contains(
        "Talks, 2024-H1: 2 numbers of the year before changed after the closing on 2024-06-20: Huyện Núi Tây 9 → 8; C 9 → 8"
      ), "\(check)")
    #expect(
      check.contains(
        "Troubles, 2024-H1: 1 answer changed after the closing on 2024-06-20: Huyện Sông Đông;"),
      "\(check)")
  }

  @Test("The list of closings and the pack say that a period was opened again, and why")
  func reopened() throws {
    let folder = try project()
    defer { folder.keep() }
    _ = try run("close", "--period", "2024-H1", in: folder)
    _ = try run("close", "--period", "2024-H1", "--reopen", "--reason", "late unit", in: folder)
    let old = "2024-H1 closed on 20 June 2024, opened again on 20 June 2024: late unit\n"
    #expect(try run("close", in: folder).output == old)
    func page() throws -> String {
      let made = try run("pack", "--period", "2024-H1", "-o", "out", "--only", "html", in: folder)
      #expect(made.status == 0, "\(made.errors)")
      return try String(contentsOf: folder.url.appending(path: "out/index.html"), encoding: .utf8)
    }
    #expect(try page().contains("closed, opened again on 20 June 2024"))
    _ = try run("close", "--period", "2024-H1", in: folder)
    #expect(try run("close", in: folder).output == old + "2024-H1 closed on 20 June 2024\n")
    #expect(
      try page().contains("closed on 20 June 2024 (after it was opened again on 20 June 2024)"))
  }

  // The limit ends a run that hangs. It counts the wait for a core among hundreds of tests, so it is long.
  @Test(
    "A pipe among the files is named, and nobody waits for what comes out of it",
    .timeLimit(.minutes(30)))
  func pipe() throws {
    let folder = try project()
    defer { folder.keep() }
    for name in ["sổ.xlsx", "phụ lục.docx", "bảng.csv"] {
      #expect(mkfifo(folder.url.appending(path: name).path, 0o644) == 0)
    }
    let check = try run("check", in: folder)
    for name in ["sổ.xlsx", "phụ lục.docx", "bảng.csv"] {
      #expect(check.output.contains("\(name)"), "\(check.output)")
    }
    #expect(check.output.contains("or the like, not a file"), "\(check.output)")
  }

  @Test(
    "What cannot be is refused",
    arguments: [
      (["--period", "2023-H1"], 65, "no figures for the first half of 2023"),
      (["--period", "2024-H1", "--reopen", "--reason", "x"], 64, "is not closed"),
      (["--reopen", "--reason", "x"], 64, "needs --period"),
      (["--period", "2024-H1", "--reason", "x"], 64, "goes with --reopen"),
      (["--period", "2024-H1", "--calendar", "14"], 64, "own calendar"),
    ])
  func refused(arguments: [String], status: Int32, message: String) throws {
    let folder = try project()
    defer { folder.keep() }
    let refused = try Run(giaoban, ["close", "."] + arguments, in: folder.url)
    #expect(refused.status == status && refused.errors.contains(message), "\(refused.errors)")
  }
}
