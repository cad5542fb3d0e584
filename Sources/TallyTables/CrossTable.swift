import ClusterMetrics
import Foundation
import ReportWords

/// An indicator by two groupings at once: units in rows, and the texts of a column, regions, clusters or periods in
/// columns. Totals are tallied, not added.
package struct CrossTable: Sendable {
  /// A row or column.
  private enum Head: Sendable, Hashable {
    case group(Group)
    case slice(TallyBook.Slice)
    case period(Period)
  }

  /// The numbers of one indicator.
  package struct Block: Sendable {
    package var indicator: Indicator
    /// The tallies by row and column; `nil` if the two have nothing in common.
    package var cells: [[Tally?]]
    /// The totals of the rows over all columns; `nil` if the columns are periods.
    package var rowTotals: [Tally]?
    /// The totals of the columns over all rows.
    package var columnTotals: [Tally]
    /// The total of everything; `nil` if the columns are periods.
    package var total: Tally?
  }

  /// The names of rows and of columns.
  package let rows: [String]
  package let columns: [String]
  /// The columns without a name: an empty text, or units without the attribute.
  package let nameless: Set<Int>
  package let blocks: [Block]
  /// Indicators that units report as totals, which cannot be divided by a column of the registers.
  package let leftOut: [Indicator]
  package let groups: [Group]
  private let across: Across
  private let holdsApproximate: Bool
  private let attribute: String?
  private let period: Period
  private let roster: Roster

  /// - Parameters:
  ///   - periods: the columns if these are periods; the last one is the period of all other tables.
  package init(
    _ book: TallyBook, indicators: [Indicator], by grouping: Grouping, across: Across,
    periods: [Period], words: Wording
  ) {
    let period = periods[periods.count - 1]
    let book = book.comparable(across == .periods ? periods : [period])
    let isOfRegisters = across.column != nil
    let shown = indicators.filter { !isOfRegisters || book.plan.sources(of: [$0]) == .registers }
    leftOut = indicators.filter { !shown.contains($0) }
    let groups = grouping.groups(book, in: period)
    let heads: [Head]
    switch across {
    case .column:
      heads = book.slices.filter { book.restricted(to: $0).counts(shown, in: [period]) }
        .map { .slice($0) }
    case .attribute(let id):
      heads = Grouping(nil, attribute: id).groups(book, in: period).map { .group($0) }
    case .clusters: heads = Grouping.cluster.groups(book, in: period).map { .group($0) }
    case .periods: heads = periods.map { .period($0) }
    }
    func tally(_ indicator: Indicator, _ group: Group, _ head: Head) -> Tally? {
      switch head {
      case .group(let other):
        CrossTable.common(group, other, book.roster).map {
          book.tally(indicator, for: $0, in: period)
        }
      case .slice(let slice): book.restricted(to: slice).tally(indicator, for: group, in: period)
      case .period(let period): book.tally(indicator, for: group, in: period)
      }
    }
    let hasTotals = across != .periods
    blocks = shown.map { indicator in
      Block(
        indicator: indicator,
        cells: groups.map { group in heads.map { tally(indicator, group, $0) } },
        rowTotals: hasTotals ? groups.map { book.tally(indicator, for: $0, in: period) } : nil,
        // Every head has something in common with the whole.
        columnTotals: heads.compactMap { tally(indicator, .all, $0) },
        total: hasTotals ? book.tally(indicator, for: .all, in: period) : nil)
    }
    rows = groups.map { CrossTable.name(of: $0, book.roster, words) }
    columns = heads.map { head in
      switch head {
      case .group(.cluster(let cluster)): book.roster.clusters[cluster].name
      case .group(.part(let part)): words.name(of: part, book.roster)
      case .group(let group): book.roster.name(of: group)
      case .slice(let slice): slice.text.isEmpty ? words("(trống)", "(empty)") : slice.text
      case .period(let period): words.axisName(period).joined(separator: " ")
      }
    }
    nameless = Set(
      heads.indices.filter { index in
        switch heads[index] {
        case .slice(let slice): slice.text.isEmpty
        case .group(let group): group.isWithoutTraits
        case .period: false
        }
      })
    self.groups = groups
    self.across = across
    holdsApproximate = book.holdsApproximate
    self.period = period
    attribute = grouping.attribute
    roster = book.roster
  }

  private static func name(
    of group: Group, _ roster: Roster, _ words: Wording
  ) -> String {
    switch group {
    case .all: words("Toàn bộ", "All")
    case .part(let part): words.name(of: part, roster)
    case .commune(let commune):
      roster.units[roster.communes[commune].unit].shortName + ", " + roster.communes[commune].name
    case .unit(let unit): roster.units[unit].shortName
    case .cluster(let cluster): roster.clusters[cluster].name
    }
  }

  /// The intersection of two groups; `nil` if it is empty.
  private static func common(_ group: Group, _ other: Group, _ roster: Roster) -> Group? {
    let part: Roster.Part
    switch other {
    case .part(let own): part = own
    case .cluster(let cluster): part = Roster.Part(cluster: cluster, [])
    default: return group
    }
    switch group {
    case .all: return other
    case .unit(let unit): return roster.holds(part, unit: unit) ? group : nil
    case .commune(let commune):
      return roster.holds(part, unit: roster.communes[commune].unit) ? group : nil
    case .cluster(let cluster):
      guard part.cluster ?? cluster == cluster else { return nil }
      return .part(Roster.Part(cluster: cluster, part.traits))
    case .part(var own):
      guard own.cluster == nil || part.cluster == nil || own.cluster == part.cluster else {
        return nil
      }
      own.cluster = own.cluster ?? part.cluster
      own.traits += part.traits.filter { !own.traits.contains($0) }
      return .part(own)
    }
  }

  // MARK: Forms

  /// A line for each row and indicator, with a column for each head, one for the total, and one with the names of the
  /// incomplete ones.
  package func csv(isFile: Bool) -> Data {
    var text = CSVText(isFile: isFile)
    var header = ["period", "cluster", "unit"]
    if hasCommunes { header.append("commune") }
    header += [attribute].compactMap(\.self) + ["indicator"] + columns
    if across != .periods { header.append("total") }
    text.add(header + [TallyTable.partial] + (holdsApproximate ? [TallyTable.approximate] : []))
    for block in blocks {
      for (index, cells) in block.cells.enumerated() {
        place(groups[index]).forEachName { text.addName($0) }
        text.add(block.indicator.id)
        for cell in cells { text.add(cell?.value) }
        if let totals = block.rowTotals { text.add(totals[index].value) }
        text.addName(heads(index, of: block, \.isMarked).joined(separator: "; "))
        if holdsApproximate {
          text.addName(heads(index, of: block, \.isApproximate).joined(separator: "; "))
        }
        text.endLine()
      }
    }
    return CSVText.data([text], isFile: isFile)
  }

  /// The heads of a row, and `total`, whose numbers are incomplete or not exact.
  private func heads(_ row: Int, of block: Block, _ isMarked: (Tally) -> Bool) -> [String] {
    let heads = zip(columns, block.cells[row]) + [("total", block.rowTotals?[row])]
    return heads.filter { $1.map(isMarked) == true }.map(\.0)
  }

  private var hasCommunes: Bool {
    groups.contains { if case .commune = $0 { true } else { false } }
  }

  private func place(_ group: Group) -> TallyTable.Place {
    TallyTable.Place(
      of: group, in: period.name, roster, hasCommunes: hasCommunes, attribute: attribute)
  }

  /// An array with an object for each row and indicator: its place, `cells` by head, `total`, `partial` with the names
  /// of the incomplete ones and, if there are any, `approximate` with those that are not exact.
  package func json() throws -> String {
    struct Line: Encodable {
      var period, cluster, unit, indicator: String
      var commune: String?
      var attribute: String?
      var cells: [String: Double?]
      var total: Double??
      var partial: [String]
      var approximate: [String]?
    }
    var lines: [Line] = []
    for block in blocks {
      for (index, cells) in block.cells.enumerated() {
        let place = place(groups[index])
        lines.append(
          Line(
            period: place.period, cluster: place.cluster, unit: place.unit,
            indicator: block.indicator.id, commune: place.commune, attribute: place.trait,
            cells: Dictionary(
              zip(columns, cells.map { $0?.value.map { Rounding.rounded($0, decimals: 6) } }),
              uniquingKeysWith: { first, _ in first }),
            total: block.rowTotals.map {
              $0[index].value.map { Rounding.rounded($0, decimals: 6) }
            },
            partial: heads(index, of: block, \.isMarked),
            approximate: holdsApproximate ? heads(index, of: block, \.isApproximate) : nil))
      }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(lines), as: UTF8.self) + "\n"
  }

  /// A table for each indicator, aligned with spaces.
  package func plain(_ words: Wording) -> String {
    let tables = blocks.map { block in
      let cells = texts(block, words)
      let widths = cells[0].indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
      let lines = cells.map { row in
        var line = "  "
        for (column, text) in row.enumerated() {
          let space = String(repeating: " ", count: widths[column] - text.count)
          line += column == 0 ? text + space : "  " + space + text
        }
        while line.hasSuffix(" ") { line.removeLast() }
        return line
      }
      return ([words.heading(block.indicator)] + lines + notes(block, words).map { "  " + $0 })
        .joined(separator: "\n")
    }
    return (tables + leftOutNote(words)).joined(separator: "\n\n") + "\n"
  }

  /// A table for each indicator, in Markdown.
  package func markdown(_ words: Wording) -> String {
    func escaped(_ text: String) -> String { MarkdownText.escaped(text) }
    let tables = blocks.map { block in
      let cells = texts(block, words)
      let lines = cells.map { "| " + $0.map(escaped).joined(separator: " | ") + " |" }
      let rule = "|---|" + cells[0].dropFirst().map { _ in "---:|" }.joined()
      return
        (["**\(escaped(words.heading(block.indicator)))**", "", lines[0], rule] + lines.dropFirst()
        + notes(block, words).map { "\n" + escaped($0) }).joined(separator: "\n")
    }
    return (tables + leftOutNote(words)).joined(separator: "\n\n") + "\n"
  }

  /// The header, the rows and the totals as displayed.
  private func texts(_ block: Block, _ words: Wording) -> [[String]] {
    let format = words.format(block.indicator)
    func text(_ tally: Tally?) -> String {
      guard let tally else { return "" }
      guard let value = tally.value else { return tally.status.sign }
      return words.text(value, of: tally, format) + (tally.isMarked ? "*" : "")
    }
    let total = words("Tổng", "Total")
    let shown = shownColumns(of: block)
    var lines = [[""] + shown.map { columns[$0] } + (block.total == nil ? [] : [total])]
    for index in shownRows(of: block) {
      let cells = block.cells[index]
      lines.append(
        [rows[index]] + shown.map { text(cells[$0]) }
          + (block.rowTotals.map { [text($0[index])] } ?? []))
    }
    if rows.count > 1 {
      lines.append(
        [total] + shown.map { text(block.columnTotals[$0]) }
          + (block.total.map { [text($0)] } ?? []))
    }
    return lines
  }

  /// The columns to which an indicator applies: texts that it does not count, and groups without it, would only widen
  /// the table.
  package func shownColumns(of block: Block) -> [Int] {
    columns.indices.filter { column in
      block.columnTotals[column].status != .notApplicable
        && (across.column == nil || block.columnTotals[column].value.map { $0 != 0 } ?? true)
    }
  }

  /// The rows to which any indicator applies.
  package func shownRows(of block: Block) -> [Int] {
    rows.indices.filter { row in
      block.rowTotals.map { $0[row].status != .notApplicable }
        ?? block.cells[row].contains { ($0?.status ?? .notApplicable) != .notApplicable }
    }
  }

  private func notes(_ block: Block, _ words: Wording) -> [String] {
    let all = block.cells.joined().compactMap(\.self) + (block.rowTotals ?? []) + block.columnTotals
    return all.contains(where: \.isMarked) ? [words.lackNote(of: all)] : []
  }

  private func leftOutNote(_ words: Wording) -> [String] {
    guard !leftOut.isEmpty, let column = across.column else { return [] }
    let names = words.list(leftOut.map { words($0.name) })
    return [
      words(
        "Không chia được theo cột \(column) vì đơn vị chỉ báo cáo tổng số: \(names)",
        "Not divided by \(column), because units report them as totals: \(names)")
    ]
  }
}
