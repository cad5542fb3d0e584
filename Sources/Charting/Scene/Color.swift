/// An opaque sRGB colour.
public struct Color: Sendable, Hashable {
  /// Red, 0...255.
  public var red: UInt8
  /// Green, 0...255.
  public var green: UInt8
  /// Blue, 0...255.
  public var blue: UInt8

  /// A colour from its hexadecimal number: `0x0A6C8F`.
  public init(_ hex: UInt32) {
    red = UInt8(truncatingIfNeeded: hex >> 16)
    green = UInt8(truncatingIfNeeded: hex >> 8)
    blue = UInt8(truncatingIfNeeded: hex)
  }

  /// A colour in the notation of CSS and SVG: `#0a6c8f`; `nil` for anything else.
  public init?(hex text: String) {
    guard text.count == 7, text.first == "#", let value = UInt32(text.dropFirst(), radix: 16),
      text.dropFirst().allSatisfy(\.isHexDigit)
    else { return nil }
    self.init(value)
  }

  /// The notation of CSS and SVG: `#0a6c8f`.
  public var hex: String {
    func pair(_ value: UInt8) -> String {
      let digits = String(value, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }
    return "#" + pair(red) + pair(green) + pair(blue)
  }

  /// The colour as a number: `0x0A6C8F`.
  public var number: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

  /// White.
  public static let white = Color(0xFFFFFF)

  /// Mixes two colours: at 0 this one, at 1 the other.
  public func mixed(with other: Color, by share: Double) -> Color {
    func mix(_ from: UInt8, _ to: UInt8) -> UInt32 {
      UInt32((Double(from) + (Double(to) - Double(from)) * min(max(share, 0), 1)).rounded())
    }
    return Color(mix(red, other.red) << 16 | mix(green, other.green) << 8 | mix(blue, other.blue))
  }

  /// Relative luminance, 0 black to 1 white (WCAG 2.2).
  public var luminance: Double {
    let linear = linear
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  /// Linear red, green and blue, 0...1 (IEC 61966-2-1).
  var linear: [Double] {
    [red, green, blue].map { value in
      let share = Double(value) / 255
      return share <= 0.04045 ? share / 12.92 : Power.of((share + 0.055) / 1.055, 2.4)
    }
  }

  /// The contrast ratio of two colours, 1 to 21 (WCAG 2.2).
  public func contrast(with other: Color) -> Double {
    let (first, second) = (luminance, other.luminance)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }
}

/// The least contrast ratios for legibility (WCAG 2.2).
public enum Contrast {
  /// Text on its background (1.4.3).
  public static let text = 4.5
  /// A mark on the page (1.4.11).
  public static let mark = 3.0
}
