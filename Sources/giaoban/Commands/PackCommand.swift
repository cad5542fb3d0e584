import ArgumentParser
import CairoRenderer
import Charting
import ClusterMetrics
import Foundation
import Intake
import Reporting

struct PackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Make the chart pack of a period.",
    discussion: """
        giaoban pack Samples/cum-thi-dua-1 --period 2022-H1
        giaoban pack Samples/toan-tinh --period 2022-H1 -o Output/toan-tinh --formats png,pdf
        giaoban pack Samples/cum-thi-dua-1 --period 2022-H1 --language en -o Output/2022-H1-en

      Writes pack.pdf, index.html, charts/, tallies.xlsx, tallies.csv and manifest.json. The folder is
      replaced as a whole, or left as it was where anything fails.
      """)

  @OptionGroup var options: ProjectOptions
  @Option(help: "2022-H1, 2022-Q1, 2022-M05, 2022-9M, 2022 or 2022-01-01..2022-06-14.")
  var period: Period
  @Option(name: .shortAndLong, help: "The folder to write; Output/PERIOD without it.")
  var output: String?
  @Option(help: "Formats of the single charts, with commas between: png, svg, pdf.")
  var formats = ChoiceList<PackWriter.Format>([.png, .svg])

  @Option(
    help:
      "Only these of pdf, png, svg, html, xlsx and csv, with commas between; all of them without.")
  var only: ChoiceList<PackWriter.Product>?

  /// Words with commas between.
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

  func run() throws {
    let project = try options.open()
    let intake = try options.tallies(project, PackBuilder.periods(for: period))
    try options.requireData(intake, in: period)
    let measurer = PangoMeasurer()
    let language = options.language(of: project)
    let builder = PackBuilder(
      project: project, intake: intake, period: period, language: language, measurer: measurer)
    let folder = URL(fileURLWithPath: output ?? "Output/\(period.name)", isDirectory: true)
    let writer = PackWriter(
      builder: builder, formats: formats.choices,
      products: Set(only?.choices ?? PackWriter.Product.allCases),
      date: OutputDate.date(of: project))
    do {
      Console.progress("\(folder.relativePath) …")
      let pack = try writer.write(to: folder)
      Console.endProgress()
      for problem in measurer.fontProblems(for: builder.imageTheme.label) {
        Console.error("warning: \(problem)")
      }
      report(pack, builder.book, intake, project, Wording(language), folder)
    } catch let error as PackWriter.WriteError {
      throw Console.fail("\(error)", Status.cannotCreate)
    } catch let error as LayoutError {
      throw Console.fail("\(error)", Status.badData)
    } catch let error as RenderError {
      throw Console.fail("\(error)", Status.ioFailed)
    }
  }

  /// Where the pack lies and its first numbers.
  private func report(
    _ pack: Pack, _ book: TallyBook, _ intake: IntakeResult, _ project: Project,
    _ words: Wording, _ folder: URL
  ) {
    let warnings = intake.log.count(of: .warning)
    let hasPages = only?.choices.contains(.pdf) ?? true
    let place = folder.relativePath + (hasPages ? "/pack.pdf" : "")
    print(
      words(
        "\(place): \(pack.pages.count) trang, \(pack.charts.count) biểu đồ",
        "\(place): \(pack.pages.count) pages, \(pack.charts.count) charts"))
    print(
      words.sentence(words.name(period)) + " ("
        + words.days(book.calendar.days(of: period)) + ")")
    for indicator in project.definition.indicators.prefix(6) {
      let comparison = book.comparison(
        indicator, for: .all, in: period, with: period.sameLastYear)
      let value = comparison.current.value.map { words.format(indicator).text($0) } ?? "…"
      var line = "  \(words(indicator.name)): \(value)"
      if let numerator = comparison.current.numerator,
        let denominator = comparison.current.denominator
      {
        line += " (\(words.text(numerator))/\(words.text(denominator)))"
      }
      let tail = words.changeInWords(
        comparison.change, indicator, base: words.lastYear(of: period))
      print(tail.isEmpty ? line : line + ", " + tail)
    }
    if warnings > 0 {
      print(
        words(
          "\(warnings) điểm cần xem lại: giaoban check \(options.project)",
          "\(warnings) warnings: giaoban check \(options.project)"))
    }
  }
}
