import ClusterMetrics

/// The words that say what a number is: a result, a plan, last year's, one since New Year, or only compared.
extension FigureWords {
  /// Longer ones first.
  package static let beginnings: [([String], Figure?)] = {
    let phrases: [(String, Figure?)] = [
      ("Kế hoạch", .plan), ("KH", .plan), ("Chỉ tiêu giao", .plan), ("Chỉ tiêu kế hoạch", .plan),
      ("Kế hoạch giao", .plan), ("Dự toán", .plan), ("Dự toán giao", .plan),
      ("Thực hiện", .value), ("TH", .value), ("Quyết toán", .value), ("QT", .value),
      ("Kết quả", .value), ("Kết quả thực hiện", .value),
      ("Số liệu", .value), ("Trong tháng", .value), ("Trong quý", .value), ("Trong tuần", .value),
      ("Trong ngày", .value), ("Hôm nay", .value),
      ("Phát sinh trong ngày", .value), ("Phát sinh trong tuần", .value),
      ("Tuần này", .value), ("Tuần trước", nil), ("Quý này", .value), ("Quý trước", nil),
      ("Trong kỳ", .value),
      ("Thực hiện trong kỳ", .value), ("Phát sinh trong kỳ", .value), ("Số lượng", .value),
      ("Thực hiện cùng kỳ", .lastYear), ("TH cùng kỳ", .lastYear),
      ("Kế hoạch vốn", .plan), ("Vốn kế hoạch", .plan), ("Được giao", .plan),
      ("Tổng kế hoạch", .plan), ("Tỉnh giao", .plan), ("Cấp trên giao", .plan),
      ("Trung ương giao", .plan), ("TW giao", .plan), ("HĐND xã giao", .plan),
      ("HĐND phường giao", .plan), ("HĐND huyện giao", .plan), ("HĐND tỉnh giao", .plan),
      ("UBND xã giao", .plan), ("UBND phường giao", .plan), ("UBND huyện giao", .plan),
      ("UBND tỉnh giao", .plan), ("Thành phố giao", .plan), ("Phường giao", .plan),
      ("Nghị quyết giao", .plan), ("NQ giao", .plan), ("NQ HĐND giao", .plan),
      ("NQ HĐND", .plan), ("Chỉ tiêu NQ Đại hội", nil), ("Chỉ tiêu Đại hội", nil),
      ("Chỉ tiêu Nghị quyết Đại hội", nil), ("NQ Đại hội", nil), ("Nghị quyết Đại hội", nil),
      ("Mục tiêu Đại hội", nil), ("Chỉ tiêu NQ", .plan), ("Chỉ tiêu Nghị quyết", .plan),
      ("KH phấn đấu", nil), ("KH xã phấn đấu", nil), ("KH phường phấn đấu", nil),
      ("KH giao bổ sung", nil), ("Kế hoạch giao bổ sung", nil), ("KH bổ sung", nil),
      ("Phương hướng", nil), ("Cần đạt", nil), ("Phải đạt", nil),
      ("Xã phấn đấu", nil), ("Phường phấn đấu", nil), ("Huyện phấn đấu", nil),
      ("Tỉnh phấn đấu", nil), ("Phấn đấu", nil), ("TH/CK", nil), ("TH/cùng kỳ", nil),
      ("TH/kế hoạch", nil), ("TH/DT", nil), ("Huyện giao", .plan), ("Xã giao", .plan),
      ("HĐND giao", .plan), ("HĐND quyết định", .plan), ("Nghị quyết HĐND", .plan),
      ("Nghị quyết HĐND giao", .plan), ("Nghị quyết HĐND xã giao", .plan),
      ("Nghị quyết HĐND tỉnh giao", .plan), ("Đăng ký đầu năm", .plan),
      ("UBND giao", .plan), ("Giao", .plan), ("CT giao", .plan),
      ("DT giao", .plan), ("DT năm", .plan), ("DT", .plan), ("Số giao", .plan),
      ("Số giao đầu năm", .plan), ("NQ đề ra", .plan), ("Nghị quyết đề ra", .plan),
      ("Nghị quyết năm", .plan), ("Nhiệm vụ năm", .plan), ("Tổng KH", .plan),
      ("Tổng chỉ tiêu", .plan), ("Tổng dự toán", .plan), ("Mục tiêu NQ Đại hội", nil),
      ("KQ", .value), ("K.quả", .value), ("Khối lượng thực hiện", .value),
      ("Cùng thời điểm", .lastYear),
      ("Tổng kế hoạch vốn", .plan), ("NQ ĐH", nil), ("NQ ĐH giao", .plan),
      ("Cộng từ đầu năm", .cumulative), ("ƯTH", .value),
      ("Cùng kỳ", .lastYear), ("CK", .lastYear),
      ("Lũy kế cùng kỳ", .lastYear), ("Chỉ tiêu năm", .plan), ("Chỉ tiêu giao năm", .plan),
      ("Tháng này", .value), ("Kỳ này", .value), ("Tháng trước", nil), ("Kỳ trước", nil),
      ("Số kỳ này", .value), ("Số kỳ trước", nil), ("Số tháng này", .value),
      ("Số tháng trước", nil),
      ("Số quý này", .value), ("Số quý trước", nil), ("Số trong kỳ", .value),
      ("Số trong tháng", .value),
      ("Quý trước", nil), ("Ước tháng sau", nil), ("Ước quý sau", nil), ("Ước kỳ sau", nil),
      ("Dự kiến tháng sau", nil), ("Ước thực hiện", .value), ("Ước TH", .value),
      ("Ước tính", .value),
      ("Ước", .value), ("Số ước", .value), ("Đã thực hiện", .value), ("Từ ĐN", .cumulative),
      ("Chính thức", .value), ("Số chính thức", .value), ("Sơ bộ", .value),
      ("Sơ bộ - Prel.", .value), ("Số liệu cùng kỳ", .lastYear), ("Kết quả cùng kỳ", .lastYear),
      ("PS trong tháng", .value), ("PS trong kỳ", .value), ("Phát sinh trong tháng", .value),
      ("Phát sinh trong quý", .value), ("Tháng báo cáo", .value), ("Quý báo cáo", .value),
      ("Số tháng báo cáo", .value), ("Số kỳ báo cáo", .value),
      ("Kỳ báo cáo", .value), ("Năm báo cáo", .value), ("Thực hiện năm báo cáo", .value),
      ("TH năm báo cáo", .value), ("Thực hiện kỳ báo cáo", .value), ("Mục tiêu", .plan),
      ("Chỉ tiêu", .plan),
      ("Hoàn thành KH", nil), ("Hoàn thành kế hoạch", nil), ("HTKH", nil),
      ("Từ đầu năm", .cumulative), ("Tính từ đầu năm", .cumulative),
      ("Năm trước", nil), ("Dự kiến", nil),
      ("Lũy kế", .cumulative), ("Luỹ kế", .cumulative), ("Cộng dồn", .cumulative),
      ("LK", .cumulative),
      ("Thực hiện lũy kế", .cumulative), ("Số lũy kế", .cumulative),
      ("Lũy kế thực hiện", .cumulative),
      ("Thực hiện từ đầu năm", .cumulative), ("TH từ đầu năm", .cumulative),
      ("Kết quả từ đầu năm", .cumulative), ("Kết quả lũy kế", .cumulative),
      ("Thực hiện tháng trước", nil), ("TH tháng trước", nil), ("Kết quả tháng trước", nil),
      ("Thực hiện kỳ trước", nil), ("TH kỳ trước", nil), ("TH quý trước", nil),
      ("Kết quả quý trước", nil),
      ("Kết quả kỳ trước", nil), ("%KH", nil), ("%TH", nil), ("%CK", nil), ("%SS", nil),
      ("%HT", nil), ("Thực hiện quý trước", nil),
      ("Lũy kế đến kỳ trước", nil), ("Lũy kế kỳ trước", nil), ("Lũy kế đến tháng trước", nil),
      ("Lũy kế tháng trước", nil), ("Lũy kế đến quý trước", nil), ("Lũy kế quý trước", nil),
      ("Lũy kế đến kỳ này", .cumulative), ("Lũy kế đến kỳ báo cáo", .cumulative),
      ("Lũy kế đến tháng này", .cumulative), ("Lũy kế đến tháng báo cáo", .cumulative),
      ("Lũy kế đến quý này", .cumulative), ("Lũy kế kỳ này", .cumulative),
      ("Cùng kỳ lũy kế", .lastYear), ("Cùng kỳ tháng", .lastYear),
      ("Cùng kỳ trong tháng", .lastYear),
      ("So", nil), ("So sánh", nil), ("Tỷ lệ", nil), ("Tỉ lệ", nil), ("Tăng", nil), ("Giảm", nil),
      ("Tăng,", nil), ("+/-", nil), ("+, -", nil), ("+,-", nil),
      ("(+/-)", nil), ("(+,-)", nil), ("±", nil), ("Δ", nil), ("∆", nil), ("+(-)", nil),
      ("-/+", nil), ("Năm nay", .value),
      ("Tăng trưởng", nil),
      ("Tăng/giảm", nil), ("Tăng (+)", nil), ("Tăng(+)", nil), ("Chênh lệch", nil), ("Đạt", nil),
      ("%", nil), ("TL", nil), ("TL%", nil), ("Điểm tối đa", nil), ("Số điểm tối đa", nil),
      ("Thang điểm", nil),
      ("Tốc độ", nil), ("TH/KH", nil), ("Vượt/hụt", nil), ("Vượt, hụt", nil), ("Vượt (+)", nil),
      ("Mức độ hoàn thành", nil), ("Tỷ lệ hoàn thành", nil),
      ("Chỉ tiêu KH", .plan), ("Chỉ tiêu KH giao", .plan), ("CT KH", .plan),
      ("CT kế hoạch", .plan), ("Chỉ tiêu đăng ký", .plan),
      ("KH đăng ký", .plan), ("Kế hoạch đăng ký", .plan), ("Chỉ tiêu thi đua", .plan),
      ("K.hoạch", .plan), ("KH/năm", .plan), ("KHV", .plan), ("Đăng ký năm", .plan),
      ("Số đăng ký năm", .plan), ("Cam kết năm", .plan), ("Mức cam kết", .plan),
      ("Yêu cầu năm", .plan), ("Định hướng năm", .plan), ("Mức giao", .plan),
      ("Mức được giao", .plan),
      ("Đạt được", .value), ("Số đạt được", .value), ("Đã đạt", .value),
      ("Kết quả đạt được", .value), ("Số thực hiện", .value), ("Thực hiện được", .value),
      ("Thực tế", .value), ("Thực tế thực hiện", .value), ("KQTH", .value), ("KQ TH", .value),
      ("KQ thực hiện", .value), ("L.kế", .cumulative),
      ("Lũy tiến", .cumulative), ("LKTĐN", .cumulative), ("Đến hết tháng", .cumulative),
      ("Tính đến hết tháng", .cumulative), ("Tính đến tháng", .cumulative),
      ("Từ 01/01 đến nay", .cumulative), ("Từ 1/1 đến nay", .cumulative),
      ("Từ đầu năm đến nay", .cumulative), ("Số CK", .lastYear), ("LK cùng kỳ", .lastYear),
      ("LK CK", .lastYear), ("CK LK", .lastYear), ("CK lũy kế", .lastYear),
      ("Lũy kế CK", .lastYear),
    ]
    let all = phrases.map { phrase, figure in
      (phrase.split(separator: " ").map { NameKey($0).text }, figure)
    }
    // Programs that know no marks write "Luy ke" and "Ke hoach"; of one word nobody could tell.
    let unmarked = phrases.compactMap { phrase, figure -> ([String], Figure?)? in
      let words = Slug.of(phrase).split(separator: "-").map(String.init)
      // "Chi tieu" may head the indicators.
      return words.count > 1 && words != ["chi", "tieu"]
        && phrase.allSatisfy { $0.isLetter || $0 == " " }
        ? (words, figure) : nil
    }
    return (all + unmarked).sorted { $0.0.count > $1.0.count }
  }()

  /// What may stand behind a figure and says nothing more.
  package static let fillers = Set(
    [
      "từ đầu năm", "từ đn", "tháng bc", "quý bc", "kỳ bc", "quý báo cáo", "tháng báo cáo",
      "trong kỳ", "năm", "kỳ này", "kỳ báo cáo", "giao", "được giao", "cả năm",
      "năm trước", "đến nay", "tháng", "quý", "trong tháng", "trong quý", "trong năm", "tháng này",
      "quý này", "năm nay", "trong tháng này", "trong kỳ báo cáo", "đến tháng báo cáo",
      "đến kỳ báo cáo",
      "đến cuối tháng", "đến cuối kỳ", "đến hết tháng", "đến thời điểm báo cáo", "đạt được",
      "thực hiện được", "báo cáo", "đã thực hiện", "tổng hợp", "đầu năm", "giao đầu năm",
      "đề ra", "đặt ra", "tỉnh", "huyện", "xã", "phường", "trung ương", "thành phố", "năm ngoái",
      "đăng ký", "đã đăng ký", "thi đua", "sau điều chỉnh", "điều chỉnh", "được duyệt", "ban đầu",
      "đã giao", "tỉnh giao", "huyện giao",
      "xã giao", "thành phố giao", "cấp trên giao", "trung ương giao", "tw giao", "bộ giao",
      "hđnd giao",
      "hđnd tỉnh giao", "hđnd huyện giao", "ubnd giao", "ubnd tỉnh giao", "ubnd huyện giao",
    ]
    .map { NameKey($0) }
  ).union(parts)
}
