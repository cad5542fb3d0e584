"""Writes the tables of the sample "bao-cao-thang": what ten offices send month by month, made up."""
import csv
import random
from pathlib import Path

folder = Path(__file__).parent
random.seed(20220614)

# Unit, kind, region, inhabitants in thousands (made up), size.
UNITS = [
    ("Thành phố Thanh Hóa", "Thành phố", "Đồng bằng", 435, 3.2),
    ("Thành phố Sầm Sơn", "Thành phố", "Ven biển", 130, 1.2),
    ("Thị xã Bỉm Sơn", "Thị xã", "Đồng bằng", 72, 0.8),
    ("Thị xã Nghi Sơn", "Thị xã", "Ven biển", 260, 1.8),
    ("Huyện Hoằng Hóa", "Huyện", "Ven biển", 240, 1.6),
    ("Huyện Hậu Lộc", "Huyện", "Ven biển", 178, 1.2),
    ("Huyện Nga Sơn", "Huyện", "Ven biển", 148, 1.1),
    ("Huyện Quảng Xương", "Huyện", "Ven biển", 202, 1.4),
    ("Công an tỉnh", "Ngành", "", None, 0.9),
    ("Khối cơ quan và Doanh nghiệp tỉnh", "Khối", "", None, 0.5),
]
# Written as offices write them.
SPELLINGS = {"Thành phố Thanh Hóa": "TP. Thanh Hoá", "Huyện Nga Sơn": "H. Nga Sơn", "Thị xã Bỉm Sơn": "TX Bỉm Sơn"}


def write(name, rows):
    with open(folder / name, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


write(
    "roster.csv",
    [["Cụm", "Đơn vị", "Loại đơn vị", "Vùng", "Dân số"]]
    + [["Cụm thi đua số 1", u, kind, region, people and people * 1000] for u, kind, region, people, _ in UNITS],
)

fund = {u[0]: 0 for u in UNITS}
groups = {u[0]: round(20 * u[4]) for u in UNITS}
for month in range(1, 7):
    rows = [
        [f"BIỂU TỔNG HỢP SỐ LIỆU THÁNG {month} NĂM 2022"] + [""] * 8,
        ["(Đơn vị tính số tiền: triệu đồng)"] + [""] * 8,
        ["TT", "Đơn vị", "Ngày gửi", "Hồ sơ tiếp nhận", "Hồ sơ giải quyết đúng hạn",
         'Vận động Quỹ "Vì người nghèo"', "Nhà Đại đoàn kết hoàn thành", "Tổ công nghệ số đang hoạt động",
         "Khó khăn, vướng mắc"],
    ]
    totals = [0, 0, 0, 0, 0]
    for number, (unit, kind, region, people, size) in enumerate(UNITS, 1):
        received = round(random.uniform(900, 1200) * size)
        in_time = round(received * random.uniform(0.93, 0.995))
        fund[unit] += round(random.uniform(20, 60) * size)
        houses = "x" if people is None else random.choice([0, 0, 1, 1, 2, 3, 4])
        groups[unit] += random.choice([0, 0, 1, 2])
        # One was late; of one office some numbers of the sixth month have not come.
        sent = 18 if (unit, month) != ("Thị xã Nghi Sơn", 5) else 27
        day = f"{random.randint(15, sent) if sent == 18 else sent}/{month}/2022"
        difficulty = ""
        if month == 6:
            difficulty = {
                "Huyện Nga Sơn": "Phần mềm một cửa hay lỗi vào giờ cao điểm; cán bộ phải nhập hai lần.",
                "Thị xã Bỉm Sơn": "Thiếu công chức chuyên trách; một người kiêm ba việc.",
                "Huyện Hậu Lộc": "Ba hộ chưa có đất ở hợp pháp nên chưa làm được nhà.",
                "Công an tỉnh": "Không.",
            }.get(unit, "")
        values = [received, in_time, fund[unit], houses, groups[unit]]
        if (unit, month) == ("Huyện Quảng Xương", 6):
            values[2:4] = ["", ""]
        for index, value in enumerate(values):
            totals[index] += 0 if value in ("x", "") else value
        rows.append([number, SPELLINGS.get(unit, unit), day] + values + [difficulty])
    rows.append(["", "Tổng cộng", ""] + totals + [""])
    write(f"thang-{month}.csv", rows)

# Last year is only known of the cluster as a whole.
write(
    "nam-truoc.csv",
    [["Kỳ", "Đơn vị", "Chỉ tiêu", "Số liệu"]]
    + [["6 tháng đầu năm 2021", "Cụm thi đua số 1", name, value] for name, value in [
        ("Hồ sơ tiếp nhận", 82150), ("Hồ sơ giải quyết đúng hạn", 77960), ("Nhà Đại đoàn kết hoàn thành", 61)]],
)
write(
    "plans.csv",
    [["Kỳ", "Đơn vị", "Chỉ tiêu", "Kế hoạch", "Từ ngày"]]
    + [[2022, unit, 'Vận động Quỹ "Vì người nghèo"', round(480 * size), ""] for unit, *_, size in UNITS]
    + [[2022, unit, "Nhà Đại đoàn kết hoàn thành", round(12 + 6 * size), ""] for unit, _, _, people, size in UNITS if people]
    # Raised within the year.
    + [[2022, "Huyện Hoằng Hóa", "Nhà Đại đoàn kết hoàn thành", 26, "1/4/2022"]],
)
