import Charting
import ClusterMetrics
import Reporting

/// A page for each unit: its headline numbers, all indicators compared with its cluster, and its course.
extension ReportContext {
  func unitPages() -> [PageDraft] {
    // A province's units have separate packs.
    guard unit != nil || !hasManyUnits else { return [] }
    // A cover has room for the names of a cluster's units, not for those of a province.
    let isLong = units.count > 12 && unit == nil
    return (unit.map { [$0] } ?? units).enumerated().map { number, unit in
      let name = roster.units[unit].name
      let cluster = roster.units[unit].cluster
      let tiles = Tiles(headline.map { tile($0, for: .unit(unit)) })
      let place = profile(ofUnit: unit)
      let profile = place.rows
      let hasReported = book.hasReportedPart(unit: unit, of: period)
      var draft = PageDraft(
        anchor: "unit-\(unit + 1)", name: roster.units[unit].shortName,
        contentsName: !isLong
          ? nil
          : number == 0
            ? words("Từng đơn vị (\(units.count))", "Unit by unit (\(units.count))") : "",
        headline: hasReported
          ? place.title : name + ": " + words.notReported,
        subtitle: roster.clusters[cluster].name + " · " + maker.periodText,
        note: words(
          "Mỗi dòng có thang đo riêng, càng về bên phải càng tốt (chỉ tiêu không xếp hạng: càng nhiều). Hạng, bình quân, trung vị và khoảng"
            + " tứ phân vị tính trên các đơn vị trong cụm được giao chỉ tiêu và báo cáo đủ kỳ",
          "Each row has its own scale, better at the right (more, where neither is better). Ranks, means, medians and the"
            + " middle half (between the quartiles) are of the units that are asked and reported the whole period"
        ) + place.ofParts + "." + place.notes,
        alternativeText: place.inWords
      ) { (body, frame) throws(LayoutError) in
        let (top, rest) = try ReportContext.parted(body, below: tiles, frame.context)
        return try tiles.marks(in: top, frame.context)
          + ReportContext.fitted(profile, in: rest, frame.context)
      }
      // Many indicators continue on further pages; the first has less room for them.
      draft.pages = { [draft] count in
        let first = Int((Double(profile.rowCount) * 0.5 / (Double(count) - 0.5)).rounded(.down))
        let rest = profile.rowCount - first
        return (0..<count).map { number in
          var page = draft.part(number, of: count)
          var piece = profile
          piece.visibleRows =
            number == 0
            ? 0..<first
            : (first + rest * (number - 1) / (count - 1))..<(first + rest * number / (count - 1))
          page.body = { [piece] (body, frame) throws(LayoutError) in
            guard number == 0 else {
              return try ReportContext.fitted(piece, in: body, frame.context)
            }
            let (top, rest) = try ReportContext.parted(body, below: tiles, frame.context)
            return try tiles.marks(in: top, frame.context)
              + ReportContext.fitted(piece, in: rest, frame.context)
          }
          return page
        }
      }
      return draft
    }
  }

  /// The room of the tiles, which need less without a course, and the room below them.
  private static func parted(
    _ body: Rect, below tiles: Tiles, _ context: LayoutContext
  ) throws(LayoutError) -> (top: Rect, rest: Rect) {
    let natural = try tiles.tiles.isEmpty ? 0 : tiles.naturalHeight(width: body.width, in: context)
    let height = min(160, natural)
    return (body.inset(bottom: body.height - height), body.inset(top: height + 26))
  }
}
