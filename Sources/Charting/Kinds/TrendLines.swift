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

  /// Something that happened on the way, drawn as an upright line with its name at the top.
  public struct Event: Sendable, Hashable {
    /// When, in moments from the first: 2.5 is half way between the third and the fourth.
    public var position: Double
    /// What happened.
    public var label: String

    /// An event.
    public init(at position: Double, _ label: String) {
      self.position = position
      self.label = label
    }
  }

  /// Where the numbers stand.
  public enum Numbers: Sendable, Hashable {
    /// On the points where all of them find room, else on an axis.
    case automatic
    /// On an axis with a light grid.
    case onAxis
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
  public var target: ReferenceLine?
  /// What happened on the way.
  public var events: [Event]
  /// Where the numbers stand.
  public var numbers: Numbers
  /// Numbers that the scale reaches, whether or not a line does.
  public var reach: ClosedRange<Double>?
  /// What the cut axis of charts on one scale shows.
  var sharedCut: ClosedRange<Double>?
  /// Whether room is kept for notes below the moments, also where there are none.
  var keepsRoomForNotes = false
  /// The words that the chart itself writes.
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

  /// From the smallest to the largest number that is drawn; zero is part of it, unless the axis is cut.
  var range: ClosedRange<Double> { cutRange ?? wholeRange }

  private var wholeRange: ClosedRange<Double> {
    let asked = [reach?.lowerBound, reach?.upperBound].compactMap(\.self)
    let all = drawn + asked + [0]
    return (all.min() ?? 0)...(all.max() ?? 0)
  }

  private var drawn: [Double] {
    series.flatMap { $0.values.compactMap(\.number) } + [target?.value].compactMap(\.self)
  }

  /// Whether the axis does not begin at zero, because the lines would use under three tenths of its height; whoever
  /// shows the chart says so.
  public var isAxisCut: Bool { cutRange != nil }

  /// What a cut axis shows: the numbers with some room below and above; `nil` where it begins at zero. Lines that do not
  /// move are not cut.
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

  /// Why a moment has no number in any series; `nil` where one has.
  func absence(at index: Int) -> String? {
    let values = series.compactMap { $0.values.indices.contains(index) ? $0.values[index] : nil }
    if values.isEmpty { return nil }
    if values.allSatisfy({ $0 == .missing }) { return words.missing }
    if values.allSatisfy({ $0 == .unstated }) { return words.unstated }
    if values.allSatisfy({ $0 == .hidden }) { return words.hidden }
    return nil
  }

  /// The height in which it reads best, at a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    min(max(width * 0.52, 96), 230)
      + (events.isEmpty ? 0 : context.lineHeight(of: context.theme.note))
  }

  /// Where every mark lies within a frame.
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
  /// The same charts, all reaching as far as the furthest of them, with their numbers on an axis and as much room
  /// below it.
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
