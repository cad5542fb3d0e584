import Charting
import ClusterMetrics

/// One sheet for each unit: its headline numbers, all indicators beside its cluster, its course.
extension PackBuilder {
  func unitPages() -> [PageDraft] {
    // A province's units have packs of their own.
    guard unit != nil || !hasManyUnits else { return [] }
    // A cover has room for the names of a cluster's units, not for those of a province.
    let isLong = units.count > 12 && unit == nil
    return (unit.map { [$0] } ?? units).enumerated().map { number, unit in
      let name = roster.units[unit].name
      let cluster = roster.units[unit].cluster
      let tiles = Tiles(headline.map { tile($0, for: .unit(unit)) })
      let table = unitTable(unit)
      let hasReported = book.hasReportedPart(unit: unit, of: period)
      var draft = PageDraft(
        anchor: "unit-\(unit + 1)", name: roster.units[unit].shortName,
        contentsName: !isLong
          ? nil
          : number == 0
            ? words("Từng đơn vị (\(units.count))", "Unit by unit (\(units.count))") : "",
        headline: hasReported ? name : name + ": " + words.notReported,
        subtitle: roster.clusters[cluster].name + " · " + maker.periodText,
        note: words(
          "Hạng trong các đơn vị của cụm được giao và báo cáo đủ kỳ; đơn vị bằng nhau cùng hạng. Bình quân cụm tính"
            + " trên các đơn vị đó; khoảng tứ phân vị là từ tứ phân vị thứ nhất đến thứ ba.",
          "Rank among the units of the cluster that are asked and reported the whole period; equal units share a rank. The"
            + " mean is over the same; the middle half lies from the first quartile to the third."
        ),
        alternativeText: name
      ) { (body, frame) throws(LayoutError) in
        let tilesHeight = 160.0
        let top = body.inset(bottom: body.height - tilesHeight)
        let rest = body.inset(top: tilesHeight + 26)
        return try tiles.marks(in: top, frame.context)
          + PackBuilder.fitted(table, in: rest, frame.context)
      }
      // Many indicators go on over pages, of which the first has less room for them.
      draft.pages = { [draft] count in
        let first = Int((Double(table.rowCount) * 0.5 / (Double(count) - 0.5)).rounded(.down))
        let rest = table.rowCount - first
        return (0..<count).map { number in
          var page = draft.part(number, of: count)
          var piece = table
          piece.visibleRows =
            number == 0
            ? 0..<first
            : (first + rest * (number - 1) / (count - 1))..<(first + rest * number / (count - 1))
          page.body = { [piece] (body, frame) throws(LayoutError) in
            guard number == 0 else { return try PackBuilder.fitted(piece, in: body, frame.context) }
            let top = body.inset(bottom: body.height - 160)
            return try tiles.marks(in: top, frame.context)
              + PackBuilder.fitted(piece, in: body.inset(top: 186), frame.context)
          }
          return page
        }
      }
      return draft
    }
  }

  private func unitTable(_ unit: Int) -> DataTable {
    let base = maker.baseName
    let hasTargets = indicators.contains { $0.target != nil }
    let hasPlans = !book.plans.isEmpty
    let rows = rowsByGroup { indicator in
      let comparison = book.comparison(
        indicator, for: .unit(unit), in: period, with: maker.base)
      let peers = book.peers(indicator, inCluster: roster.units[unit].cluster, in: period)
      let format = words.format(indicator)
      let fine = words.averageFormat(indicator)
      let middle = peers.quartiles.map { fine.text($0.first) + "–" + fine.text($0.third) }
      let distance = comparison.current.value.flatMap { value in
        indicator.target.map { format.signedText(value - $0) }
      }
      let reached = book.fulfilment(indicator, for: .unit(unit), in: period).map {
        $0.percent.map { words.planPercent($0) } ?? format.signedText($0.difference)
      }
      return DataTable.Row(
        [
          words.heading(indicator), cell(comparison.current, format),
          cell(comparison.base, format),
          comparison.change.map { format.signedText($0) } ?? "",
          peers.mean.map { fine.text($0) } ?? "…", middle ?? "",
          peers.known > 1 ? peers.rank(ofUnit: unit).map { "\($0)/\(peers.known)" } ?? "" : "",
        ] + (hasTargets ? [distance ?? ""] : []) + (hasPlans ? [reached ?? ""] : []))
    }
    return DataTable(
      columns: [
        .init(words("Chỉ tiêu", "Indicator"), wraps: true),
        .init(words("Kỳ này", "This period"), .trailing),
        .init(words.sentence(base), .trailing), .init(words("Tăng, giảm", "Change"), .trailing),
        .init(words("Bình quân cụm", "Cluster mean"), .trailing),
        .init(words("Khoảng tứ phân vị (Q1–Q3)", "Middle half"), .trailing),
        .init(words("Hạng", "Rank"), .trailing),
      ] + (hasTargets ? [.init(words("So chỉ tiêu", "From target"), .trailing)] : [])
        + (hasPlans ? [.init(words("So kế hoạch", "Of plan"), .trailing)] : []),
      rows: rows)
  }

  /// A row an indicator, below the names of their groups.
  func rowsByGroup(_ row: (Indicator) -> DataTable.Row) -> [DataTable.Row] {
    var named: String?
    return indicators.flatMap { indicator in
      let own = row(indicator)
      let group = project.definition.group(of: indicator)
      defer { named = group?.id }
      guard let group, group.id != named else { return [own] }
      let blanks = Array(repeating: "", count: own.cells.count - 1)
      return [.init([words(group.name)] + blanks, isTotal: true), own]
    }
  }

  /// A tally in a table, with the signs of the Vietnamese statistical yearbooks.
  func cell(_ tally: Tally, _ format: ValueFormat) -> String {
    switch tally.value {
    case nil: tally.sign
    case 0?: format.kind == .percent ? format.text(0) : "-"
    case let value?: words.text(value, of: tally, format)
    }
  }
}
