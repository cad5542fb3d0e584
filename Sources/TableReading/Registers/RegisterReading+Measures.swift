import ClusterMetrics
import Findings
import OfficeWords
import Settings

extension RegisterReading {
  /// Registers whose headings say that a column is measured otherwise than in another register, where no indicator says how: the sum
  /// of both is wrong.
  package var unlikeMeasures: [Finding] {
    plan.schema.measures.enumerated().compactMap { index, measure -> Finding? in
      let summed = plan.indicators.filter { $0.definition == .sum(measure: measure) }
      guard let indicator = summed.first, summed.allSatisfy({ $0.unitOfMeasure == nil }) else {
        return nil
      }
      let stated = headers.compactMap { header -> (place: Finding.Place, measure: String)? in
        guard let column = header.layout.measures[index],
          let inner = header.layout.headerTexts[column].bracketAtEnd?.inner,
          MeasureWords.isMeasure(inner)
        else { return nil }
        return (
          .init(
            file: header.table.file, sheet: header.table.sheet, row: header.row, column: column + 1),
          inner
        )
      }
      guard let first = stated.first,
        let other = stated.first(where: {
          !MeasureWords.agree($0.measure, LocalizedText(first.measure))
        })
      else { return nil }
      let name = indicator.name
      return Finding(
        .unlikeMeasures, .warning, at: other.place, about: "headings \(measure)",
        vi:
          "\(name.vietnamese): tiêu đề cột ghi \(other.measure), còn \(first.place.file) ghi \(first.measure); các số đang được cộng với nhau;"
          + " hãy đổi ra cùng đơn vị tính",
        en:
          "\(name.english): the heading says \(other.measure), that of \(first.place.file) \(first.measure); the numbers are added up:"
          + " convert them to one unit of measure")
    }
  }
}
