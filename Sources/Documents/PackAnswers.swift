import CairoRenderer
import ClusterMetrics
import Foundation
import Office
import PackPages
import Packs
import Reporting
import ReportWords
import Slides

/// The contents of a pack for the placeholders of a document, read from its `manifest.json`.
final class PackAnswers {
  let manifest: Manifest
  /// The language of the pack, and of messages about the document.
  let words: Wording
  /// Measures the text of tables.
  let measurer = PangoMeasurer()
  private let folder: URL
  private let roster: Roster
  private let numbers: [Key: Manifest.Number]
  private let charts: [String: Manifest.Chart]
  private let tables: [String: Manifest.Table]

  private struct Key: Hashable {
    var indicator: String
    var cluster: String
    var unit: String
  }

  /// - Throws: `DocumentError.noPack` if the folder has no readable manifest.
  init(folder: URL) throws(DocumentError) {
    self.folder = folder
    let path = folder.appending(path: Manifest.fileName)
    guard let data = try? Data(contentsOf: path) else {
      throw .noPack(
        folder.relativePath,
        reason: LocalizedText(
          vi: "thư mục không có \(Manifest.fileName); hãy làm bộ biểu đồ bằng \"giaoban pack\"",
          en: "there is no \(Manifest.fileName); \"giaoban pack\" makes a pack"))
    }
    do {
      manifest = try Manifest(data)
    } catch {
      guard (try? JSONSerialization.jsonObject(with: data)) != nil else {
        throw .noPack(
          folder.relativePath,
          reason: LocalizedText(
            vi: "\(Manifest.fileName) bị hỏng hoặc bị cắt cụt; hãy làm lại bộ biểu đồ",
            en: "its \(Manifest.fileName) is damaged or cut off; make the pack anew"))
      }
      throw .noPack(
        folder.relativePath,
        reason: LocalizedText(
          vi: "\(Manifest.fileName) thuộc phiên bản khác; hãy làm lại bộ biểu đồ",
          en: "its \(Manifest.fileName) is of another version; make the pack anew"))
    }
    words = Wording(Language(rawValue: manifest.language) ?? .english)
    var roster = Roster()
    for unit in manifest.units {
      let cluster = roster.cluster(named: unit.cluster)
      let number = roster.unit(named: unit.name, kind: "", cluster: cluster, validity: .always)
      if let number { roster.setShortName(unit.shortName, ofUnit: number) }
    }
    self.roster = roster
    numbers = Dictionary(
      manifest.numbers.map {
        (Key(indicator: $0.indicator, cluster: $0.cluster, unit: $0.unit), $0)
      }, uniquingKeysWith: { first, _ in first })
    charts = Dictionary(
      manifest.charts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    tables = Dictionary(
      manifest.tables.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The reason why a placeholder cannot be filled, in words; hints name what exists.
  struct NoAnswer: Error {
    var reason: String
  }

  /// The text of a number.
  func text(_ id: String, _ field: String, _ group: String) throws(NoAnswer) -> Text {
    if let general = manifest.texts[id] {
      guard group.isEmpty else {
        throw NoAnswer(
          reason: words(
            "\(id) là nội dung chung, không tách theo đơn vị; hãy bỏ phần sau dấu hai chấm",
            "\(id) is the same for all units; take out what follows the colon"))
      }
      guard let text = general[field] else {
        throw none(.field, field, among: Array(general.keys))
      }
      return Text(text: text, doubt: nil)
    }
    guard numbers.keys.contains(where: { $0.indicator == id }) else { throw noNumber(id) }
    let (cluster, unit) = try names(of: group)
    guard let number = numbers[Key(indicator: id, cluster: cluster, unit: unit)] else {
      throw NoAnswer(
        reason: words(
          "bộ biểu đồ không có \(id) của \(group)", "the pack has no \(id) for \(group)"))
    }
    guard let text = number.texts[field] ?? ownText(field, of: number) else {
      if let reason = lack(of: field) {
        throw NoAnswer(reason: words("\(id) \(reason.vietnamese)", "\(id) \(reason.english)"))
      }
      throw none(.field, field, among: Array(number.texts.keys))
    }
    let value = number.texts[Placeholder.valueField] ?? ""
    let name =
      "{{\(Placeholder.number(id: id, field: Placeholder.valueField, group: group).written)}}"
    let doubt: String? =
      switch Tally.Status(rawValue: number.status) {
      case .complete, nil: nil
      case .notApplicable, .indivisible, .hidden:
        field == Placeholder.valueField ? "\(name): \(value)" : nil
      case .partial, .missing: "\(name): \(value) (\(number.texts["units"] ?? ""))"
      }
    return Text(text: text, doubt: doubt)
  }

  /// The number since the beginning of the year, if the period of the pack begins with it: the number itself.
  private func ownText(_ field: String, of number: Manifest.Number) -> String? {
    let prefix = Placeholder.yearToDateField
    guard field.hasPrefix(prefix), let period = manifest.texts["period"],
      period[prefix] == period[Placeholder.valueField]
    else { return nil }
    let own = field == prefix ? Placeholder.valueField : String(field.dropFirst(prefix.count + 1))
    return number.texts[own]
  }

  /// The text for a placeholder of a number; `nil` for any other placeholder.
  func number(_ content: Substring) throws(NoAnswer) -> Text? {
    guard case .number(let id, let field, let group)? = Placeholder(content) else { return nil }
    return try text(id, field, group)
  }

  /// A text with its numbers filled in and counted.
  func filled(_ text: String, _ log: inout AttachmentLog) throws(NoAnswer) -> String {
    var filled = text
    for (range, content) in Placeholder.all(in: text).reversed() {
      guard let answer = try number(content) else { continue }
      filled.replaceSubrange(range, with: answer.text)
      log.count(answer)
    }
    return filled
  }

  struct Text {
    var text: String
    /// The caveat of its number, independent of the field: "{{dialogues}}: 97 (9/10 đơn vị)".
    var doubt: String?
  }

  /// The cluster and unit, as named in the manifest.
  private func names(of group: String) throws(NoAnswer) -> (cluster: String, unit: String) {
    guard !group.isEmpty else { return ("", "") }
    if let unit = roster.unit(named: group) {
      return (roster.clusters[roster.units[unit].cluster].name, roster.units[unit].name)
    }
    if let cluster = roster.cluster(named: group) { return (roster.clusters[cluster].name, "") }
    throw none(.group, group, among: roster.units.map(\.name) + roster.clusters.map(\.name))
  }

  func chart(_ id: String) throws(NoAnswer) -> Manifest.Chart {
    guard let chart = charts[id] else { throw none(.chart, id, among: Array(charts.keys)) }
    return chart
  }

  func table(_ id: String) throws(NoAnswer) -> Manifest.Table {
    guard let table = tables[id] else { throw none(.table, id, among: Array(tables.keys)) }
    return table
  }

  /// The answers of units to a question, a line for each paragraph.
  func lines(_ id: String) throws(NoAnswer) -> [String] {
    let known = manifest.answers ?? []
    guard let answers = known.first(where: { $0.id == id }) else {
      throw none(.question, id, among: known.map(\.id))
    }
    let lines = answers.entries.flatMap { entry -> [String] in
      // An answer is plain text, whatever it looks like.
      let lines = entry.text.replacing("{{", with: "{ {").split(separator: "\n").map(String.init)
      return lines.enumerated().map { $0 == 0 ? entry.unit + ": " + $1 : $1 }
    }
    // Who has not answered has not said that there is nothing.
    return lines.isEmpty ? [words("Không đơn vị nào nêu.", "No unit has named any.")] : lines
  }

  /// The picture of a chart as a PNG.
  func picture(of chart: Manifest.Chart) throws(DocumentError) -> Data {
    guard let file = chart.files["png"] else {
      throw .noPack(
        folder.relativePath,
        reason: LocalizedText(
          vi:
            "bộ biểu đồ không có hình PNG; hãy làm lại mà không dùng --only, hoặc ghi png trong cả --only và --formats",
          en:
            "it has no PNG; make it again without --only, or with png in both --only and --formats"
        ))
    }
    guard let data = try? Data(contentsOf: folder.appending(path: file)) else {
      throw .noPack(
        folder.relativePath,
        reason: LocalizedText(
          vi: "không có \(file); hãy làm lại bộ biểu đồ",
          en: "\(file) is not there; make the pack anew"))
    }
    return data
  }

  /// A chart as an SVG with its text as outlines, if the pack has it as an SVG.
  ///
  /// Office ignores the text widths in an SVG, and the fonts are seldom installed.
  func outlines(of chart: Manifest.Chart) -> Data? {
    chart.files["svg"].flatMap { try? Data(contentsOf: folder.appending(path: $0)) }
      .flatMap { try? OutlineSVG().data($0) }
  }

  /// The picture of a chart for a box with these proportions, with margins if they differ from the chart's.
  func picture(
    of chart: Manifest.Chart, forBox width: Double, _ height: Double
  ) throws -> (png: Data, outlines: Data?, isPadded: Bool) {
    let png = try picture(of: chart)
    guard width > 0, height > 0 else { return (png, outlines(of: chart), false) }
    let padded = try PNGRenderer().padded(
      png, toRatio: height / width, title: chart.title, description: chart.alternativeText)
    // The SVG has the chart's own proportions, and would be distorted.
    return (padded ?? png, padded == nil ? outlines(of: chart) : nil, padded != nil)
  }

  // MARK: Marks of an earlier run

  /// The mark by which a text is found again in the document.
  static func digest(_ placeholder: Placeholder) -> String {
    String(SHA256.of(Data(placeholder.canonical.utf8)).prefix(12))
  }

  /// Every placeholder that may have left a mark, by digest.
  private(set) lazy var byDigest: [String: Placeholder] = {
    var all: [Placeholder] = []
    for (id, fields) in manifest.texts {
      all += fields.keys.map { .number(id: id, field: $0, group: "") }
    }
    for number in manifest.numbers {
      let group = number.unit.isEmpty ? number.cluster : number.unit
      all += number.texts.keys.map { .number(id: number.indicator, field: $0, group: group) }
    }
    all += (manifest.answers ?? []).map { .texts($0.id) }
    all += charts.keys.map { .chartCaption($0) } + tables.keys.map { .tableCaption($0) }
    return Dictionary(
      all.map { (PackAnswers.digest($0), $0) }, uniquingKeysWith: { first, _ in first })
  }()

  /// The placeholder with the group as named in the manifest, so that "TP Thanh Hóa" and "Thành phố Thanh Hoá" give the
  /// same mark.
  func normalised(_ placeholder: Placeholder) -> Placeholder {
    guard case .number(let id, let field, let group) = placeholder,
      let names = try? names(of: group)
    else { return placeholder }
    return .number(
      id: id, field: field, group: names.unit.isEmpty ? names.cluster : names.unit)
  }
}

extension PackAnswers {
  private enum Kind {
    case number, field, group, chart, table, question
  }

  /// The error for an unknown name, with the nearest names, or the first few.
  private func none(_ kind: Kind, _ name: String, among known: [String]) -> NoAnswer {
    let what =
      switch kind {
      case .number: words("số liệu", "number")
      case .field: words("mục", "field")
      case .group: words("đơn vị hoặc cụm", "unit or cluster")
      case .chart: words("biểu đồ", "chart")
      case .table: words("bảng", "table")
      case .question: words("mục ý kiến", "question")
      }
    var nearest = NameKey.nearest(to: name, among: known.sorted())
    // "hoi_nghi" for "hoi_nghi_doi_thoai".
    if nearest.isEmpty, name.count > 3 {
      nearest = Array(
        known.filter { $0.hasPrefix(name) || $0.contains("_" + name) }.sorted().prefix(3))
    }
    guard !known.isEmpty else {
      return NoAnswer(
        reason: words("bộ biểu đồ không có \(what) nào", "the pack has no \(what) at all"))
    }
    let hint =
      nearest.isEmpty
      ? words("có các tên: ", "there are: ") + known.sorted().prefix(40).joined(separator: ", ")
      : words("có phải là ", "did you mean ") + nearest.joined(separator: words(" hay ", " or "))
        + "?"
    return NoAnswer(
      reason: words(
        "bộ biểu đồ không có \(what) \"\(name)\"", "the pack has no \(what) \"\(name)\"")
        + "; " + hint)
  }

  /// The error for a name that is not a number's: it may mean a table, or be the name of an indicator.
  private func noNumber(_ id: String) -> NoAnswer {
    let tables = manifest.tables.map(\.id)
    if tables.contains(id) {
      return NoAnswer(
        reason: words(
          "\(id) là bảng; hãy viết {{table:\(id)}}", "\(id) is a table; write {{table:\(id)}}"))
    }
    let named = numbers.first { NameKey($0.value.texts["name"] ?? "") == NameKey(id) }?.key
      .indicator
    if let named {
      return NoAnswer(
        reason: words(
          "hãy viết mã của chỉ tiêu: {{\(named)}}", "write the indicator's id: {{\(named)}}"))
    }
    let ids = Set(numbers.keys.map(\.indicator))
    return none(.number, id, among: tables.filter(ids.contains) + manifest.texts.keys)
  }

  /// The reason why an indicator lacks a field that others have; `nil` for a field that none has.
  private func lack(of field: String) -> LocalizedText? {
    switch field {
    case "plan", "plan_percent", "plan_in_words":
      LocalizedText(vi: "không có kế hoạch", en: "has no plan")
    case "target", "target_in_words":
      LocalizedText(vi: "không có mức phải đạt", en: "has no target")
    case "rank", "leader", "leader_value", "leader_in_words":
      LocalizedText(vi: "không được xếp hạng", en: "is not ranked")
    case "numerator", "denominator": LocalizedText(vi: "không phải là tỷ lệ", en: "is not a rate")
    case _ where field.hasSuffix("active_units"):
      LocalizedText(
        vi: "chỉ có ở cụm hoặc toàn bộ, không có ở một đơn vị",
        en: "exists for clusters and the whole only")
    default: nil
    }
  }

  /// Whether the pack can fill a placeholder of a number, which is given with its braces.
  func isNumber(_ written: String) -> Bool {
    guard
      case .number(let id, let field, let group)? = Placeholder(written.dropFirst(2).dropLast(2))
    else { return false }
    return (try? text(id, field, group)) != nil
  }
}
