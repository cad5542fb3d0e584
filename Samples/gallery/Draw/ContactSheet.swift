import Charting
import Gallery

/// All entries on one sheet, in columns, each next one where the shortest column ends.
struct ContactSheet {
  private let entries: [GalleryEntry]
  private let measurer: any TextMeasurer

  private let columns = 3
  private let gap = 26.0
  private let width = Size.millimetres(155, 0).width

  init(_ entries: [GalleryEntry], _ measurer: any TextMeasurer) {
    self.entries = entries
    self.measurer = measurer
  }

  func scene() throws(LayoutError) -> Scene {
    var marks: [Mark] = []
    var bottoms = Array(repeating: gap, count: columns)
    let label = LayoutContext(theme: .page, measurer: measurer)
    for entry in entries {
      let column = bottoms.indices.min { bottoms[$0] < bottoms[$1] } ?? 0
      let x = gap + Double(column) * (width + gap)
      var theme = entry.theme.theme
      theme.margin = 0
      let context = LayoutContext(theme: theme, measurer: measurer)
      let height = try entry.chart.naturalHeight(width: width, in: context)
      let style = label.theme.label.weight(.semibold).size(13)
      marks.append(
        .text(
          label.text(
            entry.id, at: Point(x: x, y: bottoms[column] + 13), style: style,
            color: label.theme.accent, role: .furniture)))
      let top = bottoms[column] + 28
      marks += try entry.chart.marks(
        in: Rect(x: x, y: top, width: width, height: height), context)
      marks.append(
        .line(
          LineMark(
            from: Point(x: x, y: top + height + 14), to: Point(x: x + width, y: top + height + 14),
            stroke: Stroke(theme.rule, width: 1), role: .furniture)))
      bottoms[column] = top + height + gap
    }
    return Scene(
      size: Size(
        width: Double(columns) * (width + gap) + gap, height: (bottoms.max() ?? 0) + gap),
      marks: marks, title: "Gallery", alternativeText: "Every kind of chart.")
  }
}
