/// What a chart of rows needs before its layout is known: names, columns, and the numbers to draw with the room of
/// their texts. It gives the natural height and, for a frame, a `BarTable`.
struct RowPlan {
  /// A column of text at the right.
  struct Column {
    struct Cell {
      var text: String
      var color: Color
      var weight = TextStyle.Weight.regular
    }
    var header: String
    var cells: [Cell]

    /// A value, and the one it is compared with.
    struct Pair {
      var value: Value
      var reference: Value?
      /// The change, if it is not the difference of the two.
      var change: Value?

      init(_ value: Value, _ reference: Value?, change: Value? = nil) {
        (self.value, self.reference, self.change) = (value, reference, change)
      }
    }

    /// A column of signed changes, bad ones in the warning colour; "…" if unknown. A change that is not the difference
    /// of the two gets an asterisk, which a note explains.
    static func changes(
      _ pairs: [Pair], header: String, format: ValueFormat,
      direction: Direction, _ theme: Theme
    ) -> Column {
      let cells = pairs.map { pair -> Cell in
        guard let value = pair.value.number, let reference = pair.reference else {
          return Cell(text: "", color: theme.grey)
        }
        let stated = pair.change ?? reference
        guard let number = stated.number else {
          let sign =
            switch stated {
            case .missing, .unstated: ChartWords.noInformation
            case .hidden: ChartWords.hiddenSign
            case .notApplicable, .number: ""
            }
          return Cell(text: sign, color: theme.grey)
        }
        let change = pair.change == nil ? value - number : number
        let text = format.signedText(change)
        let isBad = direction.isAdverse(change) && text != "±0"
        let mark = pair.change == nil ? "" : "*"
        return Cell(text: text + mark, color: isBad ? theme.warning : theme.grey)
      }
      return Column(header: header, cells: cells)
    }
  }

  /// The names of all rows; their column fits the widest.
  var names: [CategoryName]
  /// The rows to draw.
  var rows: Range<Int>
  /// Columns of text at the right, as wide as all rows need.
  var columns: [Column] = []
  /// The entries of the legend above the rows.
  var series: [Legend.Entry] = []
  /// The number of bars in a row.
  var bars = 1
  /// Rows whose names are bold.
  var emphasised: Set<Int> = []
  /// The number of text lines above the rows, such as the name of a line; headers of columns are in the last.
  var headings = 0
  /// The numbers to draw.
  var extents: [BarScale.Extent] = []
  /// A number that the scale always includes: 100 for percentages.
  var full: Double?

  /// The distance between names and plot.
  static let gap = 9.0

  /// The preferred height for a width.
  func naturalHeight(width: Double, _ context: LayoutContext) throws(LayoutError) -> Double {
    let names = try nameColumn(width: width, context)
    let legend = try legend(width: width, context)
    return bandHeight(names, context) * Double(rows.count) + headingHeight(context.theme)
      + legend.height(above: self, width: width, context)
  }

  func legend(width: Double, _ context: LayoutContext) throws(LayoutError) -> Legend {
    try Legend(series, width: width, context)
  }

  /// The names, fitted into the room left by columns, texts of bars and a tenth of the width for the bars.
  func nameColumn(width: Double, _ context: LayoutContext) throws(LayoutError) -> NameColumn {
    let texts = (extents.map(\.before).max() ?? 0) + (extents.map(\.after).max() ?? 0)
    let taken =
      columnWidths(context).reduce(0, +) + RowPlan.gap + texts + max(width * 0.1, 24)
    return try NameColumn(
      names, frameWidth: width, room: width - taken, style: context.theme.label.weight(.semibold),
      context)
  }

  /// The width of each column with the gap before it.
  func columnWidths(_ context: LayoutContext) -> [Double] {
    let theme = context.theme
    return columns.map { column in
      let cells = column.cells.map {
        context.width(of: $0.text, in: theme.value.weight($0.weight))
      }
      return max(cells.max() ?? 0, context.width(of: column.header, in: theme.note))
        + RowPlan.gap * 1.6
    }
  }

  /// The number of lines above the rows: those asked for, and at least one if a column has a header.
  var headingLines: Int { max(headings, columns.contains { !$0.header.isEmpty } ? 1 : 0) }

  func headingHeight(_ theme: Theme) -> Double {
    headingLines > 0 ? theme.noteSize * (1.9 + 1.4 * Double(headingLines - 1)) : 0
  }

  func bandHeight(_ names: NameColumn, _ context: LayoutContext) -> Double {
    let style = context.theme.label
    let forBars = bars > 1 ? Double(bars) * context.lineHeight(of: style) * 1.05 + 6 : 0
    return max(style.size * 2.2, names.height(style, context) + 4, forBars)
  }

  func leastBand(_ names: NameColumn, _ context: LayoutContext) -> Double {
    let line = context.lineHeight(of: context.theme.label)
    return max(line * 1.1 * Double(bars), names.height(context.theme.label, context) + 1.5)
  }
}
