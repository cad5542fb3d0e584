import Charting
import ClusterMetrics
import Intake

extension ChartKind {
  /// Why a kind cannot show an indicator.
  package enum Misfit: Error, Equatable {
    case noTarget(String)
    case noParts(String)
    case tooManyTiles
    case oneCluster
    case noUnit(String)
    /// The kind has rows of units only.
    case noGrouping(ChartKind)
    /// What rows or columns go by, and why not.
    case grouping(String, Grouping.Fault)
    /// Another column than the one whose texts are kept apart.
    case secondColumn(String)
    /// Units report it as a total.
    case undivided(String)

    /// What is wrong, and what is needed.
    package var message: LocalizedText {
      switch self {
      case .noTarget(let id):
        LocalizedText(
          vi:
            "\(id) chưa có target (chỉ tiêu) trong giaoban.yaml, và kỳ này không có kế hoạch để so sánh; biểu đồ bullet cần một"
            + " trong hai",
          en:
            "\(id) has no target in giaoban.yaml, and no plan of this period that its units' numbers are a share of: a bullet chart needs one"
        )
      case .noParts(let id):
        LocalizedText(
          vi: "\(id) chưa có parts (các phần) trong giaoban.yaml để vẽ thanh chồng",
          en: "\(id) has no parts in giaoban.yaml, which bars are stacked from")
      case .noGrouping(let kind):
        LocalizedText(
          vi: "biểu đồ \(kind.rawValue) không chia dòng theo nhóm được (by)",
          en: "a chart of kind \(kind.rawValue) has no rows of groups (by)")
      case .grouping(let option, let fault):
        LocalizedText(
          vi: option + ": " + fault.message.vietnamese, en: option + ": " + fault.message.english)
      case .secondColumn(let column):
        LocalizedText(
          vi: "một bộ biểu đồ chỉ chia ngang theo một cột của sổ, không thêm được \(column)",
          en: "only one column of the registers can go across in one pack, not also \(column)")
      case .undivided(let id):
        LocalizedText(
          vi: "\(id): đơn vị chỉ báo cáo tổng số, không chia theo cột của sổ được",
          en: "\(id): units report it as a total, which no column of the registers divides")
      case .noUnit(let name):
        LocalizedText(vi: "không có đơn vị \"\(name)\"", en: "there is no unit \"\(name)\"")
      case .oneCluster:
        LocalizedText(
          vi: "dự án chỉ có một cụm; biểu đồ nhỏ theo cụm cần nhiều cụm",
          en:
            "the project has one cluster; small multiples of ranked bars or dumbbells need several")
      case .tooManyTiles:
        LocalizedText(
          vi: "chỉ đặt được tối đa bốn ô số liệu cạnh nhau; hãy chọn chỉ tiêu",
          en: "at most four tiles stand side by side: name the indicators")
      }
    }
  }
}

extension PackBuilder {
  /// One chart as `giaoban chart` draws it and pages of the settings hold it.
  ///
  /// - Precondition: its indicators exist, one of kinds that do not take several.
  /// - Throws: `ChartKind.Misfit` where the kind cannot show them.
  package func chart(_ settings: ChartSettings) throws(ChartKind.Misfit) -> Chart {
    var maker = maker
    if let name = settings.highlight {
      let days = book.calendar.days(of: period)
      guard let unit = roster.unit(named: name, in: days) ?? roster.unit(named: name) else {
        throw .noUnit(name)
      }
      maker.highlight = unit
    }
    maker.order = settings.order == .roster ? .asGiven : .byValue
    maker.average = settings.average
    maker.versus = settings.versus
    var chart = try chart(settings, maker)
    if let title = settings.title { chart.title = words(title) }
    return chart
  }

  private func chart(
    _ settings: ChartSettings, _ maker: ChartMaker
  ) throws(ChartKind.Misfit) -> Chart {
    let indicators =
      settings.indicators.isEmpty
      ? self.indicators
      : settings.indicators.compactMap(project.definition.indicator(withID:))
    if let across = settings.across { return try cross(settings, across, indicators[0], maker) }
    let rows = try rows(settings, indicators)
    switch settings.kind {
    case .ranked:
      return maker.ranked(indicators[0], groups: rows)
    case .grouped:
      return settings.by == nil && roster.clusters.count > 1
        ? maker.clusters(
          indicators[0], clusters: Array(roster.clusters.indices), per: clusterSize)
        : maker.grouped(indicators[0], groups: rows)
    case .stacked, .share:
      let id = indicators[0].id
      guard let breakdown = project.definition.breakdowns.first(where: { $0.indicator.id == id })
      else { throw .noParts(id) }
      return maker.stacked(
        indicators[0], partName: words(breakdown.name), parts: breakdown.parts,
        groups: rows,
        measure: settings.kind == .share ? .shares : .amounts
      )
    case .trend:
      return maker.trend(indicators[0], over: trendPeriods)
    case .slope:
      return maker.slope(indicators[0], groups: rows)
    case .dumbbell:
      return maker.dumbbell(indicators[0], groups: rows)
    case .multiples:
      return try multiples(of: settings.repeated, indicators[0], rows, maker)
    case .bullet:
      let units = comparableUnits(indicators[0])
      if maker.hasPlans(indicators[0], units: units) {
        return maker.fulfilment(indicators[0], units: units, in: field)
      }
      guard indicators[0].target != nil else { throw .noTarget(indicators[0].id) }
      return maker.bullet(indicators[0], units: comparableUnits(indicators[0]))
    case .heat:
      return maker.heat(indicators, groups: settings.by == nil ? units.map { .unit($0) } : rows)
    case .tiles:
      guard indicators.count <= 4 else { throw .tooManyTiles }
      return maker.framed(
        Tiles(indicators.map { tile($0, for: .all) }), named: words("Số liệu chính", "Key figures"),
        of: indicators)
    case .table:
      return maker.framed(
        unitsTable(indicators), named: words("Số liệu theo đơn vị", "Figures by unit"),
        of: indicators)
    }
  }
}

extension PackBuilder {
  /// The rows of a chart: what the settings say, or the units that the indicator can be asked of.
  func rows(
    _ settings: ChartSettings, _ indicators: [Indicator]
  ) throws(ChartKind.Misfit) -> [Group] {
    guard let by = settings.by else { return comparableUnits(indicators[0]).map { .unit($0) } }
    let canGroup: Bool =
      switch settings.kind {
      case .ranked, .grouped, .stacked, .share, .slope, .dumbbell, .heat: true
      case .multiples: settings.repeated == .trend
      case .trend, .bullet, .tiles, .table: false
      }
    guard canGroup else { throw .noGrouping(settings.kind) }
    let grouping = try grouping(by)
    let groups = grouping.groups(book, in: period)
    return groups.filter { group in
      indicators.contains { book.tally($0, for: group, in: period).expectedUnits > 0 }
    }
  }

  /// Rows of places only: periods and texts of registers are no rows of a chart.
  private func grouping(_ text: String) throws(ChartKind.Misfit) -> Grouping {
    do throws(Grouping.Fault) {
      let grouping = try Grouping(text, columns: [], roster)
      guard !grouping.isOverPeriods else { throw .unknown(text, nearest: []) }
      return grouping
    } catch { throw .grouping("by", error) }
  }

  /// One indicator by two groupings.
  private func cross(
    _ settings: ChartSettings, _ text: String, _ indicator: Indicator, _ maker: ChartMaker
  ) throws(ChartKind.Misfit) -> Chart {
    guard settings.kind == .heat else { throw .noGrouping(settings.kind) }
    let across: CrossTable.Across
    do throws(Grouping.Fault) {
      across = try CrossTable.Across(text, columns: project.definition.textColumns, roster)
    } catch { throw .grouping("across", error) }
    if let column = across.column {
      guard book.column == column else { throw .secondColumn(column) }
      guard book.sources(of: [indicator]) == .registers else { throw .undivided(indicator.id) }
    }
    let by = try settings.by.map { by throws(ChartKind.Misfit) in try grouping(by) } ?? .unit
    return maker.cross(
      CrossTable(
        book, indicators: [indicator], by: by, across: across, periods: trendPeriods, words: words),
      indicator, across,
      header: across.column.map { id in
        // Parts by the column have its name in both languages.
        let named = project.definition.breakdowns.first { $0.column == id }.map { words($0.name) }
        return id == "activity"
          ? words("hoạt động", "activity")
          : named ?? project.definition.columns[id]?.first ?? id
      })
  }

  private func multiples(
    of kind: RepeatedKind, _ indicator: Indicator, _ rows: [Group], _ maker: ChartMaker
  ) throws(ChartKind.Misfit) -> Chart {
    if kind == .trend {
      return maker.multiples(trendsOf: indicator, groups: rows, over: trendPeriods)
    }
    let units = comparableUnits(indicator)
    let clusters = roster.clusters.indices.map { cluster in
      let members = book.units(of: .cluster(cluster), in: period)
      return (name: roster.clusters[cluster].name, units: units.filter(members.contains))
    }.filter { !$0.units.isEmpty }
    guard clusters.count > 1 else { throw .oneCluster }
    return kind == .ranked
      ? maker.multiples(rankedBy: indicator, clusters: clusters)
      : maker.multiples(dumbbellsOf: indicator, clusters: clusters)
  }
}

extension ChartMaker {
  /// A body under a plain name, with the period's dates and the source.
  func framed(_ body: any ChartBody, named name: String, of indicators: [Indicator]) -> Chart {
    let source = source(indicators)
    return Chart(
      title: name, subtitle: periodText,
      footer: words("Nguồn: \(source).", "Source: \(source)."),
      alternativeText: name + ", " + periodText + ".", body: body)
  }
}
