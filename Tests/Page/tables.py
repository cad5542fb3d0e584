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
