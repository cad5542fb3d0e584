import Charting
import ClusterMetrics
import Findings
import Intake
import ReportWords
import Settings

/// A unit compared with those of its cluster on every indicator: a chart and its texts. The peers of each indicator are
/// determined once for all of them.
package struct UnitProfile {
  /// An indicator of the unit, with its peers.
  private struct Entry {
    let indicator: Indicator
    let peers: PeerComparison
    let tally: Tally
    /// The unit's index among the peers' units.
    let place: Int?

    var rank: Int? { place.flatMap { peers.ranks[$0] } }
    /// Whether others have the same rank.
    var isShared: Bool { rank.map { rank in peers.ranks.count { $0 == rank } > 1 } ?? false }
  }

  private let maker: ChartMaker
  private let unit: Int
  private let entries: [Entry]
  /// The heading above an indicator and those after it, if there is one.
  private let heading: (Indicator) -> String?

  private var book: TallyBook { maker.book }
  private var words: Wording { maker.words }
  private var period: Period { maker.period }
  private var indicators: [Indicator] { entries.map(\.indicator) }

  package init(
    _ maker: ChartMaker, ofUnit unit: Int, _ indicators: [Indicator],
    heading: @escaping (Indicator) -> String?
  ) {
    (self.maker, self.unit, self.heading) = (maker, unit, heading)
    let cluster = maker.book.roster.units[unit].cluster
    entries = indicators.map { indicator in
      let peers = maker.book.peers(indicator, inCluster: cluster, in: maker.period)
      return Entry(
        indicator: indicator, peers: peers,
        tally: maker.book.tally(indicator, for: .unit(unit), in: maker.period),
        place: peers.units.firstIndex(of: unit))
    }
  }

  /// The chart of the unit's ranks.
  package var chart: Chart {
    let cluster = book.roster.units[unit].cluster
    let name = book.roster.units[unit].shortName
    let neutral =
      indicators.contains { $0.better == .neither }
      ? LocalizedText(
        vi: " (ở chỉ tiêu không xếp hạng: nhiều hơn)", en: " (more, where neither is better)")
      : LocalizedText("")
    let source = maker.source(indicators)
    return Chart(
      title: title,
      subtitle: words(
        "\(name) trong \(book.roster.clusters[cluster].name), \(maker.periodText); mỗi dòng một thang đo, bên phải là tốt hơn\(words(neutral))",
        "\(name) in \(book.roster.clusters[cluster].name), \(maker.periodText); each row has its own scale, better at the right\(words(neutral))"
      ),
      footer: words("Nguồn: \(source).", "Source: \(source).") + notes,
      alternativeText: inWords, body: rows)
  }

  /// The rows of the chart.
  package var rows: ProfileRows {
    var items: [ProfileRows.Item] = []
    var last: String?
    for entry in entries {
      let group = heading(entry.indicator)
      if group != last { items.append(.heading(CategoryName(group ?? words.otherIndicators))) }
      last = group
      items.append(item(entry))
    }
    var columns = [
      (words("kỳ này", "this period"), 0),
      (maker.chartWords(of: entries.map(\.indicator)).change, 2),
      (words("bình quân cụm", "cluster mean"), 5), (words("hạng", "rank"), 0),
      (words("so chỉ tiêu", "from target"), 3), (words("so kế hoạch", "of plan"), 4),
    ]
    // Omit columns without a single number.
    for column in columns.indices.reversed() where column > 0 {
      let isEmpty = items.allSatisfy {
        !$0.cells.indices.contains(column) || ["", "…"].contains($0.cells[column].text)
      }
      guard isEmpty else { continue }
      columns.remove(at: column)
      for index in items.indices where items[index].cells.indices.contains(column) {
        items[index].cells.remove(at: column)
      }
    }
    return ProfileRows(
      items, columns: columns.map(\.0),
      leastImportant: columns.indices.filter { columns[$0].1 > 0 }.sorted {
        columns[$0].1 > columns[$1].1
      },
      key: .init(
        own: book.roster.units[unit].shortName,
        others: words("đơn vị khác của cụm", "other units of the cluster"),
        middle: words("khoảng tứ phân vị", "middle half"), median: words("trung vị", "median")),
      words: maker.chartWords(of: entries.map(\.indicator)))
  }

  private func item(_ entry: Entry) -> ProfileRows.Item {
    let (indicator, peers, tally) = (entry.indicator, entry.peers, entry.tally)
    let format = words.format(indicator)
    var others = peers.values
    if let place = entry.place { others.remove(at: place) }
    func adverse(_ change: Double?) -> Bool {
      change.map { indicator.better.isBad($0) && format.isChange($0) } ?? false
    }
    var cells = [ProfileRows.Cell(value(tally, format))]
    let comparison =
      maker.hasBase ? book.comparison(indicator, of: tally, with: maker.base) : nil
    let distance = tally.value.flatMap { value in indicator.target.map { value - $0 } }
    let reached = book.fulfilment(indicator, for: .unit(unit), in: period).map {
      $0.percent.map { words.planPercent($0) } ?? format.signedText($0.difference)
    }
    let rank = entry.rank.map { (entry.isShared ? "=" : "") + "\($0)/\(peers.known)" }
    cells += [
      .init(
        comparison?.change.map { format.signedText($0) } ?? (tally.value == nil ? "" : "…"),
        isAdverse: adverse(comparison?.change)),
      .init(peers.mean.map { words.averageFormat(indicator).text($0) } ?? ""),
      // "=" marks a shared rank.
      .init(peers.known > 1 ? rank ?? "" : ""),
      .init(distance.map { format.signedText($0) } ?? "", isAdverse: adverse(distance)),
      .init(reached ?? ""),
    ]
    return ProfileRows.Item(
      CategoryName(words.heading(indicator), short: words.shortHeading(indicator)),
      // Three months are not comparable with half-years.
      entry.place.flatMap { peers.values[$0] }.map { .number($0) }
        ?? (tally.value == nil ? tally.chartValue : .unstated),
      among: others.compactMap(\.self), direction: indicator.better.chartDirection, cells: cells)
  }

  /// A number in a column of text, or its sign.
  private func value(_ tally: Tally, _ format: ValueFormat) -> String {
    switch tally.value {
    case nil: tally.sign
    case let value?: words.text(value, of: tally, format) + (tally.lacksParts ? "*" : "")
    }
  }

  /// The basis of ranks if no unit has reported the whole period, for use after a note on the others.
  package var ofParts: String {
    let ranked = entries.filter { $0.peers.known > 0 }
    let isAll = ranked.allSatisfy(\.peers.areParts)
    guard ranked.contains(where: \.peers.areParts) else { return "" }
    return isAll
      ? words(
        "; kỳ này chưa đơn vị nào đủ kỳ nên tính trên số liệu hiện có",
        "; no unit has reported all of this period, so ranks use the partial figures")
      : words(
        "; chỉ tiêu chưa đơn vị nào đủ kỳ thì tính trên số liệu hiện có",
        "; where no unit has, ranks use the partial figures")
  }

  /// The meaning of asterisks and signs of equal ranks.
  package var notes: String {
    (entries.contains(where: \.isShared)
      ? words(" \"=\": đồng hạng.", " \"=\": a shared rank.") : "")
      + (entries.contains(where: \.tally.lacksParts)
        ? " " + words.partsNote(of: entries.map(\.tally)) : "")
  }

  /// The alternative text.
  package var inWords: String {
    let told = entries.prefix(12).map { entry in
      let rank = entry.rank.map {
        words(" (hạng \($0)/\(entry.peers.known))", " (rank \($0) of \(entry.peers.known))")
      }
      let amount =
        entry.tally.value.map { words.format(entry.indicator).text($0) }
        ?? words.absence(entry.tally)
      return words(entry.indicator.name) + " " + amount + (rank ?? "")
    }
    return words(
      "Biểu đồ hồ sơ đơn vị: \(book.roster.units[unit].name), \(words.name(period)). ",
      "Profile of a unit: \(book.roster.units[unit].name), \(words.name(period)). ")
      + told.joined(separator: "; ") + "."
  }

  /// The number of indicators in which a unit is better than its cluster's median, those in which it leads, and those
  /// in which it is last: "Nga Sơn: tốt hơn trung vị của cụm ở 5/8 chỉ tiêu; dẫn đầu về lượt tiếp công dân".
  package var title: String {
    let name = book.roster.units[unit].shortName
    guard book.hasReportedPart(unit: unit, of: period) else {
      return name + ": " + words.notReported
    }
    // If less is better, "first in poverty" would mean the opposite.
    let ends = [
      words("dẫn đầu về", "first in"), words("thấp nhất cụm về", "lowest of its cluster in"),
      words("cuối cụm về", "last in"), words("cao nhất cụm về", "highest of its cluster in"),
    ]
    var named = [[String]](repeating: [], count: ends.count)
    var (above, compared, ofParts) = (0, 0, 0)
    var least: (known: Int, asked: Int)?
    for entry in entries where entry.indicator.better != .neither {
      let (indicator, peers) = (entry.indicator, entry.peers)
      // With few of many known, no unit is first or last.
      guard peers.known > 2, peers.known * 2 >= peers.asked,
        let own = entry.place.flatMap({ peers.values[$0] }), let rank = entry.rank,
        let median = peers.median
      else { continue }
      compared += 1
      if peers.areParts { ofParts += 1 }
      if indicator.better == .less ? own < median : own > median { above += 1 }
      if peers.known < least?.known ?? .max { least = (peers.known, peers.asked) }
      guard !entry.isShared else { continue }
      guard rank == 1 || rank == peers.known else { continue }
      // A comma in a name would look like a separator.
      let full = words(indicator.name)
      let short = indicator.shortName.map { words($0) } ?? full
      named[(rank == 1 ? 0 : 2) + (indicator.better == .less ? 1 : 0)].append(
        words.inSentence(full.contains(",") ? short : full))
    }
    guard compared > 0 else { return book.roster.units[unit].name }
    let indicators = compared == 1 ? "indicator" : "indicators"
    let first =
      above == 0
      ? words(
        "không tốt hơn trung vị của cụm ở chỉ\u{A0}tiêu nào",
        "better than the cluster median in none of \(compared) \(indicators)")
      : words(
        "tốt hơn trung vị của cụm ở \(above)/\(compared) chỉ\u{A0}tiêu",
        "better than the cluster median in \(above) of \(compared) \(indicators)")
    let among = least.flatMap { known, asked in
      known * 10 < asked * 8
        ? words(
          " (có chỉ tiêu chỉ \(known)/\(asked) đơn vị có số liệu)",
          " (for some indicators only \(known) of \(asked) units have figures)")
        : nil
    }
    let parts =
      ofParts == compared
      ? words(" (số liệu chưa đủ kỳ)", " (figures of parts of the period)") : ""
    // Try as many names as the title has room for.
    let titles = [2, 1, 0].lazy.map { most in
      let told =
        most == 0
        ? counted(named)
        : zip(ends, named).filter { !$1.isEmpty }.map { "\($0) \(few($1, most))" }
      return name + ": " + ([first] + told).joined(separator: "; ") + (among ?? "") + parts
    }
    return titles.first { $0.count <= UnitProfile.longestTitle } ?? titles[titles.endIndex - 1]
  }

  /// The number of characters in two lines of a landscape page.
  private static let longestTitle = 170

  /// The numbers of indicators in which the unit is the best and the last of its cluster, without their names: then it
  /// does not matter in which of them less is better.
  private func counted(_ named: [[String]]) -> [String] {
    let (best, last) = (named[0].count + named[1].count, named[2].count + named[3].count)
    func indicators(_ count: Int) -> String { "\(count) indicator\(count == 1 ? "" : "s")" }
    return [
      best == 0
        ? nil
        : words(
          "tốt nhất cụm ở \(best) chỉ\u{A0}tiêu", "best of its cluster in \(indicators(best))"),
      last == 0
        ? nil : words("kém nhất cụm ở \(last) chỉ\u{A0}tiêu", "last in \(indicators(last))"),
    ].compactMap(\.self)
  }

  /// A list of up to this many names; for more, their number.
  private func few(_ names: [String], _ most: Int) -> String {
    let rest = names.count - most
    if rest <= 0 { return words.list(names) }
    let named = names.prefix(most).joined(separator: ", ")
    return words(
      "\(named) và \(rest) chỉ tiêu khác",
      "\(named) and \(rest) other\(rest == 1 ? "" : "s")")
  }
}
