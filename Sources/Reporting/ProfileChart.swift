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
    return Chart(
      title: headlines.profile(ofUnit: unit, indicators),
      subtitle: words(
        "\(name) trong \(book.roster.clusters[cluster].name), \(periodText); mỗi dòng một thang đo, bên phải là tốt hơn",
        "\(name) in \(book.roster.clusters[cluster].name), \(periodText); each row has its own scale, better at the right"
      ),
      footer: words(
        "Nguồn: \(source(indicators)).", "Source: \(source(indicators))."),
      alternativeText: profileInWords(unit, indicators),
      body: profileRows(ofUnit: unit, indicators, heading: heading))
  }

  /// The rows of such a chart.
  func profileRows(
    ofUnit unit: Int, _ indicators: [Indicator], heading: (Indicator) -> String? = { _ in nil }
  ) -> ProfileRows {
    let hasTargets = indicators.contains { $0.target != nil }
    let hasPlans = indicators.contains {
      book.fulfilment($0, for: .unit(unit), in: period) != nil
    }
    var items: [ProfileRows.Item] = []
    var last: String?
    for indicator in indicators {
      let group = heading(indicator)
      if let group, group != last { items.append(.heading(CategoryName(group))) }
      last = group
      items.append(profileItem(indicator, unit, hasTargets: hasTargets, hasPlans: hasPlans))
    }
    return ProfileRows(
      items,
      columns: [words("kỳ này", "this period")]
        + (hasBase ? [chartWords.change] : [])
        + [words("bình quân cụm", "cluster mean"), words("hạng", "rank")]
        + (hasTargets ? [words("so chỉ tiêu", "from target")] : [])
        + (hasPlans ? [words("so kế hoạch", "of plan")] : []),
      key: .init(
        own: book.roster.units[unit].shortName,
        others: words("đơn vị khác của cụm", "other units of the cluster"),
        middle: words("nửa ở giữa", "middle half"), median: words("trung vị", "median")),
      words: chartWords)
  }

  private func profileItem(
    _ indicator: Indicator, _ unit: Int, hasTargets: Bool, hasPlans: Bool
  ) -> ProfileRows.Item {
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
    if hasBase {
      let comparison = book.comparison(indicator, of: tally, with: base)
      cells.append(
        .init(
          comparison.change.map { format.signedText($0) } ?? (tally.value == nil ? "" : "…"),
          isAdverse: adverse(comparison.change)))
    }
    cells.append(.init(peers.mean.map { words.averageFormat(indicator).text($0) } ?? ""))
    let rank = peers.rank(ofUnit: unit)
    cells.append(.init(peers.known > 1 ? rank.map { "\($0)/\(peers.known)" } ?? "" : ""))
    if hasTargets {
      let distance = tally.value.flatMap { value in indicator.target.map { value - $0 } }
      cells.append(
        .init(distance.map { format.signedText($0) } ?? "", isAdverse: adverse(distance)))
    }
    if hasPlans {
      let reached = book.fulfilment(indicator, for: .unit(unit), in: period)
      cells.append(
        .init(
          reached.map {
            $0.percent.map { words.planPercent($0) } ?? format.signedText($0.difference)
          } ?? ""))
    }
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
    case let value?: words.text(value, of: tally, format)
    }
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
  /// Where a unit leads, and where it is last: "Nga Sơn dẫn đầu cụm về Lượt tiếp công dân; cuối cụm về …".
  func profile(ofUnit unit: Int, _ indicators: [Indicator]) -> String {
    let name = book.roster.units[unit].shortName
    let cluster = book.roster.units[unit].cluster
    var (first, last): ([String], [String]) = ([], [])
    var best: (share: Double, text: String)?
    for indicator in indicators where indicator.better != .neither {
      let peers = book.peers(indicator, inCluster: cluster, in: period)
      guard peers.known > 2, let rank = peers.rank(ofUnit: unit) else { continue }
      let own = words(indicator.name)
      let ranks = peers.ranks.compactMap(\.self)
      // Where all are equal nobody is first or last.
      guard let worst = ranks.max(), worst > 1 else { continue }
      let isShared = ranks.count(where: { $0 == rank }) > 1
      if rank == 1 {
        if !isShared { first.append(own) }
      } else if rank == worst, !isShared {
        last.append(own)
      }
      let share = Double(rank) / Double(peers.known)
      if !isShared, best.map({ share < $0.share }) ?? true {
        best = (
          share,
          words("hạng \(rank)/\(peers.known) về \(own)", "rank \(rank) of \(peers.known) in \(own)")
        )
      }
    }
    var parts: [String] = []
    if !first.isEmpty {
      parts.append(words("dẫn đầu cụm về \(few(first))", "first of its cluster in \(few(first))"))
    } else if let best, best.share <= 0.5 {
      parts.append(words("cao nhất là \(best.text)", "at best \(best.text)"))
    }
    if !last.isEmpty {
      parts.append(words("cuối cụm về \(few(last))", "last of its cluster in \(few(last))"))
    }
    return parts.isEmpty
      ? book.roster.units[unit].name : name + ": " + parts.joined(separator: "; ")
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
