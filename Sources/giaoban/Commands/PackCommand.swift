import ArgumentParser
import CairoRenderer
import Charting
import ClusterMetrics
import Foundation
import Intake
import Packs
import Reporting
import ReportWords
import Settings
import Slides
import Workspace

struct PackCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "pack",
      abstract: CommandLanguage.help(
        "Làm bộ biểu đồ của một kỳ.", "Make the chart pack of a period."),
      discussion: CommandLanguage.help(
        examples: """
            giaoban pack Samples/cum-thi-dua-1 --period 2022-H1
            giaoban pack Samples/toan-tinh --period 2022-H1 -o Output/toan-tinh \\
                    --formats png,pdf
            giaoban pack Samples/cum-thi-dua-1 --period 2022-H1 --language en \\
                    -o Output/2022-H1-en
            giaoban pack Samples/cum-thi-dua-1 --period 2022-H1 --unit "Nga Sơn"
            giaoban pack Samples/cum-thi-dua-1 --period 2022-H1 --each-unit
            giaoban pack Samples/cum-thi-dua-1 --period 2022-H1 --paper portrait --watch
            giaoban pack Samples/cum-thi-dua-1 --period 2022-H1 --master mau.pptx
          """,
        """
        Ghi pack.pdf, index.html, charts/, slides.pptx, tallies.xlsx, tallies.csv và manifest.json. Thư mục
        được thay toàn bộ, hoặc giữ nguyên nếu có lỗi.
        """,
        """
        Writes pack.pdf, index.html, charts/, tallies.xlsx, tallies.csv and manifest.json. The folder is
        replaced as a whole, or left as it was where anything fails.
        """))
  }

  @OptionGroup var options: ProjectOptions
  @Option(help: .period)
  var period: Period
  @Option(
    help: .said(
      "last-year, previous hoặc một kỳ: kỳ dùng để so sánh.",
      "last-year, previous or a period: the period to compare with."))
  var versus = Versus.lastYear
  @Option(
    help: .said(
      "Bộ biểu đồ riêng của đơn vị này, so với các đơn vị trong cụm.",
      "The pack of this unit alone, compared with the units of its cluster.")) var unit: String?
  @Flag(
    help: .said(
      "Bộ biểu đồ riêng của từng đơn vị, mỗi đơn vị một thư mục.",
      "A pack for every unit, each in its own folder.")) var eachUnit = false
  @Option(
    help: .said(
      "landscape (ngang) hoặc portrait (dọc): chiều của trang A4, thay cho cài đặt của dự án.",
      "landscape or portrait: how the A4 pages lie, instead of the project's own way."))
  var paper: PackPaper?
  @Flag(
    help: .said(
      "Tiếp tục chạy, làm lại bộ biểu đồ mỗi khi một tệp của dự án thay đổi; nhấn Ctrl-C để dừng.",
      "Keep running and make the pack again whenever a file of the project changes. Stop with Ctrl-C."
    ))
  var watch = false
  @Option(
    name: .shortAndLong,
    help: .said(
      "Thư mục để ghi; nếu không nêu thì ghi vào Output/KỲ.",
      "Output folder (default: Output/PERIOD)."))
  var output: String?
  @Option(
    help: .said(
      "Định dạng của từng biểu đồ, cách nhau bằng dấu phẩy: \(Language.vietnamese.list(DrawingFormat.allCases.map(\.rawValue))).",
      "Formats of the single charts, comma-separated: \(Language.english.list(DrawingFormat.allCases.map(\.rawValue)))."
    ))
  var formats = ChoiceList<DrawingFormat>([.png, .svg])

  @Option(
    help: .said(
      "Chỉ làm những loại này trong \(Language.vietnamese.list(PackWriter.Product.allCases.map(\.rawValue))), cách nhau bằng dấu phẩy; nếu không nêu thì làm tất cả.",
      "Only these of \(Language.english.list(PackWriter.Product.allCases.map(\.rawValue))), comma-separated (default: all)."
    )
  )
  var only: ChoiceList<PackWriter.Product>?
  @Option(
    help: .said(
      "Bản trình chiếu .pptx của cơ quan: slides.pptx lấy bản cái trang chiếu, bố cục, màu và phông chữ của tệp này.",
      "The office's own .pptx: slides.pptx takes its master, layouts, colours and fonts."))
  var master: String?

  /// A list of comma-separated words.
  struct ChoiceList<Choice: RawRepresentable<String> & CaseIterable & Equatable>:
    ExpressibleByArgument
  {
    var choices: [Choice]
    init(_ choices: [Choice]) { self.choices = choices }
    init?(argument: String) {
      let parts = argument.split(separator: ",").map { Choice(rawValue: String($0)) }
      guard !parts.isEmpty, !parts.contains(where: { $0 == nil }) else { return nil }
      choices = Choice.allCases.filter { parts.contains($0) }
    }
    var defaultValueDescription: String { choices.map(\.rawValue).joined(separator: ",") }
  }

  func validate() throws {
    guard !watch || !eachUnit else {
      throw ValidationError(
        CommandLanguage.words(
          "--watch chỉ cập nhật một bộ biểu đồ; không dùng cùng --each-unit",
          "--watch keeps one pack up to date; use it or --each-unit, not both"))
    }
    guard master == nil || only?.choices.contains(.pptx) ?? true else {
      throw ValidationError(
        CommandLanguage.words(
          "--master chỉ dùng cho slides.pptx; hãy thêm pptx vào --only",
          "--master is for slides.pptx: add pptx to --only"))
    }
    guard unit == nil || !eachUnit else {
      throw ValidationError(
        CommandLanguage.words(
          "--unit làm một bộ, --each-unit làm tất cả; hãy chọn một trong hai",
          "--unit makes one pack, --each-unit all of them: use one or the other"))
    }
  }

  mutating func run() throws {
    guard watch else { return try makeAll(nil) }
    let cache = RenderCache()
    let project = URL(fileURLWithPath: options.project, isDirectory: true)
    let results = URL(fileURLWithPath: output ?? "Output", isDirectory: true)
    let asked = self
    FolderWatch(folder: project, excluded: results).run {
      var command = asked
      let start = Date()
      // The error was reported; the next change may fix it.
      guard (try? command.makeAll(cache)) != nil else { return }
      let (drawn, kept) = cache.takeCounts()
      let seconds = NumberStyle.english.text(Date().timeIntervalSince(start), decimals: 2)
      Console.error(
        CommandLanguage.words(
          "làm xong trong \(NumberStyle.vietnamese.text(Date().timeIntervalSince(start), decimals: 2)) giây: vẽ \(drawn) tệp, giữ \(kept) tệp; đang theo dõi …",
          "made in \(seconds) s: \(drawn) file\(drawn == 1 ? "" : "s") drawn, \(kept) unchanged; watching …"
        ))
    }
  }

  /// Makes every requested pack from the current files.
  private mutating func makeAll(_ cache: RenderCache?) throws {
    let project = try options.open()
    period = try options.period(period, of: project)
    versus = try options.versus(versus, of: project)
    var request = PackRequest(period: period)
    (request.versus, request.paper, request.formats) = (versus, paper, formats.choices)
    request.products = Set(only?.choices ?? PackWriter.Product.allCases)
    if let master {
      request.master = try options.attempt(project) { work throws(WorkspaceError) in
        try work.officeMaster(master)
      }
    }
    // The folder of a single pack is known in advance; which units have packs depends on the data.
    let single = eachUnit ? nil : try target(project)
    if let single {
      try options.attempt(project) { work throws(WorkspaceError) in
        try work.requirePlace(single.folder)
      }
    }
    let intake = try options.attempt(project) { work throws(WorkspaceError) in
      try work.packTallies(request) { Console.progress("\($0) …") }
    }
    options.sayNotes(intake, in: [period], of: project)
    let measurer = PangoMeasurer()
    for (unit, folder) in single.map({ [$0] }) ?? targets(project, request, intake) {
      request.unit = unit
      Console.progress("\(folder.relativePath) …")
      let pack = try options.attempt(project) { work throws(WorkspaceError) in
        try work.makePack(request, intake, in: folder, measurer: measurer, cache: cache)
      }
      try report(pack, intake, options.opened(project), folder)
    }
    let theme = project.definition.theme.applied(to: .image)
    for problem in measurer.fontProblems(for: theme.label) {
      Console.error(
        CommandLanguage.words("cảnh báo: ", "warning: ") + CommandLanguage.words(problem.text))
    }
  }

  private func folder(_ unit: Int, in parent: String, of project: Project) -> URL {
    let name = Slug.unique(project.roster.units.map(\.name))[unit]
    return URL(fileURLWithPath: parent, isDirectory: true).appending(path: name)
  }

  private var ownFolder: String { "Output/\(period.name)-units" }

  /// The unit and the folder of a single pack.
  private func target(_ project: Project) throws -> (unit: Int?, folder: URL) {
    guard let unit else {
      return (nil, URL(fileURLWithPath: output ?? "Output/\(period.name)", isDirectory: true))
    }
    let number = try options.unit(
      named: unit, in: options.days(of: period, in: project), of: project)
    return (
      number,
      output.map { URL(fileURLWithPath: $0, isDirectory: true) }
        ?? folder(number, in: ownFolder, of: project)
    )
  }

  /// The units and folders of all packs.
  private func targets(
    _ project: Project, _ request: PackRequest, _ intake: IntakeResult
  ) -> [(unit: Int?, folder: URL)] {
    options.opened(project).packUnits(request, intake).map {
      ($0, folder($0, in: output ?? ownFolder, of: project))
    }
  }

  /// Reports the folder of the pack and its first numbers; if there are many, one line each.
  private func report(
    _ pack: MadePack, _ intake: IntakeResult, _ work: OpenProject, _ folder: URL
  ) throws {
    let words = work.words
    let hasPages = only?.choices.contains(.pdf) ?? true
    let place = folder.relativePath + (hasPages ? "/pack.pdf" : "")
    try Console.result(
      pack.pages == 0
        ? place
        : words(
          "\(place): \(pack.pages) trang, \(pack.charts) biểu đồ",
          "\(place): \(pack.pages) page\(pack.pages == 1 ? "" : "s"),"
            + " \(pack.charts) chart\(pack.charts == 1 ? "" : "s")"))
    guard !eachUnit else { return }
    let days = intake.book.calendar.days(of: period)
    let name = words.sentence(words.name(period))
    try Console.result(period.isSpan ? name : name + " (" + words.days(days) + ")")
    let numbers = pack.firstNumbers
    for line in numbers.prefix(6) { try Console.result("  " + line) }
    if numbers.count > 6 {
      let rest = numbers.count - 6
      try Console.result(
        "  "
          + words(
            "… và \(rest) chỉ tiêu nữa", "… and \(rest) more indicator\(rest == 1 ? "" : "s")"))
    }
    let office = words(work.definition.organisation)
    if office == words(ProjectTemplate.officePlaceholder) {
      try Console.result(
        words(
          "trang bìa ghi \"\(office)\": hãy ghi tên cơ quan (organisation) trong giaoban.yaml",
          "the cover says \"\(office)\": write the name (organisation) in giaoban.yaml"))
    }
    let warnings = intake.log.count(of: .warning)
    if warnings > 0 {
      try Console.result(
        words(
          "\(warnings) cảnh báo, ở trang Kết quả kiểm tra số liệu; của mọi kỳ: giaoban check \(ShellName.quoted(options.project))",
          "\(warnings) warning\(warnings == 1 ? "" : "s"), on the page of checks; of all periods: giaoban check \(ShellName.quoted(options.project))"
        ))
    }
  }
}
