/// Finds free places for the labels of marks: the last step of the label ladder, on which a text takes the first free
/// one of several places.
///
/// The input is a frame and everything that no text may cross. The result is labels that overlap neither these nor each
/// other. All kinds of charts place the texts of their marks with it.
public struct LabelSpace {
  /// The area in which labels must lie.
  public let frame: Rect
  private var boxes: [Rect] = []
  /// Lines, and their stroke widths.
  private var segments: [(from: Point, to: Point, width: Double)] = []

  /// A space without obstacles.
  public init(_ frame: Rect) { self.frame = frame }

  /// Keeps labels off a box.
  public mutating func avoid(_ box: Rect) { boxes.append(box) }

  /// Keeps labels off the straight lines between points; a gap of `nil` ends a line.
  ///
  /// - Parameters:
  ///   - points: the corners of the line, in order.
  ///   - width: the stroke width in points.
  public mutating func avoid(line points: [Point?], width: Double = 0) {
    for case (let from?, let to?) in zip(points, points.dropFirst()) {
      segments.append((from, to, width))
    }
  }

  /// Keeps labels off a dot.
  public mutating func avoid(dot centre: Point, radius: Double) {
    boxes.append(
      Rect(x: centre.x - radius, y: centre.y - radius, width: 2 * radius, height: 2 * radius))
  }

  /// Whether a label lies in the frame and overlaps nothing.
  public func isFree(_ label: TextMark) -> Bool {
    let ink = label.inkFrame
    return frame.contains(label.frame)
      && !boxes.contains { $0.overlaps(ink) }
      && !segments.contains { ink.touchesSegment($0.from, $0.to, width: $0.width) }
  }

  /// Returns the first label that fits, and reserves its place; `nil` if none fits.
  public mutating func place(_ candidates: some Sequence<TextMark>) -> TextMark? {
    guard let label = candidates.first(where: { isFree($0) }) else { return nil }
    boxes.append(label.frame)
    return label
  }
}
