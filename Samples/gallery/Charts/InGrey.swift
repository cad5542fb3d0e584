import Charting

extension Gallery {
  /// For printers without colour.
  static let inGrey = GalleryEntry(
    "in-grey", "The theme grey: parts can be told apart without colour", theme: .grey
  ) {
    Gallery.stacked.chart
  }
}
