import ClusterMetrics

/// The files of a new project: settings with comments, and empty forms.
package enum ProjectTemplate {
  /// The text for the office's name until it is filled in.
  package static let officePlaceholder = LocalizedText(vi: "Tên cơ quan", en: "Name of the office")

  /// The names and contents. Forms begin with a byte order mark, so that Excel opens them as UTF-8.
  package static func files(in language: Language) -> [(name: String, text: String)] {
    let words = Wording(language)
    return [
      ("giaoban.yaml", words(vietnameseSettings, englishSettings)),
      ("roster.csv", rosterHeader(in: language)),
      (
        "activities.csv",
        "\u{FEFF}"
          + words(
            "Ngày,Đơn vị,\"Xã, phường, thị trấn\",Hoạt động,Số người tham dự,Ý kiến nêu ra,Ý kiến được giải quyết",
            "date,unit,commune,activity,participants,opinions_raised,opinions_resolved") + "\n"
      ),
    ]
  }

  /// The header of a roster.
  package static func rosterHeader(in language: Language) -> String {
    "\u{FEFF}"
      + Wording(language)(
        "Cụm,Đơn vị,Loại đơn vị,\"Xã, phường, thị trấn\",Từ ngày,Đến ngày",
        "cluster,unit,unit_kind,commune,from,to") + "\n"
  }

  private static let vietnameseSettings = """
    # Cài đặt của Giaoban. Dòng bắt đầu bằng # là lời giải thích.
    #
    # Trong thư mục này cần có:
    #   roster.csv        danh sách đơn vị: cụm, đơn vị, xã. Đơn vị không có xã (khối, ngành) để trống ô xã.
    #   activities.csv    sổ theo dõi: mỗi dòng là một hoạt động, có ngày, đơn vị, xã, tên hoạt động
    #                     và các cột số. Có thể chia thành nhiều tệp: activities-2021.csv, …
    #   submissions.csv   (không bắt buộc) số liệu do đơn vị tự báo cáo: Kỳ, Đơn vị, Chỉ tiêu, Số liệu
    #
    # Sau khi nhập số liệu:
    #   giaoban check THƯ-MỤC                        tìm lỗi, chỉ rõ tệp:dòng:cột
    #   giaoban pack THƯ-MỤC --period 2022-H1        làm bộ biểu đồ 6 tháng đầu năm 2022

    title: {vi: Cụm thi đua, en: Emulation cluster}
    organisation: {vi: Tên cơ quan, en: Name of the office}
    subject: {vi: Biểu đồ số liệu hoạt động, en: Charts of activities}

    # vi: tiếng Việt, en: tiếng Anh. Áp dụng cho mọi chữ và số trong kết quả.
    language: vi

    # Ngày chốt số liệu: 14 theo Nghị định 09/2019/NĐ-CP, kỳ 6 tháng đầu năm tính từ 15/12 năm trước
    # đến 14/6. Bỏ dòng này nếu tính theo tháng dương lịch.
    calendar: {closing_day: 14}

    # Tên cột trong sổ theo dõi, nếu khác tên dùng ở dưới.
    columns:
      participants: Số người tham dự
      opinions_raised: Ý kiến nêu ra
      opinions_resolved: Ý kiến được giải quyết

    # Tên ngắn của đơn vị, dùng khi biểu đồ hẹp:
    # short_names:
    #   Khối cơ quan và Doanh nghiệp tỉnh: Khối CQ & DN tỉnh

    # Các chỉ tiêu. Mỗi chỉ tiêu có một cách tính:
    #   count: activities        đếm số hoạt động
    #   distinct: commune        đếm số xã khác nhau
    #   sum: TÊN-CỘT             cộng một cột số
    #   mean: TÊN-CỘT            bình quân một cột số
    #   ratio: [TỬ, MẪU]         tỷ lệ phần trăm của hai chỉ tiêu hoặc hai cột
    #   share: CHỈ-TIÊU          tỷ lệ trên tổng số xã (kèm of: communes)
    #   from: submissions        lấy từ submissions.csv
    # where chọn các dòng được tính: một hoặc nhiều nội dung, {not: …}, hoặc số {from: 50, to: 100}.
    # target là mức phải đạt; better: less nếu càng ít càng tốt.
    \(indicators(of: "đối thoại"))

    # Các chỉ tiêu ở trang bìa, nhiều nhất bốn.
    pack:
      tiles: [dialogues, communes_in_dialogue, resolution_rate]

    """

  private static let englishSettings = """
    # Settings of Giaoban. Lines that begin with # are comments.
    #
    # The folder needs:
    #   roster.csv        clusters, units, communes. A unit without communes (a sector, a bloc) leaves that cell empty.
    #   activities.csv    the register: an activity a line, with its date, unit, commune, kind and numbers. It may be cut
    #                     into several files: activities-2021.csv, …
    #   submissions.csv   (optional) numbers that units report themselves: period, unit, indicator, value
    #
    # With numbers in it:
    #   giaoban check FOLDER                        find what is wrong, with file:line:column
    #   giaoban pack FOLDER --period 2022-H1        make the chart pack of the first half of 2022

    title: {vi: Cụm thi đua, en: Emulation cluster}
    organisation: {vi: Tên cơ quan, en: Name of the office}
    subject: {vi: Biểu đồ số liệu hoạt động, en: Charts of activities}

    # vi: Vietnamese, en: English; of every word and number of the output.
    language: en

    # The day on which a month's numbers close: by Decree 09/2019/NĐ-CP the 14th, so that the first half-year goes from
    # 15 December to 14 June. Drop the line for calendar months.
    calendar: {closing_day: 14}

    # Headers of the register, where they differ from the names used below:
    # columns:
    #   participants: Number of participants

    # Short names of units, for narrow charts:
    # short_names:
    #   Bloc of Offices and Enterprises of the Province: Provincial bloc

    # The indicators. Each is made in one way:
    #   count: activities        number of activities
    #   distinct: commune        number of different communes
    #   sum: COLUMN              sum of a column
    #   mean: COLUMN             mean of a column
    #   ratio: [A, B]            A of B, two indicators or columns, in per cent
    #   share: INDICATOR         of all communes (with of: communes)
    #   from: submissions        read from submissions.csv
    # where chooses the rows that count: a text or several, {not: …}, or numbers {from: 50, to: 100}.
    # target is what has to be reached; better: less where less is better.
    \(indicators(of: "dialogue"))

    # Indicators on the cover, four at most.
    pack:
      tiles: [dialogues, communes_in_dialogue, resolution_rate]

    """

  /// The indicators of the register, with its name for the activity that they count.
  private static func indicators(of activity: String) -> String {
    """
    indicators:
      dialogues:
        name: {vi: Hội nghị đối thoại, en: Dialogue conferences}
        noun: {vi: hội nghị đối thoại, en: dialogue conferences}
        count: activities
        where: {activity: \(activity)}
      communes_in_dialogue:
        name: {vi: "Xã, phường, thị trấn có đối thoại", en: Communes that held dialogues}
        noun: {vi: "xã, phường, thị trấn có đối thoại", en: communes with dialogues}
        distinct: commune
        where: {activity: \(activity)}
      dialogue_coverage:
        name: {vi: "Tỷ lệ xã, phường, thị trấn có đối thoại", en: Share of communes with dialogues}
        share: communes_in_dialogue
        of: communes
        target: 50
      resolution_rate:
        name: {vi: Tỷ lệ ý kiến được giải quyết, en: Share of opinions resolved}
        ratio: [opinions_resolved, opinions_raised]
        where: {activity: \(activity)}
        target: 90
    """
  }
}
