"""How the cost of commands grows with a project: see `make growth`.

usage: growth.py WORKDIR GIAOBAN

Counts instructions (valgrind --tool=callgrind), which do not depend on the machine's mood, of projects twice and four
times as large. Fails where the last step grows by more than the power 1.15. Prints Markdown.
"""
import math
import os
import random
import shutil
import sys

import counting

work, giaoban = (os.path.abspath(a) for a in sys.argv[1:3])

MOST = 1.15


def write(folder, name, lines):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines)


def project(name, indicators, roster, **tables):
    folder = os.path.join(work, name)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    write(folder, "giaoban.yaml", ["title: Growth", "language: vi", "indicators:", *indicators])
    write(folder, "roster.csv", ["cluster,unit,commune", *roster])
    for table, lines in tables.items():
        write(folder, table + ".csv", lines)
    return folder


def submissions(units, indicators, months=3):
    """Numbers of every unit for every indicator and month."""
    pick = random.Random(7).randrange
    return project(
        f"submissions-{units}-{indicators}-{months}",
        [f'  i{i}: {{from: submissions, name: "Chỉ tiêu số {i + 1}", over_time: sum}}' for i in range(indicators)],
        [f"Cụm {u * 4 // units + 1},Xã số {u + 1}," for u in range(units)],
        submissions=["period,unit,indicator,value"] + [
            f"2024-M{m + 1:02},Xã số {u + 1},i{i},{pick(50, 500)}"
            for m in range(months) for u in range(units) for i in range(indicators)])


def register(rows, texts=8, wrong=0):
    """Activities of ten units, with so many different texts, and so many communes that are in no roster."""
    pick = random.Random(7).randrange
    return project(
        f"register-{rows}-{texts}-{wrong}", ["  n: {count: activities}"],
        [f"Cụm 1,Huyện số {u + 1},Xã số {c + 1}" for u in range(10) for c in range(20)],
        activities=["date,unit,commune,activity"] + [
            f"2024-0{pick(1, 7)}-{pick(1, 29):02},Huyện số {pick(10) + 1},"
            + (f"Xã lạ {r}" if r < wrong else f"Xã số {pick(20) + 1}") + f",việc {pick(texts)}"
            for r in range(rows)])


def peers(units):
    return project(
        f"peers-{units}", ["  n: {from: submissions, over_time: sum}"],
        [f"Cụm 1,Xã số {u + 1}," for u in range(units)],
        submissions=["period,unit,indicator,value"] + [f"2024-M01,Xã số {u + 1},n,{u % 97}" for u in range(units)])


JANUARY, QUARTER = ["--period", "2024-M01"], ["--period", "2024-Q1"]
PACK = ["--period", "2024-M01", "-o", os.path.join(work, "pack"), "--only"]
CASES = [
    ("units, check", (50, 100, 200), lambda n: ["check", submissions(n, 12)]),
    ("units, tally", (50, 100, 200), lambda n: ["tally", submissions(n, 12), *QUARTER, "--by", "unit"]),
    ("units, pack --only csv", (50, 100, 200), lambda n: ["pack", submissions(n, 12), *PACK, "csv"]),
    ("units, pack --only pdf", (50, 100, 200), lambda n: ["pack", submissions(n, 12), *PACK, "pdf"]),
    ("units of one cluster, tally --peers", (500, 1000, 2000), lambda n: ["tally", peers(n), *JANUARY, "--by", "unit", "--peers"]),
    ("indicators, check", (25, 50, 100), lambda n: ["check", submissions(20, n)]),
    ("indicators, pack --only csv", (25, 50, 100), lambda n: ["pack", submissions(20, n), *PACK, "csv"]),
    ("months, check", (3, 6, 12), lambda n: ["check", submissions(20, 20, n)]),
    ("rows, tally", (20_000, 40_000, 80_000), lambda n: ["tally", register(n), *QUARTER]),
    ("different texts, tally --by activity", (1000, 2000, 4000), lambda n: ["tally", register(20_000, n), *QUARTER, "--by", "activity"]),
    ("wrong names, check", (500, 1000, 2000), lambda n: ["check", register(20_000, 8, n)]),
]


def main():
    os.makedirs(work, exist_ok=True)
    program = counting.stripped(giaoban, work)
    print("| what grows | sizes | million instructions | as the power, of the last step |")
    print("|---|---|---|---:|")
    steep = []
    for name, sizes, command in CASES:
        counts = []
        for size in sizes:
            # What an earlier run left would be compared with.
            shutil.rmtree(os.path.join(work, "pack"), ignore_errors=True)
            counts.append(counting.instructions([program, *command(size)], work))
        power = math.log(counts[-1] / counts[-2]) / math.log(sizes[-1] / sizes[-2])
        print(f"| {name} | {', '.join(map(str, sizes))} | {', '.join(f'{c / 1e6:.0f}' for c in counts)} "
              f"| {power:.2f} |", flush=True)
        if power > MOST:
            steep.append(f"{name}: {power:.2f}")
    if steep:
        raise SystemExit(f"grows by more than the power {MOST}: " + "; ".join(steep))


main()
