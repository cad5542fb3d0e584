import ClusterMetrics
import Yams

/// Why a text is no YAML, with its line.
struct YAMLProblem {
  package let line: Int?
  package let message: LocalizedText

  init(_ error: any Error) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      line = mark.line
      message = YAMLProblem.message(of: problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      line = context.mark.line
      let keys = duplicates.map { "\($0)" }.sorted().joined(separator: ", ")
      message = LocalizedText(
        vi: "khóa ghi hai lần: \(keys)", en: "the same key is written twice: \(keys)")
    case .reader(let problem, _, _, _):
      line = nil
      message = YAMLProblem.message(of: problem)
    default:
      line = nil
      message = YAMLProblem.message(of: "\(error)")
    }
  }

  /// What libyaml's words mean for whoever wrote the settings, with the usual cause.
  private static func message(of problem: String) -> LocalizedText {
    let known = words.first { problem.contains($0.part) }
    return LocalizedText(
      vi: known?.vietnamese ?? "không đọc được (\(problem))",
      en: known.map { "\(problem): \($0.english)" } ?? problem)
  }

  private static let words: [(part: String, vietnamese: String, english: String)] = [
    (
      "tab character", "thụt đầu dòng bằng phím Tab; hãy dùng dấu cách",
      "indent with spaces"
    ),
    (
      "mapping values are not allowed",
      "thụt đầu dòng sai, dòng trên thiếu dấu hai chấm, hoặc chữ có dấu hai chấm chưa đặt trong ngoặc kép",
      "put a text with a colon into quotes; look at the indentation and at the colon of the line above"
    ),
    (
      "mapping keys are not allowed", "khóa đặt sai chỗ hoặc thụt đầu dòng sai",
      "look at the indentation"
    ),
    (
      "sequence entries are not allowed",
      "dấu gạch đầu dòng đặt sai chỗ; hãy xem lại phần thụt đầu dòng",
      "look at the indentation of the dash"
    ),
    (
      "expected ':'", "thiếu dấu hai chấm sau khóa, hoặc thiếu dấu cách sau dấu hai chấm",
      "write \"key: value\", with a space behind the colon"
    ),
    (
      "expected key", "thụt đầu dòng không thẳng với các dòng cùng cấp, hoặc thiếu khóa",
      "lines of one level begin in one column"
    ),
    (
      "expected '-'", "trong danh sách có dòng không bắt đầu bằng dấu gạch, hoặc thụt đầu dòng sai",
      "each line of a list begins with a dash"
    ),
    ("',' or '}'", "thiếu dấu phẩy hoặc dấu } để đóng ngoặc nhọn", "a comma or } is missing"),
    ("',' or ']'", "thiếu dấu phẩy hoặc dấu ] để đóng ngoặc vuông", "a comma or ] is missing"),
    (
      "unexpected end of stream", "thiếu dấu ngoặc kép (\") hoặc dấu nháy đơn (') ở cuối chữ",
      "a closing quote is missing"
    ),
    (
      "cannot start any token",
      "thụt đầu dòng bằng phím Tab (hãy dùng dấu cách), hoặc chữ bắt đầu bằng @, % hay ` (hãy đặt trong ngoặc kép)",
      "indent with spaces, not with tabs; put a text that begins with @, % or ` into quotes"
    ),
    (
      "escape",
      "dấu \\ trong dấu ngoặc kép có nghĩa đặc biệt; hãy đặt chữ này trong dấu nháy đơn ('…')",
      "a \\ within double quotes has a meaning of its own; put this text into single quotes ('…')"
    ),
    (
      "node content",
      "chỗ này thiếu giá trị, hoặc có dấu đặc biệt (*, &, !, |, >) chưa đặt trong ngoặc kép",
      "put a text that begins with *, &, !, | or > into quotes"
    ),
    (
      "alphabetic or numeric character", "dấu * hoặc & đứng đầu phải đặt trong ngoặc kép",
      "put a text that begins with * or & into quotes"
    ),
    (
      "undefined alias", "dấu * đứng đầu phải đặt trong ngoặc kép",
      "put a text that begins with * into quotes"
    ),
    (
      "control characters", "có ký tự điều khiển không nhìn thấy; hãy gõ lại dòng này",
      "type the line again"
    ),
    (
      "document", "tệp chỉ được có một phần; hãy bỏ dòng --- ở giữa",
      "the file may hold one document only; delete the line --- in its middle"
    ),
  ]
}
