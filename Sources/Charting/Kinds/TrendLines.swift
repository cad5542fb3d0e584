/// Values over time as lines, at most four.
///
/// A single line has its values on its points if all of them fit. Otherwise there is an axis with a light grid, and
/// only the last value is written.
public struct TrendLines: ChartBody {
  /// One line.
  public struct Series: Sendable, Hashable {
    /// Its name, shown at its last point if there are several lines.
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
    /// The text below it, line by line.
    public var lines: [String]
    /// A note that the total covers only some units: "9/10 đơn vị". Its points are hollow.
    public var note: String
    /// A shorter note: "9/10", to use if there is little room.
    public var shortNote: String

    /// A moment.
    public init(_ lines: [String], note: String = "", shortNote: String? = nil) {
      self.lines = lines
      self.note = note
      self.shortNote = shortNote ?? note
    }
  }

  /// An event between moments, drawn as a vertical line with its name at the top.
  public struct Event: Sendable, Hashable {
    /// The time, counted in moments from the first, which is 0: 2.5 is half way between the third and the fourth.
    public var position: Double
    /// The name of the event.
    public var label: String

    /// An event.
    public init(at position: Double, _ label: String) {
      self.position = position
      self.label = label
    }
  }

  /// The place of the numbers.
  public enum Numbers: Sendable, Hashable {
    /// On the points if all of them fit, otherwise on an axis.
    case automatic
    /// On an axis with a light grid.
    case onAxis
  }

  /// The greatest number of lines that readers can tell apart.
  public static let mostSeries = 4

  /// The moments, in order.
  public var moments: [Moment]
  /// The lines, the subject first.
  public var series: [Series]
  /// The format of the numbers.
  public var format: ValueFormat
  /// The value to reach with its name, if any.
  public var target: ReferenceLine?
  /// The events to mark.
  public var events: [Event]
  /// The place of the numbers.
  public var numbers: Numbers
  /// A range that the scale includes, even if no line reaches it.
  public var reach: ClosedRange<Double>?
  /// The range of the cut axis shared by charts on one scale.
  var sharedCut: ClosedRange<Double>?
  /// Whether to reserve room for notes below the moments even if there are none.
  var keepsRoomForNotes = false
  /// The texts that the chart adds by itself.
  public var words: ChartWords

  /// A chart of lines.
  public init(
    _ moments: [Moment], series: [Series], format: ValueFormat, target: ReferenceLine? = nil,
    events: [Event] = [], numbers: Numbers = .automatic, reach: ClosedRange<Double>? = nil,
    words: ChartWords
  ) {
    self.moments = moments
    self.series = series
    self.format = format
    self.target = target
    self.events = events
    self.numbers = numbers
    self.reach = reach
    self.words = words
  }

  /// The range of the vertical axis; includes zero unless the axis is cut.
  var range: ClosedRange<Double> { cutRange ?? wholeRange }

  private var wholeRange: ClosedRange<Double> {
    let asked = [reach?.lowerBound, reach?.upperBound].compactMap(\.self)
    let all = drawn + asked + [0]
    return (all.min() ?? 0)...(all.max() ?? 0)
  }

  private var drawn: [Double] {
    series.flatMap { $0.values.compactMap(\.number) } + [target?.value].compactMap(\.self)
  }

  /// Whether the axis does not start at zero, because the lines would use less than three tenths of its height; say so
  /// beside the chart.
  public var isAxisCut: Bool { cutRange != nil }

  /// The range of a cut axis: the numbers, with some room below and above; `nil` if it starts at zero. The axis of
  /// constant lines is not cut.
  private var cutRange: ClosedRange<Double>? {
    guard reach == nil else { return nil }
    return sharedCut ?? TrendLines.cut(drawn, format)
  }

  private static func cut(_ drawn: [Double], _ format: ValueFormat) -> ClosedRange<Double>? {
    guard drawn.count > 2, let low = drawn.min(), let high = drawn.max(),
      AxisCut.isNeeded(from: low, to: high)
    else { return nil }
    let room = (high - low) * 0.4
    let top = high + room
    return max(low - room, 0)...(format.kind == .percent && high <= 100 ? min(top, 100) : top)
  }

  /// The reason why a moment has no number in any series; `nil` if it has one.
  func absence(at index: Int) -> String? {
    let values = series.compactMap { $0.values.indices.contains(index) ? $0.values[index] : nil }
    if values.isEmpty { return nil }
    if values.allSatisfy({ $0 == .missing }) { return words.missing }
    if values.allSatisfy({ $0 == .unstated }) { return words.unstated }
    if values.allSatisfy({ $0 == .hidden }) { return words.hidden }
    return nil
  }

  /// The preferred height for a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    min(max(width * 0.52, 96), 230)
      + (events.isEmpty ? 0 : context.lineHeight(of: context.theme.note))
  }

  /// Lays out the marks in a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    guard series.count <= TrendLines.mostSeries else {
      throw .tooMany("lines", limit: TrendLines.mostSeries)
    }
    if series.count == 1, numbers == .automatic,
      let marks = try TrendPlot(self, in: frame, hasGrid: false, context).labelledMarks()
    {
      return marks
    }
    return try TrendPlot(self, in: frame, hasGrid: true, context).griddedMarks()
  }
}

extension TrendLines: RepeatableChart {
  /// Returns the same charts with a common range, their numbers on an axis, and the same room below it.
  public static func onOneScale(_ charts: [TrendLines]) -> [TrendLines] {
    let ranges = charts.map(\.range)
    let isFree = charts.allSatisfy { $0.reach == nil }
    let format = charts.isEmpty || !isFree ? nil : charts[0].format
    let cut = format.flatMap { self.cut(charts.flatMap(\.drawn), $0) }
    guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max() else {
      return []
    }
    let haveNotes = charts.contains { $0.moments.contains { !$0.note.isEmpty } }
    return charts.map { chart in
      var chart = chart
      chart.keepsRoomForNotes = haveNotes
      chart.sharedCut = cut
      chart.reach = cut == nil ? low...high : nil
      chart.numbers = .onAxis
      return chart
    }
  }
}
