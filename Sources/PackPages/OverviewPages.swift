import Charting
import ClusterMetrics
import Findings
import Intake
import Reporting
import ReportWords

/// The pages of the most important findings and of the reporting units.
extension ReportContext {
  /// The most important findings, as sentences.
  package var highlights: [Highlights.Item] {
    let codes: Set<Finding.Code> = [
      .contradictsRegister, .contradictsParts, .contradictsRate,
    ]
    return Highlights(
      book: book, period: period, base: maker.base, words: words, indicators: indicators,
      headline: headline.map(\.id), subject: subject, earlier: trendPeriods.dropLast(),
      lateStart: intake.lateStart(in: [period, maker.base]),
      contradictions: unit == nil
        ? intake.log.all.count { codes.contains($0.code) && $0.severity == .warning } : 0,
      leftOut: intake.leftOut
    ).items()
  }

  func highlightsPage() -> PageDraft {
    let items = highlights
    let key = keyToSigns()
    return PageDraft(
      anchor: "highlights", name: words("Kết quả nổi bật", "Highlights"),
      headline: words("Kết quả nổi bật", "Highlights") + ", " + words.name(period),
      subtitle: words("Số liệu ", "Data ") + words.daysInWords(book.calendar.days(of: period)),
      alternativeText: items.map(\.text).joined(separator: " ")
    ) { (body, frame) throws(LayoutError) in
      let context = frame.context
      let (left, right) = frame.parts(of: body, main: 0.66)
      var marks: [Mark] = []
      var top = left.y
      for (index, item) in items.enumerated() {
        let block = try context.paragraph(
          item.text, at: left.x + 16, top: top, width: left.width - 16, style: frame.style(11),
          role: .label)
        // If not all fit, the last line says that some are left out.
        let isLast = index == items.count - 1
        guard block.bottom <= left.maxY - (isLast ? 0 : 22) else {
          let rest = items.count - index
          marks.append(
            .text(
              context.text(
                words("Còn \(rest) nội dung khác", "\(rest) more")
                  + (project.definition.pages.isEmpty
                    ? words(" ở các trang sau.", " on the following pages.") : "."),
                at: Point(x: left.x + 16, y: min(top + 10, left.maxY)), style: frame.style(10),
                color: frame.theme.grey, role: .note)))
          break
        }
        let color = item.tone == .neutral ? frame.theme.midGrey : frame.theme.color(of: item.tone)
        let dot = PathMark.circle(
          center: Point(x: left.x + 4, y: top + 7.6), radius: 3.2, fill: .color(color),
          role: .furniture)
        let link = frame.anchors.contains(item.anchor) ? item.anchor : nil
        marks.append(.group(GroupMark([.path(dot)] + block.marks, link: link)))
        top = block.bottom + 9
      }
      marks.append(
        .text(
          context.text(
            words("Ký hiệu", "Key"), at: Point(x: right.x, y: right.y + 10),
            style: frame.style(11, .bold), role: .label)))
      var y = right.y + 26
      for (sign, meaning) in key {
        marks += sign(Point(x: right.x, y: y), frame)
        let block = try context.paragraph(
          meaning, at: right.x + 38, top: y - 2, width: right.width - 38, style: frame.style(9),
          color: frame.theme.grey, role: .note)
        marks += block.marks
        y = block.bottom + 8
      }
      return marks
    }
  }

  private typealias Sign = @Sendable (Point, PageFrame) -> [Mark]

  /// The signs, each drawn from its upper left corner, with their meanings.
  private func keyToSigns() -> [(Sign, String)] {
    func bar(_ color: @escaping @Sendable (Theme) -> Color) -> Sign {
      { origin, frame in
        [
          .rectangle(
            RectangleMark(
              Rect(x: origin.x, y: origin.y, width: 28, height: 9),
              fill: .color(color(frame.theme)), role: .furniture))
        ]
      }
    }
    func text(_ sign: String, _ color: @escaping @Sendable (Theme) -> Color) -> Sign {
      { origin, frame in
        [
          .text(
            frame.context.text(
              sign, at: Point(x: origin.x + 14, y: origin.y + 8.4), anchor: .middle,
              style: frame.style(10, .semibold), color: color(frame.theme), role: .label))
        ]
      }
    }
    let base = maker.baseName(of: indicators)
    var signs: [(Sign, String)] = [
      (
        bar(\.accent),
        words(
          "đơn vị tốt nhất hoặc đạt chỉ tiêu; kỳ này", "best unit or target reached; this period")
      ),
      (bar(\.companion), words("các đơn vị khác", "other units")),
      (
        { origin, frame in
          [
            .line(
              LineMark(
                from: Point(x: origin.x + 14, y: origin.y - 2),
                to: Point(x: origin.x + 14, y: origin.y + 11),
                stroke: Stroke(frame.theme.grey, width: 1.4), role: .furniture))
          ]
        }, base
      ),
      (
        { origin, frame in
          [
            .rectangle(
              RectangleMark(
                Rect(x: origin.x, y: origin.y, width: 28, height: 9),
                fill: frame.theme.slotFill,
                stroke: Stroke(frame.theme.midGrey, width: 0.6), role: .furniture))
          ]
        }, words("chưa báo cáo (không tính là 0)", "not reported, which is not zero")
      ),
      (text("…", \.ink), words("chưa có số liệu", "no figure")),
      (text("-", \.ink), words("không phát sinh", "nothing occurred")),
      (text("x", \.ink), words("không áp dụng", "does not apply")),
      (text("≈", \.ink), words("số ước tính của đơn vị", "about so many, as reported")),
      (text("−3", \.warning), words("diễn biến bất lợi", "for the worse")),
      (
        text("9/10", \.grey),
        words("số đơn vị đã báo cáo trên tổng số", "units that reported, of all")
      ),
    ]
    if book.hidesSmallNumbers { signs.append((text("c", \.ink), words.hidden)) }
    return signs
  }

  func submissionsPage() -> PageDraft {
    let periods = trendPeriods
    let (silent, partial, incomplete) = lacking
    let reporting = asked.count - silent.count
    let names = silent.map { roster.units[$0].shortName }
    // A headline names a few units; the table below shows all.
    let missing =
      silent.count > 6
      ? words("\(silent.count) đơn vị", "\(silent.count) units") : words.list(names)
    let lack = [
      partial.isEmpty
        ? nil
        : words(
          "\(partial.count) đơn vị chưa đủ kỳ",
          "\(words.unitCount(partial.count)) only for parts of the period"),
      incomplete.isEmpty
        ? nil
        : words(
          "\(incomplete.count) đơn vị thiếu một số chỉ tiêu",
          "\(words.unitCount(incomplete.count)) without some indicators"),
    ].compactMap(\.self)
    let who =
      silent.isEmpty
      ? asked.count == 1
        ? words(
          "\(roster.units[asked[0]].shortName) đã báo cáo",
          "\(roster.units[asked[0]].shortName) has reported")
        : words(
          "Cả \(asked.count) đơn vị đã báo cáo", "\(Wording.every(asked.count)) units have reported"
        )
      : words(
        "\(words.units(reporting, of: asked.count)) đã báo cáo; chưa báo cáo: \(missing)",
        "\(words.units(reporting, of: asked.count)) have reported; not reported: \(missing)")
    let headline =
      asked.isEmpty
      ? words("Kỳ này không đơn vị nào phải báo cáo", "No unit was asked for this period")
      : reporting == 0
        ? words("Chưa đơn vị nào báo cáo", "No unit has reported")
        : ([who] + lack).joined(separator: "; ")
    let rows = units.map { CategoryName(roster.units[$0].shortName) }
    let format = ValueFormat(.count, decimals: 0, numbers: words.numbers)
    let table: any ChartBody =
      hasManyUnits && unit == nil
      ? manySubmissions()
      : HeatTable(
        rows: rows,
        columns: periods.map { period in
          HeatTable.Column(
            CategoryName(words.axisName(period).joined(separator: " ")), format: format,
            values: units.map { unit in
              // The number of a unit's rows may be a suppressed number; the number of indicators reveals nothing.
              let isHidden =
                book.hidesSmallNumbers && book.plan.sources(of: indicators) != .submissions
              let count = book.countReported(ofUnit: unit, in: period)
              if count > 0 { return isHidden ? .hidden : .number(Double(count)) }
              return book.askedUnits(of: .unit(unit), in: period).isEmpty
                ? .notApplicable : .missing
            })
        }, scale: .shared)
    return rowPage(
      of: table, anchor: "submissions", name: words("Tình hình báo cáo", "Who has reported"),
      headline: headline,
      subtitle: hasManyUnits && unit == nil
        ? manySubmissionsSubtitle : whatIsReported(periods.count),
      note: whoHasReported
        + (book.boundaries.day == nil
          ? ""
          : words(
            " Trước khi sắp xếp lại, đây là số của các đơn vị cũ đã báo cáo cho địa bàn.",
            " Before the reorganisation, the figures are those of the units that then reported for the area."
          )),
      alternativeText: headline)
  }

  /// A note on which units count as reporting.
  private var whoHasReported: String {
    switch book.plan.sources(of: indicators) {
    case .submissions:
      words(
        "Đơn vị có ít nhất một số liệu trong kỳ được coi là đã báo cáo. … chưa báo cáo.",
        "A unit with at least one number has reported. … not reported.")
    case .registers:
      words(
        "Đơn vị có ít nhất một dòng trong kỳ được coi là đã báo cáo. … chưa báo cáo.",
        "A unit with at least one row has reported. … not reported.")
    default:
      words(
        "Đơn vị có ít nhất một dòng hoặc một số liệu trong kỳ được coi là đã báo cáo. … chưa báo cáo.",
        "A unit with at least one row or number has reported. … not reported.")
    }
  }

  /// The subject of the counts per unit: rows, numbers, or both.
  private func whatIsReported(_ count: Int) -> String {
    let last = words.lastPeriods(count)
    return switch book.plan.sources(of: indicators) {
    case .submissions:
      words(
        "Số chỉ tiêu đã báo cáo của từng đơn vị\(last)",
        "Numbers that each unit has reported\(last)")
    case .registers:
      words(
        "Số dòng trong sổ theo dõi của từng đơn vị\(last)",
        "Rows in each unit's register\(last)")
    default:
      words(
        "Số dòng trong sổ theo dõi và số liệu đã báo cáo của từng đơn vị\(last)",
        "Rows of registers and reported numbers of each unit\(last)")
    }
  }

  func heatPages() -> [PageDraft] {
    let charts = heatIDs.compactMap(chart)
    return pages(of: charts, name: charts.first?.chart.title ?? "")
  }

  /// The pages of changes by unit; empty if there is nothing to compare with.
  func changePages() -> [PageDraft] {
    pages(
      of: changeIDs.compactMap(chart),
      name: hasManyUnits
        ? words("Tăng, giảm theo cụm", "Change by cluster")
        : words("Tăng, giảm theo đơn vị", "Change by unit"))
  }

  /// A page for each chart; only the first has a name in the contents.
  private func pages(of charts: [PackChart], name: String) -> [PageDraft] {
    charts.enumerated().map { number, chart in
      var draft = page(of: chart.chart, anchor: chart.id.text, name: number == 0 ? name : "")
        .showing([chart.id])
      draft.joint = .overview
      return draft
    }
  }

  /// A page filled by one chart.
  func page(of chart: Chart, anchor: String, name: String) -> PageDraft {
    rowPage(
      of: chart.body, anchor: anchor, name: name, headline: chart.title, subtitle: chart.subtitle,
      note: chart.footer, alternativeText: chart.alternativeText)
  }

  /// A page filled by one chart or table, or as many pages as its rows need.
  func rowPage(
    of chart: any ChartBody, anchor: String, name: String, headline: String, subtitle: String,
    note: String, alternativeText: String
  ) -> PageDraft {
    var draft = PageDraft(
      anchor: anchor, name: name, headline: headline, subtitle: subtitle, note: note,
      alternativeText: alternativeText
    ) { (body, frame) throws(LayoutError) in
      try ReportContext.fitted(chart, in: body, frame.context)
    }
    draft.isReadAsText = chart.isReadAsText
    if let rows = chart as? any RowChart {
      draft.pages = { [draft] count in
        rows.split(into: count).enumerated().map { number, piece in
          var page = draft.part(number, of: count)
          page.body = { (body, frame) throws(LayoutError) in
            try ReportContext.fitted(piece, in: body, frame.context)
          }
          return page
        }
      }
    }
    return draft
  }
}
