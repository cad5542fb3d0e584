import ClusterMetrics
import Findings
import OfficeWords
import Plausibility
import TableReading
import Settings
import Tables

/// How all registers of a project are read.
extension Project {
  /// What reading every table gave.
  struct Reading<Fold: ActivityFold> {
    var fold: Fold
    var log: FindingLog
    var files: [FileSummary]
    var vocabularies: [SharedVocabulary]
    /// Tables that were read wrongly, and how they must be read.
    var lessons: [TableSource: TableHabits]
    /// How tables of servers were read.
    var databases: [DatabaseReading]
  }

  /// Reads every register once, into folds.
  ///
  /// - Parameter cuts: the days between which activities of a unit count alike, so that a server may fold them; `nil` where
  ///   each activity is wanted.
  func read<Fold: ActivityFold>(
    _ plan: TallyPlan, _ catalogue: TableCatalogue, _ submissions: Submissions,
    _ habits: [TableSource: TableHabits], cuts: [Day]?, cores: Int, progress: (String) -> Void,
    makeFold: @escaping () -> Fold
  ) -> Reading<Fold> {
    var log = log
    log.merge(catalogue.log)
    var summaries: [FileSummary] = []
    var lessons: [TableSource: TableHabits] = [:]
    var activities = RegisterReading(
      definition: definition, roster: roster, plan: plan, cores: cores, makeFold: makeFold)
    let tables = catalogue.tables.filter { $0.role == .activities }
    let fresh = TableHabits(assuming: DecimalMark(assumedIn: definition, roster))
    for table in tables {
      progress(table.source.file)
      let own = habits[table.place] ?? fresh
      if let twin = own.twin {
        log.add(.sameRegister(table.place, twin))
        var summary = FileSummary(file: table.place.file, sheet: table.place.sheet)
        summary.rows = twin.rows
        summaries.append(summary)
        continue
      }
      activities.begin(table, own)
      do throws(TableFault) {
        var rest: TableFile?
        if let cuts {
          rest = try activities.fold(table, of: databases, cuts: cuts, isOnly: tables.count == 1)
        }
        let file = if let rest { rest } else { try catalogue.file(of: table) }
        for finding in try activities.read(file) { log.add(finding) }
        let (said, summary) = activities.finished()
        log.merge(said)
        summaries.append(summary)
        if activities.lesson != own { lessons[table.place] = activities.lesson }
      } catch  where databases.holds(table.source.file) {
        // Without its database a project has no numbers at all.
        log.add(.unreadable(error, file: table.source.file))
      } catch {
        log.add(
          .unread(table.place.file, table.place.sheet, because: .damaged(error.reason)))
      }
    }
    log.merge(submissions.log)
    summaries += submissions.files
    let columns = ColumnChecks(definition: definition, plan: plan)
    for finding in columns.findings(activities.headers, summaries, activities.unitsWithCommunes) {
      log.add(finding)
    }
    if summaries.contains(where: { $0.accepted > 0 }) {
      for finding in columns.texts(
        activities.vocabularies, activities.census, activities.headers,
        firstRow: { activities.firstRow(ofText: $0, category: $1, in: $2) })
      {
        log.add(finding)
      }
    }
    for finding in activities.outliers(definition) + activities.unlikeMeasures { log.add(finding) }
    return Reading(
      fold: activities.folded(into: makeFold()), log: log, files: summaries,
      vocabularies: activities.vocabularies, lessons: lessons,
      databases: activities.databaseReadings)
  }
}

extension Finding {
  /// A register that holds the same activities as another, and was left out.
  fileprivate static func sameRegister(_ table: TableSource, _ twin: TableHabits.Twin) -> Finding {
    Finding(
      .sameRegister, at: .init(file: table.file, sheet: table.sheet),
      vi:
        "sổ theo dõi này trùng với \(twin.name): \(twin.repeated) dòng sẽ bị tính hai lần; hãy xóa \(twin.remedy(table).vietnamese)",
      en:
        "this register holds the same as \(twin.name): \(twin.repeated) row\(twin.repeated == 1 ? "" : "s") would"
        + " count twice; delete \(twin.remedy(table).english)")
  }
}
