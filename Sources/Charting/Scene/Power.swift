/// Powers and logarithms without the C library: `Charting` has no imports.
enum Power {
  /// 10 to an integer power.
  static func ofTen(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<abs(exponent) { result *= 10 }
    return exponent < 0 ? 1 / result : result
  }

  /// The largest integer n with 10ⁿ ≤ value.
  ///
  /// - Precondition: value is positive and finite.
  static func exponentOfTen(_ value: Double) -> Int {
    var exponent = 0
    while ofTen(exponent + 1) <= value { exponent += 1 }
    while ofTen(exponent) > value { exponent -= 1 }
    return exponent
  }

  /// A base between 0 and 2 to a positive power, as the series of exp(y · ln x); exact to 12 digits in its use, for
  /// colours.
  static func of(_ base: Double, _ power: Double) -> Double {
    guard base > 0 else { return 0 }
    // ln x = 2 · atanh((x − 1) / (x + 1)), after taking out halves.
    var (value, halvings) = (base, 0)
    while value < 0.7 {
      value *= 2
      halvings += 1
    }
    let ratio = (value - 1) / (value + 1)
    var (term, sum) = (ratio, 0.0)
    for index in stride(from: 1.0, to: 40, by: 2) {
      sum += term / index
      term *= ratio * ratio
    }
    let logarithm = 2 * sum - Double(halvings) * 0.693_147_180_559_945_3
    var (exponential, summand) = (1.0, 1.0)
    let argument = power * logarithm / 16
    for index in 1...20 {
      summand *= argument / Double(index)
      exponential += summand
    }
    for _ in 0..<4 { exponential *= exponential }
    return exponential
  }
}
