import ClusterMetrics

/// The day on which numbers were sent: "20/6/2024", "20/6/2024 16:05", "16h05 ngày 20/6/2024".
package enum SentDay {
  package static func read(_ text: String) -> Day? {
    DateCell.parse(ArraySlice(text.utf8)) ?? LooseDate.read(text)?.day
  }
}
