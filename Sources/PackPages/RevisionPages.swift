import Charting
import ClusterMetrics
import Intake
import Reporting

/// The page of changes since the last revision of the pack, with the changed files.
extension ReportContext {
  func revisionPages(_ revision: PackRevision) throws(LayoutError) -> [PageDraft] {
    guard revision.issue > 1 else { return [] }
    let name = words("Thay đổi so với lần trước", "What changed since the last issue")
    let count = revision.changes.count
    let headline =
      count == 0
      ? words(
        "Lần phát hành \(revision.issue): không số liệu nào thay đổi",
        "Issue \(revision.issue): no number has changed")
      : words(
        "Lần phát hành \(revision.issue): \(count) số liệu khác so với lần \(revision.issue - 1)",
        "Issue \(revision.issue): \(count) number\(count == 1 ? " differs" : "s differ") from issue \(revision.issue - 1)"
      )
    let files = filesTable(revision.inputs)
    let table = changesTable(revision.changes)
    let context = LayoutContext(theme: pageTheme, measurer: measurer)
    let room = tableRoom
    let filesHeight = try files.naturalHeight(width: room.width, in: context)
    let pieces =
      count == 0
      ? [table]
      : try table.pages(width: room.width, height: room.height - filesHeight - 30, in: context)
    return pieces.enumerated().map { number, piece in
      let isFirst = number == 0
      return PageDraft(
        anchor: isFirst ? "revision" : "revision-\(number + 1)", name: isFirst ? name : "",
        headline: headline,
        subtitle: words(
          "So với bộ biểu đồ của chính kỳ này đã làm trước đó trong cùng thư mục",
          "Compared with the earlier pack of this period in the same folder"),
        alternativeText: headline
      ) { (body, frame) throws(LayoutError) in
        guard isFirst else { return try piece.marks(in: body, frame.context) }
        let top = try files.marks(
          in: body.inset(bottom: body.height - filesHeight), frame.context)
        guard count > 0 else { return top }
        return top + (try piece.marks(in: body.inset(top: filesHeight + 30), frame.context))
      }
    }
  }

  private func filesTable(_ inputs: [PackRevision.InputChange]) -> DataTable {
    func rows(_ count: Int?) -> String { count.map { words.numbers.text(Double($0)) } ?? "" }
    return DataTable(
      columns: [
        .init(words("Tệp đã thay đổi", "Files that changed")), .init("", wraps: true),
        .init(words("Dòng được tính, lần trước", "Rows that counted before"), .trailing),
        .init(words("Lần này", "Now"), .trailing),
      ],
      rows: inputs.map { input in
        let what =
          input.isNew
          ? words("tệp mới", "new") : input.isGone ? words("không còn", "gone") : ""
        return .init([input.file, what, rows(input.rowsBefore), rows(input.rowsAfter)])
      })
  }

  private func changesTable(_ changes: [PackRevision.Change]) -> DataTable {
    DataTable(
      columns: [
        .init(words("Chỉ tiêu", "Indicator"), wraps: true),
        .init(words("Đơn vị", "Unit"), wraps: true), .init(words("Kỳ", "Period")),
        .init(words("Lần trước", "Before"), .trailing), .init(words("Lần này", "Now"), .trailing),
        .init(words("Tăng, giảm", "Change"), .trailing),
      ],
      rows: changes.map { change in
        let indicator = project.definition.tallied.first { $0.id == change.indicator }
        let format =
          indicator.map(words.format)
          ?? ValueFormat(.measure, decimals: 1, numbers: words.numbers)
        func text(_ value: Double?, _ status: String?) -> String {
          value.map { format.text($0) } ?? status.flatMap { Tally.Status(rawValue: $0)?.sign }
            ?? "…"
        }
        let difference = change.before.flatMap { before in change.after.map { $0 - before } }
        return .init([
          indicator.map(fullName) ?? change.indicator,
          [change.unit, change.cluster].first { !$0.isEmpty } ?? maker.groupName(.all),
          change.period, text(change.before, change.statusBefore),
          text(change.after, change.statusAfter),
          difference.map { format.signedText($0) } ?? "",
        ])
      })
  }

  /// A part's name with that of the whole: "Mô hình “Dân vận khéo”: Kinh tế".
  private func fullName(_ indicator: Indicator) -> String {
    let whole = project.definition.breakdowns.first { breakdown in
      breakdown.parts.contains { $0.id == indicator.id }
    }
    let name = words.heading(indicator)
    return whole.map { words($0.indicator.name) + ": " + name } ?? name
  }
}
