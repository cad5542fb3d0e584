import Testing

@testable import Intake
@testable import OfficeWords

@Suite("Places at the end of titles")
struct PlaceTitleTests {
  @Test(
    "A title ends with a place, also before or behind the period",
    arguments: [
      ("THU NGÂN SÁCH HUYỆN NGA SƠN NĂM 2024", "HUYỆN NGA SƠN"),
      ("KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024 HUYỆN NGA SƠN", "HUYỆN NGA SƠN"),
      ("Sổ theo dõi hoạt động xã Con Cuông", "xã Con Cuông"),
      ("KẾT QUẢ QUÝ II THỊ XÃ NGHI SƠN", "THỊ XÃ NGHI SƠN"),
      ("Số hội nghị năm 2024 của xã An Bình", "xã An Bình"),
      ("SỐ LIỆU TIẾP CÔNG DÂN PHƯỜNG HẠC THÀNH THÁNG 7/2025", "PHƯỜNG HẠC THÀNH"),
    ])
  func place(_ title: String, _ place: String) {
    #expect(OfficeNames.place(endingAnyOf: [title]) == place)
  }

  @Test(
    "Words for kinds of places are no places",
    arguments: [
      "KẾT QUẢ XÂY DỰNG XÃ NÔNG THÔN MỚI NĂM 2024", "TỶ LỆ HỘ NGHÈO CÁC XÃ MIỀN NÚI",
      "CÔNG TÁC BẢO HIỂM XÃ HỘI 6 THÁNG ĐẦU NĂM 2024", "CHỈ TIÊU KINH TẾ - XÃ HỘI",
      "Biểu 2. Chỉ tiêu kinh tế - xã hội năm 2024",
      "KẾT QUẢ ĐẠI HỘI ĐẢNG BỘ XÃ NHIỆM KỲ 2025 - 2030",
      "PHONG TRÀO XÂY DỰNG THÀNH PHỐ THÔNG MINH", "TRẬT TỰ AN TOÀN XÃ HỘI QUÝ II NĂM 2024",
      "DANH SÁCH CÁN BỘ CẤP XÃ", "Số liệu toàn huyện Nga Sơn", "DÂN SỐ THEO XÃ, PHƯỜNG",
      "KẾT QUẢ THU QUỸ CỦA XÃ VIÊN NĂM 2024", "TỔNG HỢP CÁC HUYỆN MIỀN NÚI",
      "SỐ VỤ BẠO LỰC HỌC ĐƯỜNG", "Kinh phí hỗ trợ xã đặc biệt khó khăn năm 2024",
    ])
  func none(_ title: String) {
    #expect(OfficeNames.place(endingAnyOf: [title]) == nil)
  }
}
