import ClusterMetrics
import Foundation
import OfficeWords

/// The marks by which a line of a report says what it is: who reports, a group, a part of the line above.
extension String {
  /// Who reports, as a line says: "Đơn vị: Huyện Nga Sơn", "Đơn vị báo cáo: …"; `nil` where it says a unit of measure.
  package var statedUnit: String? {
    guard let colon = firstIndex(of: ":"), String.unitLabels.contains(NameKey(self[..<colon]))
    else {
      return nil
    }
    let name = String(self[index(after: colon)...]).trimmingColons
    return name.isEmpty || MeasureWords.isMeasure(name) && !OfficeNames.isEnglishOffice(name)
      ? nil : name
  }

  /// Whether it is a line of the head of a form: "Đơn vị nhận báo cáo: Sở Tư pháp", "Biểu số: 11a/BTP".
  var isHeadOfForm: Bool {
    if statedUnit != nil { return true }
    guard let colon = firstIndex(of: ":"), index(after: colon) < endIndex else { return false }
    return String.formLabels.contains(NameKey(self[..<colon]))
  }

  private static let formLabels = Set(
    [
      "Đơn vị nhận báo cáo", "Đơn vị nhận", "Cơ quan nhận báo cáo", "Nơi nhận", "Nơi gửi",
      "Ngày nhận báo cáo", "Ngày nhận", "Ngày gửi", "Ngày báo cáo", "Biểu số", "Biểu mẫu",
      "Biểu mẫu số", "Mẫu số", "Mẫu biểu", "Ban hành", "Ban hành theo", "Ban hành kèm theo",
      "Ngày ban hành",
    ].map { NameKey($0) })

  private static let unitLabels = Set(
    [
      "Đơn vị", "Tên đơn vị", "Đơn vị báo cáo", "Cơ quan báo cáo", "Địa phương", "Đơn vị gửi",
      "Đơn vị gửi báo cáo", "Tên cơ quan", "Tên cơ quan, đơn vị", "Cơ quan, đơn vị", "Cơ quan",
      "Tên đơn vị báo cáo", "Đơn vị lập báo cáo", "Đơn vị lập biểu", "Cơ quan lập báo cáo", "Xã",
      "Xã/phường", "Xã, phường", "Tên xã/phường",
      "Phường", "UBND xã", "UBND phường", "Tên xã", "Tên xã, phường", "Unit", "Unit name",
      "Name of unit",
      "Reporting unit", "Office", "Office name", "Name of office", "Reporting office", "Department",
      "Agency",
      "Organisation", "Organization", "Commune", "Ward", "District", "Branch", "School",
      "Report of", "Submitted by",
      "Reported by", "From", "Location", "Entity", "Sender", "Institution", "Local authority",
      "Authority", "Municipality", "City", "Town",
      "County", "Province", "Site", "Station", "Prepared by", "Name of the unit",
      "Name of the office", "Name of reporting unit",
    ].map { NameKey($0) })

  /// "I" of "I. UBND CẤP HUYỆN"; empty where nothing marks it.
  package var groupMark: String {
    guard let dot = firstIndex(where: { $0 == "." || $0 == ")" }) else { return "" }
    let mark = String(self[..<dot])
    // "P. Tư pháp" is an office.
    return ["H", "P", "X", "T", "Q"].contains(mark) && self[dot] == "." ? "" : mark
  }

  /// Whether it numbers a group, as Roman numbers and capital letters do; digits number lines.
  package var isGroupMark: Bool {
    // Nearly no cell is looked at more closely.
    guard utf8.count <= 24, utf8.first.map({ !(0x30...0x39).contains($0) }) ?? false
    else { return false }
    let bare = filter { !"().".contains($0) }
    guard !bare.isEmpty, bare.count <= 5 else { return false }
    return bare.allSatisfy { "IVX".contains($0) }
      || bare.count == 1 && bare.first?.isUppercase == true
  }

  /// Whether a line is marked as a part of one above: "- Nam", "Trong đó: trực tuyến".
  package var isMarkedAsPart: Bool { partMark != nil || saysAmong }

  /// The dash, plus or bullet in front of it.
  package var partMark: Character? {
    first { !$0.isWhitespace }.flatMap { String.partMarks.contains($0) ? $0 : nil }
  }
  package static let partMarks = "-–+•*"

  /// Whether it says what is among others: "Trong đó: nữ".
  package var saysAmong: Bool {
    // The tone of a word goes behind its colon.
    let key = NameKey(replacing(":", with: " ")).text
    return String.among.contains { key.hasPrefix($0) }
  }
  private static let among = ["trong đó", "tr.đó", "tr. đó", "tr đó", "t.đó"].map {
    NameKey($0).text
  }
}
