import ClusterMetrics

extension ChartKind {
  /// Why a kind cannot show an indicator.
  package enum Misfit: Error, Equatable {
    case noTarget(String)
    case noParts(String)
    case tooManyTiles
    case oneCluster
    /// Numbers of its units make no sum.
    case noSum(String)
    /// Nobody is known at both periods.
    case noBase(String)
    case noUnit(String)
    /// The unit that is to stand out has no row: rows are other groups, or the indicator is not asked of it.
    case noRow(String, ChartKind)
    /// The kind is of one unit, and nothing says which.
    case ofWhichUnit(ChartKind)
    /// The kind shows two indicators, no more and no fewer.
    case notTwo(ChartKind)
    /// No group has numbers of both indicators.
    case nothingOfBoth([String])
    /// No file says where tiles lie, or nobody of whom it speaks is a unit of the period.
    case noTiles
    /// No file of shapes, or none of its shapes is a unit of the period.
    case noShapes
    /// Nobody is first where neither more nor less is better.
    case noRanking(String)
    /// The kind has rows of units only.
    case noGrouping(ChartKind)
    /// What rows or columns go by, and why not.
    case grouping(String, Grouping.Fault)
    /// Another column than the one whose texts are kept apart.
    case secondColumn(String)
    /// The kind does not show what an option asks for.
    case unused(Option, ChartKind)
    /// Units report it as a total.
    case undivided(String)

    /// What is wrong, and what is needed.
    package var message: LocalizedText {
      switch self {
      case .noTarget(let id):
        LocalizedText(
          vi:
            "\(id) chưa có target (mức phải đạt) trong giaoban.yaml, và kỳ này không có số liệu được công bố kèm kế hoạch; biểu đồ bullet cần một"
            + " trong hai",
          en:
            "\(id) has neither a target in giaoban.yaml nor published numbers with a plan for this period; a bullet chart needs one of them"
        )
      case .noParts(let id):
        LocalizedText(
          vi: "\(id) chưa có parts (các phần) trong giaoban.yaml để vẽ thanh chồng",
          en: "\(id) has no parts in giaoban.yaml, which bars are stacked from")
      case .noGrouping(let kind):
        LocalizedText(
          vi: "biểu đồ \(kind.rawValue) không chia được theo nhóm (by)",
          en: "a chart of kind \(kind.rawValue) has no rows of groups (by)")
      case .grouping(let option, let fault):
        LocalizedText(
          vi: option + ": " + fault.message.vietnamese, en: option + ": " + fault.message.english)
      case .secondColumn(let column):
        LocalizedText(
          vi:
            "một bộ biểu đồ chỉ chia theo một cột của sổ theo dõi (across), không thêm được cột \(column)",
          en:
            "one pack can be divided by only one column of the registers (across), not also by \(column)"
        )
      case .unused(let option, let kind):
        LocalizedText(
          vi:
            "biểu đồ \(kind.rawValue) không dùng \(option.rawValue); chỉ dùng cho \(Language.vietnamese.list(option.kinds.map(\.rawValue)))",
          en:
            "a chart of kind \(kind.rawValue) does not show \(option.rawValue); \(Language.english.list(option.kinds.map(\.rawValue))) \(option.kinds.count == 1 ? "does" : "do")"
        )
      case .undivided(let id):
        LocalizedText(
          vi: "\(id): đơn vị chỉ báo cáo tổng số, không chia theo cột của sổ theo dõi được",
          en: "\(id): units report it as a total, which no column of the registers divides")
      case .noSum(let id):
        LocalizedText(
          vi:
            "\(id) không cộng được giữa các đơn vị, mà biểu đồ waterfall cần chỉ tiêu cộng được",
          en: "\(id) does not add up over units, as a waterfall needs")
      case .noBase(let id):
        LocalizedText(
          vi: "\(id): chưa đơn vị nào có số liệu được công bố ở cả hai kỳ để so sánh",
          en: "\(id): no unit has figures of both periods that are shown")
      case .noUnit(let name):
        LocalizedText(vi: "không có đơn vị \"\(name)\"", en: "there is no unit \"\(name)\"")
      case .noRow(let name, let kind):
        LocalizedText(
          vi:
            "\(name) không có dòng trong biểu đồ \(kind.rawValue) này nên không làm nổi bật được; hãy bỏ highlight, hoặc vẽ theo đơn vị (by: unit)",
          en:
            "\(name) has no row in this \(kind.rawValue) chart and cannot stand out; leave out highlight, or let rows be units (by: unit)"
        )
      case .ofWhichUnit(let kind):
        LocalizedText(
          vi: "biểu đồ \(kind.rawValue) là của một đơn vị; hãy khai báo highlight: tên đơn vị",
          en: "a chart of kind \(kind.rawValue) is of one unit: say which by highlight")
      case .notTwo(let kind):
        LocalizedText(
          vi:
            "biểu đồ \(kind.rawValue) cần đúng hai chỉ tiêu: --indicator A --indicator B, hay indicator: [A, B]",
          en:
            "a chart of kind \(kind.rawValue) needs two indicators: --indicator A --indicator B, or indicator: [A, B]"
        )
      case .noTiles:
        LocalizedText(
          vi:
            "chưa có bản đồ ô cho các đơn vị: hãy khai báo tilemap: tên-tệp.csv trong giaoban.yaml; tệp phải có các cột Đơn vị, Cột, Dòng",
          en:
            "there is no tile map of the units: set tilemap: FILE.csv in giaoban.yaml; the file must have the columns unit, column, row"
        )
      case .noShapes:
        LocalizedText(
          vi:
            "chưa có hình của đơn vị nào: giaoban.yaml phải có map: {file: tên-tệp.geojson, name: thuộc-tính}, và tên trong tệp phải là tên đơn vị hoặc xã, phường; chạy \"giaoban check\" để biết tệp này thiếu gì",
          en:
            "no unit has a shape: giaoban.yaml needs map: {file: FILE.geojson, name: PROPERTY}, and the names in the file must be those of units or communes; run \"giaoban check\" to see what this file lacks"
        )
      case .noRanking(let id):
        LocalizedText(
          vi:
            "\(id) có better: neither (nhiều hay ít đều không tốt hơn), nên không xếp hạng được",
          en: "\(id) cannot be ranked, because it has better: neither")
      case .nothingOfBoth(let ids):
        LocalizedText(
          vi: "chưa có đơn vị nào có số liệu của cả \(ids.joined(separator: " và "))",
          en: "no unit has numbers of both \(ids.joined(separator: " and "))")
      case .oneCluster:
        LocalizedText(
          vi: "dự án chỉ có một cụm; \"Nhiều biểu đồ nhỏ\" vẽ theo cụm cần ít nhất hai cụm",
          en:
            "the project has one cluster; small multiples of ranked bars or dumbbells need at least two"
        )
      case .tooManyTiles:
        LocalizedText(
          vi: "chỉ đặt được tối đa bốn ô số liệu cạnh nhau; hãy chọn chỉ tiêu",
          en: "at most four tiles stand side by side: name the indicators")
      }
    }
  }
}

extension ChartSettings {
  /// Says what was asked for that the kind does not show.
  ///
  /// - Parameter asked: the options that somebody has written, whatever they say.
  package func check(asked: [ChartKind.Option]) throws(ChartKind.Misfit) {
    for option in asked where !option.kinds.contains(kind) { throw .unused(option, kind) }
  }

  /// Whether rows of the chart can be groups of units.
  private var canGroup: Bool {
    kind.hasGroups && (kind != .multiples || repeated == .trend)
  }

  /// What rows go by; `nil` where they are units.
  package func rowGrouping(
    _ definition: ProjectDefinition, _ roster: Roster
  ) throws(ChartKind.Misfit) -> Grouping? {
    guard let by else { return nil }
    guard canGroup else { throw .noGrouping(kind) }
    do throws(Grouping.Fault) {
      return try Grouping(rows: by, columns: definition.textColumns, roster)
    } catch { throw .grouping("by", error) }
  }

  /// What columns of a heat table go by; `nil` where they are indicators.
  package func columnGrouping(
    _ definition: ProjectDefinition, _ roster: Roster
  ) throws(ChartKind.Misfit) -> Across? {
    guard let across else { return nil }
    guard kind == .heat else { throw .noGrouping(kind) }
    do throws(Grouping.Fault) {
      return try Across(across, columns: definition.textColumns, roster)
    } catch { throw .grouping("across", error) }
  }

  /// Says what the settings and the roster alone tell against the chart, whatever the units sent.
  package func check(
    _ definition: ProjectDefinition, _ roster: Roster
  ) throws(ChartKind.Misfit) {
    if let highlight, roster.units(named: highlight).isEmpty { throw .noUnit(highlight) }
    _ = try rowGrouping(definition, roster)
    if try columnGrouping(definition, roster)?.column != nil,
      let plan = try? TallyPlan(indicators: definition.indicators),
      let indicator = indicators.first.flatMap(definition.indicator(withID:)),
      plan.sources(of: [indicator]) != .registers
    {
      throw .undivided(indicator.id)
    }
    for need in kind.needs { try check(need, definition, roster) }
  }

  private func check(
    _ need: ChartKind.Need, _ definition: ProjectDefinition, _ roster: Roster
  ) throws(ChartKind.Misfit) {
    func first(where isAtFault: (Indicator) -> Bool) -> String? {
      indicators.first { definition.indicator(withID: $0).map(isAtFault) ?? false }
    }
    switch need {
    case .parts:
      for id in indicators where !definition.breakdowns.contains(where: { $0.indicator.id == id }) {
        throw .noParts(id)
      }
    case .clusters:
      if repeated != .trend, roster.clusters.count < 2 { throw .oneCluster }
    case .indicators(let most):
      let count = indicators.isEmpty ? definition.indicators.count : indicators.count
      if count > most { throw .tooManyTiles }
    case .sums:
      if let id = first(where: { !$0.addsUp }) { throw .noSum(id) }
    case .twoIndicators:
      if indicators.count != 2 { throw .notTwo(kind) }
    case .tiles:
      if definition.tileMapFile == nil { throw .noTiles }
    case .shapes:
      if definition.map == nil { throw .noShapes }
    case .ranking:
      if let id = first(where: { $0.better == .neither }) { throw .noRanking(id) }
    case .unit:
      if highlight == nil { throw .ofWhichUnit(kind) }
    }
  }
}
