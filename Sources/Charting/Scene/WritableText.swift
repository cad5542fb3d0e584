extension String {
  /// The text without the characters that XML 1.0 does not allow.
  package var writableInXML: String {
    func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: true
      default: false
      }
    }
    guard !unicodeScalars.allSatisfy(isAllowed) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.filter(isAllowed)))
  }
}
