/// A kind of chart that can be repeated side by side, with one scale.
public protocol RepeatableChart: ChartBody {
  /// Returns the same charts with a common scale, so equal numbers have equal lengths or heights.
  static func onOneScale(_ charts: [Self]) -> [Self]
  /// The least legible width of a panel in points.
  static var leastPanelWidth: Double { get }
}

extension RepeatableChart {
  /// The default, enough for a line or bars.
  public static var leastPanelWidth: Double { 96 }
}

/// Charts of rows, which get a common scale as parts of one chart.
protocol RepeatableRows: RepeatableChart, RowChart {
  associatedtype Item
  var items: [Item] { get set }
  var order: RowOrder { get set }
  /// The items in the order in which they are drawn.
  var orderedItems: [Item] { get }
}

extension RepeatableRows {
  /// Returns the same charts as parts of one chart that holds the rows of all.
  public static func onOneScale(_ charts: [Self]) -> [Self] {
    let rows = charts.map { Array($0.orderedItems[$0.rowsShown]) }
    var start = 0
    return zip(charts, rows).map { chart, own in
      var chart = chart
      chart.items = Array(rows.joined())
      chart.order = .asGiven
      chart.visibleRows = start..<(start + own.count)
      start += own.count
      return chart
    }
  }
}

extension RankedBars: RepeatableRows {}
extension GroupedBars: RepeatableRows {}
extension StackedBars: RepeatableRows {}
extension BulletBars: RepeatableRows {}

/// One kind of chart repeated in a grid, each with a name above it and all on one scale. When the grid is split over
/// several pages, its panels take the place of rows.
public struct SmallMultiples<Repeated: RepeatableChart>: RowChart {
  /// One chart of the grid.
  public struct Panel: Sendable {
    /// Its name.
    public var name: String
    /// The chart.
    public var body: Repeated

    /// A chart with its name.
    public init(_ name: String, _ body: Repeated) {
      self.name = name
      self.body = body
    }
  }

  /// The charts, row by row.
  public var panels: [Panel]
  /// The greatest number of columns; fewer are used if panels would be too narrow.
  public var mostColumns: Int
  /// The panels to draw, or `nil` for all. The scale is that of all panels.
  public var visibleRows: Range<Int>?
  /// The number of panels.
  public var rowCount: Int { panels.count }

  /// Charts in a grid.
  public init(_ panels: [Panel], mostColumns: Int = 4) {
    self.panels = panels
    self.mostColumns = mostColumns
  }

  /// The preferred height for a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    try fit(at: Point(x: 0, y: 0), width: width, height: nil, context).height
  }

  /// Lays out the marks in a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    try fit(
      at: Point(x: frame.x, y: frame.y), width: frame.width, height: frame.height, context
    ).marks
  }

  /// Lays out the marks with as many columns as fit, but not more than the number of rows needs: three panels and one
  /// become two and two.
  private func fit(
    at origin: Point, width: Double, height: Double?, _ context: LayoutContext
  ) throws(LayoutError) -> (height: Double, marks: [Mark]) {
    let bodies = Repeated.onOneScale(panels.map(\.body))
    let named = Array(zip(panels, bodies).map { (name: $0.name, body: $1) }[rowsShown])
    var problem = LayoutError.noRoom(for: named.first?.name ?? "", width: width)
    let most = max(1, min(mostColumns, named.count))
    for columns in stride(from: most, through: 1, by: -1) {
      let rows = (named.count + columns - 1) / columns
      // Fewer columns with the same number of rows are more even.
      if columns > 1, (named.count + columns - 2) / (columns - 1) == rows { continue }
      do throws(LayoutError) {
        let grid = try Grid(named, columns: columns, width: width, height: height, context)
        // Only drawing shows whether everything fits.
        return (grid.height, try grid.marks(at: origin, context))
      } catch {
        problem = error
      }
    }
    throw problem
  }

  /// The grid with a number of columns.
  private struct Grid {
    let panels: [(name: String, body: Repeated)]
    let columns: Int
    let cellWidth: Double
    /// The height of each chart, excluding its name.
    let heights: [Double]
    let headHeight: Double
    let height: Double

    static var gap: Double { 22 }

    init(
      _ panels: [(name: String, body: Repeated)], columns: Int, width: Double, height: Double?,
      _ context: LayoutContext
    ) throws(LayoutError) {
      self.panels = panels
      self.columns = columns
      cellWidth = (width - Grid.gap * Double(columns - 1)) / Double(columns)
      guard cellWidth >= Repeated.leastPanelWidth || columns == 1 else {
        throw .noRoom(for: panels.first?.name ?? "", width: cellWidth)
      }
      var lines = 1
      for panel in panels {
        guard
          let wrapped = Wrapping.paragraph(
            panel.name, width: cellWidth, style: Grid.style(context), measurer: context.measurer)
        else { throw .noRoom(for: panel.name, width: cellWidth) }
        lines = max(lines, wrapped.count)
      }
      headHeight = Double(lines) * context.lineHeight(of: Grid.style(context)) + 4
      var natural: [Double] = []
      for panel in panels {
        natural.append(try panel.body.naturalHeight(width: cellWidth, in: context))
      }
      let rows = Grid.rows(natural, columns)
      let fixed = (headHeight + Grid.gap) * Double(rows.count) - Grid.gap
      let wanted = rows.reduce(0, +)
      // Distribute a given height in proportion to the preferred heights.
      let scale = height.map { wanted > 0 ? ($0 - fixed) / wanted : 1 } ?? 1
      heights = natural.map { max($0 * scale, 1) }
      self.height = fixed + wanted
    }

    /// The height of each row: that of its tallest chart.
    private static func rows(_ heights: [Double], _ columns: Int) -> [Double] {
      stride(from: 0, to: heights.count, by: columns).map {
        heights[$0..<min($0 + columns, heights.count)].max() ?? 0
      }
    }

    static func style(_ context: LayoutContext) -> TextStyle {
      context.theme.label.weight(.semibold)
    }

    func marks(at origin: Point, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
      var marks: [Mark] = []
      var top = origin.y
      for (row, height) in Grid.rows(heights, columns).enumerated() {
        for column in 0..<columns where row * columns + column < panels.count {
          let index = row * columns + column
          let panel = panels[index]
          let x = origin.x + Double(column) * (cellWidth + Grid.gap)
          marks += try context.paragraph(
            panel.name, at: x, top: top, width: cellWidth, style: Grid.style(context),
            role: .label
          ).marks
          marks += try panel.body.marks(
            in: Rect(x: x, y: top + headHeight, width: cellWidth, height: heights[index]),
            context)
        }
        top += headHeight + height + Grid.gap
      }
      return marks
    }
  }
}
