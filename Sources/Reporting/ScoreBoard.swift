import Charting
import ClusterMetrics
import Foundation
import Intake

/// The scores of a period in words and tables: who has how many points, for what.
package struct ScoreBoard: Sendable {
  package let rule: ScoreRule
  let adjustments: [Adjustment]
  let adjustmentFile: String
  let book: TallyBook
  let period: Period
  let words: Wording

  /// - Returns: `nil` where the project scores nothing.
  package init?(_ project: Project, _ intake: IntakeResult, period: Period, words: Wording) {
    guard let rule = project.definition.score else { return nil }
    self.rule = rule
    adjustments = intake.adjustments
    adjustmentFile = project.definition.adjustmentFile ?? ""
    book = intake.book.comparable([period])
    self.period = period
    self.words = words
  }

  private var roster: Roster { book.roster }
  private var format: ValueFormat {
    ValueFormat(
      rule.decimals == 0 ? .count : .measure, decimals: rule.decimals, numbers: words.numbers)
  }

  /// The scores of a cluster's units, the best first; those without a total come last.
  package func scores(ofCluster cluster: Int) -> [Score] {
    book.scores(rule, adjustments: adjustments, ofCluster: cluster, in: period).enumerated()
      .sorted { ($0.element.rank ?? .max, $0.offset) < ($1.element.rank ?? .max, $1.offset) }
      .map(\.element)
  }

  private func indicator(_ item: Score.Item) -> Indicator? {
    book.plan.indicator(withID: item.criterion.indicator)
  }

  private func points(_ item: Score.Item) -> String {
    item.points.map { format.text($0) } ?? item.tally.sign
  }

  private func band(_ score: Score) -> String {
    score.band.map { words(rule.bands[$0].name) } ?? ""
  }

  private var maximum: String {
    words.numbers.text(
      rule.maximum, decimals: rule.maximum == rule.maximum.rounded() ? 0 : rule.decimals)
  }

  // MARK: Tables

  /// A cluster as a table: rank, unit, the points of every criterion, adjustments, total, band.
  func table(ofCluster cluster: Int) -> DataTable {
    let rows = scores(ofCluster: cluster).map { score -> DataTable.Row in
      let moved = score.adjustments.map(\.points).reduce(0, +)
      return .init(
        [score.rank.map { "\($0)" } ?? "…", roster.units[score.unit].shortName]
          + score.items.map(points)
          + [
            moved == 0 ? "" : format.signedText(moved), score.total.map { format.text($0) } ?? "…",
            band(score),
          ])
    }
    let criteria = rule.criteria.map { criterion in
      let indicator = book.plan.indicator(withID: criterion.indicator)
      let name = indicator.map { words($0.shortName ?? $0.name) } ?? criterion.indicator
      return DataTable.Column(name + " (" + words.numbers.text(criterion.points) + ")", .trailing)
    }
    return DataTable(
      columns: [.init(words("Hạng", "Rank")), .init(words("Đơn vị", "Unit"))] + criteria + [
        .init(words("Cộng, trừ", "Added"), .trailing),
        .init(words("Tổng điểm", "Total") + " (\(maximum))", .trailing),
        .init(words("Xếp loại", "Band")),
      ], rows: rows)
  }

  /// What the signs of the tables mean.
  var note: String {
    var text = words(
      "Điểm tính theo tỷ lệ đạt được của từng tiêu chí, đơn vị bằng điểm cùng hạng. … thiếu số liệu,"
        + " chưa xếp hạng · x không áp dụng",
      "Points are in proportion to what was reached; equal units share a rank. … a number is missing,"
        + " not ranked · x does not apply")
    if rule.notApplicable == .scale {
      text += words(
        ", điểm được quy đổi theo các tiêu chí còn lại.", ", the others count in proportion.")
    } else {
      text += "."
    }
    return text
  }

  /// One row a unit: `period,cluster,unit,points,adjustments,total,maximum,rank,band`.
  package var csv: String {
    var rows = [
      ["period", "cluster", "unit", "points", "adjustments", "total", "maximum", "rank", "band"]
    ]
    for cluster in roster.clusters.indices {
      for score in scores(ofCluster: cluster) {
        rows.append([
          period.name, CSVText.name(roster.clusters[cluster].name),
          CSVText.name(roster.units[score.unit].name), score.scaled.map(TallyTable.plain) ?? "",
          TallyTable.plain(score.adjustments.map(\.points).reduce(0, +)),
          score.total.map(TallyTable.plain) ?? "", TallyTable.plain(rule.maximum),
          score.rank.map { "\($0)" } ?? "", CSVText.name(band(score)),
        ])
      }
    }
    return CSVText.table(rows)
  }

  /// The ranking for reading on a terminal.
  package var text: String {
    roster.clusters.indices.map { cluster in
      let scores = scores(ofCluster: cluster)
      let width = scores.map { roster.units[$0.unit].name.count }.max() ?? 0
      let lines = scores.map { score in
        let name = roster.units[score.unit].name
        let total = score.total.map { format.text($0) } ?? "…"
        let rank = score.rank.map { "\($0)" } ?? "…"
        return "  \(String(repeating: " ", count: max(0, 3 - rank.count)))\(rank)  "
          + name + String(repeating: " ", count: width - name.count + 2)
          + String(repeating: " ", count: max(0, 9 - total.count)) + total
          + (band(score).isEmpty ? "" : "  " + band(score)) + "\n"
      }
      return roster.clusters[cluster].name + " (" + words("điểm tối đa ", "at most ") + maximum
        + ")\n"
        + lines.joined()
    }.joined(separator: "\n")
  }

  /// Every point of a unit, with the number that it comes from.
  package func explanation(ofUnit unit: Int) -> String {
    let cluster = roster.units[unit].cluster
    let all = scores(ofCluster: cluster)
    guard let score = all.first(where: { $0.unit == unit }) else { return "" }
    var head = roster.units[unit].name + ": "
    if let total = score.total, let rank = score.rank {
      head += words(
        "\(format.text(total))/\(maximum) điểm, hạng \(rank)/\(all.count { $0.total != nil })",
        "\(format.text(total)) of \(maximum) points, rank \(rank) of \(all.count { $0.total != nil })"
      )
      if !band(score).isEmpty { head += ", " + band(score) }
    } else {
      head += words("chưa xếp hạng vì thiếu số liệu", "not ranked: a number is missing")
    }
    var lines = [head]
    for item in score.items {
      guard let indicator = indicator(item) else { continue }
      let style = words.format(indicator)
      let value = item.tally.value.map { style.text($0) } ?? words.absence(item.tally)
      var full = style
      full.decimals = item.criterion.full == item.criterion.full.rounded() ? 0 : 4
      let most = words.numbers.text(item.criterion.points)
      lines.append(
        "  \(words(indicator.name)): \(value) → \(points(item))/\(most)"
          + words(" (đủ điểm: ", " (full marks: ") + full.text(item.criterion.full) + ")")
    }
    if let scaled = score.scaled, score.items.contains(where: { $0.points == nil }) {
      lines.append(
        "  "
          + words(
            "quy đổi theo các tiêu chí áp dụng: ", "in proportion to the criteria that apply: ")
          + format.text(scaled))
    }
    for adjustment in score.adjustments {
      let closed =
        adjustment.closedBand.map { words(" (không xếp loại \($0))", " (not \($0))") } ?? ""
      let moved = adjustment.points == 0 ? "" : format.signedText(adjustment.points) + ": "
      lines.append(
        "  \(moved)\(adjustment.reason)\(closed)"
          + " (\(adjustmentFile):\(adjustment.row))")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
