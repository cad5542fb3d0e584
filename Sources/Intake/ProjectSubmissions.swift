import ClusterMetrics
import Findings
import OfficeWords
import ReportTables
import Settings
import TableReading
import Tables

/// How all tables are read that hold what units report themselves.
extension Project {
  /// What the tables with submissions hold.
  struct Submissions {
    var numbers: [ReportedNumber] = []
    /// All that was reported, what does not count among it.
    var ledger: SubmissionLedger
    /// How many others contradict each other.
    var contradicting = 0
    /// Where numbers stand that do not count, because they contradict each other or were corrected.
    var uncounted: Set<Finding.Place> = []
    var answers: [Answer] = []
    var log = FindingLog()
    var files: [FileSummary] = []
    var lessons: [TableSource: TableHabits] = [:]
    /// The units that reported a number of their own, by period and indicator.
    var reporters: [Period: [String: Set<Int>]] = [:]
  }

  func readSubmissions(
    _ catalogue: TableCatalogue, _ reports: [ReportTable], _ calendar: ReportingCalendar,
    _ habits: [TableSource: TableHabits], progress: (String) -> Void
  ) -> Submissions {
    let names = NameResolver(roster: roster, spellingLimit: definition.limits.spellings)
    let indicators = IndicatorNames(definition)
    var result = Submissions(ledger: SubmissionLedger(calendar: calendar))
    let fresh = TableHabits(assuming: DecimalMark(assumedIn: definition, roster))
    for table in catalogue.tables where table.role == .submissions {
      progress(table.source.file)
      let own = habits[table.place] ?? fresh
      var reading = SubmissionReading(
        table: table, habits: own, names: names, indicators: indicators, definition: definition)
      do throws(TableFault) {
        let file = try catalogue.file(of: table)
        for finding in try reading.read(file) { result.log.add(finding) }
        guard let read = reading.result else { continue }
        result.log.merge(read.log)
        result.files.append(read.summary)
        if read.lesson != own { result.lessons[table.place] = read.lesson }
        for number in read.numbers { result.ledger.add(number) }
        result.answers += read.answers
      } catch {
        result.log.add(
          .unread(table.place.file, table.place.sheet, because: .damaged(error.reason)))
      }
    }
    for report in reports {
      result.log.merge(report.log)
      result.answers += report.answers
      guard !report.numbers.isEmpty else { continue }
      result.files.append(report.summary)
      for number in report.numbers { result.ledger.add(number) }
    }
    (result.numbers, result.contradicting, result.uncounted) = result.ledger.resolved(&result.log)
    let corrected = result.log.cells.keys.filter { result.log.corrections[$0] != nil }
    for (index, file) in result.files.enumerated() {
      result.files[index].correct(
        corrected.count { ($0.file, $0.sheet) == (file.file, file.sheet) })
      result.files[index].uncounted += result.uncounted.count {
        ($0.file, $0.sheet) == (file.file, file.sheet)
      }
    }
    for submission in result.numbers.compactMap(\.submission) {
      result.reporters[submission.period, default: [:]][submission.indicator, default: []]
        .insert(submission.unit)
    }
    return result
  }
}
