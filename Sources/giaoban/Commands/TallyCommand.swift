import ArgumentParser
import ClusterMetrics
import Databases
import Foundation
import Intake
import Reporting
import ReportWords
import Settings
import TallyTables
import Workspace

/// The base with which a tally is compared.
enum TallyReference: ExpressibleByArgument, Equatable {
  case period(Versus)
  case plan

  init?(argument: String) {
    if ["plan", "kế hoạch", "kế-hoạch"].contains(argument.lowercased()) {
      self = .plan
    } else {
      guard let versus = Versus(argument: argument) else { return nil }
      self = .period(versus)
    }
  }

  /// The period of comparison, if the base is one.
  var period: Versus? {
    if case .period(let versus) = self { return versus }
    return nil
  }
}

struct TallyCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "tally",
      abstract: CommandLanguage.help(
        "Lập số liệu tổng hợp của một kỳ.", "State the numbers of a period."),
      discussion: CommandLanguage.help(
        examples: """
            giaoban tally Samples/cum-thi-dua-1 --period 2022-H1 --by unit
            giaoban tally Samples/cum-thi-dua-1 --period 2022-H1 --by cluster \\
                    --format csv
            giaoban tally Samples/cum-thi-dua-1 --period 2022-H1 \\
                    --indicator dialogues --versus last-year
            giaoban tally Samples/cum-thi-dua-1 --period 2022-H1 --by period \\
                    --format json -o course.json

            giaoban tally Samples/cum-thi-dua-1 --period 2022-H1 --by unit,activity \\
                    --wide --format csv
            giaoban tally Samples/cum-thi-dua-1 --period 2021-Q1..2022-Q2 \\
                    --by period,unit
            giaoban tally Samples/cum-thi-dua-1 --period 2022-H1 --by unit \\
                    --versus last-year --peers

            giaoban tally Samples/cum-thi-dua-1 --period 2022-H1 \\
                    --indicator dialogues --trace --unit "Nga Sơn"

            giaoban tally Samples/toan-tinh --period 2022-H1 --by unit_kind
            giaoban tally Samples/toan-tinh --period 2022-H1 \\
                    --indicator dialogues --by cluster --across unit_kind
          """,
        """
        --by nhận một cấp (unit: đơn vị, cluster: cụm, commune: xã), period (kỳ), một cột chữ của sổ theo dõi và
        một cột của danh sách, nhiều mục cách nhau bằng dấu phẩy; với period, một kỳ được liệt kê cùng bảy kỳ
        trước. --across đặt thêm một mục thành các cột: bảng chéo, có tổng được đếm lại chứ không cộng. --wide cho
        mỗi chỉ tiêu một cột. --trace liệt kê các dòng làm nên một chỉ tiêu: tệp, trang tính và dòng.
        """,
        """
        --by takes a place (unit, cluster or commune), period, a text column of the registers and a column
        of the roster, several of them with commas between; with period a single period is listed with the
        seven before it. --across sets a second one beside it, in columns: a cross table, whose totals are
        counted and not added. --wide gives every indicator a column of its own. --trace lists the rows
        behind one indicator instead: file, sheet and row.
        """))
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json, markdown
  }

  enum Shape: String, EnumerableFlag {
    case long, wide
  }

  @OptionGroup var options: ProjectOptions
  @Option(
    help: .said(
      """
      2022-H1, 2022-Q1, 2022-M05, 2022-7M, 2022 hoặc 2022-01-01..2022-06-14; hoặc kỳ đầu và kỳ cuối của nhiều kỳ, 2019-H1..2022-H2.
      """,
      """
      2022-H1, 2022-Q1, 2022-M05, 2022-7M, 2022 or 2022-01-01..2022-06-14; or the first and the last of \
      several, 2019-H1..2022-H2.
      """))
  var period: PeriodRange
  @Option(
    help: .said(
      """
      unit (đơn vị), cluster (cụm), commune (xã), all (toàn bộ), period (kỳ), một cột của sổ theo dõi hay danh sách; nhiều mục cách nhau bằng dấu phẩy (mặc định: cluster).
      """,
      """
      unit, cluster, commune, all, period, a column of the registers or of the roster; several separated \
      by commas (default: cluster).
      """))
  var by: Grouping?
  @Option(
    help: .said(
      "cluster, period, hoặc một cột của sổ theo dõi hay danh sách: bảng chéo.",
      "cluster, period, or a column of the registers or of the roster: a cross table."))
  var across: String?
  @Option(
    name: .long, parsing: .upToNextOption,
    help: .said(
      "Mã hoặc tên chỉ tiêu; nếu không nêu thì lấy tất cả.",
      "Ids of indicators (default: all)."))
  var indicator: [String] = []
  @Option(
    help: .said(
      """
      last-year, previous hoặc một kỳ: thêm mức thay đổi. plan: thêm mức đạt kế hoạch.
      """,
      """
      last-year, previous or a period: adds the change. plan: adds what is reached of the plan.
      """))
  var versus: TallyReference?
  @Option(
    help: .said(
      "table, csv, json hoặc markdown; nếu không nêu thì theo đuôi tệp ở -o.",
      "table, csv, json or markdown (default: what the ending of -o says, or table)."))
  var format: Format?
  @Flag(
    help: .said(
      "Mỗi chỉ tiêu một dòng (long), hoặc một cột (wide).",
      "A row for each indicator, or a column for each.")) var shape = Shape.long
  @Option(
    name: .shortAndLong,
    help: .said("Ghi vào tệp này thay vì in ra màn hình.", "A file instead of standard output."))
  var output: String?
  @Option(
    help: .said(
      """
      Ghi kết quả vào một bảng của PostgreSQL: chuỗi kết nối, URI hoặc service=TÊN, không có mật khẩu.
      """,
      """
      Writes the result into a table of PostgreSQL: a connection string, a URI or service=NAME, without a password.
      """))
  var into: String?
  @Option(
    help: .said(
      "Dùng với --into: tên bảng (mặc định giaoban_tallies).",
      "With --into: the table (default: giaoban_tallies)."))
  var table: String?
  @Flag(
    help: .said(
      """
      Dùng với --by unit: thứ hạng trong cụm, bình quân, trung vị và khoảng tứ phân vị của cụm, chênh lệch so với mức phải đạt; nếu có --versus thì thêm mức thay đổi của cả cụm.
      """,
      """
      With --by unit: rank in the cluster, its mean, median and quartiles, the distance from the target, and \
      with --versus the cluster's change that the unit's is part of.
      """))
  var peers = false
  @Flag(
    help: .said(
      "Liệt kê các dòng số liệu làm nên một chỉ tiêu.", "List the rows behind one indicator."))
  var trace = false
  @Option(
    help: .said(
      "Dùng với --trace: chỉ các dòng của đơn vị này.", "With --trace: the rows of this unit only.")
  )
  var unit: String?

  @Flag(
    help: .said(
      "In cách đọc các bảng của máy chủ cơ sở dữ liệu và các câu lệnh SQL, thay cho số liệu.",
      "Instead of numbers: how tables of a database server are read, and the SQL.")) var explain =
    false

  mutating func run() throws {
    let project = try options.open()
    let asked = try options.periods(period, of: project)
    if case .period(let other)? = versus {
      versus = .period(try options.versus(other, of: project))
    }
    let indicators = try options.indicators(withIDs: indicator, of: project)
    if trace { return try runTrace(project, indicators, asked) }
    guard unit == nil else {
      throw Console.fail("--unit chỉ dùng cùng --trace", "--unit goes with --trace", Status.usage)
    }
    if let into {
      guard versus == nil, self.across == nil, !peers, shape == .long, output == nil else {
        throw Console.fail(
          "--into ghi các dòng --by của các chỉ tiêu; không dùng cùng --versus, --across, --peers, --wide hay -o",
          "--into writes the rows of --by; it goes without --versus, --across, --peers, --wide and -o",
          Status.usage)
      }
      guard !DatabaseTable.holdsPassword(into) else {
        throw Console.fail(
          "--into: không ghi mật khẩu vào dòng lệnh; hãy dùng tệp service, ~/.pgpass hoặc PGPASSWORD",
          "--into: a password does not belong on the command line; use the service file, ~/.pgpass or PGPASSWORD",
          Status.usage)
      }
    } else if table != nil {
      throw Console.fail("--table chỉ dùng cùng --into", "--table goes with --into", Status.usage)
    }
    let (by, across) = try groupings(project.definition.textColumns, project)
    let isOverPeriods = by.isOverPeriods || across == .periods
    let shown =
      isOverPeriods && asked.count == 1 ? asked[0].run(of: 8) : asked
    var periods = shown
    for base in shown.compactMap({ versus?.period?.base(of: $0) }) where !periods.contains(base) {
      periods.append(base)
    }
    guard !peers || (by == .unit && across == nil && shape == .long) else {
      throw Console.fail(
        "--peers so sánh các đơn vị trong một cụm: chỉ dùng với --by unit, không dùng với một cột, --across hay --wide",
        "--peers compares units of a cluster, one indicator a row: it goes with --by unit, without"
          + " a column, --across or --wide", Status.usage)
    }
    let column = by.column ?? across?.column
    let intake = try options.tallies(
      project, periods, place: by.place == .commune ? .commune : .unit, column: column)
    if explain {
      let words = Wording(options.language(of: project))
      return try write(
        Data(words.explanation(intake.databases).map { $0 + "\n" }.joined().utf8), to: output,
        of: project)
    }
    guard !intake.book.accumulated.isOverfull else {
      throw Console.fail(
        "--by \(column ?? ""): cột có quá nhiều nội dung khác nhau; hãy nâng limits: {cells: …} trong giaoban.yaml",
        "--by \(column ?? ""): the column has too many different texts to list;"
          + " raise it by limits: {cells: …} in giaoban.yaml", Status.badData)
    }
    try options.requireData(intake, in: shown, of: project)
    try requirePlans(intake)
    options.sayNotes(intake, in: periods, of: project)
    var divisions = [by.attribute]
    if case .attribute(let id)? = across { divisions.append(id) }
    func sayOutside() {
      guard by.place == .commune else { return }
      let words = Wording(options.language(of: project)).fitted(
        to: intake.book, indicators, in: periods)
      Console.lines(words.outsideCommunes(intake.book, indicators, in: shown))
    }
    if let across {
      let words = Wording(options.language(of: project)).fitted(
        to: intake.book, indicators, in: periods)
      try writeCross(
        CrossTable(
          intake.book.divided(by: divisions), indicators: indicators, by: by, across: across,
          periods: shown, words: words),
        project, words)
      return sayOutside()
    }
    let table = TallyTable(
      intake.book.divided(by: divisions), indicators: indicators, periods: shown,
      versus: versus?.period,
      column: by.column, attribute: by.attribute, extras: extras, groups: by.groups)
    if let into { return try store(table, in: into, shown, indicators, project) }
    let result: Data
    let isWide = shape == .wide
    let words = Wording(options.language(of: project))
    func textTable() -> TextTable {
      TextTable(
        table, indicators: indicators, grouping: by,
        words: words.fitted(to: intake.book, indicators, in: periods))
    }
    switch writtenFormat {
    case .csv:
      let isFile = output != nil
      result = isWide ? table.wideCSV(isFile: isFile) : table.csv(isFile: isFile)
    case .json: result = Data((isWide ? try table.wideJSON() : try table.json()).utf8)
    case .table:
      let isTerminal = output == nil && isatty(STDOUT_FILENO) == 1
      let text = isWide ? textTable().widePlain : textTable().plain(withBars: isTerminal)
      result = Data(text.utf8)
    case .markdown:
      result = Data((isWide ? textTable().wideMarkdown : textTable().markdown).utf8)
    }
    try write(result, to: output, of: project)
    sayOutside()
    if [.csv, .json].contains(writtenFormat) {
      Console.lines(words.mapNotes(table.mapDays, ofPeriods: table.periodCount))
    }
  }

  /// Writes the rows to a table in a database.
  private func store(
    _ tallies: TallyTable, in connection: String, _ periods: [Period], _ indicators: [Indicator],
    _ project: Project
  ) throws {
    let words = Wording(options.language(of: project))
    let store = TallyStore(connection: connection, table: table)
    let count: Int
    do throws(WorkspaceError) {
      count = try store.write(
        tallies, of: project, grouping: (by ?? .cluster).description, periods: periods,
        indicators: indicators)
    } catch {
      throw Console.fail(error, options.language(of: project))
    }
    Console.lines([
      words(
        "đã ghi \(count) dòng vào bảng \(store.table)",
        "\(count) row\(count == 1 ? "" : "s") written into \(store.table)")
    ])
  }

  /// The format that was asked for, or that the file's ending says.
  var writtenFormat: Format {
    let ending = output.map { URL(fileURLWithPath: $0).pathExtension.lowercased() } ?? ""
    return format ?? (ending == "md" ? .markdown : Format(rawValue: ending) ?? .table)
  }

  /// The requested optional columns.
  private var extras: Set<TallyTable.Extra> {
    Set((peers ? [.peers] : []) + (versus == .plan ? [.plan] : []))
  }

  private func requirePlans(_ intake: IntakeResult) throws {
    guard versus == .plan, intake.book.plans.isEmpty else { return }
    let words = Wording(options.language ?? intake.language)
    throw Console.fail(
      words(
        "chưa có kế hoạch nào dùng được (xem giaoban check); hãy thêm tệp plans.csv (Kỳ, Đơn vị, Chỉ tiêu, Kế hoạch)",
        "there are no plans that could be used (see giaoban check); add a file plans.csv (period, unit, indicator, plan)"
      ),
      Status.badData)
  }

  /// The groupings of rows and columns, resolved for the project.
  private func groupings(
    _ columns: [Grouping.Column], _ project: Project
  ) throws -> (by: Grouping, across: Across?) {
    let words = Wording(options.language(of: project))
    func named<Result>(
      _ option: String, _ look: () throws(Grouping.Fault) -> Result
    ) throws -> Result {
      do throws(Grouping.Fault) { return try look() } catch {
        throw Console.fail("\(option): " + words(error.message), Status.usage)
      }
    }
    let rows = try named("--by") { () throws(Grouping.Fault) in
      try (by ?? .cluster).resolved(columns: columns, project.roster)
    }
    guard let text = across else { return (rows, nil) }
    let across = try named("--across") { () throws(Grouping.Fault) in
      try Across(text, columns: columns, project.roster)
    }
    guard rows.column == nil, !rows.isOverPeriods, versus == nil, shape == .long else {
      throw Console.fail(
        words(
          "--across chia theo cột một bảng có các dòng là đơn vị, cụm, xã hoặc một cột của danh sách đơn vị; không dùng cùng"
            + " --versus, --wide, kỳ hay cột của sổ ở --by",
          "--across sets columns beside rows of units, clusters, communes or a column of the roster; it goes without"
            + " --versus, --wide, and without periods or columns of registers in --by"),
        Status.usage)
    }
    return (rows, across)
  }

  private func writeCross(
    _ table: CrossTable, _ project: Project, _ words: Wording
  ) throws {
    let result =
      switch writtenFormat {
      case .csv: table.csv(isFile: output != nil)
      case .json: Data(try table.json().utf8)
      case .table: Data(table.plain(words).utf8)
      case .markdown: Data(table.markdown(words).utf8)
      }
    try write(result, to: output, of: project)
  }
}
