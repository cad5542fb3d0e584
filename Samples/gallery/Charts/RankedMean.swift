import Charting

extension Gallery {
  /// A line that all bars are read against.
  static let rankedMean = GalleryEntry(
    "ranked-mean", "A line at the mean; values keep clear of it"
  ) {
    Chart(
      title: "Sáu đơn vị trên mức bình quân",
      subtitle: "Hội nghị đối thoại theo đơn vị, \(Data.period)", footer: Data.source,
      alternativeText: "Biểu đồ thanh ngang, bình quân 10,5: TP Thanh Hóa 21; Hoằng Hóa 18.",
      body: RankedBars(
        zip(Data.names, Data.now).map { .init($0, .number($1), isHighlighted: $1 > 10.5) },
        format: Data.counts, line: ReferenceLine(10.5, label: "bình quân 10,5"), words: Data.words))
  }
}
