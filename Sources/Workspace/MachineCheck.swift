import CairoRenderer
import Charting
import ClusterMetrics
import Databases
import Foundation
import Intake
import TableReading

/// Checks whether a machine has what Giaoban uses, and what each item is needed for.
package struct MachineCheck: Sendable {
  /// A program, library or font.
  package struct Item: Sendable {
    package var name: LocalizedText
    package var isThere: Bool
    /// Whether charts or pages are wrong without it; other items enable optional features.
    package var isNeeded: Bool
    /// Its purpose.
    package var purpose: LocalizedText
    /// How to install it.
    package var remedy: LocalizedText
  }

  package let items: [Item]

  /// Whether everything that is needed is installed.
  package var isSound: Bool { items.allSatisfy { $0.isThere || !$0.isNeeded } }

  /// Checks this machine.
  ///
  /// - Parameter programs: the folder that contains Giaoban's programs.
  package init(programs: URL) {
    let page = programs.appending(path: "giaoban-page").path
    items =
      MachineCheck.fonts
      + [
        MachineCheck.converter,
        Item(
          name: LocalizedText(vi: "libpq", en: "libpq"), isThere: ReadingSupport.opensDatabases,
          isNeeded: false,
          purpose: LocalizedText(
            vi: "đọc số liệu từ PostgreSQL (sources: {activities: {database: …}})",
            en: "reading tables of PostgreSQL (sources: {activities: {database: …}})"),
          remedy: .installing("libpq5")),
        Item(
          name: LocalizedText(vi: "SQLite", en: "SQLite"), isThere: ReadingSupport.opensSQLite,
          isNeeded: false,
          purpose: LocalizedText(
            vi: "đọc bảng của tệp SQLite (sources: {activities: {database: so-lieu.sqlite}})",
            en: "reading tables of SQLite files (sources: {activities: {database: so-lieu.sqlite}})"
          ),
          remedy: .installing("libsqlite3-0")),
        Item(
          name: LocalizedText(vi: "trang làm việc", en: "the page"),
          isThere: FileManager.default.isExecutableFile(atPath: page), isNeeded: false,
          purpose: LocalizedText(
            vi: "\"giaoban serve\": làm mọi việc trên trình duyệt",
            en: "\"giaoban serve\": everything in a browser"),
          remedy: LocalizedText(
            vi: "chạy \"make page\" trong thư mục mã nguồn",
            en: "run \"make page\" in the folder of the sources")),
      ]
  }

  /// Checks the first family of each theme, with letters of the Vietnamese alphabet.
  private static var fonts: [Item] {
    let measurer = PangoMeasurer()
    var missing: Set<String> = []
    var families: [String] = []
    for name in ThemeName.allCases {
      let style = name.theme.label
      guard let family = style.family.split(separator: ",").first.map(String.init) else { continue }
      if !families.contains(family) { families.append(family) }
      _ = measurer.width(of: "ĂÂĐÊÔƠƯ ặẫểộữ", in: style)
      for case .missingFamily(let wanted, _) in measurer.fontProblems(for: style) {
        missing.insert(wanted)
      }
    }
    return families.map { family in
      Item(
        name: LocalizedText(vi: "phông chữ \(family)", en: "the font \(family)"),
        isThere: !missing.contains(family), isNeeded: true,
        purpose: LocalizedText(
          vi: "chữ trên biểu đồ và trang; nếu thiếu sẽ dùng phông khác thay thế",
          en: "the letters of charts and pages; another font takes its place without it"),
        remedy: .installing(family.hasPrefix("Inter") ? "fonts-inter" : "fonts-liberation"))
    }
  }

  private static var converter: Item {
    Item(
      name: LocalizedText(vi: "LibreOffice", en: "LibreOffice"),
      isThere: ReadingSupport.opensOldFormats,
      isNeeded: false,
      purpose: LocalizedText(
        vi: "đọc tệp .xls, .xlsb, .fods; thiếu thì phải lưu lại dạng .xlsx",
        en: "reading .xls, .xlsb and .fods; without it such files must be saved as .xlsx"),
      remedy: .installing("libreoffice-calc"))
  }
}

extension LocalizedText {
  fileprivate static func installing(_ package: String) -> LocalizedText {
    LocalizedText(vi: "sudo apt install \(package)", en: "sudo apt install \(package)")
  }
}

extension FontProblem {
  /// A text for a warning.
  package var text: LocalizedText {
    switch self {
    case .missingFamily(let wanted, let used):
      LocalizedText(
        vi: "máy chưa cài phông chữ \(wanted); phông \(used) được dùng thay", en: description)
    case .missingGlyph(let scalar):
      LocalizedText(
        vi:
          "không phông chữ nào trên máy có ký tự U+\(String(scalar.value, radix: 16, uppercase: true))",
        en: description)
    }
  }
}
