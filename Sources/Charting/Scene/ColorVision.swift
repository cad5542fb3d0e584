/// A kind of colour vision.
public enum ColorVision: String, Sendable, Hashable, CaseIterable {
  case normal
  /// Missing cones for long, middle or short waves; about one man in twelve confuses red and green.
  case protanopia, deuteranopia, tritanopia

  /// Rows of a matrix on linear red, green and blue (G. M. Machado, M. M. Oliveira, L. A. F. Fernandes,
  /// "A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009, severity 1.0).
  private var matrix: [[Double]] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deuteranopia:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .tritanopia:
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    }
  }

  /// The perceived distance of two colours: their distance in OKLab, times 100. Below about 2 they look the same; from
  /// 10 they can be told apart even in separate places of a chart.
  public func distance(_ first: Color, _ second: Color) -> Double {
    let (a, b) = (lab(of: first), lab(of: second))
    let sum = zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return sum.squareRoot() * 100
  }

  /// Lightness, green to red, and blue to yellow (B. Ottosson, "A perceptual color space for image
  /// processing", 2020).
  func lab(of color: Color) -> [Double] {
    let seen = matrix.map { row in
      min(max(zip(row, color.linear).reduce(0) { $0 + $1.0 * $1.1 }, 0), 1)
    }
    func mix(_ weights: [Double], _ values: [Double]) -> Double {
      zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let cones = [
      mix([0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9], seen),
      mix([0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6], seen),
      mix([0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5], seen),
    ].map { Power.of($0, 1.0 / 3) }
    return [
      mix([0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8], cones),
      mix([1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9], cones),
      mix([0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0], cones),
    ]
  }
}

extension Color {
  /// Perceived lightness, 0 black to 100 white (L of OKLab): how the colour looks in grey.
  public var lightness: Double { ColorVision.normal.lab(of: self)[0] * 100 }
}
