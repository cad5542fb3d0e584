import Charting
import ClusterMetrics
import Intake
import OrderedCollections
import Reporting
import ReportTables
import Settings

/// The answers of units in words: "Khó khăn, vướng mắc", by cluster and unit.
extension ReportContext {
  /// The answers for the period, and for periods within it, to each question, in the order of the roster.
  package var answers: [Manifest.Answers] {
    let days = book.calendar.days(of: period)
    let ordered = units.sorted { (roster.units[$0].cluster, $0) < (roster.units[$1].cluster, $1) }
    return project.definition.questions.map { question in
      let members = question.scope.members(of: roster)
      let own = Dictionary(
        grouping: intake.answers.filter {
          $0.question == question.id && days.contains(book.calendar.days(of: $0.period))
            && members?.contains($0.unit) ?? true
            && question.scope.holds(for: $0.period, book.calendar)
        }, by: \.unit)
      let entries = ordered.flatMap { unit -> [Manifest.Answers.Entry] in
        // Former units that merged into this one answered before.
        let earlier = book.boundaries.sources(ofUnit: unit).filter { $0 != unit }
        return (earlier + [unit]).flatMap { speaker -> [Manifest.Answers.Entry] in
          let inOrder = own[speaker, default: []].sorted {
            book.calendar.days(of: $0.period).lowerBound
              < book.calendar.days(of: $1.period).lowerBound
          }
          // Give an answer repeated in several months once, with all its months.
          let said = OrderedDictionary(grouping: inOrder) { NameKey($0.text) }
          let isOther = NameKey(roster.units[speaker].name) != NameKey(roster.units[unit].name)
          let lead = isOther ? roster.units[speaker].name : nil
          return said.values.map { answers in
            Manifest.Answers.Entry(
              cluster: roster.clusters[roster.units[unit].cluster].name,
              unit: roster.units[unit].name, text: told(answers, by: lead))
          }
        }
      }
      return Manifest.Answers(id: question.id, name: words(question.name), entries: entries)
    }
  }

  /// An answer, preceded by the names of its periods if these are only parts: "Tháng 6 năm 2022: …".
  ///
  /// - Parameter speaker: the unit that gave it, if it has since merged into another one.
  private func told(_ answers: [Answer], by speaker: String?) -> String {
    let days = book.calendar.days(of: period)
    let text = answers.first?.text ?? ""
    guard !answers.contains(where: { book.calendar.days(of: $0.period) == days }) else {
      return speaker.map { $0 + ": " + text } ?? text
    }
    let periods = words.list(answers.map { words.name($0.period) })
    return (speaker.map { $0 + ", " + periods } ?? words.sentence(periods)) + ": " + text
  }

  /// The questions with answers, each with a summarising sentence.
  package var toldAnswers: [(answers: Manifest.Answers, headline: String)] {
    zip(project.definition.questions, answers).compactMap { question, answers in
      guard !answers.entries.isEmpty else { return nil }
      let members = question.scope.members(of: roster)
      let asked =
        question.scope.holds(for: period, book.calendar)
        ? units.count { members?.contains($0) ?? true } : 0
      let answered = words.units(Set(answers.entries.map(\.unit)).count, of: asked)
      return (
        answers, answers.name + ": " + words("\(answered) có ý kiến", "\(answered) answered")
      )
    }
  }

  /// One or more pages for each question.
  func answerPages() throws(LayoutError) -> [PageDraft] {
    let context = LayoutContext(theme: pageTheme, measurer: measurer)
    var pages: [PageDraft] = []
    for (answers, headline) in toldAnswers {
      let table = answerTable(answers)
      let pieces = try table.pages(
        width: tableRoom.width, height: tableRoom.height, in: context)
      for (number, piece) in pieces.enumerated() {
        let isFirst = number == 0
        pages.append(
          PageDraft(
            anchor: ChartID.numbered("texts-" + answers.id, number),
            name: isFirst ? answers.name : "",
            headline: headline,
            subtitle: words(
              "Ý kiến của các đơn vị, \(maker.periodText)",
              "In the words of the units, \(maker.periodText)")
              + (pieces.count > 1 ? " · \(number + 1)/\(pieces.count)" : ""),
            note: words(
              "Nguồn: báo cáo của các đơn vị, chép nguyên văn.",
              "Source: reports of the units, word for word."),
            alternativeText: headline
          ) { (body, frame) throws(LayoutError) in try piece.marks(in: body, frame.context) })
      }
    }
    return pages
  }

  /// Units with their answers, below the names of clusters if there are several.
  private func answerTable(_ answers: Manifest.Answers) -> DataTable {
    let hasClusters = self.unit == nil && roster.clusters.count > 1
    var (cluster, unit): (String?, String?)
    var rows: [DataTable.Row] = []
    for entry in answers.entries {
      if hasClusters, entry.cluster != cluster {
        rows.append(.init([entry.cluster, ""], isTotal: true))
        cluster = entry.cluster
      }
      for (number, piece) in ReportContext.pieces(of: entry.text).enumerated() {
        rows.append(.init([number == 0 && entry.unit != unit ? entry.unit : "", piece]))
      }
      unit = entry.unit
    }
    return DataTable(
      columns: [
        .init(words("Đơn vị", "Unit"), wraps: true),
        .init(words("Nội dung", "Answer"), wraps: true),
      ], rows: rows)
  }

  /// Splits a text into rows that fit on a page: into its lines, and long ones into sentences.
  private static func pieces(of text: String) -> [String] {
    let most = 700
    return text.split(separator: "\n").flatMap { line -> [String] in
      guard line.count > most else { return [String(line)] }
      var pieces = [""]
      for word in line.split(separator: " ") {
        if pieces[pieces.count - 1].count + word.count > most { pieces.append("") }
        pieces[pieces.count - 1] += (pieces[pieces.count - 1].isEmpty ? "" : " ") + word
      }
      return pieces
    }
  }
}
