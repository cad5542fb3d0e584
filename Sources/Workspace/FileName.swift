import Foundation

/// Turns a file name from elsewhere into a single harmless path component.
package enum FileName {
  /// The longest name in bytes; file systems allow 255.
  private static let longest = 200
  /// Names that Windows reserves for devices (Microsoft, "Naming Files, Paths, and Namespaces").
  private static let devices: Set<String> = Set(
    ["con", "prn", "aux", "nul"]
      + (1...9).flatMap { ["com\($0)", "lpt\($0)"] })

  /// The name without folders, control characters, and characters that file systems reject; `nil` if nothing is left.
  package static func safe(_ name: String) -> String? {
    let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    var text = String(
      String.UnicodeScalarView(
        last.precomposedStringWithCanonicalMapping.unicodeScalars.filter { scalar in
          !scalar.properties.isBidiControl && scalar.properties.generalCategory != .control
            && scalar.properties.generalCategory != .format
            && !"<>:\"|?*".unicodeScalars.contains(scalar)
        }))
    while let first = text.first, first == "." || first == "~" || first.isWhitespace {
      text.removeFirst()
    }
    while let last = text.last, last == "." || last.isWhitespace { text.removeLast() }
    let dot = text.lastIndex(of: ".")
    var (base, ending) = (
      String(dot.map { text[..<$0] } ?? text[...]), String(dot.map { text[$0...] } ?? "")
    )
    while base.utf8.count + ending.utf8.count > longest, !base.isEmpty { base.removeLast() }
    let device = base.split(separator: ".").first.map { $0.lowercased() } ?? ""
    guard !base.isEmpty, ending.utf8.count < 20 else { return nil }
    return (devices.contains(device) ? "_" : "") + base + ending
  }
}
