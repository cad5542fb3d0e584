import Charting
import ClusterMetrics
import Foundation
import Office
import PackPages
import Packs

/// A native chart of Office, which can be edited: its series, its part (ECMA-376, part 1, section 21.2) and the
/// workbook with its numbers.
struct OfficeChart: Equatable {
  enum Kind: Equatable {
    /// Horizontal bars, side by side or stacked.
    case bars, parts
    case line
  }

  struct Series: Equatable {
    var name: String
    /// One value for each category; `nil` if unknown.
    var values: [Double?]
  }

  var kind: Kind
  var title: String
  var categories: [String]
  var series: [Series]
  var decimals: Int
  var isPercentage: Bool
  /// The meaning of the asterisks after categories; empty if there are none.
  var note = ""
  /// The language tag of its title.
  var language = "vi-VN"

  /// More categories than this are too many to edit by hand.
  private static let mostBars = 60
  private static let mostSeries = 6

  /// The native form of a pack's chart, if that shows one indicator by unit or over time, or several indicators
  /// together.
  init?(_ chart: Manifest.Chart, _ answers: PackAnswers) {
    let indicators = chart.data.map(\.indicator).uniqued
    let periods = chart.data.map(\.period).uniqued
    let groups = chart.data.map { [$0.cluster, $0.unit] }.uniqued
    let known = answers.manifest.indicators ?? []
    func indicator(_ id: String) -> Manifest.Indicator? { known.first { $0.id == id } }
    // Bars in percent of a plan do not show the units' numbers.
    guard chart.data.contains(where: { $0.value != nil }), let first = indicator(indicators[0]),
      chart.id != first.id + "-plan",
      indicators.allSatisfy({ indicator($0)?.unitOfMeasure == first.unitOfMeasure })
    else { return nil }
    (title, isPercentage) = (chart.title, first.isPercentage)
    language = answers.words.language.tag
    decimals = indicators.compactMap { indicator($0)?.decimals }.max() ?? 0
    func value(_ period: String, _ group: [String], _ indicator: String) -> Double? {
      chart.data.first {
        $0.period == period && [$0.cluster, $0.unit] == group && $0.indicator == indicator
      }?.value
    }
    // Incomplete numbers get a mark, as in the pack.
    var remark = ""
    func marked(_ name: String, _ data: (Manifest.Datum) -> Bool) -> String {
      let isPartial = chart.data.contains { data($0) && $0.status == Tally.Status.partial.rawValue }
      if isPartial {
        remark = answers.words(
          "* chưa đủ đơn vị hoặc chưa đủ kỳ", "* units or parts of the period are missing")
      }
      return isPartial ? name + "*" : name
    }
    func named(_ group: [String]) -> String {
      marked(name(group)) { [$0.cluster, $0.unit] == group }
    }
    func name(_ group: [String]) -> String {
      if group[1].isEmpty { return group[0].isEmpty ? answers.words("Toàn bộ", "All") : group[0] }
      let unit = answers.manifest.units.first { $0.cluster == group[0] && $0.name == group[1] }
      return unit?.shortName ?? group[1]
    }
    if periods.count > 1, groups.count == 1, indicators.count == 1 {
      kind = .line
      categories = periods.map { period in
        marked(answers.periodName(period)) { $0.period == period }
      }
      series = [
        .init(name: first.name, values: periods.map { value($0, groups[0], indicators[0]) })
      ]
    } else if periods.count == 1, indicators.count == 1 || groups.count == 1 {
      kind = .bars
      let isByGroup = indicators.count == 1
      let rows: [(name: String, value: Double?)] =
        isByGroup
        ? groups.map { (named($0), value(periods[0], $0, indicators[0])) }
        : indicators.map { id in
          (
            marked(indicator(id)?.name ?? id) { $0.indicator == id },
            value(periods[0], groups[0], id)
          )
        }
      // The largest is at the top, as in the pack; units without a number are last.
      let sorted = rows.enumerated().sorted {
        let (one, other) = ($0.element.value ?? -.infinity, $1.element.value ?? -.infinity)
        return one == other ? $0.offset < $1.offset : one > other
      }.map(\.element)
      categories = sorted.map(\.name)
      let period = answers.words.sentence(answers.periodName(periods[0]))
      series = [.init(name: isByGroup ? first.name : period, values: sorted.map(\.value))]
      if chart.id == first.id + "-target", let target = first.target {
        // Units without a number have no target here.
        let amount =
          answers.words.numbers.text(target, decimals: decimals) + (isPercentage ? "%" : "")
        series.append(
          .init(
            name: answers.words("Chỉ tiêu ", "Target ") + amount,
            values: sorted.map { $0.value == nil ? nil : target }))
      }
    } else if periods.count == 1, (2...OfficeChart.mostSeries).contains(indicators.count) {
      kind = .parts
      categories = groups.map(named)
      series = indicators.map { id in
        .init(
          name: indicator(id)?.name ?? id, values: groups.map { value(periods[0], $0, id) })
      }
    } else {
      return nil
    }
    note = remark
    guard categories.count <= OfficeChart.mostBars else { return nil }
  }

  /// The height divided by the width: each bar needs some room.
  var ratio: Double {
    let bars = categories.count * (kind == .bars ? series.count : 1)
    return kind == .line ? 0.5 : min(max(0.2 + Double(bars) * 0.055, 0.4), 1.35)
  }

  /// The content, by which changes of users are detected.
  var contents: [[String]] {
    [[OfficeChart.comparable(title + note)]]
      + series.map { series in
        OfficeChart.contents(
          ofSeries: series.name,
          zip(categories, series.values).compactMap { name, value in value.map { (name, $0) } })
      }
  }

  /// The content of a series, normalised because programs that save it change spaces, the order of elements, and the
  /// last digits.
  static func contents(ofSeries name: String, _ values: [(name: String, value: Double)]) -> [String]
  {
    [comparable(name)]
      + values.map { comparable($0.name) + "=" + String(format: "%.9g", $0.value) }.sorted()
  }

  static func comparable(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  // MARK: Workbook

  private static let sheetName = "Sheet1"

  /// The workbook that Office opens to edit the numbers.
  func workbook(created: Date) throws -> Data {
    let book = try Spreadsheet(title: title, author: "Giaoban", created: created)
    let sheet = try book.sheet(OfficeChart.sheetName)
    for (column, series) in series.enumerated() {
      sheet.write(series.name, 0, column + 1, CellStyle(isBold: true))
      for (row, value) in series.values.enumerated() {
        if let value { sheet.write(value, row + 1, column + 1) }
      }
    }
    for (row, category) in categories.enumerated() { sheet.write(category, row + 1, 0) }
    return try book.finish()
  }

  // MARK: Part

  static let relationship =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
  static let packageRelationship =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
  static let contentType = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"

  private var numberFormat: String {
    let fraction = decimals > 0 ? "." + String(repeating: "0", count: decimals) : ""
    return isPercentage ? "0\(fraction)\"%\"" : "#,##0\(fraction)"
  }
  /// A part of zero has no room for its number.
  private var labelFormat: String {
    kind == .parts ? "\(numberFormat);-\(numberFormat);" : numberFormat
  }

  /// The colour of a series: the accent for the first, grey for the one compared with, the theme's categories for
  /// parts.
  private func color(_ index: Int) -> Color {
    let theme = Theme.image
    guard kind == .parts else { return index == 0 ? theme.accent : theme.midGrey }
    return theme.categories[index % theme.categories.count]
  }

  private static func fill(_ color: Color) -> Markup {
    let hex = String(color.number, radix: 16, uppercase: true)
    let digits = String(repeating: "0", count: max(0, 6 - hex.count)) + hex
    return "<a:solidFill><a:srgbClr val=\"\(digits)\"/></a:solidFill>"
  }

  /// The chart's part; its first relationship is the workbook.
  var xml: Data {
    let isLine = kind == .line
    let overlap: Markup = kind == .parts ? "<c:overlap val=\"100\"/>" : ""
    let body: Markup =
      isLine
      ? """
      <c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>\(allSeries)\
      <c:marker val="1"/><c:axId val="111"/><c:axId val="222"/></c:lineChart>
      """
      : """
      <c:barChart><c:barDir val="bar"/><c:grouping val="\(kind == .parts ? "stacked" : "clustered")"/>\
      <c:varyColors val="0"/>\(allSeries)<c:gapWidth val="45"/>\(overlap)\
      <c:axId val="111"/><c:axId val="222"/></c:barChart>
      """
    let legend: Markup =
      series.count > 1
      ? "<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend>" : ""
    let markup: Markup = """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" \
      xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
      xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
      <c:roundedCorners val="0"/><c:chart><c:title>\(titleText)\
      <c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>\(body)\
      <c:catAx><c:axId val="111"/><c:scaling><c:orientation val="\(isLine ? "minMax" : "maxMin")"/></c:scaling>\
      <c:delete val="0"/><c:axPos val="\(isLine ? "b" : "l")"/><c:numFmt formatCode="General" sourceLinked="0"/>\
      <c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>\
      <c:crossAx val="222"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>\
      <c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>\
      <c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/>\(least)</c:scaling><c:delete val="1"/>\
      <c:axPos val="\(isLine ? "l" : "t")"/><c:numFmt formatCode="\(numberFormat)" sourceLinked="0"/>\
      <c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="111"/>\
      <c:crosses val="autoZero"/></c:valAx></c:plotArea>\(legend)<c:plotVisOnly val="1"/>\
      <c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"/></a:pPr>\
      <a:endParaRPr lang="\(language)"/></a:p></c:txPr><c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>\
      </c:chartSpace>
      """
    return Data(markup.xml.utf8)
  }

  /// The text of the title, with the meaning of asterisks below it.
  var titleText: Markup {
    let remark: Markup =
      note.isEmpty
      ? ""
      : "<a:p><a:pPr><a:defRPr sz=\"900\" b=\"0\"/></a:pPr><a:r><a:rPr lang=\"\(language)\" sz=\"900\" b=\"0\"/><a:t>\(note)</a:t></a:r></a:p>"
    return """
      <c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr><a:r><a:rPr lang="\(language)" sz="1200" b="1"/>\
      <a:t>\(title)</a:t></a:r></a:p>\(remark)</c:rich></c:tx>
      """
  }

  /// Bars and lines start at 0, unless some values are negative.
  private var least: Markup {
    series.allSatisfy { $0.values.allSatisfy { ($0 ?? 0) >= 0 } } ? "<c:min val=\"0\"/>" : ""
  }

  private var allSeries: Markup {
    series.indices.reduce("" as Markup) { $0 + markup(ofSeries: $1) }
  }

  private func markup(ofSeries index: Int) -> Markup {
    let fill = OfficeChart.fill(color(index))
    let look: Markup =
      kind == .line
      ? "<c:spPr><a:ln w=\"28575\" cap=\"rnd\">\(fill)<a:round/></a:ln></c:spPr><c:marker><c:symbol val=\"circle\"/><c:size val=\"6\"/><c:spPr>\(fill)</c:spPr></c:marker>"
      : "<c:spPr>\(fill)</c:spPr><c:invertIfNegative val=\"0\"/>"
    let place =
      kind == .line ? "t" : kind == .parts ? "ctr" : "outEnd"
    // Text on a part contrasts with its colour.
    let ink =
      kind == .parts && color(index).contrast(with: .white) >= Contrast.text
      ? Color.white : Theme.image.ink
    let stated: Markup = """
      <c:dLbls><c:numFmt formatCode="\(labelFormat)" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>\
      <c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1000">\(OfficeChart.fill(ink))</a:defRPr></a:pPr>\
      <a:endParaRPr lang="\(language)"/></a:p></c:txPr>\
      <c:dLblPos val="\(place)"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>\
      <c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>
      """
    // The series compared with has its number in the legend.
    let labels: Markup =
      kind == .bars && index > 0 ? "<c:dLbls><c:delete val=\"1\"/></c:dLbls>" : stated
    // Without this setting, Office draws lines as curves.
    let smooth: Markup = kind == .line ? "<c:smooth val=\"0\"/>" : ""
    let data = data(ofSeries: index)
    return """
      <c:ser><c:idx val="\(index)"/><c:order val="\(index)"/>\(data.name)\(look)\(labels)\(data.categories)\(data.values)\(smooth)\
      </c:ser>
      """
  }

  /// The data of a series, without its formatting.
  func data(ofSeries index: Int) -> (name: Markup, categories: Markup, values: Markup) {
    let series = series[index]
    let (sheet, column) = (OfficeChart.sheetName, ColumnLetters.of(index + 1))
    let last = categories.count + 1
    func points(_ texts: [String?]) -> Markup {
      texts.enumerated().reduce("<c:ptCount val=\"\(texts.count)\"/>" as Markup) { sum, text in
        guard let own = text.element else { return sum }
        return sum + "<c:pt idx=\"\(text.offset)\"><c:v>\(own)</c:v></c:pt>"
      }
    }
    return (
      "<c:tx><c:strRef><c:f>\(sheet)!$\(column)$1</c:f><c:strCache>\(points([series.name]))</c:strCache></c:strRef></c:tx>",
      "<c:cat><c:strRef><c:f>\(sheet)!$A$2:$A$\(last)</c:f><c:strCache>\(points(categories))</c:strCache></c:strRef></c:cat>",
      """
      <c:val><c:numRef><c:f>\(sheet)!$\(column)$2:$\(column)$\(last)</c:f><c:numCache>\
      <c:formatCode>\(numberFormat)</c:formatCode>\(points(series.values.map { $0.map { "\($0)" } }))</c:numCache></c:numRef></c:val>
      """
    )
  }

  /// The markup that displays the chart in a line of text or on a slide, by the relationship of its part.
  static func graphic(_ relationship: String) -> Markup {
    """
    <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">\
    <c:chart r:id="\(relationship)"/></a:graphicData></a:graphic>
    """
  }
}

extension PackAnswers {
  /// The name of a period on an axis.
  func periodName(_ name: String) -> String {
    Period(name).map { words.axisName($0).joined(separator: " ") } ?? name
  }

  /// The native Office form of a chart in the pack.
  func officeChart(_ id: String) throws(NoAnswer) -> OfficeChart {
    let chart = try chart(id)
    guard let office = OfficeChart(chart, self) else {
      throw NoAnswer(
        reason: words(
          "biểu đồ này không vẽ được thành biểu đồ của Office; hãy dùng {{chart:\(id)}}",
          "this chart cannot be drawn as a chart of Office's own; use {{chart:\(id)}}"))
    }
    return office
  }
}
