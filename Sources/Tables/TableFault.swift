import ClusterMetrics
import Foundation

/// Why a row could not be read. Reading may go on with the row after it.
public enum TableFault: Error {
  case badQuote(row: Int, column: Int)
  case recordTooLong(row: Int, limit: Int)
  /// Nothing more can be read.
  case unreadable(LocalizedText)

  package static func unreadable(vi vietnamese: String, en english: String) -> TableFault {
    .unreadable(LocalizedText(vi: vietnamese, en: english))
  }

  /// Why the file could not be read.
  public var reason: LocalizedText {
    guard case .unreadable(let reason) = self else {
      return LocalizedText(vi: "dữ liệu hỏng", en: "damaged data")
    }
    return reason
  }

  // MARK: What several readers meet

  /// What the system says, which has its own words for it.
  package static var system: TableFault {
    switch errno {
    case ENOENT: .unreadable(vi: "không có tệp", en: "there is no such file")
    case EACCES, EPERM: .unreadable(vi: "không có quyền đọc", en: "it may not be read")
    default: .unreadable(LocalizedText(String(cString: strerror(errno))))
    }
  }

  package static var hasPassword: TableFault { .unreadable(.hasPassword) }

  package static func lacks(_ part: String) -> TableFault {
    .unreadable(vi: "thiếu phần \(part)", en: "it has no \(part)")
  }

  package static func malformed(_ part: String) -> TableFault {
    .unreadable(
      vi: "\(part) sai cấu trúc hoặc bị cắt cụt", en: "\(part) is not well-formed, or cut off")
  }

  package static func hasEntities(_ part: String) -> TableFault {
    .unreadable(
      vi: "\(part) có khai báo DOCTYPE hoặc thực thể XML, điều không bảng tính nào cần",
      en: "\(part) declares a DOCTYPE or entities, which no workbook needs")
  }

  package static var noSheet: TableFault {
    .unreadable(vi: "không có trang tính nào", en: "it holds no worksheet")
  }

  package static var cutOff: TableFault { .unreadable(vi: "tệp bị cắt cụt", en: "it is cut off") }

  package static var tooManyCells: TableFault {
    .unreadable(
      vi: "số dòng hoặc số ô lặp lại quá nhiều",
      en: "it has too many rows, or repeats too many cells")
  }
}

extension LocalizedText {
  /// Why a file with a password is not read.
  package static let hasPassword = LocalizedText(
    vi: "tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi lưu lại",
    en: "it is protected by a password; remove the password and save it again")
}
