"""Time Giaoban beside what its users would pick instead, in one run: see `make bench`.

usage: bench.py WORKDIR GIAOBAN BENCHMARKS [--full]

Whole processes, CPU (user and system) and wall clock, in turn (ours, theirs, ours, theirs …) after one warm-up
each; medians. Ratios are of CPU, in brackets of wall clock. Peak memory is that of the largest run. Prints Markdown.
"""
import csv
import datetime
import glob
import math
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import time

import counting

work, giaoban, benchmarks = (os.path.abspath(a) for a in sys.argv[1:4])
full = "--full" in sys.argv
here = os.path.dirname(os.path.abspath(__file__))
python = os.path.join(work, "venv", "bin", "python")
PACKAGES = ["duckdb", "polars", "chdb", "datafusion", "pandas", "pyarrow", "fastexcel", "python-calamine", "openpyxl",
            "xlsxwriter", "matplotlib", "vl-convert-python"]
runs = 5 if full else 3

SETTINGS = """title: Benchmark
language: en
indicators:
  activities: {count: activities}
  communes: {distinct: commune}
  participants: {sum: participants}
  opinions_raised: {sum: opinions_raised}
  opinions_resolved: {sum: opinions_resolved}
"""
HEADER = "date,unit,commune,activity,participants,opinions_raised,opinions_resolved"


def prepare():
    os.makedirs(work, exist_ok=True)
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", os.path.join(work, "venv")], check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *PACKAGES],
                   check=True, stdout=sys.stderr)


def rows(count, generator):
    """Rows of 100 units with 25 communes each and 8 kinds of activity over six years; of a hundred, one
    has a quoted field, and of two hundred one no number."""
    heads = ["Nga", "Quảng", "Hoằng", "Hậu", "Nghi", "Bỉm", "Thanh", "Sầm", "Đông", "Thiệu"]
    tails = ["Sơn", "Xương", "Hóa", "Lộc", "Tĩnh", "Trung", "Phú", "Yên", "Thủy", "Ngọc"]
    units = [f"{h} {t}" for h in heads for t in tails]
    kinds = ["đối thoại", "tiếp công dân", "tuyên truyền", "dân vận khéo", "giải phóng mặt bằng",
             "tập huấn", "giám sát", "an sinh xã hội"]
    first = datetime.date(2019, 1, 1)
    days = [(first + datetime.timedelta(d)).isoformat() for d in range(2192)]
    pick, chance = generator.randrange, generator.random
    for _ in range(count):
        unit = units[pick(100)]
        kind = kinds[min(int(math.log(1 - chance()) / math.log(.7)), 7)]
        if chance() < .01:
            kind = f'"{kind}, mở rộng"'
        commune = min(int(math.log(1 - chance()) / math.log(.92)), 24)
        people = "" if chance() < .005 else 5 + pick(395)
        raised = pick(40)
        yield (f"{days[pick(2192)]},Huyện {unit},Xã {unit} {commune + 1},{kind},{people},"
               f"{raised},{int(raised * chance())}")


def project(count):
    """A project with a register of so many rows, made once. Long registers repeat a million rows with
    other numbers of people, so that making them does not take longer than tallying them."""
    folder = os.path.join(work, f"register-{count}")
    if os.path.exists(os.path.join(folder, "done")):
        return folder
    if len(sys.argv) < 6 or sys.argv[-2] != "--make":
        # In a process of its own: what this one holds would count as its children's memory.
        subprocess.run([sys.executable, *sys.argv[:4], "--make", str(count)], check=True)
        return folder
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "giaoban.yaml"), "w") as file:
        file.write(SETTINGS)
    block = list(rows(min(count, 1_000_000), random.Random(20220617)))
    with open(os.path.join(folder, "activities.csv"), "w", encoding="utf-8") as file:
        file.write(HEADER + "\n")
        for turn in range(count // len(block)):
            # 1 → 7 in front of the last number makes other rows of them, which are no duplicates.
            text = "\n".join(block) + "\n"
            file.write(re.sub(r",(\d*),(\d+),(\d+)\n",
                              lambda m: f",{m[1] and int(m[1]) + turn * 400},{m[2]},{m[3]}\n", text)
                       if turn else text)
    pairs = sorted({tuple(line.split(",")[1:3]) for line in block})
    with open(os.path.join(folder, "roster.csv"), "w", encoding="utf-8") as file:
        file.write("cluster,unit,commune\n")
        names = sorted({unit for unit, _ in pairs})
        file.writelines(f"Cụm {names.index(unit) // 10 + 1},{unit},{commune}\n"
                        for unit, commune in pairs)
    open(os.path.join(folder, "done"), "w").close()
    return folder


def workbook(count):
    path = os.path.join(work, f"workbook-{count}")
    if not os.path.exists(os.path.join(path, "activities.xlsx")):
        shutil.copytree(project(count), path, ignore=shutil.ignore_patterns("*.csv", "done"))
        shutil.copy(os.path.join(project(count), "roster.csv"), path)
        subprocess.run([python, "-c", """
import csv, datetime, sys, xlsxwriter
book = xlsxwriter.Workbook(sys.argv[2])
sheet = book.add_worksheet(); date = book.add_format({"num_format": "dd/mm/yyyy"})
for i, row in enumerate(csv.reader(open(sys.argv[1], encoding="utf-8"))):
    for c, cell in enumerate(row):
        if i and c == 0: sheet.write_datetime(i, c, datetime.datetime.fromisoformat(cell), date)
        elif i and c > 3: cell and sheet.write_number(i, c, float(cell))
        else: sheet.write_string(i, c, cell)
book.close()
""", os.path.join(project(count), "activities.csv"), os.path.join(path, "activities.xlsx")],
                       check=True)
    return path


def run(command, out=None):
    """Seconds by the wall clock and of CPU, and peak mebibytes of a process."""
    start = time.monotonic()
    with open(out or os.devnull, "wb") as target:
        process = subprocess.Popen(command, stdout=target)
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if status != 0:
        raise SystemExit(f"{command}: status {status}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def compare(work_name, ours, peers, count=None):
    """Times ours and all peers in turn; prints a row for each."""
    commands = {"Giaoban": ours, **peers}
    times = {name: [] for name in commands}
    memory = {name: 0 for name in commands}
    for turn in range((count or runs) + 1):
        for name, command in commands.items():
            # A program that only prints its result is given a file.
            out = os.path.join(work, f"out-{name}.csv") if name in PRINTING else None
            seconds, cpu, peak = run(command, out)
            memory[name] = max(memory[name], peak)
            if turn:
                times[name].append((cpu, seconds))
    own_cpu, own = (statistics.median(t[i] for t in times["Giaoban"]) for i in (0, 1))
    for name, taken in times.items():
        cpu, wall = (statistics.median(t[i] for t in taken) for i in (0, 1))
        ratio = "" if name == "Giaoban" else f"{cpu / own_cpu:.2f} ({wall / own:.2f})"
        walls = [t[1] for t in taken]
        print(f"| {work_name} | {name} | {cpu:.3f} | {wall:.3f} | {min(walls):.3f}–{max(walls):.3f} "
              f"| {memory[name]:.0f} | {ratio} |", flush=True)
        work_name = ""
    return own


# Peers that write to standard output.
PRINTING = {"mawk"}


def tally(folder, out):
    return [giaoban, "tally", folder, "--period", "2019-H1..2024-H2", "--by", "unit,activity",
            "--wide", "--format", "csv", "-o", out]


def table(path):
    with open(path, encoding="utf-8-sig") as file:
        return {(r["period"], r["unit"], r["activity"]):
                [int(float(r[c] or 0)) for c in ("activities", "communes", *HEADER.split(",")[4:])]
                for r in csv.DictReader(file) if r["activities"] not in ("0", "")}


def slope(points):
    """The exponent with which cost grows: of a line through the logarithms."""
    xs, ys = ([math.log(p[i]) for p in points] for i in (0, 1))
    mx, my = statistics.mean(xs), statistics.mean(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)


def main():
    prepare()
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo")
                  if line.startswith("model name")), "?")
    print(f"Machine: {model}, {os.cpu_count()} cores, Linux {os.uname().release}; "
          f"{datetime.date.today()}; medians of {runs} runs.\n")
    print("| work | program | CPU s | s | from–to | peak MiB | times Giaoban's |")
    print("|---|---|---:|---:|---:|---:|---:|")
    loop = os.path.join(work, "loop")
    subprocess.run(["cc", "-O2", "-o", loop, os.path.join(here, "peers", "loop.c")], check=True)
    largest = 10_000_000 if full else 1_000_000
    growth = []
    for count in sorted({10_000, 100_000, 1_000_000, largest}):
        folder, out = project(count), os.path.join(work, "out")
        register = os.path.join(folder, "activities.csv")
        peers = {name: [python, os.path.join(here, "peers", "tally.py"), name, register,
                        f"{out}-{name}.csv"]
                 for name in ("duckdb", "polars", "chdb", "datafusion", "pyarrow")}
        peers["mawk"] = ["mawk", "-f", os.path.join(here, "peers", "tally.awk"), register]
        # What it needs at least: no program, but a loop for these columns.
        peers["loop"] = [loop, os.path.join(folder, "roster.csv"), register, f"{out}-loop.csv"]
        growth.append((count, compare(f"tally {count:,} rows by half-year, unit and activity",
                                      tally(folder, out + "-giaoban.csv"), peers)))
        own = table(out + "-giaoban.csv")
        for name in peers:
            if table(f"{out}-{name}.csv") != own:
                raise SystemExit(f"{name} gives other rows than Giaoban, of {count} rows")
    folder = workbook(100_000)
    compare("tally a workbook of 100,000 rows; peers only read it",
            [giaoban, "tally", folder, "--period", "2019-H1..2024-H2", "-o", os.devnull],
            {name: [python, os.path.join(here, "peers", "workbook.py"), name,
                    os.path.join(folder, "activities.xlsx")]
             for name in ("fastexcel", "calamine", "polars", "openpyxl")})
    charts = os.path.join(here, "peers", "charts.py")
    packs = {name: os.path.join(work, f"pack-{name}")
             for name in ("Giaoban", "gnuplot", "vega", "matplotlib")}
    # What an earlier run with more charts left would count among the bytes.
    for path in packs.values():
        shutil.rmtree(path, ignore_errors=True)
    compare("24 A4 charts: a PDF and 24 PNGs at 300 dpi", [benchmarks, "pack", packs["Giaoban"]],
            {"gnuplot": ["sh", os.path.join(here, "peers", "charts.sh"), packs["gnuplot"]],
             "vega": [python, charts, "vega", "pack", packs["vega"]],
             "matplotlib": [python, charts, "matplotlib", "pack", packs["matplotlib"]]},
            count=None if full else 2)
    compare("one PNG of 160 × 100 mm at 300 dpi", [benchmarks, "chart", os.path.join(work, "a.png")],
            {"gnuplot": ["sh", os.path.join(here, "peers", "chart.sh"), os.path.join(work, "c.png")],
             "matplotlib": [python, charts, "matplotlib", "chart", os.path.join(work, "b.png")]})
    root = os.path.dirname(os.path.dirname(here))
    sample = os.path.join(root, "Samples", "cum-thi-dua-1")
    compare("giaoban --version", [giaoban, "--version"], {})
    compare("tally of the sample", [giaoban, "tally", sample, "--period", "2022-H1", "-o", os.devnull],
            {})
    compare("pack of the sample", [giaoban, "pack", sample, "--period", "2022-H1", "-o",
                                   os.path.join(work, "pack-sample")], {})
    print("\nBytes of the 24 PNGs: " + ", ".join(
        f"{name} {sum(map(os.path.getsize, glob.glob(path + '/*.png'))):,}"
        for name, path in packs.items()) + ".")

    print("\n| cost grows with | as the power |\n|---|---:|")
    large = [p for p in growth if p[0] >= 100_000]
    print(f"| rows ({', '.join(f'{c:,}: {s:.3f} s' for c, s in growth)}; "
          f"of {large[0][0]:,} and more) | {slope(large):.2f} |")
    counts = (6, 12, 24, 48)
    taken = []
    for count in counts:
        command = [benchmarks, "pack", packs["Giaoban"], str(count)]
        run(command)
        taken.append((count, statistics.median(run(command)[0] for _ in range(runs))))
    print(f"| charts ({', '.join(f'{c}: {s:.3f} s' for c, s in taken)}) | {slope(taken):.2f} |")

    print("\n| instructions for each | number |\n|---|---:|")
    program, drawer = counting.stripped(giaoban, work), counting.stripped(benchmarks, work)
    small, big = (counting.instructions([program, "tally", project(n), "--period", "2019-H1..2024-H2", "-o",
                                         os.devnull], work) for n in (10_000, 100_000))
    if small and big:
        print(f"| row of a register | {(big - small) / 90_000:,.0f} |")
    for what, times in (("layout", 20), ("svg", 20), ("pdf", 20), ("encode", 2)):
        one, more = (counting.instructions([drawer, what, os.path.join(work, "micro"), str(n)], work)
                     for n in (1, 1 + times))
        if one and more:
            print(f"| chart, {what} | {(more - one) / times:,.0f} |")


if sys.argv[-2] == "--make":
    project(int(sys.argv[-1]))
else:
    main()
