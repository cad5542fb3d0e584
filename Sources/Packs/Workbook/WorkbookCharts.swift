import Charting
import ClusterMetrics
import Office

/// The sheet with native Excel charts.
extension TallyWorkbook {
  /// The headline indicators by unit compared with last year, and over the periods.
  func draw(
    _ sheet: Worksheet, _ comparison: (sheet: Worksheet, rows: [ClosedRange<Int>]),
    _ course: (sheet: Worksheet, rows: ClosedRange<Int>)
  ) {
    sheet.write(words("Biểu đồ", "Charts"), 0, 0, TallyWorkbook.titleStyle)
    sheet.write(
      words(
        "Biểu đồ của Excel, lấy số từ các trang tính “So sánh” và “Qua các kỳ”",
        "Excel's own charts of the sheets “Comparison” and “Over periods”"), 1, 0,
      TallyWorkbook.noteStyle)
    sheet.hideGridlines()
    sheet.setUpPrint(
      landscape: true, repeating: nil,
      footer: words(report.project.definition.title) + ", " + words.name(period))
    var top = 3
    var breaks: [Int] = []
    var used = top
    // The number of rows in the height of a landscape A4 page when scaled to the width of two charts.
    let pageRows = report.hasTrend ? 44 : 33
    for indicator in report.headline {
      guard let index = report.indicators.firstIndex(where: { $0.id == indicator.id }) else {
        continue
      }
      let rows = comparison.rows[index]
      let format = TallyWorkbook.numberFormat(indicator, decimals: words.decimals(indicator))
      let accent = report.imageTheme.accent.number
      // A category with two series needs about 34 pixels.
      let height = min(
        max(1.2, (Double(rows.count) * 34 + 90) / 288), Double(pageRows - 3) * 20 / 288)
      let taken = Int(height * 288 / 20) + 2
      if used + taken > pageRows, top > 3 {
        breaks.append(top - 1)
        used = 0
      }
      sheet.insert(
        .init(
          kind: .bars, title: words.heading(indicator),
          alternativeText: report.maker.ranked(
            indicator, groups: report.comparableUnits(indicator).map { .unit($0) }
          ).alternativeText,
          source: comparison.sheet, rows: rows, categoryColumn: 2,
          series: [
            .init(name: words.sentence(words.name(period)), column: 3, color: accent),
            .init(
              name: words.sentence(report.maker.baseName(of: indicator)), column: 4,
              color: Spreadsheet.light),
          ], numberFormat: format), top, 0, scale: (1.35, height))
      if report.hasTrend {
        sheet.insert(
          .init(
            kind: .line, title: words.heading(indicator) + words(" qua các kỳ", " over periods"),
            alternativeText: report.maker.trend(indicator, over: report.trendPeriods)
              .alternativeText,
            source: course.sheet, rows: course.rows, categoryColumn: 0,
            series: [
              .init(name: words(indicator.name), column: index + 1, color: accent)
            ],
            numberFormat: format), top, 11, scale: (1.35, height))
      }
      top += taken
      used += taken
    }
    sheet.breakPages(above: breaks)
  }
}
