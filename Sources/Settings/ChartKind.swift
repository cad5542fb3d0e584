import ClusterMetrics

/// A kind of chart by its name on the command line and in the settings.
///
/// What is known of each kind stands in `facts` alone; the command's help, the schema of the settings, the page and the checks
/// read it there. How each is drawn stands in `ReportContext.chart`. A new kind changes these two places.
package enum ChartKind: String, CaseIterable, Sendable {
  case ranked, grouped, stacked, share, trend, columns, slope, dumbbell, arrows, waterfall, bullet,
    heat,
    profile, scatter, ranks, map, tilemap, multiples, tiles, table

  /// What a kind needs besides numbers. `ChartSettings.check` says what is missing.
  package enum Need: Hashable, Sendable {
    /// Indicators that are divided into parts.
    case parts
    /// A file of shapes, or of tiles.
    case shapes, tiles
    case twoIndicators
    /// Room for a number of indicators at most.
    case indicators(atMost: Int)
    /// Numbers of units that add up.
    case sums
    /// Indicators of which more is better, or less.
    case ranking
    /// A unit that it is of.
    case unit
    /// Several clusters, where it repeats a chart for each.
    case clusters
  }

  /// What only some kinds show.
  package enum Option: String, CaseIterable, Sendable {
    case highlight, sort, line, versus
    case repeated = "of"

    /// The kinds that show it.
    package var kinds: [ChartKind] { ChartKind.allCases.filter { $0.facts.shows.contains(self) } }
  }

  /// What the rows of a kind are.
  private enum Rows {
    /// Units, or groups of them as well.
    case units, groups
    /// It has none, or a unit is no row of it: a line over time, a place on a map.
    case none
  }

  /// What a kind shows.
  private enum Scope {
    /// Numbers of one period, beside which a pack puts a table of them.
    case period
    /// The same, and it states them all.
    case statedPeriod
    /// Numbers of several periods.
    case periods
  }

  /// What is known of a kind.
  private struct Facts {
    /// How people call it.
    let name: LocalizedText
    let rows: Rows
    let shows: Set<Option>
    /// Whether several indicators go into one chart.
    let takesSeveral: Bool
    let scope: Scope
    let needs: [Need]

    init(
      _ vietnamese: String, _ english: String, rows: Rows, shows: Set<Option>,
      takesSeveral: Bool = false, scope: Scope = .period, needs: [Need] = []
    ) {
      name = LocalizedText(vi: vietnamese, en: english)
      (self.rows, self.shows, self.takesSeveral) = (rows, shows, takesSeveral)
      (self.scope, self.needs) = (scope, needs)
    }
  }

  private var facts: Facts {
    switch self {
    case .ranked:
      Facts(
        "Thanh xếp hạng", "Ranked bars", rows: .groups, shows: [.highlight, .sort, .line, .versus],
        scope: .statedPeriod)
    case .grouped:
      Facts(
        "Thanh ghép nhóm", "Grouped bars", rows: .groups, shows: [.highlight, .sort, .versus])
    case .stacked:
      Facts("Thanh chồng", "Stacked bars", rows: .groups, shows: [.sort], needs: [.parts])
    case .share: Facts("Cơ cấu (%)", "Shares", rows: .groups, shows: [.sort], needs: [.parts])
    case .trend:
      Facts("Đường qua các kỳ", "Trend", rows: .none, shows: [.highlight], scope: .periods)
    case .columns:
      Facts("Vài kỳ gần nhất (cột)", "Columns", rows: .none, shows: [.highlight], scope: .periods)
    case .slope:
      Facts("Đường nối hai kỳ", "Slopes", rows: .groups, shows: [.highlight, .versus])
    case .dumbbell:
      Facts(
        "Năm trước và năm nay", "Dumbbells", rows: .groups, shows: [.highlight, .sort, .versus])
    case .arrows:
      Facts(
        "Từ năm trước đến năm nay (mũi tên)", "Arrows", rows: .groups,
        shows: [.highlight, .sort, .versus])
    case .waterfall:
      Facts(
        "Đóng góp vào mức tăng, giảm", "Waterfall", rows: .groups,
        shows: [.highlight, .sort, .versus], needs: [.sums])
    case .bullet:
      Facts(
        "So với mức phải đạt, kế hoạch", "Bullets", rows: .units, shows: [.highlight, .versus])
    case .heat:
      Facts("Bản đồ nhiệt", "Heat table", rows: .groups, shows: [.sort], takesSeveral: true)
    case .profile:
      Facts(
        "Hồ sơ một đơn vị", "Profile of a unit", rows: .none, shows: [.highlight, .versus],
        takesSeveral: true, needs: [.unit])
    case .scatter:
      Facts(
        "Tương quan hai chỉ tiêu (phân tán)", "Scatter plot", rows: .groups, shows: [.highlight],
        takesSeveral: true, needs: [.twoIndicators])
    case .ranks:
      Facts(
        "Thứ hạng qua các kỳ", "Places over periods", rows: .groups, shows: [.highlight],
        needs: [.ranking])
    case .map:
      Facts("Bản đồ", "Map", rows: .none, shows: [.highlight, .versus], needs: [.shapes])
    case .tilemap:
      Facts("Bản đồ ô", "Tile map", rows: .none, shows: [.highlight, .versus], needs: [.tiles])
    case .multiples:
      // Their rows are groups where they repeat a line for each.
      Facts(
        "Nhiều biểu đồ nhỏ", "Small multiples", rows: .groups, shows: [.versus, .repeated],
        needs: [.clusters])
    case .tiles:
      Facts(
        "Ô số liệu", "Tiles", rows: .none, shows: [.versus], takesSeveral: true,
        needs: [.indicators(atMost: 4)])
    case .table:
      Facts(
        "Bảng", "Table", rows: .units, shows: [.sort], takesSeveral: true, scope: .statedPeriod)
    }
  }

  /// How people call it.
  package var name: LocalizedText { facts.name }
  /// Whether several indicators go into one chart.
  package var takesSeveral: Bool { facts.takesSeveral }
  /// Whether its rows can be groups of units.
  var hasGroups: Bool { facts.rows == .groups }
  /// Whether a unit stands out as one of its rows, rather than as what the whole chart is of or a place on a map.
  package var highlightsRow: Bool { facts.rows != .none && facts.shows.contains(.highlight) }
  /// Whether it shows numbers of several periods.
  package var showsPeriods: Bool { facts.scope == .periods }
  /// Whether a table of its numbers would say nothing more.
  package var saysFigures: Bool { facts.scope != .period }
  /// What it needs besides numbers.
  package var needs: [Need] { facts.needs }

  /// Whether the settings have what it needs besides numbers.
  package func isPossible(in definition: ProjectDefinition) -> Bool {
    needs.allSatisfy { need in
      switch need {
      case .parts: !definition.breakdowns.isEmpty
      case .shapes: definition.map != nil
      case .tiles: definition.tileMapFile != nil
      case .twoIndicators: definition.indicators.count > 1
      case .indicators, .sums, .ranking, .unit, .clusters: true
      }
    }
  }

  /// The ids of all kinds of which something holds.
  package static func ids(where holds: (ChartKind) -> Bool = { _ in true }) -> [String] {
    allCases.filter(holds).map(\.rawValue)
  }
}
