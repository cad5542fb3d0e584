import CairoRenderer
import Charting
import ClusterMetrics
import Foundation
import Reporting

/// The cover with its headline numbers, and the contents.
extension ReportContext {
  /// The dates of the data, and the number of reporting units.
  package var dataLine: String {
    let reporting = words.units(
      asked.count { book.hasReportedPart(unit: $0, of: period) }, of: asked.count)
    let days = words.daysInWords(book.calendar.days(of: period)) + closing
    if let unit {
      let has = book.hasReportedPart(unit: unit, of: period)
      return words(
        "Số liệu \(days) · \(has ? "đã báo cáo" : "chưa báo cáo")",
        "Data \(days) · \(has ? "reported" : "not reported")")
    }
    return words(
      "Số liệu \(days) · \(reporting) đã báo cáo", "Data \(days) · \(reporting) reporting")
  }

  /// " · đã chốt ngày 20/6/2024", with notes if the period was reopened before, or changed since; empty if it was never
  /// closed.
  private var closing: String {
    let closings = project.closings
    let reopened = closings.reopened.last { $0.period == period.name }?.reopened
    let again = reopened.flatMap { Day(iso: $0.day) }.map(words.date).map { day in
      words("mở lại ngày \(day)", "opened again on \(day)")
    }
    guard let closed = closings.closed.first(where: { $0.period == period.name }),
      let day = closed.day.map(words.date)
    else { return again.map { words(" · đã chốt, ", " · closed, ") + $0 } ?? "" }
    let isChanged = intake.log.all.contains {
      $0.code == .changedAfterClosing && $0.place.file.hasSuffix("/\(period.name).json")
    }
    return words(" · đã chốt ngày \(day)", " · closed on \(day)")
      + (again.map { words(" (sau khi \($0))", " (after it was \($0))") } ?? "")
      + (isChanged ? words(", có thay đổi sau khi chốt", ", changed since") : "")
  }

  /// The headline numbers in words.
  var coverInWords: String {
    let tiles = headline.map { tile($0, for: subject) }
    let numbers = tiles.map { tile in
      tile.name + ": " + tile.number + (tile.change.isEmpty ? "" : ", " + tile.change)
    }
    return dataLine + ". " + numbers.joined(separator: "; ") + "."
  }

  /// The cover, and the pages of contents that do not fit on it.
  func front(
    _ following: [PlacedPage], _ frame: PageFrame
  ) throws(LayoutError) -> (cover: [Mark], contents: [PlacedPage]) {
    do throws(LayoutError) {
      return (try cover(contents(following, from: 2)).marks(frame), [])
    } catch {
      let pages = ContentsPages(heading: words("Mục lục", "Contents"))
      // The number of pages of contents hardly depends on the page numbers in them.
      let pieces = try pages.split(contents(following, from: 1000), frame)
      let entries = contents(following, from: 2 + pieces.count)
      var start = entries.startIndex
      var placed: [PlacedPage] = []
      for (number, piece) in pieces.enumerated() {
        let own = Array(entries[start..<start + piece.count])
        start += piece.count
        let draft = pages.draft(own, number: number)
        placed.append(
          PlacedPage(drafts: [draft], marks: try draft.placed(in: frame).marks, tops: [0]))
      }
      return (try cover([]).marks(frame), placed)
    }
  }

  private func cover(_ contents: [ContentsPages.Entry]) -> CoverPage {
    CoverPage(
      organisation: unit == nil
        ? words(project.definition.organisation) : words(project.definition.title),
      title: title,
      subject: words(project.definition.subject) + words(" ", ", ") + words.name(period),
      dataLine: dataLine,
      tiles: Tiles(headline.map { tile($0, for: subject) }),
      contentsHeading: contents.isEmpty ? "" : words("Mục lục", "Contents"),
      contents: contents)
  }

  /// The lines of the contents, if the first page after the front matter has this number.
  private func contents(_ pages: [PlacedPage], from first: Int) -> [ContentsPages.Entry] {
    var entries: [ContentsPages.Entry] = []
    var named: String?
    let drafts = pages.enumerated().flatMap { index, page in page.drafts.map { (index, $0) } }
    for (index, draft) in drafts {
      let name = draft.contentsName ?? draft.name
      guard !name.isEmpty else { continue }
      let group = indicators.first { "indicator-" + $0.id == draft.anchor }
        .flatMap { project.definition.group(of: $0) }
      if let group, group.id != named { entries.append((nil, words(group.name), draft.anchor)) }
      // Pages after the last group do not belong to it.
      if group == nil, named != nil {
        entries.append((nil, words("Các trang khác", "Further pages"), draft.anchor))
      }
      named = group?.id
      entries.append((index + first, name, draft.anchor))
    }
    return entries
  }
}
