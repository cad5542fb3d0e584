import ClusterMetrics
import TableLabels

/// Columns of percentages beside several counts: "Tiếp nhận | Đã giải quyết | Tỷ lệ (%)".
extension ReportTableReader {
  /// A row with what it states and its counts, by column.
  private struct Row {
    var number: Int
    var stated: Double
    /// How far the printed number may lie from the exact one.
    var tolerance: Double
    var counts: [Int: ReportedNumber]

    /// Whether it states the share that one count is of another; `nil` where it cannot.
    func fits(_ pair: Pair) -> Bool? {
      guard let share = share(pair) else { return nil }
      return abs(share - stated) <= (pair.isFraction ? tolerance / 100 : tolerance)
    }

    func share(_ pair: Pair) -> Double? {
      guard let part = counts[pair.part], let whole = counts[pair.whole], whole.value != .zero,
        part.indicator.unitOfMeasure == whole.indicator.unitOfMeasure
      else { return nil }
      let share = part.value.doubleValue / whole.value.doubleValue
      return pair.isFraction ? share : share * 100
    }
  }

  /// Which count is divided by which, and whether shares are written as parts of one.
  private struct Pair {
    var part: Int
    var whole: Int
    var isFraction: Bool
  }

  /// How many rows and counts are tried for what a column divides.
  private static let (mostRows, mostCounts) = (60, 24)

  /// Says which rows contradict what a column divides.
  ///
  /// Which of the counts it divides its rows tell: the pair that most of them agree with.
  mutating func checkShares(_ columns: ReportColumns, from start: Int) {
    for column in columns.compared where !column.meaning.isPlaced {
      let rows = shares(column, from: start)
      let sample = rows.prefix(ReportTableReader.mostRows)
      let counts = Set(sample.flatMap(\.counts.keys)).sorted()
      guard sample.count > 2, (2...ReportTableReader.mostCounts).contains(counts.count) else {
        continue
      }
      var best: (pair: Pair, fitting: Int)?
      for part in counts {
        for whole in counts where whole != part {
          for isFraction in [false, true] {
            let pair = Pair(part: part, whole: whole, isFraction: isFraction)
            let fitting = sample.count { $0.fits(pair) == true }
            if fitting > best?.fitting ?? 0 { best = (pair, fitting) }
          }
        }
      }
      guard let best, best.fitting > 1, best.fitting * 3 >= sample.count * 2 else { continue }
      for row in rows where row.fits(best.pair) == false { note(row, best.pair, column) }
    }
  }

  private func shares(_ column: ReportColumns.Numbers, from start: Int) -> [Row] {
    let read = Dictionary(grouping: table.numbers.dropFirst(start)) { $0.place.row ?? 0 }
    return grid.rows.compactMap { row in
      guard let own = read[row.number], let stated = stated(row[column.column], column.mark) else {
        return nil
      }
      let counts = own.filter {
        $0.figure == .value && !$0.isNotApplicable && !$0.isApproximate && $0.indicator.addsUp
      }
      // What one indicator's figures are of each other stands elsewhere.
      guard Set(counts.map(\.indicator.id)).count > 1,
        Set(counts.map(\.group)).count == 1, Set(counts.map(\.period)).count == 1
      else { return nil }
      return Row(
        number: row.number, stated: stated.value, tolerance: stated.tolerance,
        counts: Dictionary(
          counts.map { (($0.place.column ?? 0) - 1, $0) }, uniquingKeysWith: { first, _ in first }))
    }
  }

  private mutating func note(_ row: Row, _ pair: Pair, _ column: ReportColumns.Numbers) {
    guard let part = row.counts[pair.part], let whole = row.counts[pair.whole],
      let share = row.share(pair), let stated = Quantity(row.stated),
      let expected = Quantity(Rounding.rounded(share, decimals: pair.isFraction ? 3 : 1))
    else { return }
    add(
      .contradictsRate, .warning, at: place(row.number, column.column), about: nil,
      vi:
        "cột \"\(column.name)\" ghi \(stated.vietnamese), nhưng \(part.indicator.name.vietnamese) (\(part.value.vietnamese)) trên \(whole.indicator.name.vietnamese) (\(whole.value.vietnamese)) là \(expected.vietnamese); hãy kiểm tra lại",
      en:
        "the column \"\(column.name)\" says \(stated), but \(part.indicator.name.english) (\(part.value)) of \(whole.indicator.name.english) (\(whole.value)) is \(expected); check them"
    )
  }
}
