import Charting

/// One picture of the gallery: a kind of chart, or a case that is hard for it.
public struct GalleryEntry: Sendable {
  /// Its name, which is also that of its file: `ranked-missing`.
  public let id: String
  /// What it shows that others do not.
  public let about: String
  /// Letters and colours.
  public let theme: ThemeName
  /// The chart itself.
  public let chart: Chart
  /// The file with the lines that make it.
  public let file: String

  init(
    _ id: String, _ about: String, theme: ThemeName = .screen, file: String = #fileID,
    chart: () -> Chart
  ) {
    self.id = id
    self.file = "Charts/" + (file.split(separator: "/").last ?? "")
    self.about = about
    self.theme = theme
    self.chart = chart()
  }

  /// The picture, as wide as the text of a report: 155 mm.
  public func scene(measuredBy measurer: any TextMeasurer) throws(LayoutError) -> Scene {
    try chart.scene(
      width: Size.millimetres(155, 0).width,
      in: LayoutContext(theme: theme.theme, measurer: measurer))
  }
}

/// Every kind of chart, and the cases that are hard. `make gallery` draws all of them.
public enum Gallery {
  /// A table of all entries with links to the lines that make them, in Markdown.
  public static var index: String {
    let rows = entries.map { "| [`\($0.id)`](\($0.file)) | \($0.about) |\n" }
    return """
      # Gallery

      `make gallery` draws these into `Output/gallery` as PNG, SVG and PDF, and writes this list. Each is
      the few lines of its file; the tests hold every mark of them to what it was.

      | chart | shows |
      |---|---|

      """ + rows.joined()
  }

  /// The entries, kind by kind.
  public static let entries: [GalleryEntry] = [
    ranked, rankedMean, rankedMissing, rankedNegative, rankedLongNames, rankedForty,
    grouped, stacked, share, bullet, bulletLessIsBetter, dumbbell, arrows, waterfall, profile,
    scatter, slope, ranks, map, mapOfCounts, tilemap,
    slopeThreeMoments,
    columns, trend, trendGapAndEvent, trendFourLines, trendCrowded, heat, heatWide, tiles, table,
    multiplesOfTrends, multiplesOfBars, multiplesOfDumbbells,
    titleOutside, inEnglish, inPrint, inGrey,
  ]
}
