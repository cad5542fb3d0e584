import ClusterMetrics

/// Whether a number that is far from others seems to have a digit too many or too few.
package struct DigitSlip {
  private let isTenfold: Bool

  /// - Parameters:
  ///   - median: that of the others.
  ///   - range: how near to ten, a hundred or a thousand times that it must be.
  init(_ value: Double, beside median: Double, within range: ClosedRange<Double>) {
    isTenfold =
      median > 0
      && [10.0, 100, 1000, 0.1, 0.01, 0.001].contains { range.contains(value / (median * $0)) }
  }

  /// What ends the finding.
  var remedy: LocalizedText {
    LocalizedText(
      vi: (isTenfold ? "; có thể thừa hoặc thiếu chữ số 0" : "") + "; hãy kiểm tra lại",
      en: (isTenfold ? "; a zero may be missing or too many" : "") + "; check it")
  }
}
