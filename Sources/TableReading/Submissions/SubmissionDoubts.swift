import ClusterMetrics
import Findings
import OfficeWords
import Tables

extension TableReader {
  /// Says what is doubtful in the lines above a table: a unit that the file is not named after, and a day of sending that is none.
  mutating func sayDoubts(of header: Header, _ names: NameResolver) {
    if header[.unit] == nil, let said = preface[.unit], let row = said.row {
      let units = names.roster.units(named: said.text)
      if let own = units.first, let other = names.unit(ofFile: file, sheet: sheet, than: units) {
        log.add(
          .otherUnit(
            names.roster.units[own].name, named: names.roster.units[other].name,
            at: .init(file: file, sheet: sheet, row: row, column: said.column + 1)))
      }
    }
    guard header[.sent] == nil, let sent = preface[.sent], let row = sent.row,
      SentDay.read(sent.text) == nil
    else { return }
    log.add(
      Finding(
        .badDate, .warning, at: .init(file: file, sheet: sheet, row: row, column: sent.column + 1),
        about: sent.text,
        vi: "\"\(sent.text)\" không phải là ngày gửi; hãy viết ngày/tháng/năm",
        en: "\"\(sent.text)\" is not a date of sending; write day/month/year"))
  }

  mutating func addEmptyCorrection(_ column: Int, of indicator: String) {
    add(
      .missingValue, .warning, column: column, about: indicator,
      vi: "dòng đính chính không có số, nên không thay cho số nào",
      en: "a correction without a number replaces nothing")
  }
}
