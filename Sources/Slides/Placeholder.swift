import Foundation

/// The content of `{{…}}` in a document, or the meaning of marks from an earlier run.
package enum Placeholder: Hashable {
  /// `{{chart:ID}}`: a picture.
  case chart(String)
  /// `{{chart:ID|native}}`: a native chart of Office, which can be edited.
  case nativeChart(String)
  /// `{{table:ID}}`: a native table.
  case table(String)
  /// `{{texts:ID}}`: the answers of units, a paragraph each.
  case texts(String)
  /// `{{ID.field:group}}`: a number or text; the default field is the value, the default group the total.
  case number(id: String, field: String, group: String)
  /// The text of the caption below a chart or above a table.
  case chartCaption(String)
  case tableCaption(String)

  package static let valueField = "value"
  /// The number since the beginning of the year, and what goes before the fields that say more of it.
  package static let yearToDateField = "year_to_date"
  private static let native = "native"

  /// Parses the text between the braces; `nil` if it does not have the form of a placeholder.
  package init?(_ text: some StringProtocol) {
    // Word inserts no-break spaces before colons when Vietnamese is typed.
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    guard let first = parts.first, !first.isEmpty, parts.allSatisfy({ !$0.isEmpty }) else {
      return nil
    }
    if parts.count == 2, first == "chart" {
      let words = parts[1].split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard words.count == 1 || words.count == 2 && words[1] == Placeholder.native else {
        return nil
      }
      self = words.count == 2 ? .nativeChart(words[0]) : .chart(words[0])
    } else if parts.count == 2, first == "table" {
      self = .table(parts[1])
    } else if parts.count == 2, first == "texts" {
      self = .texts(parts[1])
    } else {
      let words = first.split(separator: ".", omittingEmptySubsequences: false)
      guard words.count <= 2, words.allSatisfy({ !$0.isEmpty }) else { return nil }
      self = .number(
        id: String(words[0]),
        field: words.count == 2 ? String(words[1]) : Placeholder.valueField,
        group: parts.count == 2 ? parts[1] : "")
    }
  }

  /// The placeholders in a text with their ranges, in order.
  package static func all(in text: String) -> [(range: Range<String.Index>, content: Substring)] {
    var found: [(Range<String.Index>, Substring)] = []
    var start = text.startIndex
    while let open = text[start...].firstRange(of: "{{"),
      let close = text[open.upperBound...].firstRange(of: "}}")
    {
      // For "{{{{a}}", use the inner braces.
      let inner = text[open.upperBound..<close.lowerBound]
      let last = inner.ranges(of: "{{").last?.upperBound ?? inner.startIndex
      let from = text.index(last, offsetBy: -2)
      found.append((from..<close.upperBound, text[last..<close.lowerBound]))
      start = close.upperBound
    }
    return found
  }

  /// The usual notation.
  package var written: String {
    guard case .number(let id, let field, let group) = self else { return canonical }
    return (field == Placeholder.valueField ? id : "\(id).\(field)")
      + (group.isEmpty ? "" : ":\(group)")
  }

  /// A unique text for each meaning, used for marks in a document.
  package var canonical: String {
    switch self {
    case .chart(let id): "chart:\(id)"
    case .nativeChart(let id): "chart:\(id)|\(Placeholder.native)"
    case .table(let id): "table:\(id)"
    case .texts(let id): "texts:\(id)"
    case .number(let id, let field, let group): "\(id).\(field):\(group)"
    case .chartCaption(let id): "chart-caption:\(id)"
    case .tableCaption(let id): "table-caption:\(id)"
    }
  }
}
