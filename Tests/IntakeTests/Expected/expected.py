"""Tallies of a sample, computed without Giaoban: plain SQL over the committed rows.

usage: python3 Tests/IntakeTests/Expected/expected.py Samples/cum-thi-dua-1 > cum-thi-dua-1.csv

Names are brought together by this script's own means. The half-years close on the 14th.
"""
import csv
import datetime
import glob
import sqlite3
import sys
import unicodedata


def key(name):
    name = unicodedata.normalize("NFC", name).casefold()
    for long, short in [("thành phố ", "tp "), ("thị xã ", "tx "), ("huyện ", "")]:
        if name.startswith(long):
            name = short + name[len(long):]
    return name.replace("hoá", "hóa")


def half_year(text):
    day = (datetime.date.fromisoformat(text) if "-" in text
           else datetime.date(*map(int, reversed(text.split("/")))))
    if (day.month, day.day) >= (12, 15):
        return f"{day.year + 1}-H1"
    return f"{day.year}-H1" if (day.month, day.day) <= (6, 14) else f"{day.year}-H2"


def number(text):
    return float(text.replace(".", "").replace(",", ".")) if text else None


folder = sys.argv[1]
database = sqlite3.connect(":memory:")
database.execute("create table roster (unit, commune)")
database.execute("create table activity (period, unit, commune, kind, field, people, raised,"
                 " resolved, hectares)")
units = {}
with open(folder + "/roster.csv", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        units[key(row["Đơn vị"])] = row["Đơn vị"]
        if row["Xã, phường, thị trấn"]:
            database.execute("insert into roster values (?, ?)",
                             (row["Đơn vị"], row["Xã, phường, thị trấn"]))
for path in sorted(glob.glob(folder + "/activities*.csv")):
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            database.execute(
                "insert into activity values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (half_year(row["Ngày"]), units[key(row["Đơn vị"])], row["Xã, phường, thị trấn"],
                 row["Hoạt động"], row["Lĩnh vực"], number(row["Số người tham dự"]),
                 number(row["Ý kiến nêu ra"]), number(row["Ý kiến được giải quyết"]),
                 number(row["Diện tích (ha)"])))

writer = csv.writer(sys.stdout, lineterminator="\n")
writer.writerow(["period", "unit", "indicator", "value"])
for row in database.execute("""
    with dialogue as (select * from activity where kind = 'Đối thoại'),
    result as (
      select period, unit, 'dialogues' as indicator, count(*) as value
        from dialogue group by period, unit
      union all select period, unit, 'communes_in_dialogue', count(distinct commune)
        from dialogue group by period, unit
      union all select period, unit, 'dialogue_coverage', 100.0 * count(distinct commune) /
          (select count(*) from roster where roster.unit = dialogue.unit)
        from dialogue group by period, unit
      union all select period, unit, 'resolution_rate', 100.0 * sum(resolved) / sum(raised)
        from dialogue group by period, unit
      union all select period, unit, 'citizens_received', count(*)
        from activity where kind = 'Tiếp công dân' group by period, unit
      union all select period, unit, 'people_reached', sum(people)
        from activity where kind = 'Tuyên truyền' group by period, unit
      union all select period, unit, 'models', count(*)
        from activity where kind = 'Dân vận khéo' group by period, unit
      union all select period, unit, 'hectares_cleared', sum(hectares)
        from activity where kind = 'Giải phóng mặt bằng' group by period, unit)
    select * from result
    union all
    select period, '', 'dialogues', count(*) from dialogue group by period
    union all
    select period, '', 'communes_in_dialogue', count(distinct unit || commune)
      from dialogue group by period
    union all
    select period, '', 'resolution_rate', 100.0 * sum(resolved) / sum(raised)
      from dialogue group by period
    order by 1, 2, 3"""):
    writer.writerow(list(row[:3]) + [format(row[3], ".6f")])
