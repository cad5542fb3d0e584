import ClusterMetrics
import Findings
import Intake
import Office
import Reporting
import ReportWords
import Settings
import Workspace

extension Finding.Code {
  /// The name of the kind above a list of such findings.
  var name: LocalizedText {
    let (vietnamese, english) = words
    return LocalizedText(vi: vietnamese, en: english)
  }

  private var words: (String, String) {
    switch self {
    case .unreadableFile: ("tệp không đọc được", "files that cannot be read")
    case .notUTF8: ("bảng mã không phải UTF-8", "not UTF-8")
    case .guessedEncoding: ("bảng mã được đoán", "guessed encodings")
    case .duplicateActivity: ("hoạt động nhập trùng", "duplicate activities")
    case .badQuote: ("dấu ngoặc kép sai", "wrong quotes")
    case .recordTooLong: ("dòng quá dài", "rows that are too long")
    case .missingColumn: ("thiếu cột", "missing columns")
    case .tooManyFields: ("thừa ô", "too many cells")
    case .missingValue: ("ô trống", "missing values")
    case .badDate: ("ngày không đọc được", "wrong dates")
    case .implausibleDate: ("ngày bất thường", "implausible dates")
    case .badNumber: ("số liệu không đọc được", "wrong numbers")
    case .ambiguousNumber: ("số chưa rõ dấu chấm, phẩy", "ambiguous numbers")
    case .unknownUnit: ("đơn vị không có trong danh sách", "unknown units")
    case .unknownCommune: ("xã không có trong danh sách", "unknown communes")
    case .ambiguousCommune: ("tên xã trùng nhau", "ambiguous communes")
    case .notInForce: ("đơn vị, xã không còn hiệu lực", "places outside their dates")
    case .unknownSuccessor: ("đơn vị kế thừa không có trong danh sách", "unknown successors")
    case .unknownIndicator: ("chỉ tiêu không có trong cài đặt", "unknown indicators")
    case .badPeriod: ("kỳ không đọc được", "wrong periods")
    case .duplicateEntry: ("mục ghi hai lần", "duplicate entries")
    case .unusedCondition: ("điều kiện không khớp dòng nào", "conditions that match no row")
    case .noRecords: ("không có dòng nào", "no rows")
    case .repeatedReport: ("báo cáo giống hệt kỳ trước", "reports like the last ones")
    case .unusedCorrection: ("đính chính không ứng với số nào", "corrections that replace nothing")
    case .unusedAcceptance: ("mục chấp nhận không còn cần", "acceptances no longer needed")
    case .badSyntax: ("cài đặt sai cú pháp", "syntax of the settings")
    case .unknownKey: ("mục cài đặt không có", "unknown settings")
    case .badSetting: ("cài đặt sai", "wrong settings")
    case .vagueDate: ("ngày chỉ ghi tháng, quý", "vague dates")
    case .serialDate: ("ngày ghi bằng số", "dates as numbers")
    case .exchangedDates: ("ngày và tháng đảo chỗ", "exchanged days and months")
    case .negativeNumber: ("số âm", "negative numbers")
    case .approximateNumber: ("số ước tính", "approximate numbers")
    case .duplicateColumn: ("cột trùng nhau", "duplicate columns")
    case .rowsAboveHeader: ("dòng trên tiêu đề", "rows above the header")
    case .swallowedRows: ("nhiều dòng bị dồn vào một ô", "rows swallowed by a cell")
    case .lostLetters: ("mất chữ có dấu", "lost letters")
    case .oldFont: ("phông chữ cũ (TCVN3, VNI)", "old fonts")
    case .uncountedText: ("nội dung không thuộc chỉ tiêu nào", "texts that nothing counts")
    case .unreadFile: ("tệp không được đọc", "files that are not read")
    case .sameRegister: ("hai sổ theo dõi giống nhau", "the same register twice")
    case .contradictingNumbers: ("số liệu mâu thuẫn", "contradicting numbers")
    case .futureDate: ("ngày ở tương lai", "dates in the future")
    case .partAboveWhole: ("phần lớn hơn toàn bộ", "parts above their whole")
    case .farFromOthers: ("số khác xa các số khác", "numbers far from others")
    case .failedCheck: ("không đạt điều kiện kiểm tra", "failed checks")
    case .uncomputedFormula: ("công thức chưa tính", "uncomputed formulas")
    case .totalRow: ("dòng tổng cộng", "rows of totals")
    case .hiddenRows: ("dòng ẩn", "hidden rows")
    case .hiddenColumns: ("cột ẩn", "hidden columns")
    case .hiddenSheet: ("trang tính ẩn", "hidden sheets")
    case .unknownSheet: ("trang tính không có trong tệp", "unknown sheets")
    case .contradictsRegister: ("khác với sổ theo dõi", "contradicted registers")
    case .contradictsParts: ("khác với các phần", "contradicted parts")
    case .noActivities: ("có số tự báo cáo, không có sổ theo dõi", "numbers without a register")
    case .lateSubmission: ("gửi muộn", "late")
    case .notAsked: ("số liệu không được giao báo cáo", "numbers nobody asked for")
    case .changedAfterClosing: ("thay đổi sau khi chốt", "changed after closing")
    case .partsOnly: ("chỉ có các kỳ thành phần", "parts only")
    case .missingParts: ("thiếu kỳ thành phần", "missing parts")
    case .noShape: ("không có hình trên bản đồ", "units without a shape")
    case .noTile: ("không có ô trên lưới", "units without a tile")
    case .similarIndicators: ("có thể cùng là một chỉ tiêu", "perhaps one indicator")
    case .unlikeMeasures: ("có thể khác đơn vị tính", "measured differently, it seems")
    case .risingNumbers: ("số chỉ tăng, không giảm", "numbers that only rise")
    case .fallingCumulative: ("lũy kế giảm", "falling cumulative numbers")
    case .unknownFigure: ("loại số liệu không rõ", "unknown figures")
    case .contradictsRate: ("khác với tỷ lệ đã ghi", "contradicted rates")
    case .moreOfTheSame: ("còn nữa", "more of the same")
    }
  }
}

extension Wording {
  /// A place for people: "bieu.xlsx, trang tính Biểu 6 tháng, ô E13".
  func callAsFunction(_ place: Finding.Place) -> String {
    var parts = [place.file]
    if let sheet = place.sheet { parts.append(self("trang tính ", "sheet ") + sheet) }
    switch (place.row, place.column) {
    case (let row?, _) where place.columnName != nil:
      parts.append(self("dòng ", "row ") + "\(row)")
      parts.append(self("cột ", "column ") + (place.columnName ?? ""))
    case (let row?, let column?) where place.file != Project.settingsFile:
      parts.append(self("ô ", "cell ") + ColumnLetters.of(column - 1) + "\(row)")
    case (let row?, _): parts.append(self("dòng ", "row ") + "\(row)")
    case (nil, let column?): parts.append(self("cột ", "column ") + ColumnLetters.of(column - 1))
    case (nil, nil): break
    }
    if let key = place.key { parts.append("\(key)") }
    return parts.joined(separator: ", ")
  }
}
