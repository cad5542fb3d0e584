import Charting
import ClusterMetrics
import Foundation
import Intake
import ReportWords
import TallyTables

/// The scores of a period in words and tables.
package struct ScoreBoard: Sendable {
  package let rule: ScoreRule
  package let adjustmentFile: String
  package let assessmentFile: String
  package let book: TallyBook
  package let period: Period
  package let words: Wording
  /// The scores of each cluster, as returned by `scores(ofCluster:)`.
  private let scores: [[Score]]

  /// - Returns: `nil` if the project has no scores.
  package init?(_ project: Project, _ intake: IntakeResult, period: Period, words: Wording) {
    guard let rule = project.definition.score else { return nil }
    self.rule = rule
    adjustmentFile = project.definition.adjustmentFile ?? ""
    assessmentFile = project.definition.assessmentFile ?? ""
    let book = intake.book.comparable([period])
    (self.book, self.period, self.words) = (book, period, words)
    scores = book.roster.clusters.indices.map { cluster in
      book.scores(
        rule, adjustments: intake.adjustments, assessments: intake.assessments,
        ofCluster: cluster, in: period
      ).enumerated()
        .sorted { ($0.element.rank ?? .max, $0.offset) < ($1.element.rank ?? .max, $1.offset) }
        .map(\.element)
    }
  }

  private var roster: Roster { book.roster }
  private var format: ValueFormat {
    ValueFormat(
      rule.decimals == 0 ? .count : .measure, decimals: rule.decimals, numbers: words.numbers)
  }

  /// The scores of a cluster's units, the best first, those without a total last.
  package func scores(ofCluster cluster: Int) -> [Score] { scores[cluster] }

  private func indicator(_ item: Score.Item) -> Indicator? {
    book.plan.indicator(withID: item.criterion.indicator)
  }

  private func points(_ item: Score.Item) -> String {
    item.points.map { format.text($0) + (item.isPartial ? "*" : "") } ?? item.tally.sign
  }

  private func total(_ score: Score) -> String {
    score.total.map { format.text($0) + (score.isPartial ? "*" : "") } ?? "…"
  }

  /// The meaning of the asterisks; `nil` if there are none.
  private var partialNote: String? {
    scores.joined().contains(where: \.isPartial)
      ? words(
        "* điểm theo số liệu chưa đủ kỳ, xếp hạng có thể thay đổi",
        "* points of a number that is not of the whole period; ranks may change") : nil
  }

  /// The parts of the period that an item's number lacks; `nil` if it is complete.
  package func lack(_ item: Score.Item) -> String? {
    item.isPartial ? words.lack(item.tally) : nil
  }

  private func band(_ score: Score) -> String {
    score.band.map { words(rule.bands[$0].name) } ?? ""
  }

  private var maximum: String {
    words.numbers.text(
      rule.maximum, decimals: rule.maximum == rule.maximum.rounded() ? 0 : rule.decimals)
  }

  // MARK: Tables

  /// The table of a cluster: rank, unit, points of every criterion, adjustments, total, band.
  package func table(ofCluster cluster: Int) -> DataTable {
    let rows = scores(ofCluster: cluster).map { score -> DataTable.Row in
      let moved = score.adjustments.map(\.points).reduce(0, +)
      return .init(
        [score.rank.map { "\($0)" } ?? "…", roster.units[score.unit].shortName]
          + score.items.map(points) + given(score).map { $0.map { format.text($0) } ?? "…" }
          + [
            moved == 0 ? "" : format.signedText(moved), total(score),
            band(score),
          ])
    }
    let criteria = rule.criteria.map { criterion in
      let indicator = book.plan.indicator(withID: criterion.indicator)
      let name = indicator.map { words($0.shortName ?? $0.name) } ?? criterion.indicator
      return DataTable.Column(name + " (" + words.numbers.text(criterion.points) + ")", .trailing)
    }
    return DataTable(
      columns: [.init(words("Hạng", "Rank")), .init(words("Đơn vị", "Unit"), wraps: true)]
        + criteria + givenNames.map { .init($0, .trailing) } + [
          .init(words("Điểm cộng, trừ", "Added or deducted"), .trailing),
          .init(words("Tổng điểm", "Total") + " (\(maximum))", .trailing),
          .init(words("Xếp loại", "Band")),
        ], rows: rows)
  }

  /// The headings of points that people gave; empty if totals are based only on the criteria.
  package var givenNames: [String] {
    guard let assessment = rule.assessment else { return [] }
    func most(_ points: Double?) -> String {
      points.map { " (" + words.numbers.text($0) + ")" } ?? ""
    }
    return (rule.criteria.isEmpty ? [] : [words("Theo số liệu", "By the numbers")]) + [
      words("Tự chấm", "Own points") + most(assessment.ownMost),
      words("Thẩm định", "Verified"),
      words("Cấp trên", "From above") + most(assessment.superiorMost),
    ]
  }

  /// The numbers below `givenNames`.
  package func given(_ score: Score) -> [Double?] {
    guard rule.assessment != nil else { return [] }
    return (rule.criteria.isEmpty ? [] : [score.scaled]) + givenByPeople(score)
  }

  /// The points of the unit itself, of the verification and of the superior body; empty if the rule does not use them.
  private func givenByPeople(_ score: Score) -> [Double?] {
    guard rule.assessment != nil else { return [] }
    let people = score.assessment
    return [people?.own, people?.verified, people?.superior]
  }

  /// The meaning of the signs in the tables.
  package var note: String {
    var text = words(
      "Điểm tính theo tỷ lệ đạt được của từng tiêu chí; các đơn vị bằng điểm thì đồng hạng. … thiếu số liệu,"
        + " chưa xếp hạng · x không áp dụng",
      "Points are in proportion to what was reached; equal units share a rank. … a number is missing,"
        + " not ranked · x does not apply")
    if let assessment = rule.assessment {
      text += words(
        ". Tổng điểm lấy điểm thẩm định, chưa thẩm định thì lấy điểm tự chấm",
        ". Totals take the verified points, or else the unit's own")
      if let most = assessment.ownMost {
        let number = words.numbers.text(most)
        text += words(" (nhiều nhất \(number))", " (at most \(number))")
      }
      text += words(", cộng điểm cấp trên.", ", and those from above.")
    } else if rule.notApplicable == .scale {
      text += words(
        ", điểm được quy đổi theo các tiêu chí còn lại.", ", the others count in proportion.")
    } else {
      text += "."
    }
    if let partialNote { text += " " + partialNote + "." }
    return text
  }

  /// A row for each unit: `period,cluster,unit,points,adjustments,total,maximum,rank,band,partial`. `partial` is "true"
  /// if the number of a criterion lacks a part of the period, so that points and ranks may change.
  package func csv(isFile: Bool) -> Data {
    func named(_ text: String) -> String { CSVText.name(text, isFile: isFile) }
    var rows = [
      ["period", "cluster", "unit", "points"]
        + (rule.assessment == nil ? [] : ["self", "verified", "superior"])
        + ["adjustments", "total", "maximum", "rank", "band", "partial"]
    ]
    for cluster in roster.clusters.indices {
      for score in scores(ofCluster: cluster) {
        let given = givenByPeople(score).map { $0.map(TallyTable.plain) ?? "" }
        rows.append(
          [
            period.name, named(roster.clusters[cluster].name),
            named(roster.units[score.unit].name), score.scaled.map(TallyTable.plain) ?? "",
          ] + given + [
            TallyTable.plain(score.adjustments.map(\.points).reduce(0, +)),
            score.total.map(TallyTable.plain) ?? "", TallyTable.plain(rule.maximum),
            score.rank.map { "\($0)" } ?? "", named(band(score)),
            score.isPartial ? "true" : "",
          ])
      }
    }
    return CSVText.table(rows, isFile: isFile)
  }

  /// The ranking as text for a terminal.
  package var text: String {
    roster.clusters.indices.map { cluster in
      let scores = scores(ofCluster: cluster)
      let width = scores.map { roster.units[$0.unit].name.count }.max() ?? 0
      let lines = scores.map { score in
        let name = roster.units[score.unit].name
        let total = total(score)
        let rank = score.rank.map { "\($0)" } ?? "…"
        return "  \(String(repeating: " ", count: max(0, 3 - rank.count)))\(rank)  "
          + name + String(repeating: " ", count: width - name.count + 2)
          + String(repeating: " ", count: max(0, 9 - total.count)) + total
          + (band(score).isEmpty ? "" : "  " + band(score)) + "\n"
      }
      return roster.clusters[cluster].name + " (" + words("điểm tối đa ", "at most ") + maximum
        + ")\n"
        + lines.joined()
    }.joined(separator: "\n") + (partialNote.map { "\n" + $0 + "\n" } ?? "")
  }

  /// All points of a unit, with the numbers from which they are computed.
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
      head +=
        rule.assessment.map { score.assessment?.points($0) == nil } == true
        ? words("chưa xếp hạng vì chưa chấm điểm", "not ranked: no points were given")
        : score.items.contains { $0.full == nil && $0.tally.value != nil }
          ? words("chưa xếp hạng vì chưa có kế hoạch", "not ranked: a plan is missing")
          : words("chưa xếp hạng vì thiếu số liệu", "not ranked: a number is missing")
    }
    var lines = [head]
    let words = words.fitted(
      to: book, score.items.compactMap { indicator($0) }, in: [period])
    for item in score.items {
      guard let indicator = indicator(item) else { continue }
      let style = telling(item, words.format(indicator))
      let value =
        item.tally.value.map { words.text($0, of: item.tally, style) } ?? words.absence(item.tally)
      var full = style
      full.decimals = item.full.map { $0 == $0.rounded() } == true ? 0 : 4
      let whole = item.full.map { full.text($0) } ?? words("chưa có", "none")
      let most = words.numbers.text(item.criterion.points)
      lines.append(
        "  \(words(indicator.name)): \(value) → \(points(item))/\(most)"
          + (item.criterion.full == nil
            ? words(" (đủ điểm khi đạt kế hoạch: ", " (full marks for the plan: ")
            : words(" (đủ điểm: ", " (full marks: ")) + whole + ")"
          + (lack(item).map { "; " + $0 } ?? ""))
    }
    if let scaled = score.scaled, score.items.contains(where: { $0.points == nil }) {
      lines.append(
        "  "
          + words(
            "quy đổi theo các tiêu chí áp dụng: ", "in proportion to the criteria that apply: ")
          + format.text(scaled))
    }
    lines += assessmentLines(score)
    for adjustment in score.adjustments {
      let closed =
        adjustment.closedBand.map {
          words(" (không xếp loại \(bandName($0)))", " (not \(bandName($0)))")
        } ?? ""
      let moved = adjustment.points == 0 ? "" : format.signedText(adjustment.points) + ": "
      lines.append(
        "  \(moved)\(adjustment.reason)\(closed)"
          + " (\(adjustmentFile):\(adjustment.row))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// As many decimals as tell a number from those that earn all points and none.
  private func telling(_ item: Score.Item, _ format: ValueFormat) -> ValueFormat {
    var format = format
    let ends = [item.full, item.criterion.none].compactMap(\.self)
    while let value = item.tally.value, format.decimals < 4,
      ends.contains(where: {
        abs($0 - value) > 1e-9 && format.text($0) == format.text(value)
      })
    { format.decimals += 1 }
    return format
  }

  /// A band in the language of the output, however the table of deductions calls it.
  private func bandName(_ name: String) -> String {
    let band = rule.bands.first { band in
      [band.name.vietnamese, band.name.english].contains { NameKey($0) == NameKey(name) }
    }
    return band.map { words($0.name) } ?? name
  }

  /// The points that people gave a unit, those that count, and the reasons for deductions.
  private func assessmentLines(_ score: Score) -> [String] {
    guard let rule = rule.assessment, let people = score.assessment else { return [] }
    let place = " (\(assessmentFile):\(people.row))"
    func line(_ name: String, _ points: Double, most: Double?, _ tail: String = "") -> String {
      let bound = most.map { "/" + words.numbers.text($0) } ?? ""
      let isOver = most.map { points > $0 } ?? false
      let counted =
        isOver
        ? words(", tính \(format.text(most ?? 0))", ", of which \(format.text(most ?? 0)) count")
        : ""
      return "  " + name + ": " + format.text(points) + bound + counted + tail + place
    }
    let cut = people.cut.map { cut in
      let reason = people.reason.isEmpty ? "" : ": " + people.reason
      return words(" (cắt \(format.text(cut))\(reason))", " (\(format.text(cut)) cut\(reason))")
    }
    return [
      people.own.map { line(words("Tự chấm", "Own points"), $0, most: rule.ownMost) },
      people.verified.map {
        line(words("Thẩm định", "Verified"), $0, most: rule.ownMost, cut ?? "")
      },
      people.superior.map {
        line(words("Cấp trên chấm", "From above"), $0, most: rule.superiorMost)
      },
    ].compactMap(\.self)
  }
}
