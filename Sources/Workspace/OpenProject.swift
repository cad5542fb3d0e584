import ClusterMetrics
import Findings
import Foundation
import Intake
import Reporting
import ReportWords
import Settings

/// An open project, with the language of its output.
package struct OpenProject: Sendable {
  package let project: Project
  package let language: Language

  package var words: Wording { Wording(language) }
  package var definition: ProjectDefinition { project.definition }

  /// - Parameter language: overrides the project's language.
  package init(_ project: Project, language: Language? = nil) {
    self.project = project
    self.language = language ?? project.definition.language
  }

  /// Opens a folder.
  ///
  /// - Parameters:
  ///   - requiringRecords: whether a folder without registers and submissions is rejected; the first forms of a project
  ///     are made before there are any.
  ///   - calendar: overrides the project's calendar.
  package init(
    folder: URL, language: Language? = nil, calendar: ReportingCalendar? = nil,
    requiringRecords: Bool = true
  ) throws(WorkspaceError) {
    do {
      let project = try Project(
        folder: folder, requiringRecords: requiringRecords, calendar: calendar)
      self.init(project, language: language)
    } catch let error as Project.OpenError {
      throw WorkspaceError(.noInput, OpenProject.message(of: error))
    } catch {
      let problem = "\(folder.relativePath): \(error.localizedDescription)"
      throw WorkspaceError(.ioFailed, vi: problem, en: problem)
    }
  }

  private static func message(of error: Project.OpenError) -> LocalizedText {
    switch error {
    case .noFolder(let path):
      LocalizedText(
        vi: "không có thư mục \(path); lệnh \"giaoban init\" tạo dự án mới",
        en: "there is no folder \(path); \"giaoban init\" makes a project")
    case .noSettings(let path):
      LocalizedText(
        vi: "không có tệp \(path); lệnh \"giaoban init\" tạo dự án mới",
        en: "there is no file \(path); \"giaoban init\" makes a project")
    case .noRoster(let path):
      LocalizedText(
        vi: "không có tệp \(path): danh sách cụm, đơn vị và xã",
        en: "there is no file \(path): it lists cluster, unit and commune")
    case .noRegister(let path):
      LocalizedText(
        vi: "\(path) không có activities*, submissions*, form* hay bảng số liệu nào khác",
        en: "\(path) holds no activities*, submissions* or form*, and no other table")
    }
  }

  // MARK: Resolving requests

  /// Resolves a period with the project's days.
  package func period(_ period: Period) throws(WorkspaceError) -> Period {
    if let known = definition.calendar.resolved(period) { return known }
    throw unknown(period)
  }

  /// Parses a period from the page. Spans of more than a century are rejected: they are typing errors, and would keep
  /// others waiting.
  package func period(written text: String) throws(WorkspaceError) -> Period {
    let known = try period(Period(asked: text) ?? .named(NamedDays(unresolved: text)))
    let days = definition.calendar.days(of: known)
    guard days.upperBound.number - days.lowerBound.number <= OpenProject.mostDays else {
      throw WorkspaceError(
        .usage, vi: "\(known.name): kỳ dài quá 100 năm",
        en: "\(known.name): a period of more than 100 years")
    }
    return known
  }

  private static let mostDays = 36_600

  /// Resolves the base of a comparison with the project's days.
  package func versus(_ versus: Versus) throws(WorkspaceError) -> Versus {
    if let known = versus.resolved(definition.calendar) { return known }
    guard case .period(let period) = versus else { return versus }
    throw unknown(period)
  }

  /// Parses the base of a comparison.
  package func versus(written text: String) throws(WorkspaceError) -> Versus {
    try versus(Versus(text) ?? .period(.named(NamedDays(unresolved: text))))
  }

  /// An error for a period that the project does not know.
  package func unknown(_ period: Period) -> WorkspaceError {
    let terms = definition.calendar.names.terms.map { "\"\($0.name)\"" }
    func known(_ words: Wording) -> String {
      terms.isEmpty ? "" : words("; các kỳ có tên: ", "; named periods: ") + words.list(terms)
    }
    return WorkspaceError(
      .usage,
      vi:
        "\"\(period.name)\" không phải là kỳ báo cáo; hãy viết như 2024-H1, 2024-Q1, 2024-M05, 2024-7M, 2024, 2024-W20,"
        + " school-2024, 2024-01-01..2024-06-14 hoặc \"6 tháng đầu năm 2024\""
        + known(Wording(.vietnamese)),
      en:
        "\"\(period.name)\" is not a period; write one as 2024-H1, 2024-Q1, 2024-M05, 2024-7M, 2024, 2024-W20, school-2024 or"
        + " 2024-01-01..2024-06-14" + known(Wording(.english)))
  }

  /// Parses a grouping; `all` for a single sum.
  package func grouping(written text: String) throws(WorkspaceError) -> Grouping {
    do throws(Grouping.Fault) {
      guard let grouping = Grouping(text) else { throw .unknown(text, nearest: []) }
      return try grouping.resolved(columns: definition.textColumns, project.roster)
    } catch { throw WorkspaceError(.usage, error.message) }
  }

  /// The indicators with these ids; all if there are no ids.
  package func indicators(withIDs ids: [String]) throws(WorkspaceError) -> [Indicator] {
    // Invalid settings have no indicators: report their errors, not an unknown id.
    if definition.indicators.isEmpty { try requireSound(project.log) }
    guard !ids.isEmpty else { return definition.indicators }
    // A name may contain a comma.
    let found = ids.flatMap { id -> [(id: String, indicator: Indicator?)] in
      if let whole = definition.indicator(called: id) { return [(id, whole)] }
      return id.split(separator: ",").map { part in
        (String(part), definition.indicator(called: part.trimmingCharacters(in: .whitespaces)))
      }
    }
    return try found.map { id, indicator throws(WorkspaceError) in
      if let indicator { return indicator }
      let unknown = UnknownIndicator(
        id, among: definition.indicators.map(\.id), questions: definition.questions.map(\.id))
      throw WorkspaceError(.usage, unknown.message)
    }
  }

  /// The unit that a name means in some days.
  ///
  /// - Parameter map: the boundaries in use, if they are those of a later day: the result is then one of their units.
  package func unit(
    named name: String, in days: Range<Day>, on map: Boundaries? = nil
  ) throws(WorkspaceError) -> Int {
    let roster = project.roster
    let onMap =
      map?.day == nil ? [] : roster.units(named: name).filter { map?.units.contains($0) == true }
    if onMap.count == 1 { return onMap[0] }
    guard let unit = roster.unit(named: name, in: days) ?? roster.unit(named: name) else {
      let hint = Finding.hint(roster.unitNames(near: name))
      throw WorkspaceError(
        .usage, vi: "không có đơn vị \"\(name)\"" + hint.vietnamese,
        en: "there is no unit \"\(name)\"" + hint.english)
    }
    guard let map, let day = map.day, !map.units.contains(unit) else { return unit }
    let heirs = map.units.filter { map.sources(ofUnit: $0).contains(unit) }
    let (name, now) = (
      roster.units[unit].name, heirs.map { roster.units[$0].name }.joined(separator: ", ")
    )
    throw WorkspaceError(
      .usage,
      vi:
        "\(name) không còn là đơn vị tại ngày \(day.vietnamese) (kỳ này tính theo địa giới của ngày đó); số liệu của"
        + " đơn vị này nằm trong \(now)",
      en:
        "\(name) does not exist on \(day), whose boundaries this period uses; its records count in \(now)"
    )
  }
}
