import Charting
import ClusterMetrics
import OrderedCollections
import ReportWords

/// Tallies as a table for people: on a terminal with small bars, or in Markdown.
package struct TextTable {
  private let sections: [Section]
  private let words: Wording
  /// Notes on the whole table, shown below it.
  private let notes: [String]

  /// The rows of one indicator.
  private struct Section {
    var name: String
    /// The heading of a narrow column.
    var shortName: String
    var rows: [Line]
    var hasVersus: Bool
    /// Notes on each cluster whose units are listed.
    var notes: [String]
  }

  private struct Line {
    var label: String
    var value: String
    var detail: String
    var change: String
    var isPartial: Bool
    /// The share of the section's largest value, 0...1.
    var share: Double?
  }

  package init(
    _ table: TallyTable, indicators: [Indicator], grouping: Grouping, words: Wording
  ) {
    self.words = words
    notes = words.mapNotes(table.mapDays, ofPeriods: table.periodCount)
    let all = table.rows
    let listsPeriods = Set(all.map(\.place.period)).count > 1
    sections = indicators.map { indicator in
      let rows = all.filter { $0.indicator == indicator.id }
      let format = words.format(indicator)
      let largest = rows.compactMap(\.value).map(abs).max() ?? 0
      let lines = rows.map { row -> Line in
        let label = TextTable.label(row, grouping, listsPeriods: listsPeriods, words)
        var details: [String] = []
        if let numerator = row.numerator, let denominator = row.denominator, row.value != nil {
          details.append(
            TextTable.text(numerator, words) + "/" + TextTable.text(denominator, words))
        }
        if row.status == Tally.Status.partial.rawValue {
          details.append(
            words.coverage(
              row.reportingUnits, of: row.expectedUnits, incomplete: row.incompleteUnits,
              missing: row.missingParts, in: table.period(named: row.place.period)))
        }
        let value = TextTable.value(of: row, format)
        if row.value == nil, row.status == Tally.Status.missing.rawValue {
          details.append(words.absence(row.lack))
        }
        if row.status == Tally.Status.hidden.rawValue { details.append(words.hidden) }
        if let peers = row.peers { details += TextTable.standing(peers, format, words) }
        if let reached = row.plan?.fulfilment {
          details.append(words.fulfilmentInDetail(reached, indicator))
        }
        if !row.indivisible.isEmpty {
          details.append(
            words("không chia được: ", "cannot be divided: ") + words.list(row.indivisible))
        }
        let change = row.versus.map { versus in
          versus.change.map { format.signedText($0) } ?? ""
        }
        if row.isStatedTotal { details.append(words.statedTotal) }
        if let versus = row.versus, versus.isOfStatedTotal {
          let basis = words.statedTotalBasis(
            isCompared: versus.change != nil, isKnown: versus.bareChange != nil,
            isOfBase: versus.isBaseStated)
          if !basis.isEmpty { details.append(basis) }
        } else if let versus = row.versus, versus.hasOtherUnits {
          let basis =
            versus.bareChange.map {
              words.basis(
                indicator, units: versus.sameUnits, change: versus.change, whole: $0,
                isIncomplete: versus.isIncomplete)
            } ?? versus.sameUnits.map { words.sameUnits($0) }
          if let basis { details.append(basis) }
        }
        return Line(
          label: label, value: value, detail: details.joined(separator: ", "),
          change: change ?? row.plan?.percent.map { words.planPercent($0) } ?? "",
          isPartial: row.status == Tally.Status.partial.rawValue,
          share: largest > 0 ? row.value.map { abs($0) / largest } : nil)
      }
      return Section(
        name: words.heading(indicator), shortName: words.shortHeading(indicator),
        rows: lines, hasVersus: rows.contains { $0.versus != nil },
        notes: TextTable.clusterNotes(rows, indicator, words))
    }
  }

  /// A row's number, or the sign for its absence.
  package static func value(of row: TallyTable.Row, _ format: ValueFormat) -> String {
    if let number = row.value {
      return (row.isApproximate ? Wording.approximately : "") + format.text(number)
    }
    return Tally.Status(rawValue: row.status)?.sign ?? "x"
  }

  private static func text(_ number: Double, _ words: Wording) -> String {
    words.numbers.text(number, decimals: PrintedDecimals.needed(for: [number]))
  }

  /// "hạng 2/10", "+7,1 so với chỉ tiêu".
  private static func standing(
    _ peers: TallyTable.Row.Peers, _ format: ValueFormat, _ words: Wording
  ) -> [String] {
    var details: [String] = []
    if let rank = peers.rank, let ranked = peers.ranked {
      details.append(words("hạng \(rank)/\(ranked)", "rank \(rank) of \(ranked)"))
    }
    if let distance = peers.fromTarget {
      let text = format.signedText(distance)
      details.append(words("\(text) so với chỉ tiêu", "\(text) from the target"))
    }
    return details
  }

  /// For each cluster and period the mean, median and middle half of its units, and the contributions to its change:
  /// "Cụm 1: bình quân 10,5; trung vị 11,5; nửa giữa 6,5–14,8; thay đổi +14: TX Nghi Sơn +5, …".
  private static func clusterNotes(
    _ rows: [TallyTable.Row], _ indicator: Indicator, _ words: Wording
  ) -> [String] {
    struct Key: Hashable { var period, cluster: String }
    let listed = rows.filter { $0.peers?.ranked != nil }
    let clusters = OrderedDictionary(grouping: listed) {
      Key(period: $0.place.period, cluster: $0.place.cluster)
    }
    let periods = Set(clusters.keys.map(\.period)).count
    let format = words.format(indicator)
    let fine = words.averageFormat(indicator)
    return clusters.compactMap { key, rows in
      guard let peers = rows[0].peers, let mean = peers.mean, let median = peers.median,
        (peers.ranked ?? 0) > 1
      else { return nil }
      var parts = [
        words("bình quân ", "mean ") + fine.text(mean),
        words("trung vị ", "median ") + fine.text(median),
      ]
      if let first = peers.firstQuartile, let third = peers.thirdQuartile {
        parts.append(
          words("khoảng tứ phân vị ", "middle half ") + "\(fine.text(first))–\(fine.text(third))")
      }
      if let change = peers.clusterChange {
        var text = words("tăng, giảm ", "change ") + format.signedText(change)
        let moved = rows.compactMap { row in row.versus?.change.map { (row.place.unit, $0) } }
          .filter { $0.1 != 0 }.sorted { abs($0.1) > abs($1.1) }
        if indicator.addsUp, !moved.isEmpty {
          let most = moved.prefix(3).map { "\($0) \(format.signedText($1))" }
          text += ": " + most.joined(separator: ", ") + (moved.count > 3 ? ", …" : "")
        }
        parts.append(text)
      }
      let hidesSome = rows.contains { $0.status == Tally.Status.hidden.rawValue }
      let among = hidesSome ? words.amongShown(words.unitCount(peers.ranked ?? 0)) : ""
      let name = (periods > 1 ? "\(key.period) · \(key.cluster)" : key.cluster) + among
      return name + ": " + parts.joined(separator: "; ")
    }
  }

  /// The label of a row, without what all rows have in common.
  package static func label(
    _ row: TallyTable.Row, _ grouping: Grouping, listsPeriods: Bool, _ words: Wording
  ) -> String {
    var parts: [String] = []
    if listsPeriods || grouping.isOverPeriods { parts.append(row.place.period) }
    if let trait = row.place.trait { parts.append(trait.isEmpty ? words.withoutTrait : trait) }
    switch grouping.place {
    case .cluster: parts.append(row.place.cluster)
    case .unit: parts.append(row.place.unit)
    case .commune: parts.append(row.place.unit + ", " + (row.place.commune ?? ""))
    case nil:
      if parts.isEmpty, row.place.trait == nil, grouping.column == nil {
        parts.append(words("Toàn bộ", "All units"))
      }
    }
    if grouping.column != nil {
      parts.append(row.place.text.flatMap { $0.isEmpty ? nil : $0 } ?? "–")
    }
    return parts.joined(separator: " · ")
  }

  /// The table with columns aligned by spaces.
  package func plain(withBars bars: Bool) -> String {
    var lines: [String] = []
    for section in sections {
      if !lines.isEmpty { lines.append("") }
      lines.append(section.name)
      let label = section.rows.map(\.label.count).max() ?? 0
      let value = section.rows.map(\.value.count).max() ?? 0
      let change = section.rows.map(\.change.count).max() ?? 0
      for row in section.rows {
        var line = "  " + padded(row.label, label) + "  " + padded(row.value, value, atLeft: true)
        if change > 0 { line += "  " + padded(row.change, change, atLeft: true) }
        if bars { line += "  " + padded(TextTable.bar(row.share ?? 0), TextTable.barWidth) }
        if !row.detail.isEmpty { line += "  " + row.detail }
        while line.hasSuffix(" ") { line.removeLast() }
        lines.append(line)
      }
      lines += section.notes.map { "  " + $0 }
    }
    if !notes.isEmpty { lines += [""] + notes }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A table for each indicator, in Markdown.
  package var markdown: String {
    var lines: [String] = []
    for section in sections {
      if !lines.isEmpty { lines.append("") }
      lines.append("**\(escaped(section.name))**")
      lines.append("")
      let change = section.hasVersus ? " \(words("Tăng, giảm", "Change")) |" : ""
      lines.append("| | \(words("Số liệu", "Value")) |\(change) \(words("Ghi chú", "Note")) |")
      lines.append("|---|---:|\(section.hasVersus ? "---:|" : "")---|")
      for row in section.rows {
        let cell = section.hasVersus ? " \(row.change) |" : ""
        lines.append("| \(escaped(row.label)) | \(row.value) |\(cell) \(row.detail) |")
      }
      for note in section.notes { lines += ["", escaped(note)] }
    }
    if !notes.isEmpty { lines += [""] + notes.map(escaped) }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Wide

  /// A line for each row and a column for each indicator; a total that lacks units is marked with an asterisk,
  /// explained below.
  package var widePlain: String {
    let table = wideCells
    let widths = table[0].indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    let lines = table.map { row in
      var line = row.enumerated().map { column, text in
        padded(text, widths[column], atLeft: column > 0)
      }.joined(separator: "  ")
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
    return (lines + wideNotes).joined(separator: "\n") + "\n"
  }

  /// The same in Markdown.
  package var wideMarkdown: String {
    let table = wideCells.map { row in
      "| " + row.map(escaped).joined(separator: " | ") + " |"
    }
    let rule = "|---|" + sections.map { _ in "---:|" }.joined()
    let notes = wideNotes.isEmpty ? [] : [""] + wideNotes.map(escaped)
    return ([table[0], rule] + table.dropFirst() + notes).joined(separator: "\n") + "\n"
  }

  /// The header and the rows.
  private var wideCells: [[String]] {
    let labels = sections.first?.rows.map(\.label) ?? []
    let header = [""] + sections.map(\.shortName)
    return [header]
      + labels.enumerated().map { index, label in
        [label]
          + sections.map { section in
            let row = section.rows[index]
            let value = row.value + (row.isPartial ? "*" : "")
            return row.change.isEmpty ? value : value + " (\(row.change))"
          }
      }
  }

  private var wideNotes: [String] {
    let hasPartial = sections.contains { $0.rows.contains(where: \.isPartial) }
    return hasPartial
      ? [words.lackNote] + notes : notes
  }

  private static let barWidth = 20

  /// A bar, to an eighth of a character.
  private static func bar(_ share: Double) -> String {
    let eighths = Int((share * Double(barWidth) * 8).rounded())
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }

  private func padded(_ text: String, _ width: Int, atLeft: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return atLeft ? space + text : text + space
  }

  private func escaped(_ text: String) -> String { MarkdownText.escaped(text) }
}

/// Text in Markdown.
package enum MarkdownText {
  /// A text on one line, with special characters escaped.
  package static func escaped(_ text: String) -> String {
    text.replacing("\r\n", with: " ").replacing("\n", with: " ").replacing("\\", with: "\\\\")
      .replacing("|", with: "\\|").replacing("*", with: "\\*")
      .replacing("<", with: "&lt;")
  }
}
