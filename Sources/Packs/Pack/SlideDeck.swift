import Charting
import ClusterMetrics
import Foundation
import PackPages
import Reporting
import ReportWords
import Slides

/// The slides of a pack for a meeting, each with a finding.
///
/// The input is a pack's report and its charts; the result is slides as values, in sections: highlights, indicators,
/// all units together, each unit.
struct SlideDeck {
  let report: ReportContext
  let charts: [PackChart]
  let frame: any SlideFrame

  private var words: Wording { report.words }

  /// The room for a picture on a slide, in points of the slide.
  private var room: Size {
    let box = frame.picture.text.box
    return Size(width: box.width, height: box.height - 10 * frame.scale)
  }
  /// The width at which charts are laid out: their text is then large enough for a hall.
  private var width: Double { room.width / frame.scale * 600 / 880 }
  /// If there are more units, they have no slides here, but their own packs.
  private static let mostUnits = 30
  private static let pointsOnSlide = 6

  func slides() throws(PackFault) -> [Slide] {
    let rest = try findings()
    return [cover] + contents(of: rest) + rest
  }

  /// If there are more sections, a list of them is not useful at a glance.
  private static let mostSections = 24
  private static let sectionsOnSlide = 8

  /// The slide of contents: the sections with their first slides.
  private func contents(of slides: [Slide]) -> [Slide] {
    var sections: [(name: String, first: Int)] = []
    for (index, slide) in slides.enumerated() where sections.last?.name != slide.section {
      sections.append((slide.section, index))
    }
    guard sections.count > 1, sections.count <= SlideDeck.mostSections else { return [] }
    let own = (sections.count + SlideDeck.sectionsOnSlide - 1) / SlideDeck.sectionsOnSlide
    return self.slides(
      of: sections.map { section in
        section.name + words(" – trang ", " – slide ") + "\(section.first + own + 2)"
      }, in: report.title, title: words("Mục lục", "Contents"),
      count: SlideDeck.sectionsOnSlide)
  }

  /// All slides after the contents.
  private func findings() throws(PackFault) -> [Slide] {
    var slides = highlights
    // Keep the charts of an indicator together, including its parts.
    var sections: [(name: String, charts: [PackChart])] = []
    for chart in charts {
      let name = section(of: chart)
      if let index = sections.firstIndex(where: { $0.name == name }) {
        sections[index].charts.append(chart)
      } else {
        sections.append((name, [chart]))
      }
    }
    for (name, charts) in sections {
      for chart in charts {
        slides += try pictures(chart.chart, in: name, named: chart.name, chart.id.text)
      }
    }
    guard report.unit == nil, !report.hasManyUnits, report.units.count <= SlideDeck.mostUnits
    else { return slides + punctuality + answers }
    for unit in report.units where report.book.hasReportedPart(unit: unit, of: report.period) {
      slides += try pictures(
        report.profile(ofUnit: unit).chart, in: words("Từng đơn vị", "Unit by unit"),
        named: report.roster.units[unit].name, report.roster.units[unit].name)
    }
    return slides + punctuality + answers
  }

  /// The slides of units that were late.
  private var punctuality: [Slide] {
    guard let own = report.punctuality else { return [] }
    let late = own.table.rows.filter { row in
      let cells = row.cells.dropFirst().dropLast()
      return cells.contains { $0 != words("đúng hạn", "on time") && $0 != "x" }
    }
    let points = late.map { row -> String in
      let cells = zip(own.table.columns, row.cells).dropFirst().dropLast().filter {
        $0.1 != words("đúng hạn", "on time") && $0.1 != "x"
      }
      return row.cells[0] + ": "
        + cells.map { column, cell in
          column.header + " " + (cell == "…" ? words("chưa gửi", "not sent") : cell)
        }.joined(separator: "; ")
    }
    return slides(
      of: points.isEmpty
        ? [words("Mọi báo cáo đều đúng hạn.", "All reports came on time.")] : points,
      in: report.punctualityName, title: own.headline, notes: own.note)
  }

  /// The answers of units; long ones are complete only in the notes.
  private var answers: [Slide] {
    report.toldAnswers.flatMap { answers, headline in
      let points = answers.entries.map { entry in
        let text = entry.text.replacing("\n", with: " ")
        return entry.unit + ": "
          + (text.count > SlideDeck.mostLetters
            ? text.prefix(SlideDeck.mostLetters).trimmingCharacters(in: .whitespaces) + "…" : text)
      }
      return slides(
        of: points, in: answers.name, title: headline, count: 4,
        notes: answers.entries.map { $0.unit + ": " + $0.text }.joined(separator: "\n"))
    }
  }
  private static let mostLetters = 220

  /// Sentences, a few on each slide.
  private func slides(
    of points: [String], in section: String, title: String, count most: Int = pointsOnSlide,
    notes: String = ""
  ) -> [Slide] {
    let count = (points.count + most - 1) / most
    return (0..<count).map { number in
      let range = (points.count * number / count)..<(points.count * (number + 1) / count)
      return Slide(
        section: section, title: count > 1 ? "\(title) (\(number + 1)/\(count))" : title,
        subtitle: report.maker.periodText, body: .points(Array(points[range])), notes: notes)
    }
  }

  /// The number of lines of a subtitle on the slide's width, in a font that may be slightly wider than ours.
  private func lines(of subtitle: String) -> Int {
    let style = TextStyle(
      family: report.imageTheme.family, size: SlideMarkup.subtitleSize * frame.scale)
    let width = report.measurer.width(of: subtitle, in: style) * 1.08
    return max(1, Int((width / frame.picture.subtitle.box.width).rounded(.up)))
  }

  private var cover: Slide {
    Slide(
      section: report.title, title: report.title,
      body: .cover(
        lines: [
          words(report.project.definition.subject) + " " + words.name(report.period),
          words(report.project.definition.organisation), report.dataLine,
        ].filter { !$0.isEmpty }))
  }

  /// The sentences of the pack's second page, a few on each slide.
  private var highlights: [Slide] {
    let name = words("Kết quả nổi bật", "Highlights")
    return slides(of: report.highlights.map(\.text), in: name, title: name)
  }

  /// The section of a chart: that of its indicator, or of all units together.
  private func section(of chart: PackChart) -> String {
    guard let id = chart.id.indicators.first,
      let indicator = report.indicators.first(where: { $0.id == id })
    else {
      return words("So sánh các chỉ tiêu", "All indicators compared")
    }
    return words(indicator.name)
  }

  /// A chart on one slide; one with many rows on several, with the finding as the title of the first.
  private func pictures(
    _ chart: Chart, in section: String, named name: String, _ element: String
  ) throws(PackFault) -> [Slide] {
    try PackFault.at(element) { () throws(LayoutError) in
      var theme = report.imageTheme
      theme.margin = 2
      let context = LayoutContext(theme: theme, measurer: report.measurer)
      var bare = chart
      bare.titlePlacement = .outside
      // Keep the same text size in every picture: a higher chart continues on several slides.
      let most = width * room.height / room.width
      let natural = try bare.naturalHeight(width: width - 4, in: context) + 4
      var pieces: [any ChartBody] = [bare.body]
      if let rows = bare.body as? any RowChart, natural > most * 1.25 {
        pieces = rows.split(
          into: min(Int((natural / (most * 1.1)).rounded(.up)), max(rows.rowCount, 1)))
      }
      return try pieces.enumerated().map { number, body throws(LayoutError) in
        var piece = bare
        piece.body = body
        let height = try piece.naturalHeight(width: width - 4, in: context) + 4
        let scene = try piece.scene(
          width: width, height: max(height, min(most, natural)), in: context)
        let part = pieces.count > 1 ? " (\(number + 1)/\(pieces.count))" : ""
        return Slide(
          section: section, title: (number == 0 ? chart.title : name) + part,
          subtitle: chart.subtitle,
          subtitleLines: lines(of: chart.subtitle),
          body: .picture(scene, footer: chart.footer), notes: chart.alternativeText)
      }
    }
  }
}
