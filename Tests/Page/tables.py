"""Workbooks as ten units of a cluster send them, one a unit, with the numbers that they hold."""

import random

import openpyxl
from openpyxl.styles import Font

UNITS = [
    "Thành phố An Hà", "Thị xã Bình Khê", "Huyện Cẩm Vân", "Huyện Đông Lĩnh", "Huyện Giang Bắc",
    "Huyện Hương Trà", "Huyện Kim Động", "Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính",
]
INDICATORS = [
    ("Số hồ sơ tiếp nhận", "Hồ sơ", (900, 9000)),
    ("Số hồ sơ giải quyết đúng hạn", "Hồ sơ", (800, 900)),
    ("Số hội nghị đối thoại", "Hội nghị", (0, 12)),
    ("Số ý kiến được trả lời", "Ý kiến", (10, 300)),
    ("Thu phí, lệ phí", "Triệu đồng", (100, 999)),
]


def write(folder):
    """Writes the workbooks; returns their paths and the numbers by unit and indicator."""
    random.seed(20240630)
    paths, numbers = [], {}
    for index, unit in enumerate(UNITS):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Biểu 01"
        sheet.append(["UBND " + unit.upper(), None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
        sheet.append([None])
        sheet.append(["BÁO CÁO KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024"])
        sheet.append(["Đơn vị báo cáo: " + unit])
        sheet.append([None])
        sheet.append(["STT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm", "Thực hiện 6 tháng", "Ghi chú"])
        sheet.append(["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"])
        for cell in sheet[6]:
            cell.font = Font(bold=True)
        for number, (name, measure, (low, high)) in enumerate(INDICATORS, 1):
            value = random.randint(low, high)
            numbers[unit, name] = value
            sheet.append([number, name, measure, value * 2 + 10, value, None])
        sheet.append([None])
        sheet.append([None, "Người lập biểu", None, None, "Thủ trưởng đơn vị"])
        path = folder / f"{index + 1:02} {unit}.xlsx"
        book.save(path)
        paths.append(path)
    return paths, numbers


FIELDS = {
    "Đối thoại": ["Số hội nghị", "Số người dự", "Số ý kiến", "Số ý kiến được trả lời"],
    "Cải cách hành chính": [
        "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Hồ sơ giải quyết", "Hồ sơ quá hạn",
        "Số cuộc kiểm tra", "Số sáng kiến"],
    "An sinh": [
        "Số nhà hoàn thành", "Số hộ được vay vốn", "Lượt người được khám bệnh", "Số suất quà",
        "Số lao động được đào tạo", "Số trẻ em được hỗ trợ"],
    "Tuyên truyền": [
        "Số buổi tuyên truyền", "Số lượt người nghe", "Số tin bài", "Số pa nô", "Số tờ rơi"],
    "Nông thôn mới": [
        "Số mét đường", "Số ngày công", "Số cây trồng mới", "Số cống rãnh", "Số đèn chiếu sáng"],
    "An ninh trật tự": [
        "Số vụ việc", "Số vụ hòa giải thành", "Số buổi tuần tra", "Số vụ cháy", "Số vụ tai nạn"],
    "Văn hóa": [
        "Số buổi biểu diễn", "Số giải đấu", "Số lớp năng khiếu", "Số lượt đọc sách"],
    "Giáo dục": ["Số lớp xóa mù", "Số học bổng", "Số buổi ngoại khóa"],
}


def write_province(folder):
    """Six months of a province: 170 communes and 38 numbers in each workbook, under two levels of headings, with empty
    cells for what was not reported; returns the paths and the half-year of each commune that reported every month."""
    random.seed(20240701)
    communes = [f"Xã {a} {b}" for a in
                ("An", "Bình", "Cẩm", "Đông", "Giang", "Hà", "Hương", "Kim", "Lộc", "Minh")
                for b in ("Bắc", "Châu", "Đức", "Hải", "Khê", "Lâm", "Mỹ", "Ninh", "Phú", "Sơn",
                          "Thành", "Trung", "Vân", "Xuân", "Yên", "Thịnh", "Quang")]
    assert len(communes) == 170 and sum(map(len, FIELDS.values())) == 38
    half, whole, paths = {}, set(), []
    usual = {(c, n): random.randint(5, 60) for c in communes for names in FIELDS.values() for n in names}
    for month in range(1, 7):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Tổng hợp"
        sheet.append(["UBND TỈNH ĐÔNG GIANG"])
        sheet.append([f"TỔNG HỢP BÁO CÁO THÁNG {month} NĂM 2024"])
        sheet.append([None])
        upper, lower, column = ["STT", "Đơn vị"], [None, None], 3
        for field, names in FIELDS.items():
            upper += [field] + [None] * (len(names) - 1)
            lower += names
        sheet.append(upper)
        sheet.append(lower)
        for names in FIELDS.values():
            sheet.merge_cells(start_row=4, start_column=column, end_row=4, end_column=column + len(names) - 1)
            column += len(names)
        for first in (1, 2):
            sheet.merge_cells(start_row=4, start_column=first, end_row=5, end_column=first)
        totals = [0] * 38
        for number, commune in enumerate(communes, 1):
            row = [number, commune]
            for place, name in enumerate(n for names in FIELDS.values() for n in names):
                # Some cells are not filled in; of conferences all know how many they held.
                key = (commune, name)
                value = round(usual[key] * random.uniform(0.7, 1.3))
                if place and random.random() < 0.003:
                    value = None
                row.append(value)
                if value is None:
                    whole.add(key)
                else:
                    half[key] = half.get(key, 0) + value
                    totals[place] += value
            sheet.append(row)
        sheet.append([None, "Tổng cộng"] + totals)
        path = folder / f"TongHop_BaoCao_Thang_{month}.xlsx"
        book.save(path)
        paths.append(path)
    return paths, {key: value for key, value in half.items() if key not in whole}
