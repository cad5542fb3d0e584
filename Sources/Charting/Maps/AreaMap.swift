/// A map: places in their outlines, the darker the higher their class, or with a circle as large as their number.
///
/// Rates and other numbers that do not grow with a place are shown as areas, counts as circles, so that a large place
/// does not look like a large number. A name stands inside where it fits, otherwise a number that the list below
/// explains. Places too small for either are drawn once more, larger, in a box of their own.
public struct AreaMap: ChartBody {
  /// How numbers are shown.
  public enum Style: Sendable, Hashable {
    /// By the shade of the place.
    case areas
    /// By a circle in the place.
    case circles
  }

  /// One place.
  public struct Place: Sendable, Hashable {
    /// Its name.
    public var name: CategoryName
    /// Its number.
    public var value: Value
    /// Its outline, in a plane that all places share; without rings where nobody drew it, which a few dots stand for.
    public var shape: MapShape
    /// Whether it lies so far off that it stands in a box beside the map.
    public var isRemote: Bool
    /// Whether it is the subject of the chart.
    public var isHighlighted: Bool
    /// Whether its number bears an asterisk, which a note explains.
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
  /// Names of what belongs to the map and has no number, each in a box beside it with a few dots.
  public var remarks: [String]
  /// How numbers are shown.
  public var style: Style
  /// How numbers are written.
  public var format: ValueFormat
  /// What divides the numbers in two, instead of classes.
  public var target: Double?
  /// How many places bear names at most: of more, the highest and the lowest numbers and the subject; with 0 the
  /// subject alone.
  public var mostNamed: Int
  /// The words that the chart itself writes.
  public var words: ChartWords
  /// What classes are called.
  public var names: ValueClasses.Names

  /// A map.
  public init(
    _ places: [Place], remarks: [String] = [], style: Style = .areas, format: ValueFormat,
    target: Double? = nil, mostNamed: Int = 60, words: ChartWords, names: ValueClasses.Names
  ) {
    (self.places, self.remarks, self.style, self.format) = (places, remarks, style, format)
    (self.target, self.mostNamed, self.words, self.names) = (target, mostNamed, words, names)
  }

  /// The height in which it reads best, at a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    try AreaMapLayout(self, width: width, mapHeight: nil, context).height
  }

  /// Where every mark lies within a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    guard !places.isEmpty else { return [] }
    var layout = try AreaMapLayout(self, width: frame.width, mapHeight: nil, context)
    // A lower frame has a smaller map, and perhaps a longer list.
    while layout.height > frame.height + 0.01 {
      let lower = layout.mapHeight - max(layout.height - frame.height, 4)
      guard lower >= AreaMapLayout.lowest else {
        throw .tooLow(needs: layout.height, has: frame.height)
      }
      layout = try AreaMapLayout(self, width: frame.width, mapHeight: lower, context)
    }
    return layout.marks(at: Point(x: frame.x, y: frame.y), context)
  }

  /// The places that bear names.
  public var named: Set<Int> {
    guard places.count > mostNamed else { return Set(places.indices) }
    return PlaceKey.ends(of: places.map(\.value), each: min(mostNamed, 12) / 2)
      .union(places.indices.filter { places[$0].isHighlighted || places[$0].isRemote })
  }

  /// What stands for the number of a place.
  func text(_ place: Place) -> String {
    switch place.value {
    case .number(let number): format.text(number) + (place.isMarked ? "*" : "")
    default: words.absence(of: place.value)?.sign ?? ""
    }
  }
}
