import Charting

extension Gallery {
  /// The letters of official documents.
  static let inPrint = GalleryEntry(
    "in-print", "The theme print: the letters that Decree 30/2020 asks for", theme: .print
  ) {
    Gallery.bullet.chart
  }
}
