import CairoRenderer
import Charting
import ClusterMetrics
import OfficeWords
import Foundation
import Reporting

/// The method: every definition in a sentence, and the files.
extension ReportContext {
  /// A line of the page: a name, and the text below it.
  private typealias Definition = (name: String, text: String)
  /// The greatest number of files listed.
  private static let mostInputs = 24

  func methodPage(_ all: [Pack.Input]) -> PageDraft {
    // To verify the hashes of so many files, use the manifest.
    let inputs = all.count > ReportContext.mostInputs ? [] : all
    let rest = words(
      "\(all.count) tệp số liệu; mã SHA-256 của từng tệp có trong manifest.json",
      "\(all.count) input files; manifest.json has the SHA-256 of each")
    let lines = indicators.map { (name: words.heading($0), text: definition($0)) }
    let versions = Provenance.libraries.map { "\($0.name) \($0.version)" }
    let name = words("Cách tính", "How the numbers were made")
    let closing = book.calendar.closingDay
    let calendar =
      period.isNamed
      ? words("từ ngày đầu đến ngày cuối", "from the first day to the last")
      : closing >= 31
        ? words("theo tháng dương lịch", "by calendar months")
        : words(
          "chốt số liệu ngày \(closing) hằng tháng (Nghị định 09/2019/NĐ-CP, Điều 12)",
          "closing on day \(closing) of the month (Decree 09/2019/NĐ-CP, article 12)")
    var draft = PageDraft(
      anchor: "method", name: name, headline: name,
      subtitle: words.sentence(words.name(period)) + ": "
        + words.daysInWords(book.calendar.days(of: period)) + ", " + calendar,
      note: (inputs.count < all.count ? rest + " · " : "")
        + "Giaoban \(GiaobanVersion.current) · " + versions.joined(separator: " · "),
      body: methods(lines, inputs))
    // If they do not fit on one page, the definitions take as many pages as they need, and the files come last.
    draft.pages = { [draft] count in
      let size = max(1, (lines.count + inputs.count / 2 + count - 1) / count)
      return (0..<count).map { number in
        var page = draft.part(number, of: count)
        let first = min(number * size, lines.count)
        let last = number == count - 1 ? lines.count : min(first + size, lines.count)
        page.body = methods(
          Array(lines[first..<max(first, last)]), number == count - 1 ? inputs : [])
        return page
      }
    }
    return draft
  }

  /// Draws definitions in columns, with the files beside or below them.
  private func methods(
    _ lines: [Definition], _ inputs: [Pack.Input]
  ) -> @Sendable (Rect, PageFrame) throws(LayoutError) -> [Mark] {
    let heading = words(
      "Tệp số liệu (SHA-256, 16 ký tự đầu)", "Inputs (first 16 digits of SHA-256)")
    return { (body, frame) throws(LayoutError) in
      let context = frame.context
      let count = frame.isUpright ? 2 : 3
      let gap = 22.0
      let width = (body.width - gap * Double(count - 1)) / Double(count)
      var marks: [Mark] = []
      var (column, top) = (0, body.y)
      func place(_ parts: [(text: String, style: TextStyle, color: Color)]) throws(LayoutError) {
        func draw() throws(LayoutError) -> (marks: [Mark], bottom: Double) {
          var drawn: [Mark] = []
          var bottom = top
          for part in parts {
            let block = try context.paragraph(
              part.text, at: body.x + Double(column) * (width + gap), top: bottom, width: width,
              style: part.style, color: part.color, role: .label)
            drawn += block.marks
            bottom = block.bottom
          }
          return (drawn, bottom)
        }
        var drawn = try draw()
        if drawn.bottom > body.maxY, top > body.y {
          (column, top) = (column + 1, body.y)
          guard column < count else {
            throw .tooLow(needs: body.height * 2, has: body.height)
          }
          drawn = try draw()
        }
        guard drawn.bottom <= body.maxY else {
          throw .tooLow(needs: drawn.bottom - body.y, has: body.height)
        }
        marks += drawn.marks
        top = drawn.bottom + 7
      }
      for line in lines {
        try place([
          (line.name, frame.style(9.5, .semibold), frame.theme.ink),
          (line.text, frame.style(9), frame.theme.grey),
        ])
      }
      // Start the files in a free column, so that their heading is not alone at the bottom.
      if !inputs.isEmpty, top > body.y, column + 1 < count { (column, top) = (column + 1, body.y) }
      for (index, input) in inputs.enumerated() {
        try place(
          (index == 0 ? [(heading, frame.style(9.5, .semibold), frame.theme.ink)] : []) + [
            (input.file, frame.style(9), frame.theme.ink),
            (String(input.sha256.prefix(16)), frame.style(8).tabular, frame.theme.grey),
          ])
      }
      return marks
    }
  }

  /// "; giao cho Huyện, Thị xã; báo cáo 6 tháng một lần; từ quý II năm 2024"; empty if the indicator always applies to
  /// all units.
  private func asked(_ indicator: Indicator) -> String {
    let scope = indicator.scope
    let whom = scope.traits.flatMap(\.texts) + scope.units
    var text = whom.isEmpty ? "" : words("; giao cho ", "; asked of ") + words.list(whom)
    switch scope.asked {
    case nil: break
    case .months?: text += words("; báo cáo hằng tháng", "; asked every month")
    case .quarters?: text += words("; báo cáo hằng quý", "; asked every quarter")
    case .halfYears?: text += words("; báo cáo 6 tháng một lần", "; asked every half-year")
    case .years?: text += words("; báo cáo hằng năm", "; asked every year")
    }
    if let least = indicator.hideBelow, least > 0 {
      let hiding =
        switch indicator.definition {
        case .mean, .quantile, .ratio, .share, .per:
          words(
            "; không công bố nếu tính từ số khác 0 và nhỏ hơn \(least), hoặc làm lộ số đó",
            "; suppressed if it uses a number other than 0 and below \(least), or would reveal one"
          )
        default:
          words(
            "; số khác 0 và nhỏ hơn \(least), cùng các số làm lộ ra nó, không công bố",
            "; numbers other than 0 and below \(least), and numbers that would reveal them, are suppressed"
          )
        }
      text += hiding
    }
    if let since = scope.since { text += words("; từ ", "; since ") + words.name(since) }
    return text
  }

  /// An indicator's definition in a sentence.
  package func definition(_ indicator: Indicator) -> String {
    func name(_ id: String) -> String {
      (project.definition.indicator(withID: id)?.name).map { words($0) }
        ?? project.definition.columns[id]?.first
        ?? (words.language == .vietnamese ? KnownColumn(rawValue: id)?.headers.first : nil) ?? id
    }
    let what: String
    switch indicator.definition {
    case .count: what = words("Số hoạt động trong sổ", "Number of activities in the registers")
    case .distinct(.commune):
      what = words(
        "Số xã, phường, thị trấn khác nhau có hoạt động", "Number of different communes")
    case .distinct(.unit):
      what = words("Số đơn vị khác nhau có hoạt động", "Number of different units")
    case .distinct(.column(let column)):
      what = words(
        "Số giá trị khác nhau của cột “\(name(column))”", "Different values of “\(name(column))”")
    case .sum(let measure):
      what = words("Tổng cột “\(name(measure))”", "Sum of “\(name(measure))”")
    case .mean(let measure):
      what = words(
        "Bình quân cột “\(name(measure))” của các hoạt động có ghi số",
        "Mean of “\(name(measure))” over the activities that state it")
    case .quantile(let measure, let share):
      let column = words(
        " cột “\(name(measure))” của các hoạt động có ghi số",
        " of “\(name(measure))” over the activities that state it")
      switch share {
      case 0: what = words("Giá trị nhỏ nhất", "Least value") + column
      case 0.5: what = words("Trung vị", "Median") + column
      case 1: what = words("Giá trị lớn nhất", "Greatest value") + column
      default:
        let percent = words.text(Quantity(parts: Int128((share * 1e6).rounded())))
        what = words("Phân vị \(percent)%", "\(percent)% quantile") + column
      }
    case .ratio(let of, let to, _):
      what = words(
        "“\(name(of))” chia cho “\(name(to))”, tử số và mẫu số cộng riêng rồi mới chia",
        "“\(name(of))” over “\(name(to))”, both summed before dividing")
    case .share(let part):
      what = words(
        "“\(name(part))” trên tổng số xã, phường, thị trấn của các đơn vị đã báo cáo",
        "“\(name(part))” over all communes of the units that reported")
    case .per(let measure, let of, let times):
      let number = words.text(Quantity(parts: Int128((times * 1e4).rounded())))
      what = words(
        "“\(name(of))” tính trên mỗi \(number) của cột “\(measure)” trong danh sách",
        "“\(name(of))” for every \(number) of “\(measure)” in the roster")
    case .computed(let arithmetic):
      what = arithmetic.text { "“\(name($0))”" }
    case .submitted:
      what =
        words("Số do đơn vị tự báo cáo", "As reported by the units themselves")
        + words.course(indicator)
        + (indicator.isAverage
          ? words(
            "; số chung của nhiều đơn vị là bình quân cộng", "; of several units the mean") : "")
    }
    let conditions = indicator.conditions.map { condition in
      let texts = condition.texts.map { "“\($0)”" }.joined(separator: words(" hoặc ", " or "))
      let column =
        condition.column == "activity" ? words("hoạt động", "activity") : name(condition.column)
      switch condition.test {
      case .oneOf: return column + words(" là ", " is ") + texts
      case .noneOf: return column + words(" không phải ", " is not ") + texts
      case .fits(let pattern, let isWanted):
        let texts = pattern.texts.map { "“\($0)”" }.joined(separator: words(" hoặc ", " or "))
        return column + words.verb(pattern.kind, isWanted) + texts
      case .within(let from, let through):
        let bounds = [
          from.map { words("từ ", "from ") + words.text($0) },
          through.map { words("đến ", "to ") + words.text($0) },
        ].compactMap(\.self)
        return column + words(" ", " is ") + bounds.joined(separator: " ")
      }
    }
    let goal = indicator.target.map { _ in
      words.sentence(words.goal(indicator))
        + (indicator.addsUp ? words(" của mỗi đơn vị", " of each unit") : "")
    }
    return what
      + (conditions.isEmpty
        ? "" : words(", tính các dòng có ", ", where ") + conditions.joined(separator: ", "))
      + (goal.map { ". " + $0 } ?? "") + asked(indicator) + "."
  }
}
