import ArgumentParser
import CairoRenderer
import Charting
import ClusterMetrics
import Foundation
import Intake
import Settings
import Workspace

struct ChartCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "chart",
      abstract: CommandLanguage.help("Vẽ một biểu đồ.", "Draw one chart."),
      discussion: CommandLanguage.help(
        examples: """
            giaoban chart Samples/cum-thi-dua-1 --kind ranked --indicator dialogues \\
                    --period 2022-H1
            giaoban chart Samples/cum-thi-dua-1 --kind trend --indicator dialogues \\
                    --period 2022-H1 --size 155x80 -o trend.svg
            giaoban chart Samples/toan-tinh --kind grouped --indicator dialogues \\
                    --period 2022-H1
            giaoban chart Samples/toan-tinh --kind heat --indicator models \\
                    --period 2022-H1 --by cluster --across field
          """,
        """
        Đuôi tệp ở -o quyết định định dạng: \(ChartCommand.endings(in: .vietnamese)). Không ghi chiều cao (--size 155) thì biểu đồ
        cao vừa đủ để dễ đọc.
        """,
        """
        The ending of -o chooses the format: \(ChartCommand.endings(in: .english)). Without a height (--size 155) the
        chart is as high as it reads best.
        """))
  }

  @OptionGroup var options: ProjectOptions
  @Option(
    help: .said(
      Language.vietnamese.list(ChartKind.ids(), .or) + ".",
      Language.english.list(ChartKind.ids(), .or) + "."))
  var kind = ChartKind.ranked
  @Option(
    help: .said(
      "Biểu đồ lặp lại trong multiples: trend cho từng đơn vị; ranked hoặc dumbbell cho từng cụm.",
      "What small multiples repeat: trend, for each unit; ranked or dumbbell, for each cluster.")
  )
  var of: RepeatedKind?
  @Option(
    name: .long, parsing: .upToNextOption,
    help: .said(
      "Mã hoặc tên chỉ tiêu; nhiều chỉ tiêu cho "
        + Language.vietnamese.list(ChartKind.ids(where: \.takesSeveral)) + ".",
      "The id of an indicator; several for "
        + Language.english.list(ChartKind.ids(where: \.takesSeveral)) + "."))
  var indicator: [String] = []
  @Option(help: .period)
  var period: Period
  @Option(
    help: .said(
      "last-year, previous hoặc một kỳ: kỳ dùng để so sánh.",
      "last-year, previous or a period: the period to compare with."))
  var versus: Versus?
  @Option(
    help: .said(
      "Chiều rộng, hoặc rộng x cao, tính bằng milimét.", "Width, or width x height, in millimetres."
    )) var size = SizeOption(width: 155)
  @Option(
    help: .said(
      "Số điểm ảnh mỗi inch của PNG; nếu không ghi là 300, hình quá dài thì ít hơn.",
      "Dots per inch of a PNG (default: 300, fewer where the picture is very long)."))
  var dpi: Double?
  @Option(
    help: .said(
      "Tiêu đề tự đặt thay cho câu nhận xét; để trống thì bỏ tiêu đề.",
      "A title of your own instead of the finding; an empty one leaves it out."))
  var title: String?
  @Option(
    help: .said(
      "Đơn vị được làm nổi bật, thay cho đơn vị dẫn đầu.",
      "The unit that stands out, instead of the leader.")) var highlight: String?
  @Option(
    help: .said(
      "value (theo số) hoặc roster (theo danh sách): thứ tự các thanh.",
      "value or roster: the order of bars.")) var sort: UnitOrder?
  @Option(
    help: .said(
      "mean (bình quân) hoặc median (trung vị) của các đơn vị: đường kẻ qua các thanh.",
      "mean or median of the units: a line across ranked bars."))
  var line: AverageKind?
  @Option(
    help: .said(
      "unit, cluster hoặc một cột của danh sách đơn vị: cách chia dòng.",
      "unit, cluster or a column of the roster: how rows are divided.")) var by: String?
  @Option(
    help: .said(
      """
      Với heat: cluster, period, hoặc một cột của sổ theo dõi hay danh sách, thay cho nhiều chỉ tiêu.
      """,
      """
      Of heat: cluster, period, or a column of the registers or of the roster, instead of several indicators.
      """))
  var across: String?
  @Option(
    help: .said(
      "screen, print hoặc grey, thay cho kiểu trình bày của dự án.",
      "screen, print or grey, instead of the project's own theme.")) var theme: ThemeName?
  @Option(
    name: .shortAndLong,
    help: .said(
      "Tệp để ghi; nếu không nêu thì là CHỈ-TIÊU-KIỂU.png.",
      "The file to write (default: INDICATOR-KIND.png)."))
  var output: String?

  struct SizeOption: ExpressibleByArgument {
    var width: Double
    var height: Double?

    init(width: Double) { self.width = width }

    init?(argument: String) {
      let parts = argument.split(separator: "x", omittingEmptySubsequences: false).map {
        Double($0)
      }
      guard (1...2).contains(parts.count), let width = parts[0], width.isFinite, width > 0 else {
        return nil
      }
      self.width = width
      if parts.count == 2 {
        guard let height = parts[1], height.isFinite, height > 0 else { return nil }
        self.height = height
      }
    }

    var defaultValueDescription: String { "155" }
  }

  func validate() throws {
    guard (20...1000).contains(size.width), (10...1000).contains(size.height ?? 10) else {
      throw ValidationError(
        CommandLanguage.words(
          "biểu đồ rộng từ 20 đến 1000 mm, cao từ 10 đến 1000 mm",
          "a chart is 20 to 1000 mm wide and 10 to 1000 mm high"))
    }
    guard dpi.map({ $0.isFinite && (36...1200).contains($0) }) ?? true else {
      throw ValidationError(
        CommandLanguage.words("--dpi là một số từ 36 đến 1200", "--dpi is a number from 36 to 1200")
      )
    }
  }

  /// The given options that only some kinds support.
  private var asked: [ChartKind.Option] {
    let isWritten: [(ChartKind.Option, Bool)] = [
      (.highlight, highlight != nil), (.sort, sort != nil), (.line, line != nil),
      (.versus, versus != nil), (.repeated, of != nil),
    ]
    return isWritten.filter(\.1).map(\.0)
  }

  private static func endings(in language: Language) -> String {
    language.list(DrawingFormat.allCases.map(\.ending), .or)
  }

  func run() throws {
    let project = try options.open()
    let period = try options.period(period, of: project)
    let beside = try options.versus(versus ?? .lastYear, of: project)
    let indicators = try options.indicators(withIDs: indicator, of: project)
    guard kind.takesSeveral && across == nil || indicators.count == 1 else {
      throw Console.fail(
        "--kind \(kind.rawValue) chỉ vẽ một chỉ tiêu; hãy chọn bằng --indicator",
        "--kind \(kind.rawValue) draws one indicator: say which", Status.usage)
    }
    let days = options.days(of: period, in: project)
    let unit = try highlight.map { try options.unit(named: $0, in: days, of: project) }
    let path = output ?? "\(kind.takesSeveral ? "" : indicators[0].id + "-")\(kind.rawValue).png"
    let ending = URL(fileURLWithPath: path).pathExtension.lowercased()
    guard let format = DrawingFormat(rawValue: ending) else {
      throw Console.fail(
        "đuôi tệp quyết định định dạng: \(ChartCommand.endings(in: .vietnamese))",
        "the format follows from the file's ending: \(ChartCommand.endings(in: .english))",
        Status.usage)
    }
    guard dpi == nil || format.hasPixels else {
      let pixels = DrawingFormat.allCases.filter(\.hasPixels).map(\.ending)
      throw Console.fail(
        "--dpi chỉ dùng cho \(Language.vietnamese.list(pixels)); \(format.ending) nét ở mọi cỡ",
        "--dpi is for \(Language.english.list(pixels)); \(format.ending) is sharp at any size",
        Status.usage)
    }
    var settings = ChartSettings(kind: kind)
    settings.indicators = indicators.map(\.id)
    settings.title = title.map { LocalizedText($0) }
    settings.versus = beside
    settings.highlight = unit.map { project.roster.units[$0].name }
    settings.order = sort
    settings.average = line
    settings.repeated = of ?? .trend
    (settings.by, settings.across) = (by, across)
    do throws(ChartKind.Misfit) { try settings.check(asked: asked) } catch {
      throw Console.fail(error.message.vietnamese, error.message.english, Status.usage)
    }
    var request = ChartRequest(settings, period: period)
    request.format = format
    (request.width, request.height) = (size.width, size.height)
    (request.resolution, request.theme) = (dpi, theme)
    let chart = try options.attempt(project) { work throws(WorkspaceError) in
      try work.draw(request) { Console.progress("\($0) …") }
    }
    for note in chart.notes { Console.error(note) }
    Console.lines(chart.unfounded.map { $0.line(in: options.language(of: project)) })
    for problem in chart.fontProblems {
      Console.error(CommandLanguage.words("cảnh báo: ", "warning: ") + problem)
    }
    try write(chart.data, to: path, of: project)
  }
}

extension ChartKind: ExpressibleByArgument {}
extension RepeatedKind: ExpressibleByArgument {}
extension AverageKind: ExpressibleByArgument {}
extension PackPaper: ExpressibleByArgument {}
extension UnitOrder: ExpressibleByArgument {}
extension ThemeName: ExpressibleByArgument {}
