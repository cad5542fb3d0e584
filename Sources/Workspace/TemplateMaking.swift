import CairoRenderer
import ClusterMetrics
import Foundation
import Intake
import Office
import Packs
import Reporting
import Slides

extension IntakeResult {
  /// The latest period for which at least half of the units have reported, the longest of those with the same end;
  /// otherwise the latest one with any number: a single early row does not count as a half-year.
  package var latestPeriod: Period? {
    let calendar = book.calendar
    func isReported(_ period: Period) -> Bool {
      let days = calendar.days(of: period)
      let units = book.roster.units.indices.filter {
        book.roster.units[$0].validity.overlaps(days)
      }
      let heard = units.count { hasAnything(unit: $0, in: period) }
      return heard > 0 && heard * 2 >= units.count
    }
    return knownPeriods.filter(isReported).max {
      let (left, right) = (calendar.days(of: $0), calendar.days(of: $1))
      return (left.upperBound, right.lowerBound) < (right.upperBound, left.lowerBound)
    } ?? lastHalfYear ?? expectedPeriods.last
  }

  /// The periods for which reports are expected, half-years with records, and half-years whose reported months and
  /// quarters reach their end.
  package var knownPeriods: [Period] {
    expectedPeriods + (halfYears + reportedHalfYears).filter { !expectedPeriods.contains($0) }
  }

  /// Past half-years that were reported in parts.
  package var reportedHalfYears: [Period] {
    let calendar = book.calendar
    let days = reportedPeriods.map(calendar.days(of:))
    guard let last = days.map(\.upperBound).max() else { return [] }
    // A number that begins before a half-year, such as that of the whole year, is not a part of it.
    let halves = Set(
      days.compactMap { days -> Period? in
        let half = calendar.halfYear(holding: days.upperBound.previous)
        return calendar.days(of: half).lowerBound <= days.lowerBound ? half : nil
      }
    ).filter { half in
      // A single quarter is not a reason to expect a half-year.
      let half = calendar.days(of: half)
      return days.count { half.contains($0) } > 1
    }.filter { calendar.days(of: $0).upperBound <= last && !halfYears.contains($0) }
    return halves.sorted { calendar.days(of: $0).lowerBound < calendar.days(of: $1).lowerBound }
  }
}

extension OpenProject {
  /// The kind of a template.
  package enum TemplateKind: Sendable {
    case document
    /// Slides, with the office's own master if given.
    case slides(OfficeMaster?)
  }

  /// A report with the project's indicators, in which packs can fill every placeholder.
  ///
  /// - Parameter period: the period whose pack determines the content; `nil` for the latest one with numbers.
  package func makeTemplate(
    _ kind: TemplateKind = .document, for period: Period? = nil,
    progress: (String) -> Void = { _ in }
  ) throws(WorkspaceError) -> Data {
    try requireSound(project.log)
    let asked: Period
    if let period {
      asked = period
    } else if let latest = try check(progress: progress).intake?.latestPeriod {
      asked = latest
    } else {
      throw WorkspaceError(
        .badData, vi: "dự án chưa có số liệu", en: "the project holds no figures")
    }
    let intake = try packTallies(PackRequest(period: asked), progress: progress)
    let report = ReportContext(
      project: project, intake: intake, period: asked, language: language, measurer: PangoMeasurer()
    )
    let date = OutputDate.date(of: project)
    do {
      switch kind {
      case .document:
        return try ReportTemplateFile(outline: report.reportOutline, date: date).data()
      case .slides(let master):
        return try SlideTemplate(report: report, master: master, date: date).data()
      }
    } catch let error as DocumentError {
      throw WorkspaceError(.badData, error.message)
    } catch let error as RenderError {
      throw WorkspaceError(.badData, error.message)
    } catch {
      throw WorkspaceError(
        .ioFailed, vi: "không đủ chỗ trên đĩa", en: "there is no room on the disk")
    }
  }
}
