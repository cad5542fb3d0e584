import ClusterMetrics

/// A kind of chart by its name on the command line and in the settings.
///
/// What is known of each kind stands in `facts` alone; the command's help, the schema of the settings, the page and the checks
/// read it there. How each is drawn stands in `PackBuilder.chart`.
package enum ChartKind: String, CaseIterable, Sendable {
  case ranked, grouped, stacked, share, trend, columns, slope, dumbbell, arrows, waterfall, bullet,
    heat,
    profile, scatter, ranks, map, tilemap, multiples, tiles, table

  /// What the settings must have before a kind can be drawn.
  package enum Need: Sendable {
    /// Indicators that are divided into parts.
    case parts
    /// A file of shapes, or of tiles.
    case shapes, tiles
    case twoIndicators
  }

  /// What only some kinds show.
  package enum Option: String, CaseIterable, Sendable {
    case highlight, sort, line, versus
    case repeated = "of"

    /// The kinds that show it.
    package var kinds: [ChartKind] {
      switch self {
      case .highlight:
        [
          .ranked, .grouped, .trend, .columns, .slope, .dumbbell, .arrows, .waterfall, .bullet,
          .profile, .scatter, .ranks, .map, .tilemap,
        ]
      case .sort:
        [.ranked, .grouped, .stacked, .share, .dumbbell, .arrows, .waterfall, .heat, .table]
      case .line: [.ranked]
      case .versus:
        [
          .ranked, .grouped, .slope, .dumbbell, .arrows, .waterfall, .bullet, .profile, .map,
          .tilemap, .multiples, .tiles,
        ]
      case .repeated: [.multiples]
      }
    }
  }

  /// What is known of a kind.
  private struct Facts {
    /// How people call it.
    var name: LocalizedText
    /// Whether several indicators go into one chart.
    var takesSeveral = false
    /// Whether its rows can be groups of units.
    var hasGroups = false
    var need: Need?

    init(
      _ vietnamese: String, _ english: String, takesSeveral: Bool = false, hasGroups: Bool = false,
      needs need: Need? = nil
    ) {
      name = LocalizedText(vi: vietnamese, en: english)
      (self.takesSeveral, self.hasGroups, self.need) = (takesSeveral, hasGroups, need)
    }
  }

  private var facts: Facts {
    switch self {
    case .ranked: Facts("Thanh xếp hạng", "Ranked bars", hasGroups: true)
    case .grouped: Facts("Thanh ghép nhóm", "Grouped bars", hasGroups: true)
    case .stacked: Facts("Thanh chồng", "Stacked bars", hasGroups: true, needs: .parts)
    case .share: Facts("Cơ cấu (%)", "Shares", hasGroups: true, needs: .parts)
    case .trend: Facts("Đường qua các kỳ", "Trend")
    case .columns: Facts("Vài kỳ gần nhất (cột)", "Columns")
    case .slope: Facts("Đường nối hai kỳ", "Slopes", hasGroups: true)
    case .dumbbell: Facts("Năm trước và năm nay", "Dumbbells", hasGroups: true)
    case .arrows: Facts("Từ năm trước đến năm nay (mũi tên)", "Arrows", hasGroups: true)
    case .waterfall: Facts("Đóng góp vào mức tăng, giảm", "Waterfall", hasGroups: true)
    case .bullet: Facts("So với mức phải đạt, kế hoạch", "Bullets")
    case .heat: Facts("Bản đồ nhiệt", "Heat table", takesSeveral: true, hasGroups: true)
    case .profile: Facts("Hồ sơ một đơn vị", "Profile of a unit", takesSeveral: true)
    case .scatter:
      Facts(
        "Tương quan hai chỉ tiêu (phân tán)", "Scatter plot", takesSeveral: true, hasGroups: true,
        needs: .twoIndicators)
    case .ranks: Facts("Thứ hạng qua các kỳ", "Places over periods", hasGroups: true)
    case .map: Facts("Bản đồ", "Map", needs: .shapes)
    case .tilemap: Facts("Bản đồ ô", "Tile map", needs: .tiles)
    // Where they repeat a line for each row.
    case .multiples: Facts("Nhiều biểu đồ nhỏ", "Small multiples", hasGroups: true)
    case .tiles: Facts("Ô số liệu", "Tiles", takesSeveral: true)
    case .table: Facts("Bảng", "Table", takesSeveral: true)
    }
  }

  /// How people call it.
  package var name: LocalizedText { facts.name }
  /// Whether several indicators go into one chart.
  package var takesSeveral: Bool { facts.takesSeveral }
  /// Whether its rows can be groups of units.
  var hasGroups: Bool { facts.hasGroups }
  /// Whether a unit stands out as one of its rows, rather than as what the whole chart is of or a place on a map.
  package var highlightsRow: Bool {
    switch self {
    case .trend, .columns, .profile, .map, .tilemap: false
    default: Option.highlight.kinds.contains(self)
    }
  }

  /// Whether the settings have what it needs besides numbers.
  package func isPossible(in definition: ProjectDefinition) -> Bool {
    switch facts.need {
    case nil: true
    case .parts: !definition.breakdowns.isEmpty
    case .shapes: definition.map != nil
    case .tiles: definition.tileMapFile != nil
    case .twoIndicators: definition.indicators.count > 1
    }
  }

  /// The ids of all kinds of which something holds.
  package static func ids(where holds: (ChartKind) -> Bool = { _ in true }) -> [String] {
    allCases.filter(holds).map(\.rawValue)
  }
}
