import ClusterMetrics
import Yams

/// What small multiples repeat.
package enum RepeatedKind: String, CaseIterable, Sendable {
  /// A line over periods for each unit.
  case trend
  /// The units of each cluster.
  case ranked, dumbbell
}

/// What units are read against.
package enum AverageKind: String, CaseIterable, Sendable {
  case mean, median
}

/// The order of units in a chart.
package enum UnitOrder: String, CaseIterable, Sendable {
  case value, roster
}

/// A chart as the command line or the settings ask for it.
package struct ChartSettings: Sendable, Equatable {
  package var kind: ChartKind
  /// Ids; none for all, of kinds that take several.
  package var indicators: [String] = []
  /// A title instead of the finding.
  package var title: LocalizedText?
  /// What the period stands beside.
  package var versus = Versus.lastYear
  /// The unit that stands out, by its name.
  package var highlight: String?
  /// The order of rows; `nil` for the usual one of the kind, which is by value except in tables.
  package var order: UnitOrder?
  /// A line across ranked bars.
  package var average: AverageKind?
  /// What small multiples repeat.
  package var repeated = RepeatedKind.trend
  /// What rows go by, as `giaoban tally --by` takes it; units without it.
  package var by: String?
  /// What the columns of a heat table go by, as `giaoban tally --across` takes it; indicators without it.
  package var across: String?
  /// Where the settings ask for it; `nil` on the command line.
  package var line: Int?

  package init(kind: ChartKind) { self.kind = kind }
}

/// How the pages of a pack lie.
package enum PackPaper: String, CaseIterable, Sendable {
  case landscape, portrait
}

/// A part of the default pack by its name, in the order in which the parts stand there.
package enum PackSection: String, CaseIterable, Sendable {
  case highlights, submissions, indicators, composition, heat, changes, clusters, score, units,
    texts, checks
  case revision, tables, method
}

/// A page, or several, that the settings ask for.
package enum PageSettings: Sendable, Equatable {
  case section(PackSection)
  /// One to four charts on a page.
  case charts(title: LocalizedText?, [ChartSettings])
}

extension SettingReader {
  /// `[highlights, {kind: dumbbell, indicator: dialogues}, {title: …, charts: [{…}, {…}]}]`
  package mutating func pages(_ node: Node) -> [PageSettings] {
    list(node, named: "pack.pages").compactMap { entry in
      guard case .mapping(let mapping) = entry else {
        return choice(entry, named: "pack.pages", as: PackSection.self).map { .section($0) }
      }
      guard mapping.keys.contains(where: { $0.scalar?.string == "charts" }) else {
        return chart(entry).map { .charts(title: nil, [$0]) }
      }
      var title: LocalizedText?
      var charts: [ChartSettings] = []
      for (key, _, value) in entries(of: entry, named: "pack.pages", known: ["title", "charts"]) {
        switch key {
        case "title": title = localized(value, named: "pack.pages.title")
        default:
          let nodes = list(value, named: "pack.pages.charts")
          charts = nodes.compactMap { chart($0) }
          guard !(1...4).contains(nodes.count) else { continue }
          reject(
            value, vi: "một trang có từ 1 đến 4 biểu đồ", en: "a page holds one to four charts")
        }
      }
      return .charts(title: title, charts)
    }
  }

  /// `{kind: ranked, indicator: dialogues, line: mean, versus: previous}`
  private mutating func chart(_ node: Node) -> ChartSettings? {
    let known = [
      "kind", "indicator", "title", "versus", "highlight", "sort", "line", "of", "by", "across",
    ]
    var settings = ChartSettings(kind: .ranked)
    let before = log.count(of: .error)
    var kind: ChartKind?
    var asked: [(option: ChartKind.Option, node: Node)] = []
    for (key, keyNode, value) in entries(of: node, named: "pack.pages", known: known) {
      let name = "pack.pages.\(key)"
      if let option = ChartKind.Option(rawValue: key) { asked.append((option, keyNode)) }
      switch key {
      case "kind": kind = choice(value, named: name, as: ChartKind.self)
      case "indicator": settings.indicators = strings(value, named: name) ?? []
      case "title": settings.title = localized(value, named: name)
      case "versus":
        let text = string(value, named: name)
        let named = text.flatMap { dayNames.days(named: $0) }.map { Versus.period(.named($0)) }
        guard let versus = named ?? text.flatMap({ Versus($0) }) else {
          reject(
            value, vi: "\(name) phải là last-year, previous hoặc một kỳ như 2021-H2",
            en: "\(name) must be last-year, previous or a period such as 2021-H2")
          continue
        }
        settings.versus = versus
      case "highlight": settings.highlight = string(value, named: name)
      case "sort":
        settings.order = choice(value, named: name, as: UnitOrder.self)
      case "by": settings.by = string(value, named: name)
      case "across": settings.across = string(value, named: name)
      case "line": settings.average = choice(value, named: name, as: AverageKind.self)
      default:
        settings.repeated =
          choice(value, named: name, as: RepeatedKind.self) ?? settings.repeated
      }
    }
    guard let kind else {
      rejectIncomplete(
        node, since: before,
        vi: "mỗi biểu đồ trong pack.pages cần kind (kiểu) và indicator (chỉ tiêu)",
        en: "each chart of pack.pages needs kind and indicator")
      return nil
    }
    settings.kind = kind
    settings.line = node.mark?.line
    for (option, node) in asked {
      do throws(ChartKind.Misfit) { try settings.check(asked: [option]) } catch {
        add(
          .badSetting, node, severity: .warning, vi: "pack.pages, \(error.message.vietnamese)",
          en: "pack.pages, \(error.message.english)")
      }
    }
    guard settings.across == nil || kind == .heat && settings.indicators.count == 1 else {
      reject(
        node, vi: "across chỉ dùng cho biểu đồ heat của một chỉ tiêu",
        en: "across goes with a chart of kind heat and one indicator")
      return nil
    }
    guard kind.takesSeveral || settings.indicators.count == 1 else {
      reject(
        node, vi: "biểu đồ \(kind.rawValue) cần đúng một chỉ tiêu: indicator: …",
        en: "a chart of kind \(kind.rawValue) needs one indicator: …")
      return nil
    }
    return settings
  }
}
