/// Values over time as lines, at most four.
///
/// One line carries its values on its points where all of them find room; otherwise an axis with a
/// light grid stands in their place, and only the last value is written.
public struct TrendLines: ChartBody {
  /// One line.
  public struct Series: Sendable, Hashable {
    /// Its name, written beside its last point where there are several.
    public var name: String
    /// One value for each moment.
    public var values: [Value]

    /// One line.
    public init(_ name: String, _ values: [Value]) {
      self.name = name
      self.values = values
    }
  }

  /// A moment on the axis of time.
  public struct Moment: Sendable, Hashable {
    /// What is written below it, a line each.
    public var lines: [String]
    /// Says that the total stands on some units only: "9/10 đơn vị". Its points are hollow.
    public var note: String
    /// The same where room is scarce: "9/10".
    public var shortNote: String

    /// A moment.
    public init(_ lines: [String], note: String = "", shortNote: String? = nil) {
      self.lines = lines
      self.note = note
      self.shortNote = shortNote ?? note
    }
  }

  /// The most lines that can be told apart.
  public static let mostSeries = 4

  /// The moments, in order.
  public var moments: [Moment]
  /// The lines, the subject first.
  public var series: [Series]
  /// How numbers are written.
  public var format: ValueFormat
  /// The value to reach, if any, and its name.
  public var target: (value: Double, label: String)?
  /// Written where a value is missing: "chưa báo cáo".
  public var missing: String

  /// A chart of lines.
  public init(
    _ moments: [Moment], series: [Series], format: ValueFormat,
    target: (value: Double, label: String)? = nil, missing: String
  ) {
    self.moments = moments
    self.series = series
    self.format = format
    self.target = target
    self.missing = missing
  }

  /// The height in which it reads best, at a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    min(width * 0.52, 230)
  }

  /// Where every mark lies within a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    guard series.count <= TrendLines.mostSeries else {
      throw .tooMany("lines", limit: TrendLines.mostSeries)
    }
    if series.count == 1,
      let marks = try TrendPlot(self, in: frame, hasGrid: false, context).labelledMarks()
    {
      return marks
    }
    return try TrendPlot(self, in: frame, hasGrid: true, context).griddedMarks()
  }
}
