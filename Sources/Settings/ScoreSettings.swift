import ClusterMetrics
import Tables
import Yams

/// Reads `score` in `giaoban.yaml`.
struct ScoreSettings {
  package private(set) var rule: ScoreRule?
  /// The file with adjustments, within the project's folder.
  package private(set) var adjustments: String?

  /// The file with points that people gave.
  package private(set) var assessments: String?

  private static let keys = [
    "criteria", "adjustments", "assessments", "self_most", "superior_most", "bonus",
    "not_applicable", "ties", "decimals", "bands",
  ]

  init(_ node: Node, ids: [String], _ reader: inout SettingReader) {
    var rule = ScoreRule(criteria: [])
    var most = ScoreRule.AssessmentRule()
    for (key, _, value) in reader.entries(of: node, named: "score", known: ScoreSettings.keys) {
      let name = "score.\(key)"
      switch key {
      case "criteria":
        rule.criteria = reader.list(value, named: name).compactMap {
          ScoreSettings.criterion($0, ids, &reader)
        }
      case "bands":
        let bands = reader.list(value, named: name).compactMap {
          ScoreSettings.band($0, &reader)
        }
        rule.bands = bands.sorted { $0.from > $1.from }
      case "bonus":
        rule.bonus = reader.choice(value, named: name, as: ScoreRule.Bonus.self) ?? .outside
      case "not_applicable":
        rule.notApplicable =
          reader.choice(value, named: name, as: ScoreRule.NotApplicable.self) ?? .scale
      case "ties":
        rule.tieBreakers = reader.strings(value, named: name) ?? []
        for id in rule.tieBreakers { ScoreSettings.check(id, ids, value, named: name, &reader) }
      case "decimals": rule.decimals = reader.integer(value, named: name, in: 0...4) ?? 1
      case "self_most": most.ownMost = reader.number(value, named: name)
      case "superior_most": most.superiorMost = reader.number(value, named: name)
      default:
        guard let file = reader.string(value, named: name) else { continue }
        // A file of the folder, and no way out of it.
        guard !file.contains("/"), FileKind.mayBeTable(file) else {
          reader.reject(
            value, vi: "\(name) phải là tên một tệp .csv hoặc .xlsx trong thư mục của dự án",
            en: "\(name) must name a .csv or .xlsx file in the project's folder")
          continue
        }
        if key == "adjustments" { adjustments = file } else { assessments = file }
      }
    }
    if assessments != nil { rule.assessment = most }
    guard !rule.criteria.isEmpty || assessments != nil else {
      reader.reject(
        node, vi: "score cần criteria hoặc assessments", en: "score needs criteria or assessments")
      return
    }
    self.rule = rule
  }

  private static func criterion(
    _ node: Node, _ ids: [String], _ reader: inout SettingReader
  ) -> ScoreRule.Criterion? {
    var criterion = ScoreRule.Criterion(indicator: "", points: 0, full: 0)
    for (key, _, value) in reader.entries(
      of: node, named: "score.criteria", known: ["indicator", "points", "full", "none"])
    {
      let name = "score.criteria.\(key)"
      switch key {
      case "indicator":
        criterion.indicator = reader.string(value, named: name) ?? ""
        check(criterion.indicator, ids, value, named: name, &reader)
      case "points": criterion.points = reader.number(value, named: name) ?? 0
      case "full" where value.scalar?.string == "plan": criterion.full = nil
      case "full": criterion.full = reader.number(value, named: name) ?? 0
      default: criterion.none = reader.number(value, named: name) ?? 0
      }
    }
    guard !criterion.indicator.isEmpty, criterion.points > 0, criterion.full != criterion.none
    else {
      reader.reject(
        node,
        vi:
          "mỗi tiêu chí cần indicator, points lớn hơn 0 và full (một số, hoặc plan); full phải khác none",
        en:
          "each criterion needs indicator, points above 0, and full (a number, or plan); full must differ from none"
      )
      return nil
    }
    return criterion
  }

  private static func band(_ node: Node, _ reader: inout SettingReader) -> ScoreRule.Band? {
    var name: LocalizedText?
    var from: Double?
    for (key, _, value) in reader.entries(of: node, named: "score.bands", known: ["name", "from"]) {
      if key == "name" {
        name = reader.localized(value, named: "score.bands.name")
      } else {
        from = reader.number(value, named: "score.bands.from")
      }
    }
    guard let name, let from else {
      reader.reject(node, vi: "mỗi mức cần name và from", en: "each band needs name and from")
      return nil
    }
    return ScoreRule.Band(name: name, from: from)
  }

  private static func check(
    _ id: String, _ ids: [String], _ node: Node, named name: String, _ reader: inout SettingReader
  ) {
    guard !id.isEmpty, !ids.contains(id) else { return }
    reader.addUnknownIndicator(id, among: ids, node, named: name)
  }
}
