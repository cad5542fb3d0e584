import Charting
import ClusterMetrics
import Intake

/// One unit among those of its cluster, on every indicator.
extension ChartMaker {
  /// A unit's place among its peers.
  ///
  /// - Parameter groups: the name that stands over an indicator and those behind it, where there is one.
  package func profile(
    ofUnit unit: Int, _ indicators: [Indicator], heading: (Indicator) -> String? = { _ in nil }
  ) -> Chart {
    let cluster = book.roster.units[unit].cluster
    let name = book.roster.units[unit].shortName
    let neutral =
      indicators.contains { $0.better == .neither }
      ? LocalizedText(
        vi: " (ở chỉ tiêu không xếp hạng: nhiều hơn)", en: " (more, where neither is better)")
      : LocalizedText("")
    return Chart(
      title: headlines.profile(ofUnit: unit, indicators),
      subtitle: words(
        "\(name) trong \(book.roster.clusters[cluster].name), \(periodText); mỗi dòng một thang đo, bên phải là tốt hơn\(words(neutral))",
        "\(name) in \(book.roster.clusters[cluster].name), \(periodText); each row has its own scale, better at the right\(words(neutral))"
      ),
      footer: words(
        "Nguồn: \(source(indicators)).", "Source: \(source(indicators)).")
        + profileNotes(unit, indicators),
      alternativeText: profileInWords(unit, indicators),
      body: profileRows(ofUnit: unit, indicators, heading: heading))
  }

  /// The rows of such a chart.
  func profileRows(
    ofUnit unit: Int, _ indicators: [Indicator], heading: (Indicator) -> String? = { _ in nil }
  ) -> ProfileRows {
    var items: [ProfileRows.Item] = []
    var last: String?
    for indicator in indicators {
      let group = heading(indicator)
      if let group, group != last { items.append(.heading(CategoryName(group))) }
      last = group
      items.append(profileItem(indicator, unit))
    }
    var columns = [
      (words("kỳ này", "this period"), 0), (chartWords.change, 2),
      (words("bình quân cụm", "cluster mean"), 5), (words("hạng", "rank"), 0),
      (words("so chỉ tiêu", "from target"), 3), (words("so kế hoạch", "of plan"), 4),
    ]
    // A column without a single number says nothing.
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
        middle: words("50% đơn vị ở giữa", "middle half"), median: words("trung vị", "median")),
      words: chartWords)
  }

  private func profileItem(_ indicator: Indicator, _ unit: Int) -> ProfileRows.Item {
    let peers = book.peers(
      indicator, inCluster: book.roster.units[unit].cluster, in: period)
    let tally = book.tally(indicator, for: .unit(unit), in: period)
    let format = words.format(indicator)
    let own = peers.units.firstIndex(of: unit)
    var others = peers.values
    if let own { others.remove(at: own) }
    func adverse(_ change: Double?) -> Bool {
      guard let change, format.signedText(change) != "±0" else { return false }
      switch indicator.better {
      case .more: return change < 0
      case .less: return change > 0
      case .neither: return false
      }
    }
    var cells = [ProfileRows.Cell(value(tally, format))]
    let comparison = hasBase ? book.comparison(indicator, of: tally, with: base) : nil
    let distance = tally.value.flatMap { value in indicator.target.map { value - $0 } }
    let reached = book.fulfilment(indicator, for: .unit(unit), in: period).map {
      $0.percent.map { words.planPercent($0) } ?? format.signedText($0.difference)
    }
    let rank = peers.rank(ofUnit: unit)
    let isShared = peers.ranks.count { $0 == rank } > 1
    cells += [
      .init(
        comparison?.change.map { format.signedText($0) } ?? (tally.value == nil ? "" : "…"),
        isAdverse: adverse(comparison?.change)),
      .init(peers.mean.map { words.averageFormat(indicator).text($0) } ?? ""),
      // "=" says that others have the same place.
      .init(
        peers.known > 1 ? rank.map { (isShared ? "=" : "") + "\($0)/\(peers.known)" } ?? "" : ""),
      .init(distance.map { format.signedText($0) } ?? "", isAdverse: adverse(distance)),
      .init(reached ?? ""),
    ]
    return ProfileRows.Item(
      CategoryName(words.heading(indicator), short: words.shortHeading(indicator)),
      // Three months are not set among half-years.
      own.flatMap { peers.values[$0] }.map { .number($0) }
        ?? (tally.value == nil ? tally.chartValue : .unstated),
      among: others.compactMap(\.self), direction: indicator.better.chartDirection, cells: cells)
  }

  /// A number as it stands in a column of text, or its sign.
  private func value(_ tally: Tally, _ format: ValueFormat) -> String {
    switch tally.value {
    case nil: tally.sign
    case let value?: words.text(value, of: tally, format) + (tally.lacksParts ? "*" : "")
    }
  }

  /// What asterisks and signs of equal places mean.
  func profileNotes(_ unit: Int, _ indicators: [Indicator]) -> String {
    let cluster = book.roster.units[unit].cluster
    var notes = ""
    let isShared = indicators.contains { indicator in
      let peers = book.peers(indicator, inCluster: cluster, in: period)
      return peers.rank(ofUnit: unit).map { rank in peers.ranks.count { $0 == rank } > 1 } ?? false
    }
    if isShared { notes += words(" \"=\": đồng hạng.", " \"=\": a shared rank.") }
    if indicators.contains(where: { book.tally($0, for: .unit(unit), in: period).lacksParts }) {
      notes += " " + words.partsNote
    }
    return notes
  }

  private func profileInWords(_ unit: Int, _ indicators: [Indicator]) -> String {
    let cluster = book.roster.units[unit].cluster
    let told = indicators.prefix(12).map { indicator in
      let peers = book.peers(indicator, inCluster: cluster, in: period)
      let tally = book.tally(indicator, for: .unit(unit), in: period)
      let rank = peers.rank(ofUnit: unit).map {
        words(" (hạng \($0)/\(peers.known))", " (rank \($0) of \(peers.known))")
      }
      let amount =
        tally.value.map { words.format(indicator).text($0) } ?? words.absence(tally)
      return words(indicator.name) + " " + amount + (rank ?? "")
    }
    return words(
      "Biểu đồ hồ sơ đơn vị: \(book.roster.units[unit].name), \(words.name(period)). ",
      "Profile of a unit: \(book.roster.units[unit].name), \(words.name(period)). ")
      + told.joined(separator: "; ") + "."
  }
}

extension Headlines {
  /// How many times a unit is better than the middle of its cluster, where it leads, and where it is last: "Nga Sơn: trên
  /// mức giữa của cụm ở 5/8 chỉ tiêu; dẫn đầu về lượt tiếp công dân".
  func profile(ofUnit unit: Int, _ indicators: [Indicator]) -> String {
    let name = book.roster.units[unit].shortName
    guard book.hasReportedPart(unit: unit, of: period) else {
      return name + ": " + words.notReported
    }
    let cluster = book.roster.units[unit].cluster
    var (first, last): ([String], [String]) = ([], [])
    var (above, compared) = (0, 0)
    var least: (known: Int, asked: Int)?
    for indicator in indicators where indicator.better != .neither {
      let peers = book.peers(indicator, inCluster: cluster, in: period)
      // Of a few among many nobody is first or last.
      guard peers.known > 2, peers.known * 2 >= peers.units.count,
        let place = peers.units.firstIndex(of: unit), let own = peers.values[place],
        let rank = peers.ranks[place], let median = peers.median
      else { continue }
      compared += 1
      if indicator.better == .less ? own < median : own > median { above += 1 }
      if peers.known < least?.known ?? .max { least = (peers.known, peers.units.count) }
      let isShared = peers.ranks.count { $0 == rank } > 1
      if rank == 1, !isShared { first.append(words.inSentence(words(indicator.name))) }
      if rank == peers.known, !isShared { last.append(words.inSentence(words(indicator.name))) }
    }
    guard compared > 0 else { return book.roster.units[unit].name }
    var parts = [
      words(
        "trên mức giữa của cụm ở \(above)/\(compared) chỉ tiêu",
        "better than the middle of its cluster in \(above) of \(compared) indicators")
    ]
    if !first.isEmpty { parts.append(words("dẫn đầu về \(few(first))", "first in \(few(first))")) }
    if !last.isEmpty { parts.append(words("cuối cụm về \(few(last))", "last in \(few(last))")) }
    let among = least.flatMap { known, asked in
      known * 10 < asked * 8
        ? words(
          " (xét \(known)/\(asked) đơn vị có số liệu)",
          " (of \(known) of \(asked) units with figures)")
        : nil
    }
    return name + ": " + parts.joined(separator: "; ") + (among ?? "")
  }

  /// Up to two names; of more how many.
  private func few(_ names: [String]) -> String {
    names.count < 3
      ? words.list(names)
      : words(
        "\(names[0]), \(names[1]) và \(names.count - 2) chỉ tiêu khác",
        "\(names[0]), \(names[1]) and \(names.count - 2) other\(names.count == 3 ? "" : "s")")
  }
}
