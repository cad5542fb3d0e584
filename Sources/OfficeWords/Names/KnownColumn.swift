import ClusterMetrics
import Tables

/// The columns that Giaoban knows, with the headers that people give them.
package enum KnownColumn: String, CaseIterable {
  case date, unit, commune, activity, cluster
  case unitKind = "unit_kind"
  case from, to, successor, period, indicator, value, points, reason
  case closedBand = "closed_band"
  case aliases, code, correction
  case own = "self"
  case verified, superior
  case plan, cumulative, figure, sent, replaces
  case lastYear = "last_year"
  case column, row
  case measure = "unit_of_measure"

  /// Whether a heading is that of any column which forms and registers have.
  package static func isHeader(_ text: String) -> Bool { allHeaders.contains(NameKey(text)) }
  private static let allHeaders = Set(
    allCases.flatMap { [$0.rawValue] + $0.headers }.map { NameKey($0) })

  /// Its id and its headers, as names are compared.
  package var keys: [NameKey] { KnownColumn.allKeys[self] ?? [] }
  private static let allKeys = Dictionary(
    uniqueKeysWithValues: allCases.map { column in
      (column, ([column.rawValue] + column.headers).map { NameKey($0) })
    })

  package var headers: [String] {
    switch self {
    case .date:
      [
        "Ngày", "Ngày tháng", "Ngày, tháng", "Ngày, tháng, năm", "Ngày tổ chức", "Ngày thực hiện",
        "Thời gian", "Thời gian tổ chức", "Ngày tháng năm", "Ngày/tháng", "Ngày/tháng/năm",
        "Ngày họp", "Date held", "Date of activity", "Day",
        "Ngày tiếp", "Ngày tiếp công dân", "Ngày diễn ra", "Ngày, giờ",
      ]
    case .unit:
      [
        "Đơn vị", "Tên đơn vị", "Huyện, thị xã, thành phố", "Đơn vị tổ chức", "Đơn vị chủ trì",
        "Cơ quan, đơn vị", "Địa phương", "Đơn vị, địa phương", "Unit name", "Name of unit",
        "Office",
        "Office name", "Name of office", "Department", "Agency", "Organisation", "Organization",
        "Reporting unit",
      ]
    case .commune:
      [
        "Xã, phường, thị trấn", "Xã/phường/thị trấn", "Xã phường thị trấn", "Xã, phường",
        "Xã/phường", "Xã", "Phường", "Thị trấn", "Xã, thị trấn", "Phường, thị trấn",
        "Xã, phường, đặc khu", "Tên xã", "Tên xã, phường", "Địa bàn", "Ward", "Commune/ward",
        "Commune or ward",
      ]
    case .activity:
      [
        "Hoạt động", "Loại hoạt động", "Tên hoạt động", "Nội dung hoạt động", "Nội dung",
        "Activities",
        "Type of activity", "Activity type", "Kind of activity", "Event",
      ]
    case .cluster: ["Cụm", "Cụm thi đua"]
    case .unitKind: ["Loại đơn vị", "unit kind"]
    case .from: ["Từ ngày", "Hiệu lực từ"]
    case .to: ["Đến ngày", "Hiệu lực đến"]
    case .successor: ["Đơn vị kế thừa", "Sáp nhập vào", "Xã mới"]
    case .period: ["Kỳ", "Kỳ báo cáo", "Reporting period"]
    case .indicator: ["Chỉ tiêu"]
    case .value:
      [
        "Số liệu", "Giá trị", "Kết quả", "Thực hiện", "Kết quả thực hiện",
      ]
    case .points: ["Điểm", "Số điểm", "Điểm cộng, trừ"]
    case .reason: ["Lý do", "Căn cứ"]
    case .closedBand: ["Không xếp loại", "closed band"]
    case .aliases: ["Tên khác", "Tên gọi khác"]
    case .own: ["Tự chấm", "Điểm tự chấm", "Đơn vị tự chấm"]
    case .verified: ["Thẩm định", "Điểm thẩm định", "Kết quả thẩm định"]
    case .superior: ["Cấp trên", "Cấp trên chấm", "Điểm cấp trên"]
    case .correction: ["Đính chính", "Bản đính chính", "Số đính chính"]
    case .replaces: ["Số cũ", "Thay cho số"]
    case .sent:
      [
        "Thời điểm nộp", "Ngày gửi", "Ngày nộp", "Thời gian gửi", "Thời gian nộp",
        "Ngày gửi báo cáo", "Ngày nộp báo cáo", "Thời gian gửi báo cáo", "Thời điểm gửi",
        "Ngày nhận báo cáo", "Ngày nhận BC",
      ]
    case .plan: ["Kế hoạch", "Kế hoạch giao", "Chỉ tiêu giao", "Target"]
    case .cumulative: ["Lũy kế", "Luỹ kế", "Lũy kế từ đầu năm", "Year to date"]
    case .lastYear:
      [
        "Cùng kỳ năm trước", "Cùng kỳ", "Thực hiện cùng kỳ", "Thực hiện cùng kỳ năm trước",
        "Last year",
        "Same period last year",
      ]
    case .measure: ["ĐVT", "Đơn vị tính", "Đơn vị đo", "Unit of measure"]
    case .column: ["Cột", "Cột số"]
    case .row: ["Dòng", "Hàng"]
    case .figure: ["Loại số liệu", "Loại số"]
    case .code: ["Mã", "Mã số", "Mã đơn vị hành chính", "Mã ĐVHC"]
    }
  }
}
