import ClusterMetrics
import OfficeWords

extension Grid.Row {
  /// Whether a label of a row of totals says that it holds means.
  package var isOfMeans: Bool {
    items.contains { item in
      item.kind == .text && item.text.utf8.count < 80
        && (TotalWords.isMean(item.text) || TotalWords.isTotalAndMean(item.text))
    }
  }
}
