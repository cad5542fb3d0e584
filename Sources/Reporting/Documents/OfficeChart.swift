import Charting
import ClusterMetrics
import Foundation
import Intake

/// A chart of Office's own, which people can edit: what it draws, its part (ECMA-376, part 1, section 21.2) and the
/// workbook with its numbers.
struct OfficeChart: Equatable {
  enum Kind: Equatable {
    /// Lying bars beside each other, or as the parts of one.
    case bars, parts
    case line
  }

  struct Series: Equatable {
    var name: String
    /// One for each category; `nil` where nothing is known.
    var values: [Double?]
  }

  var kind: Kind
  var title: String
  var categories: [String]
  var series: [Series]
  var decimals: Int
  var isPercentage: Bool
  /// Of its title, as Office names it.
  var language = "vi-VN"

  /// More of them make no chart that anybody edits.
  private static let mostBars = 60
  private static let mostSeries = 6

  /// What stands behind a chart of a pack, where that is one indicator by unit or over time, or some indicators together.
  init?(_ chart: Manifest.Chart, _ answers: PackAnswers) {
    let indicators = chart.data.map(\.indicator).uniqued
    let periods = chart.data.map(\.period).uniqued
    let groups = chart.data.map { [$0.cluster, $0.unit] }.uniqued
    let known = answers.manifest.indicators ?? []
    func indicator(_ id: String) -> Manifest.Indicator? { known.first { $0.id == id } }
    guard chart.data.contains(where: { $0.value != nil }), let first = indicator(indicators[0]),
      indicators.allSatisfy({ indicator($0)?.unitOfMeasure == first.unitOfMeasure })
    else { return nil }
    (title, isPercentage) = (chart.title, first.isPercentage)
    language = answers.words("vi-VN", "en-GB")
    decimals = indicators.compactMap { indicator($0)?.decimals }.max() ?? 0
    func value(_ period: String, _ group: [String], _ indicator: String) -> Double? {
      chart.data.first {
        $0.period == period && [$0.cluster, $0.unit] == group && $0.indicator == indicator
      }?.value
    }
    func name(_ group: [String]) -> String {
      if group[1].isEmpty { return group[0].isEmpty ? answers.words("Toàn bộ", "All") : group[0] }
      let unit = answers.manifest.units.first { $0.cluster == group[0] && $0.name == group[1] }
      return unit?.shortName ?? group[1]
    }
    if periods.count > 1, groups.count == 1, indicators.count == 1 {
      kind = .line
      categories = periods.map { answers.periodName($0) }
      series = [
        .init(name: first.name, values: periods.map { value($0, groups[0], indicators[0]) })
      ]
    } else if periods.count == 1, indicators.count == 1 || groups.count == 1 {
      kind = .bars
      let isByGroup = indicators.count == 1
      let rows: [(name: String, value: Double?)] =
        isByGroup
        ? groups.map { (name($0), value(periods[0], $0, indicators[0])) }
        : indicators.map { (indicator($0)?.name ?? $0, value(periods[0], groups[0], $0)) }
      // The largest is at the top, as in the pack; who has no number comes last.
      let sorted = rows.enumerated().sorted {
        let (one, other) = ($0.element.value ?? -.infinity, $1.element.value ?? -.infinity)
        return one == other ? $0.offset < $1.offset : one > other
      }.map(\.element)
      categories = sorted.map(\.name)
      let period = answers.words.sentence(answers.periodName(periods[0]))
      series = [.init(name: isByGroup ? first.name : period, values: sorted.map(\.value))]
    } else if periods.count == 1, (2...OfficeChart.mostSeries).contains(indicators.count) {
      kind = .parts
      categories = groups.map(name)
      series = indicators.map { id in
        .init(
          name: indicator(id)?.name ?? id, values: groups.map { value(periods[0], $0, id) })
      }
    } else {
      return nil
    }
    guard categories.count <= OfficeChart.mostBars else { return nil }
  }

  /// How high it is for its width: each bar needs some room.
  var ratio: Double {
    kind == .line ? 0.5 : min(max(0.16 + Double(categories.count) * 0.042, 0.36), 1.3)
  }

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

  /// The accent for one series, the theme's categories for several.
  private func color(_ index: Int) -> String {
    let theme = Theme.image
    let color =
      series.count == 1 ? theme.accent : theme.categories[index % theme.categories.count]
    let hex = String(color.number, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 6 - hex.count)) + hex
  }

  /// The part; its first relationship is the workbook.
  var xml: Data {
    let isLine = kind == .line
    let body: Markup =
      isLine
      ? """
      <c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>\(allSeries)\
      <c:marker val="1"/><c:axId val="111"/><c:axId val="222"/></c:lineChart>
      """
      : """
      <c:barChart><c:barDir val="bar"/><c:grouping val="\(kind == .parts ? "stacked" : "clustered")"/>\
      <c:varyColors val="0"/>\(allSeries)<c:gapWidth val="45"/>\(kind == .parts ? "<c:overlap val=\"100\"/>" : "")\
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
      <c:roundedCorners val="0"/><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/>\
      </a:pPr><a:r><a:rPr lang="\(language)" sz="1200" b="1"/><a:t>\(title)</a:t></a:r></a:p></c:rich></c:tx>\
      <c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>\(body)\
      <c:catAx><c:axId val="111"/><c:scaling><c:orientation val="\(isLine ? "minMax" : "maxMin")"/></c:scaling>\
      <c:delete val="0"/><c:axPos val="\(isLine ? "b" : "l")"/><c:numFmt formatCode="General" sourceLinked="0"/>\
      <c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>\
      <c:crossAx val="222"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>\
      <c:noMultiLvlLbl val="1"/></c:catAx>\
      <c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/>\(least)</c:scaling><c:delete val="1"/>\
      <c:axPos val="\(isLine ? "l" : "t")"/><c:numFmt formatCode="\(numberFormat)" sourceLinked="0"/>\
      <c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="111"/>\
      <c:crosses val="autoZero"/></c:valAx></c:plotArea>\(legend)<c:plotVisOnly val="1"/>\
      <c:dispBlanksAs val="gap"/></c:chart><c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1000"/></a:pPr>\
      <a:endParaRPr lang="\(language)"/></a:p></c:txPr><c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>\
      </c:chartSpace>
      """
    return Data(markup.xml.utf8)
  }

  /// Bars and lines begin at 0, unless some are below.
  private var least: Markup {
    series.allSatisfy { $0.values.allSatisfy { ($0 ?? 0) >= 0 } } ? "<c:min val=\"0\"/>" : ""
  }

  private var allSeries: Markup {
    series.indices.reduce("" as Markup) { $0 + markup(ofSeries: $1) }
  }

  private func markup(ofSeries index: Int) -> Markup {
    let series = series[index]
    let column = ColumnLetters.of(index + 1)
    let last = categories.count + 1
    let fill: Markup = "<a:solidFill><a:srgbClr val=\"\(color(index))\"/></a:solidFill>"
    let look: Markup =
      kind == .line
      ? "<c:spPr><a:ln w=\"28575\" cap=\"rnd\">\(fill)<a:round/></a:ln></c:spPr><c:marker><c:symbol val=\"circle\"/><c:size val=\"6\"/><c:spPr>\(fill)</c:spPr></c:marker>"
      : "<c:spPr>\(fill)</c:spPr><c:invertIfNegative val=\"0\"/>"
    let place =
      kind == .line ? "t" : kind == .parts ? "ctr" : "outEnd"
    let labels: Markup = """
      <c:dLbls><c:numFmt formatCode="\(numberFormat)" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>\
      <c:dLblPos val="\(place)"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>\
      <c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>
      """
    let names = categories.enumerated().reduce("" as Markup) { sum, category in
      sum + "<c:pt idx=\"\(category.offset)\"><c:v>\(category.element)</c:v></c:pt>"
    }
    let values = series.values.enumerated().reduce("" as Markup) { sum, value in
      guard let number = value.element else { return sum }
      return sum + "<c:pt idx=\"\(value.offset)\"><c:v>\("\(number)")</c:v></c:pt>"
    }
    return """
      <c:ser><c:idx val="\(index)"/><c:order val="\(index)"/><c:tx><c:strRef><c:f>\(OfficeChart.sheetName)!$\(column)$1</c:f><c:strCache>\
      <c:ptCount val="1"/><c:pt idx="0"><c:v>\(series.name)</c:v></c:pt></c:strCache></c:strRef></c:tx>\(look)\(labels)\
      <c:cat><c:strRef><c:f>\(OfficeChart.sheetName)!$A$2:$A$\(last)</c:f><c:strCache><c:ptCount val="\(categories.count)"/>\(names)\
      </c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>\(OfficeChart.sheetName)!$\(column)$2:$\(column)$\(last)</c:f><c:numCache>\
      <c:formatCode>\(numberFormat)</c:formatCode><c:ptCount val="\(categories.count)"/>\(values)</c:numCache></c:numRef>\
      </c:val></c:ser>
      """
  }

  /// What a text line or a slide holds to show it, by the relationship of its part.
  static func graphic(_ relationship: String) -> Markup {
    """
    <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">\
    <c:chart r:id="\(relationship)"/></a:graphicData></a:graphic>
    """
  }
}

extension PackAnswers {
  /// A period as axes name it.
  func periodName(_ name: String) -> String {
    Period(name).map { words.axisName($0).joined(separator: " ") } ?? name
  }

  /// A chart of Office's own of what a chart of the pack shows.
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
