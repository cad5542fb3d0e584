import ClusterMetrics
import Foundation

/// An error while reading a row. Reading can continue with the next row, unless the file is unreadable.
public enum TableFault: Error {
  case badQuote(row: Int, column: Int)
  case recordTooLong(row: Int, limit: Int)
  /// The rest of the file cannot be read.
  case unreadable(LocalizedText)

  package static func unreadable(vi vietnamese: String, en english: String) -> TableFault {
    .unreadable(LocalizedText(vi: vietnamese, en: english))
  }

  /// A description for an error message.
  public var reason: LocalizedText {
    guard case .unreadable(let reason) = self else {
      return LocalizedText(vi: "dữ liệu hỏng", en: "damaged data")
    }
    return reason
  }

  // MARK: Errors common to several readers

  /// The error of the last system call, in both languages.
  package static var system: TableFault {
    switch errno {
    case ENOENT: .unreadable(vi: "không có tệp", en: "there is no such file")
    case EACCES, EPERM:
      .unreadable(vi: "không có quyền đọc", en: "there is no permission to read it")
    default: .unreadable(LocalizedText(String(cString: strerror(errno))))
    }
  }

  package static var hasPassword: TableFault { .unreadable(.hasPassword) }

  package static func lacks(_ part: String) -> TableFault {
    .unreadable(vi: "thiếu phần \(part)", en: "it has no \(part)")
  }

  package static func malformed(_ part: String) -> TableFault {
    .unreadable(
      vi: "\(part) sai cấu trúc hoặc thiếu phần cuối", en: "\(part) is not well-formed, or cut off")
  }

  package static func hasEntities(_ part: String) -> TableFault {
    .unreadable(
      vi: "\(part) có khai báo DOCTYPE hoặc thực thể XML, không dùng trong bảng tính",
      en: "\(part) declares a DOCTYPE or entities, which no workbook needs")
  }

  package static var noSheet: TableFault {
    .unreadable(vi: "không có trang tính nào", en: "it holds no worksheet")
  }

  package static var cutOff: TableFault {
    .unreadable(
      vi: "tệp không đầy đủ (thiếu phần cuối)", en: "it is incomplete (its end is missing)")
  }

  package static var tooManyCells: TableFault {
    .unreadable(
      vi: "bảng có quá nhiều dòng, hoặc lặp lại quá nhiều ô",
      en: "it has too many rows, or repeats too many cells")
  }
}

extension LocalizedText {
  /// The message for a file with a password.
  package static let hasPassword = LocalizedText(
    vi: "tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi lưu lại",
    en: "it is protected by a password; remove the password and save it again")
}
