"""Writes a project as large as a nation: nation.py FOLDER [MILLIONS_OF_ROWS]

63 provinces as clusters, 11 districts each, 15 communes each (10,395), ten years of activities. All names and
numbers are made up by arithmetic, the same on every run.
"""

import pathlib
import sys

PROVINCES, DISTRICTS, COMMUNES = 63, 11, 15
KINDS = ["Đối thoại", "Tiếp công dân", "Tuyên truyền", "Dân vận khéo"]

SETTINGS = """\
title: {vi: Cả nước, en: Nation}
calendar: {closing_day: 14}
columns: {participants: Số người tham dự, raised: Ý kiến nêu ra, resolved: Ý kiến được giải quyết}
indicators:
  dialogues: {name: Đối thoại, count: activities, where: {activity: Đối thoại}}
  communes: {name: Xã có đối thoại, distinct: commune, where: {activity: Đối thoại}}
  coverage: {name: Tỷ lệ xã có đối thoại, share: communes, of: communes, target: 50}
  people: {name: Lượt người dự, sum: participants}
  rate: {name: Tỷ lệ giải quyết, ratio: [resolved, raised], target: 90}
"""


def main():
    folder = pathlib.Path(sys.argv[1])
    rows = int(float(sys.argv[2] if len(sys.argv) > 2 else 20) * 1_000_000)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "giaoban.yaml").write_text(SETTINGS, encoding="utf-8")
    places = []
    with open(folder / "roster.csv", "w", encoding="utf-8") as file:
        file.write("cluster,unit,unit_kind,commune\n")
        for province in range(PROVINCES):
            for district in range(DISTRICTS):
                unit = f"Huyện {province + 1:02}.{district + 1:02}"
                for commune in range(COMMUNES):
                    name = f"Xã {province + 1:02}.{district + 1:02}.{commune + 1:02}"
                    file.write(f"Tỉnh {province + 1:02},{unit},Huyện,{name}\n")
                    places.append(f"{unit},{name}")
    days = [
        f"{year}-{month:02}-{day:02}"
        for year in range(2013, 2023)
        for month in range(1, 13)
        for day in range(1, 29)
        if (year, month) <= (2022, 6)
    ]
    header = (
        "Ngày,Đơn vị,\"Xã, phường, thị trấn\",Hoạt động,"
        "Số người tham dự,Ý kiến nêu ra,Ý kiến được giải quyết\n"
    )
    step, count = len(places), len(days)
    with open(folder / "activities.csv", "w", encoding="utf-8") as file:
        file.write(header)
        block = []
        for row in range(rows):
            # Steps without a common factor reach every place on every day.
            place, day = places[row * 7919 % step], days[row * 104_729 // 13 % count]
            mix = row * 2_654_435_761 & 0xFFFF_FFFF
            raised = mix >> 8 & 31
            block.append(
                f"{day},{place},{KINDS[mix >> 16 & 3]},{mix >> 20 & 255},{raised},"
                f"{raised * (80 + (mix >> 24) % 20) // 100}\n"
            )
            if len(block) == 100_000:
                file.write("".join(block))
                block.clear()
        file.write("".join(block))


main()
