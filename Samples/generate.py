"""Writes the registers of both samples and the map of one, the same bytes on every run.

usage: python3 Samples/generate.py

The rosters are facts and are read, not written. Of the activities only two totals are facts: in the
first half of 2022 (15 December 2021 to 14 June 2022) 85 communes of the cluster held 105 dialogue
conferences. Everything else is made up. The files that this script writes are committed as data.
"""
import csv
import datetime
import random
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
HALVES = [(2018, 2), (2019, 1), (2019, 2), (2020, 1), (2020, 2), (2021, 1), (2021, 2), (2022, 1)]
HEADER = ["Ngày", "Đơn vị", "Xã, phường, thị trấn", "Hoạt động", "Lĩnh vực", "Số người tham dự",
          "Ý kiến nêu ra", "Ý kiến được giải quyết", "Số hộ", "Diện tích (ha)"]
FIELDS = ["Kinh tế", "Văn hóa – xã hội", "Quốc phòng – an ninh", "Hệ thống chính trị"]
# How busy a half-year was as a whole: spring 2020 and autumn 2021 were the pandemic's.
MOOD = [0.60, 0.70, 0.78, 0.55, 0.84, 0.90, 0.74, 1.00]


def days(year, half):
    """The days of a half-year that closes on the 14th, first and last."""
    if half == 1:
        return datetime.date(year - 1, 12, 15), datetime.date(year, 6, 14)
    return datetime.date(year, 6, 15), datetime.date(year, 12, 14)


def roster(folder):
    units = {}
    with open(HERE / folder / "roster.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            communes = units.setdefault(row["Đơn vị"], [])
            if row["Xã, phường, thị trấn"]:
                communes.append(row["Xã, phường, thị trấn"])
    return units


def written(random, name):
    """A unit's name as ten offices write it."""
    spellings = [name] * 12
    for full, short in [("Thành phố ", "TP "), ("Thị xã ", "TX "), ("Huyện ", "")]:
        if name.startswith(full):
            spellings += [short + name[len(full):]] * 4 + [name.upper()]
    spellings += [name.replace("Hóa", "Hoá"), unicodedata.normalize("NFD", name)]
    return random.choice(spellings)


def day_of(random, year, half):
    first, last = days(year, half)
    while True:
        day = first + datetime.timedelta(days=random.randrange((last - first).days + 1))
        # Weekdays, nobody meets in the week of Tết, and 14 June is kept for the edge of a period.
        if (day.weekday() < 5 and not (day.month == 2 and 1 <= day.day <= 6)
                and (day.month, day.day) != (6, 14)):
            return day


def date_text(random, day):
    return random.choice([f"{day.day:02}/{day.month:02}/{day.year}"] * 5
                         + [f"{day.day}/{day.month}/{day.year}", day.isoformat()])


def dialogue(random, unit, commune, day):
    raised = random.randint(6, 22)
    resolved = min(raised, round(raised * random.uniform(0.78, 1.02)))
    return [day, unit, commune, "Đối thoại", "", random.randint(45, 220), raised, resolved, "", ""]


def other_activities(random, unit, communes, year, half, mood, size):
    """Activities other than dialogues of one unit in one half-year."""
    rows = []

    def somewhere():
        return random.choice(communes) if communes else ""

    for _ in range(round(size * mood * random.uniform(0.45, 0.75))):
        rows.append([day_of(random, year, half), unit, somewhere(), "Tiếp công dân", "",
                     random.randint(1, 9), "", "", "", ""])
    for _ in range(round(size * mood * random.uniform(0.25, 0.45))):
        people = random.randint(60, 640)
        rows.append([day_of(random, year, half), unit, somewhere(), "Tuyên truyền", "",
                     people, "", "", "", ""])
    weights = [0.38, 0.31, 0.17, 0.14] if communes else [0.1, 0.3, 0.35, 0.25]
    for _ in range(round(size * mood * random.uniform(0.45, 0.70))):
        rows.append([day_of(random, year, half), unit, somewhere(), "Dân vận khéo",
                     random.choices(FIELDS, weights)[0], "", "", "", "", ""])
    if communes:
        for _ in range(round(size * mood * random.uniform(0.04, 0.16))):
            hectares = f"{random.uniform(0.2, 9.5):.2f}".replace(".", ",")
            rows.append([day_of(random, year, half), unit, somewhere(), "Giải phóng mặt bằng", "",
                         "", "", "", random.randint(3, 48), hectares])
    return rows


def write(path, random, rows):
    rows.sort(key=lambda row: (row[0], row[3], row[1], row[2]))
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for row in rows:
            writer.writerow([date_text(random, row[0]), written(random, row[1])] + row[2:])


def cluster_sample():
    rng = random.Random(20220617)
    units = roster("cum-thi-dua-1")
    # Dialogues of 2022-H1 by unit, and the communes that hold them: 105 in 85.
    now = {"Thành phố Thanh Hóa": (21, 16), "Huyện Hoằng Hóa": (18, 15),
           "Huyện Quảng Xương": (15, 13), "Thị xã Nghi Sơn": (14, 12), "Huyện Nga Sơn": (12, 10),
           "Huyện Hậu Lộc": (11, 9), "Thành phố Sầm Sơn": (8, 6), "Thị xã Bỉm Sơn": (6, 4)}
    assert sum(n for n, _ in now.values()) == 105 and sum(c for _, c in now.values()) == 85
    before = {"Thành phố Thanh Hóa": 17, "Huyện Hoằng Hóa": 15, "Huyện Quảng Xương": 16,
              "Thị xã Nghi Sơn": 9, "Huyện Nga Sơn": 12, "Huyện Hậu Lộc": 8,
              "Thành phố Sầm Sơn": 9, "Thị xã Bỉm Sơn": 5}
    rows = []
    for index, (year, half) in enumerate(HALVES):
        for unit, communes in units.items():
            if unit == "Thành phố Sầm Sơn" and (year, half) == (2020, 2):
                continue  # has not reported
            size = max(8, len(communes)) if communes else 16
            rows += other_activities(rng, unit, communes, year, half, MOOD[index], size)
            if not communes:
                continue
            if (year, half) == (2022, 1):
                count, different = now[unit]
            else:
                count = (before[unit] if (year, half) == (2021, 1)
                         else max(1, round(now[unit][0] * MOOD[index] * rng.uniform(0.75, 1.1))))
                different = max(1, min(count, round(count * rng.uniform(0.7, 0.95))))
            hosts = rng.sample(communes, different)
            hosts += [rng.choice(hosts) for _ in range(count - different)]
            for host in hosts:
                rows.append(dialogue(rng, unit, host, day_of(rng, year, half)))
    # One dialogue on the last day of the period, and one on the first day of the next.
    last = next(row for row in rows if row[1] == "Huyện Nga Sơn" and row[3] == "Đối thoại"
                and days(2022, 1)[0] <= row[0])
    last[0] = datetime.date(2022, 6, 14)
    rows.append(dialogue(rng, "Huyện Hậu Lộc", "Xã Đa Lộc", datetime.date(2022, 6, 15)))
    write(HERE / "cum-thi-dua-1" / "activities.csv", rng, rows)


def province_sample():
    rng = random.Random(27)
    with open(HERE / "toan-tinh" / "roster.csv", encoding="utf-8", newline="") as file:
        clusters = {row["Đơn vị"]: row["Cụm"] for row in csv.DictReader(file)}
    units = roster("toan-tinh")
    keen = {unit: rng.uniform(0.3, 0.75) for unit in units}
    by_cluster = {}
    for index, (year, half) in enumerate(HALVES):
        for unit, communes in units.items():
            if (unit, year, half) in {("Huyện Mường Lát", 2021, 1), ("Huyện Như Xuân", 2022, 1)}:
                continue  # has not reported
            rows = by_cluster.setdefault(clusters[unit], [])
            rows += other_activities(rng, unit, communes, year, half, MOOD[index] * 0.45,
                                     max(8, len(communes)))
            count = max(1, round(len(communes) * keen[unit] * MOOD[index] * rng.uniform(0.8, 1.2)))
            different = max(1, min(len(communes), count, round(count * rng.uniform(0.75, 0.98))))
            hosts = rng.sample(communes, different)
            hosts += [rng.choice(hosts) for _ in range(count - different)]
            for host in hosts:
                rows.append(dialogue(rng, unit, host, day_of(rng, year, half)))
    for number, cluster in enumerate(sorted(by_cluster), start=1):
        write(HERE / "toan-tinh" / f"activities-cum-{number}.csv", rng, by_cluster[cluster])


def outlines():
    """Made-up outlines on the tiles of the tile map: neighbours share their borders, nothing is surveyed."""
    rng = random.Random(5)
    with open(HERE / "toan-tinh" / "o-luoi.csv", encoding="utf-8", newline="") as file:
        tiles = [(row["Đơn vị"], int(row["Cột"]), int(row["Dòng"])) for row in csv.DictReader(file)]
    corners, borders = {}, {}

    def corner(column, row):
        if (column, row) not in corners:
            corners[column, row] = (104.5 + column * 0.18 + rng.uniform(-0.05, 0.05),
                                    20.6 - row * 0.2 + rng.uniform(-0.05, 0.05))
        return corners[column, row]

    def border(start, end):
        low, high = sorted([start, end])
        if (low, high) not in borders:
            (x, y), (to_x, to_y) = corner(*low), corner(*high)
            borders[low, high] = [(x, y)] + [
                (x + (to_x - x) * step / 4 + rng.uniform(-0.012, 0.012),
                 y + (to_y - y) * step / 4 + rng.uniform(-0.012, 0.012)) for step in (1, 2, 3)
            ] + [(to_x, to_y)]
        line = borders[low, high]
        return line if start == low else line[::-1]

    features = []
    for unit, column, row in tiles:
        around = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
        ring = [point for start, end in zip(around, around[1:] + around[:1])
                for point in border(start, end)[:-1]]
        points = ", ".join(f"[{x:.3f}, {y:.3f}]" for x, y in ring + ring[:1])
        features.append('{"type": "Feature", "properties": {"ten": "%s"}, "geometry": '
                        '{"type": "Polygon", "coordinates": [[%s]]}}' % (unit, points))
    text = '{"type": "FeatureCollection", "features": [\n' + ",\n".join(features) + "\n]}\n"
    (HERE / "toan-tinh" / "ban-do.geojson").write_text(text, encoding="utf-8")


cluster_sample()
province_sample()
outlines()
