import Foundation
import Testing
import TestSupport

/// Runs the program as a user would.
@Suite("Commands")
struct CommandTests {

  private static let cluster = packageRoot.appending(path: "Samples/cum-thi-dua-1").path
  private static let province = packageRoot.appending(path: "Samples/toan-tinh").path

  private func run(_ arguments: [String], in folder: URL? = nil) throws -> Run {
    try Run(
      giaoban, arguments, in: folder,
      environment: ["SOURCE_DATE_EPOCH": "1655424000"])
  }

  @Test("tally by cluster states 105, 85 and the share of 193")
  func tally() throws {
    let result = try run([
      "tally", CommandTests.cluster, "--period", "2022-H1", "--by", "cluster", "--format", "csv",
    ])
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(result.output.contains(",dialogues,105,"))
    #expect(result.output.contains(",communes_in_dialogue,85,"))
    #expect(result.output.contains(",dialogue_coverage,44.041451,85,193,"))
  }

  @Test("-o with a pipe writes into it, and puts no file in its place")
  func pipe() throws {
    let folder = try TemporaryFolder([:])
    let path = folder.url.appending(path: "pipe").path
    try #require(mkfifo(path, 0o600) == 0)
    // Open at both ends, so that nobody waits; a pipe holds the few bytes of a tally.
    let end = open(path, O_RDWR | O_NONBLOCK)
    defer { close(end) }
    let arguments = ["tally", CommandTests.cluster, "--period", "2022-H1", "--format", "csv"]
    #expect(try run(arguments + ["-o", path]).status == 0)
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(end, &bytes, bytes.count)
    #expect(String(decoding: bytes[..<max(count, 0)], as: UTF8.self).contains(",dialogues,105,"))
    let type = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    #expect(type != .typeRegular)
  }

  @Test("tally --trace lists the rows behind a number")
  func trace() throws {
    let arguments = [
      "tally", CommandTests.cluster, "--period", "2022-H1", "--indicator", "dialogues", "--trace",
    ]
    let all = try run(arguments + ["--format", "csv"])
    #expect(all.status == 0 && all.output.split(separator: "\n").count == 106)
    let unit = try run(arguments + ["--unit", "nga sơn"])
    #expect(unit.output.contains(": 14/6/2022, Huyện Nga Sơn, Xã "))
    #expect(unit.output.split(separator: "\n").count == 12)
    let several = try run(["tally", CommandTests.cluster, "--period", "2022-H1", "--trace"])
    #expect(several.status == 64)
    // What has no meaning for rows is refused, and not passed over.
    for option in [
      ["--by", "unit"], ["--versus", "last-year"], ["--wide"], ["--across", "period"],
    ] {
      let refused = try run(arguments + option)
      #expect(refused.status == 64 && refused.errors.contains("--trace"), "\(option)")
    }
  }

  @Test("All units are a row of their own", arguments: ["all", "toàn bộ"])
  func whole(by: String) throws {
    let run = try run([
      "tally", packageRoot.appending(path: "Samples/toan-tinh").path, "--period", "2022-H1",
      "--indicator", "dialogues", "--by", by,
    ])
    // 91, 98, 57 and 40 of the four clusters.
    #expect(run.output == "Hội nghị đối thoại\n  Toàn bộ  286  26/27 đơn vị\n", "\(run.errors)")
  }

  @Test("The ending of a file says its format, unless one is named")
  func formatByEnding() throws {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    func written(_ name: String, _ options: [String] = []) throws -> String {
      let file = folder.url.appending(path: name)
      let run = try run(
        ["tally", CommandTests.cluster, "--period", "2022-H1", "-o", file.path] + options)
      #expect(run.status == 0, "\(run.errors)")
      return try String(contentsOf: file, encoding: .utf8)
    }
    #expect(try written("a.csv").contains("period,cluster,unit,indicator,value"))
    #expect(try written("a.json").hasPrefix("["))
    #expect(try written("a.md").contains("| | Số liệu | Ghi chú |"))
    #expect(try written("a.txt") == written("b.csv", ["--format", "table"]))
  }

  @Test("tally --trace says of what period each submission is, and every number, one included")
  func traceOfSubmissions() throws {
    let folder = try TemporaryFolder([
      "giaoban.yaml": "language: vi\nindicators: {n: {from: submissions, over_time: sum}}\n",
      "roster.csv": "Cụm,Đơn vị\nA,Xã Một\n",
      "submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-M01,Xã Một,n,1\n2024-M02,Xã Một,n,2\n",
    ])
    defer { folder.keep() }
    let trace = try run([
      "tally", folder.url.path, "--period", "2024-H1", "--indicator", "n", "--trace",
    ])
    #expect(
      trace.output
        == "submissions.csv:2:4: tháng 01 năm 2024, Xã Một: 1\nsubmissions.csv:3:4: tháng 02 năm 2024, Xã Một: 2\n"
    )
  }

  @Test("A period in which the map changes is stated, and traced, on the map of its last day")
  func changedMap() throws {
    let folder = try TemporaryFolder([
      "giaoban.yaml": """
      language: en
      indicators:
        talks: {count: activities}
        communes: {distinct: commune}
        coverage: {share: communes, of: communes}
      """,
      "roster.csv": """
      cluster,unit,commune,from,to,successor
      A,Old,X,,31/3/2022,Z
      A,Old,Y,,31/3/2022,Z
      A,New,Z,01/4/2022,,
      """,
      "activities.csv": """
      date,unit,commune,activity
      10/1/2022,Old,X,talk
      11/1/2022,Old,Y,talk
      10/5/2022,New,Z,talk
      """,
    ])
    defer { folder.keep() }
    let tally = ["tally", folder.url.path, "--period", "2022-H1"]
    let byUnit = tally + ["--by", "unit"]
    let table = try run(byUnit + ["--format", "csv", "--wide"])
    // Three communes of one would be 300 %.
    #expect(
      table.output
        == "period,cluster,unit,talks,communes,coverage,partial\n2022-H1,A,New,3,1,100,\n")
    #expect(table.errors.contains("boundaries and units of 30 June 2022"))
    let trace = try run(tally + ["--indicator", "talks", "--trace", "--unit", "New"])
    #expect(trace.output.split(separator: "\n").count == 3)
    let gone = try run(tally + ["--indicator", "talks", "--trace", "--unit", "Old"])
    #expect(gone.status == 64 && gone.errors.contains("its records count in New"))
    let peers = try run(byUnit + ["--peers", "--wide"])
    #expect(peers.status == 64 && peers.errors.contains("it goes with --by unit"))
  }

  @Test("--calendar moves the edge of the period")
  func calendar() throws {
    func count(_ period: String, _ calendar: [String]) throws -> String {
      let result = try run(
        [
          "tally", CommandTests.cluster, "--period", period, "--format", "csv", "--indicator",
          "dialogues",
        ] + calendar)
      return result.output.split(separator: "\n").last?.split(separator: ",")[3].description ?? ""
    }
    // June by the month holds what 1 to 14 June holds, and the one activity of 15 June.
    let untilClosing = try count("2022-06-01..2022-06-14", [])
    let june = try count("2022-M06", ["--calendar", "calendar"])
    #expect(Int(june) == (Int(untilClosing) ?? 0) + 1)
    #expect(try count("2022-06-15..2022-06-15", []) == "1")
  }

  @Test(
    "Wrong data: findings with file, row and column; 1 from check, 65 from pack, which leaves the old pack"
  )
  func wrongData() throws {
    let temporary = try TemporaryFolder()
    defer { temporary.keep() }
    let folder = temporary.url
    let project = folder.appending(path: "project")
    try FileManager.default.copyItem(atPath: CommandTests.cluster, toPath: project.path)
    let made = try run(
      ["pack", project.path, "--period", "2022-H1", "--formats", "svg"], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    let pack = folder.appending(path: "Output/2022-H1/pack.pdf")
    let before = try Data(contentsOf: pack)
    #expect(made.output.contains("105") && made.output.contains("pack.pdf"))

    try """
    Ngày,Đơn vị,"Xã, phường, thị trấn",Hoạt động
    31/6/2022,Huyện Nga Sơn,Xã Nga An,Đối thoại
    13/6/2022,Huyện Nga Xơn,Xã Nga An,Đối thoại
    13/6/2022,Huyện Nga Sơn,"Xã Nga An,Đối thoại
    """.write(to: project.appending(path: "activities-2.csv"), atomically: true, encoding: .utf8)
    let check = try run(["check", project.path, "--language", "en"])
    #expect(check.status == 1)
    for place in ["activities-2.csv:2:1: ", "activities-2.csv:3:2: ", "activities-2.csv:4:3: "] {
      #expect(check.output.contains(place), "\(place)")
    }
    #expect(check.output.contains("did you mean \"Huyện Nga Sơn\"?"))
    let json = try run(["check", project.path, "--format", "json"])
    let report = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(json.status == 1 && report?["errors"] as? Int == 3)

    let refused = try run(["pack", project.path, "--period", "2022-H1"], in: folder)
    #expect(refused.status == 65 && refused.errors.contains("activities-2.csv:2:1"))
    #expect(try Data(contentsOf: pack) == before)
    #expect(try run(["tally", project.path, "--period", "2022-H1"]).status == 65)
  }

  @Test("init makes a project that check understands, and touches nothing that exists")
  func initialise() throws {
    let temporary = try TemporaryFolder()
    defer { temporary.keep() }
    let folder = temporary.url
    let project = folder.appending(path: "new").path
    #expect(try run(["init", project]).status == 0)
    #expect(try run(["init", project]).status == 73)
    let empty = try run(["check", project, "--language", "en"])
    #expect(empty.status == 1 && empty.output.contains("the roster has no units"))
    func append(_ name: String, _ line: String) throws {
      let url = URL(fileURLWithPath: project).appending(path: name)
      try (String(contentsOf: url, encoding: .utf8) + line).write(
        to: url, atomically: true, encoding: .utf8)
    }
    try append("roster.csv", "Cụm 2,Huyện Hà Trung,Huyện,Xã Hà Bắc,,\n")
    try append("activities.csv", "17/6/2022,Hà Trung,Hà Bắc,Đối thoại,80,12,11\n")
    let check = try run(["check", project])
    #expect(
      check.status == 0 && check.output.contains("Không có lỗi, cảnh báo."), "\(check.output)")
    let tally = try run(["tally", project, "--period", "2022-H2", "--format", "csv"])
    #expect(tally.output.contains("dialogue_coverage,100,1,1,"))
    let pack = try run(["pack", project, "--period", "2022-H2"], in: folder)
    #expect(pack.status == 0, "\(pack.errors)")
  }

  @Test(
    "Every kind of chart in every format",
    arguments: [
      "ranked", "grouped", "stacked", "share", "trend", "bullet", "heat", "tiles", "table",
    ])
  func charts(kind: String) throws {
    let temporary = try TemporaryFolder()
    defer { temporary.keep() }
    let folder = temporary.url
    let indicators =
      switch kind {
      case "bullet": ["dialogue_coverage"]
      case "stacked", "share": ["models"]
      case "heat", "tiles", "table": ["dialogues", "communes_in_dialogue", "resolution_rate"]
      default: ["dialogues"]
      }
    for (ending, magic) in [("png", "\u{89}PNG"), ("pdf", "%PDF"), ("svg", "<?xml")] {
      let result = try run(
        [
          "chart", CommandTests.cluster, "--kind", kind, "--period", "2022-H1", "-o", "c.\(ending)",
        ] + (ending == "png" ? ["--dpi", "96"] : []) + ["--indicator"] + indicators, in: folder)
      #expect(result.status == 0, "\(result.errors)")
      let data = try Data(contentsOf: folder.appending(path: "c.\(ending)"))
      #expect(
        String(decoding: data.prefix(5), as: UTF8.self).hasPrefix(magic.suffix(3).description)
          || data.dropFirst().starts(with: Array("PNG".utf8))
          || data.starts(with: Array(magic.utf8)))
    }
  }

  @Test("What is asked wrongly is answered with the nearest right thing")
  func usage() throws {
    let wrong = try run(
      ["tally", CommandTests.cluster, "--period", "2022-H1", "--indicator", "dialogs"])
    #expect(wrong.status == 64 && wrong.errors.contains("có phải là \"dialogues\"?"))
    #expect(try run(["tally", CommandTests.cluster, "--period", "2022-H3"]).status == 64)
    #expect(try run(["frobnicate"]).status == 64)
    #expect(try run(["check", "/nonexistent"]).status == 66)
    let future = try run(["pack", CommandTests.cluster, "--period", "2032-H1"])
    #expect(future.status == 65 && future.errors.contains("sổ theo dõi có số liệu từ"))
    let kind = try run([
      "chart", CommandTests.cluster, "--kind", "bullet", "--indicator", "dialogues", "--period",
      "2022-H1", "-o", "/tmp/x.png",
    ])
    #expect(kind.status == 64 && kind.errors.contains("target"))
    let unwritable = try run([
      "chart", CommandTests.cluster, "--indicator", "dialogues", "--period", "2022-H1", "-o",
      CommandTests.cluster + "/giaoban.yaml/x.png",
    ])
    #expect(unwritable.status == 73)
    #expect(try run(["--version"]).output == "0.2.0\n")
    #expect(try run(["pack", "--help"]).output.contains("giaoban pack Samples"))
  }

  @Test("The province's pack compares its four clusters")
  func province() throws {
    let temporary = try TemporaryFolder()
    defer { temporary.keep() }
    let folder = temporary.url
    let result = try run(
      ["pack", CommandTests.province, "--period", "2022-H1", "--formats", "svg", "-o", "out"],
      in: folder)
    #expect(result.status == 0, "\(result.errors)")
    let charts = try FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "out/charts").path)
    #expect(charts.contains { $0.hasSuffix("-dialogues-clusters.svg") })
  }

  @Test("attach fills the report; a placeholder without an answer is 65 and leaves no file")
  func attach() throws {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    let report = CommandTests.cluster + "/bao-cao.docx"
    #expect(
      try run(["attach", report, "--pack", "nowhere", "-o", "x.docx"], in: folder.url).status == 66)
    #expect(
      try run(["attach", "no.docx", "--pack", ".", "-o", "x.docx"], in: folder.url).status == 66)
    let made = try run(
      ["pack", CommandTests.cluster, "--period", "2022-H1", "-o", "pack", "--only", "png"],
      in: folder.url)
    #expect(made.status == 0)
    let files = try FileManager.default.contentsOfDirectory(
      atPath: folder.url.appending(path: "pack").path)
    #expect(files.sorted() == ["charts", "manifest.json"])
    let filled = try run(["attach", report, "--pack", "pack", "-o", "out.docx"], in: folder.url)
    #expect(filled.status == 0 && filled.output == "out.docx: 23 số liệu, 3 biểu đồ, 2 bảng\n")
    // A pack without pictures, and one of a project that counts something else.
    let bare = try run(
      ["pack", CommandTests.cluster, "--period", "2022-H1", "-o", "bare", "--only", "csv"],
      in: folder.url)
    let pictures = try run(["attach", report, "--pack", "bare", "-o", "no.docx"], in: folder.url)
    #expect(bare.status == 0 && pictures.status == 66 && pictures.errors.contains("--formats"))
    let project = try TemporaryFolder([
      "giaoban.yaml": "title: T\nindicators: {talks: {count: activities}}",
      "roster.csv": "cluster,unit,unit_kind,commune\nC,A,,a\n",
      "activities.csv": "date,unit,commune,activity\n2022-03-01,A,a,talk\n",
    ])
    defer { project.keep() }
    let other = try run(
      ["pack", project.url.path, "--period", "2022-H1", "-o", "other"], in: folder.url)
    #expect(other.status == 0, "\(other.errors)")
    let wrong = try run(["attach", report, "--pack", "other", "-o", "no.docx"], in: folder.url)
    #expect(wrong.status == 65 && wrong.errors.contains("{{communes_in_dialogue}}"))
    #expect(
      wrong.errors.contains("{{chart:models-parts}}")
        && wrong.errors.contains("chưa ghi tệp nào"))
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "no.docx").path))
    try folder.write("text.docx", "text")
    let text = try run(["attach", "text.docx", "--pack", "pack", "-o", "y.docx"], in: folder.url)
    #expect(text.status == 65 && text.errors.contains("DOCX hay PPTX"))
  }

  @Test("form writes a file a unit and never over one that may be filled in")
  func form() throws {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    let arguments = ["form", CommandTests.cluster, "--period", "2022-H2", "-o", "forms"]
    #expect(try run(arguments, in: folder.url).status == 0)
    let files = try FileManager.default.contentsOfDirectory(
      atPath: folder.url.appending(path: "forms").path)
    #expect(files.count == 10 && files.contains("form-2022-H2-huyen-nga-son.xlsx"))
    let again = try run(arguments, in: folder.url)
    #expect(again.status == 73 && again.errors.contains("có thể đã được điền"))
    #expect(try run(arguments + ["--unit", "Nga Sn"], in: folder.url).status == 64)
  }

  @Test("score ranks, explains, and says where a project has no rule")
  func score() throws {
    let ranking = try run(["score", CommandTests.cluster, "--period", "2022-H1", "--format", "csv"])
    // 40 × 47.06/50 + 30 × 89.6/90 + 30, and 5 more: by hand from the tallies.
    #expect(ranking.output.contains(",Thành phố Thanh Hóa,97.5,5,102.5,100,1,Xuất sắc,\n"))
    let unit = try run(
      ["score", CommandTests.cluster, "--period", "2022-H1", "--explain", "Bỉm Sơn"])
    #expect(unit.output.contains("6 → 12,0/30") && unit.output.contains("(adjustments.csv:4)"))
    let none = try run(["score", CommandTests.province, "--period", "2022-H1"])
    #expect(none.status == 65 && none.errors.contains("score: {criteria"))
  }

  @Test("pack --watch makes the pack again when a file changes, and says what is wrong")
  func watch() throws {
    let temporary = try TemporaryFolder()
    defer { temporary.keep() }
    let folder = temporary.url
    let project = folder.appending(path: "project")
    try FileManager.default.copyItem(atPath: CommandTests.cluster, toPath: project.path)
    let process = Process()
    process.executableURL = giaoban
    process.arguments = [
      "pack", project.path, "--period", "2022-H1", "--only", "csv,svg", "-o", "out", "--watch",
    ]
    process.currentDirectoryURL = folder
    let log = folder.appending(path: "log.txt")
    try Data().write(to: log)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: log)
    try process.run()
    defer { process.terminate() }
    /// Whether something comes true within half a minute.
    func eventually(_ condition: () -> Bool) -> Bool {
      for _ in 0..<600 {
        if condition() { return true }
        Thread.sleep(forTimeInterval: 0.05)
      }
      return false
    }
    func text(_ file: URL) -> String { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }
    let tallies = folder.appending(path: "out/tallies.csv")
    #expect(eventually { text(tallies).contains(",dialogues,105,") })
    #expect(eventually { text(log).contains("đang theo dõi") })

    let register = project.appending(path: "activities.csv")
    let old = text(register)
    let row = "13/6/2022,Huyện Nga Sơn,Xã Nga An,Đối thoại,,80,12,11\n"
    try (old + row).write(to: register, atomically: true, encoding: .utf8)
    #expect(eventually { text(tallies).contains(",dialogues,106,") })
    // Pictures that show nothing new are not drawn again.
    #expect(eventually { text(log).components(separatedBy: "đang theo dõi").count == 3 })
    #expect(!text(log).hasSuffix(" 0 unchanged; watching …\n"))

    try (old + "31/6/2022,Huyện Nga Sơn\n").write(to: register, atomically: true, encoding: .utf8)
    #expect(eventually { text(log).contains("activities.csv:2832:1") })
    #expect(text(tallies).contains(",dialogues,106,"))
  }
}

@Suite("In which language the command line speaks")
struct CommandLanguageTests {
  private func run(_ arguments: String..., locale: String = "C") throws -> Run {
    try Run(
      giaoban, arguments, environment: ["LC_ALL": locale])
  }

  @Test("Help is in the language of the locale, of the project or of --language, for every command")
  func help() throws {
    let commands = [
      "init", "check", "tables", "tally", "chart", "pack", "template", "attach", "form", "score",
      "lint", "close", "doctor", "schema",
    ]
    let english = [
      "OVERVIEW", "USAGE", "OPTIONS", "ARGUMENTS", "SUBCOMMANDS", " the ", "The ", "Show ",
      " without ",
      "default:", "values:", " of ", "A file",
    ]
    for command in commands {
      let help = try run(command, "--help", locale: "vi_VN.UTF-8")
      #expect(help.status == 0 && help.output.contains("CÁCH DÙNG: giaoban \(command)"))
      #expect(english.filter { help.output.contains($0) } == [], "\(command)")
      #expect(
        help.output.split(separator: "\n").filter { !$0.hasPrefix("CÁCH DÙNG") && $0.count > 80 }
          == [],
        "\(command)")
      #expect(try run(command, "--help").output.hasPrefix("OVERVIEW: "))
    }
    let whole = try run("--help", locale: "vi_VN.UTF-8").output
    for command in commands { #expect(whole.contains("\n  \(command) ")) }
    #expect(english.filter { whole.contains($0) } == [])
    let sample = packageRoot.appending(path: "Samples/cum-thi-dua-1").path
    let help = try run("tally", sample, "--help").output.split(whereSeparator: \.isWhitespace)
    #expect(help.joined(separator: " ").contains("(mặc định: cluster)"))
    #expect(
      try run("tally", sample).errors.contains("Giải thích:  --period <period>  2022-H1, 2022-Q1"))
    #expect(try run("pack", "--help").output.contains("(default: last-year)"))
  }

  @Test("Without a command it says what is in the folder and what to type next")
  func bare() throws {
    let folder = try TemporaryFolder()
    func said(_ arguments: String...) throws -> String {
      try Run(
        giaoban, arguments, in: folder.url, environment: ["LC_ALL": "vi_VN.UTF-8"]
      ).output
    }
    #expect(try said().hasPrefix("Thư mục này chưa có dự án và chưa có bảng số liệu nào.\n"))
    for name in ["b.xlsx", "a.xlsx", "anh.png"] {
      try Data().write(to: folder.url.appending(path: name))
    }
    let tables = try said()
    #expect(tables.hasPrefix("Bảng trong thư mục này: a.xlsx, b.xlsx\n"))
    #expect(tables.contains("giaoban init du-an --from *.xlsx "))
    _ = try said("init", "cum 1")
    #expect(try said().contains("giaoban check 'cum 1' "))
  }

  @Test(
    "A misspelt command is told the nearest one; a name serves as well as an id; text is no workbook"
  )
  func nearest() throws {
    let sample = packageRoot.appending(path: "Samples/cum-thi-dua-1").path
    #expect(
      try run("chek", locale: "vi_VN.UTF-8").errors.contains("có phải là lệnh giaoban check?"))
    #expect(try run("chek").errors.contains("did you mean the command giaoban check?"))
    let byName = try run(
      "tally", sample, "--period", "2022-H1", "--indicator", "Hội nghị đối thoại", "--format", "csv"
    )
    let byID = try run(
      "tally", sample, "--period", "2022-H1", "--indicator", "dialogues", "--format", "csv")
    #expect(byName.status == 0 && byName.output == byID.output)
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "bieu.xlsx")
    try Data("PK".utf8).write(to: file)
    let text = try run("tally", sample, "--period", "2022-H1", "-o", file.path)
    #expect(text.status == 64 && text.errors.contains("kết quả là tệp chữ, không phải .xlsx"))
    #expect(try Data(contentsOf: file) == Data("PK".utf8))
    #expect(try run("init", "").status == 64)
    // An empty setting of the locale is none (POSIX).
    let empty = try Run(giaoban, ["chek"], environment: ["LC_ALL": "", "LANG": "vi_VN.UTF-8"])
    #expect(empty.errors.hasPrefix("Lỗi: "))
  }

  @Test("A pack is not written over that of another project")
  func otherProject() throws {
    let folder = try TemporaryFolder()
    let out = folder.url.appending(path: "out").path
    func pack(_ sample: String, _ period: String) throws -> Run {
      try run(
        "pack", packageRoot.appending(path: "Samples/\(sample)").path, "--period", period, "--only",
        "csv",
        "-o", out)
    }
    #expect(try pack("cum-thi-dua-1", "2022-H1").status == 0)
    #expect(try pack("cum-thi-dua-1", "2021-H2").status == 0)
    let other = try pack("bao-cao-thang", "2022-H1")
    #expect(other.status == 73 && other.errors.contains("có bộ biểu đồ của dự án khác"))
  }

  @Test("A doctor names what is there and what is not, with the way to get it")
  func doctor() throws {
    let run = try run("doctor", locale: "vi_VN.UTF-8")
    #expect(run.status == 0 && run.output.contains("phông chữ Inter: "))
    let none = try Run(
      giaoban, ["doctor", "--language", "en"], environment: ["GIAOBAN_SOFFICE": ""])
    #expect(none.output.contains("missing    LibreOffice: "))
    #expect(none.output.contains("→ sudo apt install libreoffice-calc\n"))
  }

  @Test("That of --language, of the project, or of the locale; also of errors of usage")
  func languages() throws {
    let sample = packageRoot.appending(path: "Samples/cum-thi-dua-1").path
    let missing = try run("tally", sample)
    #expect(missing.status == 64 && missing.errors.hasPrefix("Lỗi: thiếu đối số --period"))
    let english = try run("tally", sample, "--language", "en")
    #expect(english.errors.hasPrefix("Error: Missing expected argument '--period"))
    let unknown = try run("tally", sample, "--period", "2022-H1", "--bz", "x")
    #expect(unknown.errors.hasPrefix("Lỗi: không có tùy chọn --bz; có phải là --by?"))
    #expect(try run("tallyy", locale: "vi_VN.UTF-8").errors.hasPrefix("Lỗi: thừa đối số"))
    #expect(try run("tallyy").errors.hasPrefix("Error: "))
    let folder = try run("tally", "/nowhere", "--period", "2022-H1", locale: "vi_VN.UTF-8")
    #expect(folder.status == 66 && folder.errors.contains("không có thư mục /nowhere"))
    // What was said already is not said twice.
    let two = try run("tally", sample, "--period", "2022-H1", "--by", "unit,cụm")
    #expect(
      two.status == 64
        && two.errors
          == "giaoban: --by: mỗi dòng chỉ là một trong unit, cluster, commune; hãy bỏ unit hoặc cụm\n"
    )
  }
}
