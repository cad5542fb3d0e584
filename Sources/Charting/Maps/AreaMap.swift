/// A map of places in their outlines, shaded by class or with circles in proportion to their numbers.
///
/// Show rates and other numbers that do not grow with a place as areas, and counts as circles, so that a large place
/// does not look like a large number. A name is inside its place if it fits; otherwise a key refers to the list below.
/// Places too small for either are drawn again, enlarged, in a separate box.
public struct AreaMap: ChartBody {
  /// The way to show numbers.
  public enum Style: Sendable, Hashable {
    /// Shade the place.
    case areas
    /// Draw a circle in the place.
    case circles
  }

  /// One place.
  public struct Place: Sendable, Hashable {
    /// Its name.
    public var name: CategoryName
    /// Its number.
    public var value: Value
    /// Its outline, in a plane that all places share; without rings if unknown, and then a few dots are drawn.
    public var shape: MapShape
    /// Whether it is so far away that it is drawn in a box beside the map.
    public var isRemote: Bool
    /// Whether it is the subject of the chart.
    public var isHighlighted: Bool
    /// Whether its number gets an asterisk, which a note explains.
    public var isMarked: Bool

    /// One place.
    public init(
      _ name: CategoryName, _ value: Value, shape: MapShape, isRemote: Bool = false,
      isHighlighted: Bool = false, isMarked: Bool = false
    ) {
      (self.name, self.value, self.shape) = (name, value, shape)
      (self.isRemote, self.isHighlighted, self.isMarked) = (isRemote, isHighlighted, isMarked)
    }
  }

  /// The places.
  public var places: [Place]
  /// Names of territories without numbers, such as islands; each gets a box with a few dots beside the map.
  public var remarks: [String]
  /// The way to show numbers.
  public var style: Style
  /// The format of the numbers.
  public var format: ValueFormat
  /// Divides the numbers in two, instead of classes; `nil` for classes.
  public var target: Double?
  /// The greatest number of places with names: if there are more, only those with the highest and the lowest numbers
  /// and the subject are named; at 0, only the subject.
  public var mostNamed: Int
  /// The texts that the chart adds by itself.
  public var words: ChartWords
  /// The names of the classes.
  public var names: ValueClasses.Names

  /// A map.
  public init(
    _ places: [Place], remarks: [String] = [], style: Style = .areas, format: ValueFormat,
    target: Double? = nil, mostNamed: Int = 60, words: ChartWords, names: ValueClasses.Names
  ) {
    (self.places, self.remarks, self.style, self.format) = (places, remarks, style, format)
    (self.target, self.mostNamed, self.words, self.names) = (target, mostNamed, words, names)
  }

  /// The preferred height for a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    try AreaMapLayout(self, width: width, mapHeight: nil, context).height
  }

  /// Lays out the marks in a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    guard !places.isEmpty else { return [] }
    var layout = try AreaMapLayout(self, width: frame.width, mapHeight: nil, context)
    // A lower frame has a smaller map, and may have a longer list.
    while layout.height > frame.height + 0.01 {
      let lower = layout.mapHeight - max(layout.height - frame.height, 4)
      guard lower >= AreaMapLayout.lowest else {
        throw .tooLow(needs: layout.height, has: frame.height)
      }
      layout = try AreaMapLayout(self, width: frame.width, mapHeight: lower, context)
    }
    return layout.marks(at: Point(x: frame.x, y: frame.y), context)
  }

  /// The indices of the places to name.
  public var named: Set<Int> {
    guard places.count > mostNamed else { return Set(places.indices) }
    return PlaceKey.ends(of: places.map(\.value), each: min(mostNamed, 12) / 2)
      .union(places.indices.filter { places[$0].isHighlighted || places[$0].isRemote })
  }

  /// The text of a place's number.
  func text(_ place: Place) -> String {
    switch place.value {
    case .number(let number): format.text(number) + (place.isMarked ? "*" : "")
    default: words.absence(of: place.value)?.sign ?? ""
    }
  }
}
