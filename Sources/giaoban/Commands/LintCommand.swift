import ArgumentParser
import CairoRenderer
import Charting
import ClusterMetrics
import Intake
import PackPages
import Packs
import Reporting
import ReportWords
import Settings
import Workspace

struct LintCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "lint",
      abstract: CommandLanguage.help(
        "Kiểm tra mọi trang và biểu đồ theo các quy tắc trình bày.",
        "Check every page and chart of a pack against the rules of good charts."),
      discussion: CommandLanguage.help(
        examples: """
            giaoban lint Samples/cum-thi-dua-1
            giaoban lint Samples/cum-thi-dua-1 --period 2021-H2 --language en
          """,
        """
        Không có gì chồng lên nhau, ra ngoài trang, quá nhỏ hay quá mờ; các thanh đứng trên trục; nội dung nào cũng có phần
        diễn giải bằng lời; không có hai màu giống nhau với người mù màu hay khi in đen trắng. Điều được giữ lại thì khai
        báo ở mục waive của giaoban.yaml, kèm lý do:

          waive:
            - {rule: text-overlaps-text, chart: heat, reason: ...}

        Mã kết thúc là 1 nếu có quy tắc bị vi phạm mà không khai báo. Không ghi tệp nào.
        """,
        """
        Nothing overlaps, leaves the page, is too small or too pale; bars stand at an axis; all is said in
        words, too; no two colours look alike to a colour-blind reader or in grey. What may stay is waived in
        giaoban.yaml, with a reason:

          waive:
            - {rule: text-overlaps-text, chart: heat, reason: ...}

        Exit status 1 where a rule is broken and not waived. Nothing is written.
        """))
  }

  @OptionGroup var options: ProjectOptions
  @Option(
    help: .said(
      "last-year, previous hoặc một kỳ: kỳ dùng để so sánh.",
      "last-year, previous or a period: what the pack is compared with."))
  var versus = Versus.lastYear
  @Option(
    help: .said(
      "Kỳ của bộ biểu đồ; nếu không nêu thì là kỳ 6 tháng gần nhất có số liệu.",
      "The pack's period (default: the last half-year with records)."))
  var period: Period?

  func run() throws {
    let project = try options.open()
    try options.stop(project, project.log)
    let waivers = project.definition.waivers
    for waiver in waivers where !PackLinter.rules.contains(waiver.rule) {
      let nearest = NameKey.nearest(to: waiver.rule, among: PackLinter.rules)
      let hint = (nearest.isEmpty ? PackLinter.rules : nearest).joined(separator: ", ")
      throw Console.fail(
        "giaoban.yaml: waive: không có quy tắc \"\(waiver.rule)\"; \(nearest.isEmpty ? "có" : "có phải là") \(hint)",
        "giaoban.yaml: waive: there is no rule \"\(waiver.rule)\"; \(nearest.isEmpty ? "there are" : "did you mean") \(hint)",
        Status.badData)
    }
    let period = try period.map { try options.period($0, of: project) } ?? lastPeriod(project)
    let versus = try options.versus(versus, of: project)
    let intake = try options.tallies(
      project,
      ReportContext.periods(for: period, versus: versus, pages: project.definition.pages),
      column: ReportContext.columnAcross(project))
    try options.requireData(intake, in: [period], of: project)
    let language = options.language(of: project)
    let report = ReportContext(
      project: project, intake: intake, period: period, versus: versus, language: language,
      measurer: PangoMeasurer())
    do {
      let pack = try report.pack()
      let result = try PackLinter(pack, report, waivers: waivers)
      try tell(result, pack, period, Wording(language))
    } catch let error as ChartKind.Misfit {
      throw Console.fail("giaoban.yaml: pack.pages: " + error.message[language], Status.badData)
    } catch let error as PackFault {
      throw Console.fail(error.message[language], Status.badData)
    } catch let error as LayoutError {
      throw Console.fail(error.message[language], Status.badData)
    }
  }

  private func lastPeriod(_ project: Project) throws -> Period {
    let intake = try options.tallies(project, [])
    guard let last = intake.lastHalfYear else {
      let words = Wording(options.language(of: project))
      throw Console.fail(
        words("dự án chưa có số liệu", "the project holds no figures"), Status.badData)
    }
    return last
  }

  private func tell(
    _ report: PackLinter, _ pack: Pack, _ period: Period, _ words: Wording
  ) throws {
    // A bad colour breaks its rule everywhere: show only the first few of each kind.
    var start = report.items.startIndex
    while start < report.items.endIndex {
      let first = report.items[start]
      let run = report.items[start...].prefix { $0.place == first.place && $0.rule == first.rule }
      let waived = first.reason.map { words(" (đã bỏ qua: \($0))", " (waived: \($0))") } ?? ""
      for item in run.prefix(3) {
        try Console.result("\(item.place): \(item.rule): \(item.subject)\(waived)")
      }
      if run.count > 3 {
        try Console.result(
          "\(first.place): \(first.rule): "
            + words("… và \(run.count - 3) chỗ nữa", "… and \(run.count - 3) more") + waived)
      }
      start = run.endIndex
    }
    for waiver in report.unusedWaivers {
      Console.error(
        words(
          "waive: \(waiver.rule) không còn cần cho \(waiver.place ?? "biểu đồ nào")",
          "waive: nothing breaks \(waiver.rule)\(waiver.place.map { " in \($0)" } ?? "")"))
    }
    let broken = report.items.count { $0.reason == nil }
    let waived = report.items.count - broken
    try Console.result(
      words(
        "\(period.name): \(pack.pages.count) trang, \(pack.charts.count) biểu đồ: \(broken) lỗi trình bày",
        "\(period.name): \(pack.pages.count) page\(pack.pages.count == 1 ? "" : "s"), \(pack.charts.count) chart\(pack.charts.count == 1 ? "" : "s"): \(broken) broken rule\(broken == 1 ? "" : "s")"
      ) + (waived > 0 ? words(", \(waived) lỗi đã bỏ qua", ", \(waived) waived") : ""))
    if broken > 0 { throw Status.dataHasErrors }
  }
}
