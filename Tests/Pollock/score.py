#!/usr/bin/env python3
"""Scores a reader of CSV on the Pollock benchmark (Vitagliano et al., PVLDB 16, 2023).

    score.py CHECKOUT ROWS.jsonl

CHECKOUT is a checkout of github.com/HPI-Information-Systems/Pollock. ROWS.jsonl has a line for every file,
{"file": "polluted_files/NAME", "rows": [[cell, ...], ...]}, or no rows where the reader gave up.

Each file gets ten numbers between 0 and 1: success, then precision, recall and f1 for the header (first row),
the records (other rows) and the cells (all rows). The simple score of a set of files is the mean, over the
files, of the sum of the ten; the weighted score uses the weights of pollock_weights.json. Both lie between 0
and 10. The program gives the published scores to the published results of other readers.
"""
import csv
import functools
import io
import json
import os
import re
import sys
from collections import Counter

csv.field_size_limit(sys.maxsize)
MEASURES = ["success"] + [f"{what}_{kind}" for what in ("header", "record", "cell")
                          for kind in ("precision", "recall", "f1")]

# Cells the benchmark rewrites as a date, a time or a price before comparing them.  For our purpose
# that has two effects: blanks around them disappear, and once glued to a neighbouring cell by a
# lost separator they no longer look the same.  A marker after such cells does the latter here.
MARK = "\0"
MONTHS_AND_DAYS = (r"jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?"
                   r"|oct(ober)?|nov(ember)?|dec(ember)?|mon(day)?|tues?(day)?|wed(nesday)?"
                   r"|thu(rs?)?(day)?|fri(day)?|sat(urday)?|sun(day)?")
DATE = re.compile(rf"(?=.*(\d|[a-z]{{3}}))([\d\s.,:;/'+-]|{MONTHS_AND_DAYS}|(?<=\d)(st|nd|rd|th|am|pm|[tz])\b)+",
                  re.IGNORECASE)
PRICE = re.compile(r"(?=.*\d)[-\d\s.,$£€¥]+")


@functools.lru_cache(maxsize=None)
def normalise(cell):
    """The form in which header and record cells are compared (single cells are compared raw)."""
    if not cell or cell.isspace():
        return cell
    try:
        number = int(cell)
        if number in (0, 1):                        # the benchmark takes these for booleans:
            return cell if cell in ("0", "1") else str(bool(number))    # "01" becomes "True"
        return str(number)
    except ValueError:
        pass
    try:
        return str(float(cell))
    except ValueError:
        pass
    if cell in ("True", "true", "False", "false"):
        return "1" if cell in ("True", "true") else "0"
    if DATE.fullmatch(cell) or PRICE.fullmatch(cell):
        return cell.strip().lower() + MARK
    return cell.lower()


def overlap(expected, got):
    """Precision, recall and f1 of two multisets (the benchmark's names: precision is over `expected`)."""
    if not expected:
        return [1.0, 1.0, 1.0]
    common = sum((Counter(expected) & Counter(got)).values())
    if not common:
        return [0.0, 0.0, 0.0]
    p, r = common / len(expected), common / len(got)
    return [p, r, 2 * p * r / (p + r)]


def measure(expected, got):
    """The ten measures of one file; `got` is None when the reader failed."""
    if got is None:
        return [0.0] * 10
    if not expected:
        return [1.0] * 10
    norm = lambda rows: [[normalise(c) for c in row] for row in rows]
    exp_n, got_n = norm(expected), norm(got)
    records = lambda rows: ["".join(row) for row in rows[1:]]
    cells = lambda rows: [c for row in rows for c in row]
    return ([1.0] + overlap(exp_n[0], got_n[0] if got_n else [])
            + overlap(records(exp_n), records(got_n)) + overlap(cells(expected), cells(got)))


def parse_clean(text):
    """Rows of a clean file, read as the benchmark does: \\r\\n and \\r, quoted or not, count as \\n."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return list(csv.reader(io.StringIO(text, newline="\n")))


def as_saved(rows, trim):
    """The reader's rows after the trip through a CSV file that the benchmark puts them through."""
    if rows is None:
        return None
    out = io.StringIO(newline="")
    text = lambda c: "" if c is None else str(c).strip(" ") if trim else str(c)
    csv.writer(out).writerows(map(text, row) for row in rows)
    return parse_clean(out.getvalue())


def read_answers(path):
    """{set/name: rows} of the lines that the reader wrote."""
    with open(path, encoding="utf-8") as lines:
        return {answer["file"]: answer.get("rows") for answer in map(json.loads, lines)}


def score_dataset(repo, dataset, answers):
    """{"untrimmed" or "trimmed": {file name: ten measures}} for the files present in the checkout."""
    folder = os.path.join(repo, dataset)
    names = sorted(n for n in os.listdir(os.path.join(folder, "csv"))
                   if n.lower().endswith(".csv") and os.path.exists(os.path.join(folder, "clean", n)))
    table = {"untrimmed": {}, "trimmed": {}}
    for name in names:
        with open(os.path.join(folder, "clean", name), encoding="utf-8-sig", newline="") as f:
            expected = parse_clean(f.read())
        plain, trimmed = (as_saved(answers.get(f"{dataset}/{name}"), trim) for trim in (False, True))
        table["untrimmed"][name] = measure(expected, plain)
        table["trimmed"][name] = (table["untrimmed"][name] if plain == trimmed
                                  else measure(expected, trimmed))
    return table


def simple(rows):
    """Mean over the files of the sum of the ten measures."""
    return sum(map(sum, rows)) / len(rows)


def weighted(table, weights):
    """Like simple, with one weight per file name."""
    return sum(weights[n] * sum(row) for n, row in table.items()) / sum(weights[n] for n in table)


def family(name):
    """The kind of pollution: the file name without .csv, and for row_* without the row and column."""
    stem = name[:-4]
    return re.sub(r"_?(row)?\d+(_col\d+|_0x20)$", "", stem) if stem.startswith("row_") else stem


def report_measures(table):
    """One line: the mean of each of the ten measures."""
    means = [sum(col) / len(table) for col in zip(*table.values())]
    print("   " + "  ".join(f"{m} {v:.4f}" for m, v in zip(MEASURES, means)))


def report_polluted(tables, weights):
    """Totals, then one line per kind of pollution with what it costs the weighted score."""
    for kind, table in tables.items():
        print(f"polluted, {kind}: simple {simple(list(table.values())):.4f}  "
              f"weighted {weighted(table, weights):.4f}  ({len(table)} files)")
        report_measures(table)
    total = sum(weights[n] for n in tables["untrimmed"])
    print(f"\n{'kind of pollution':<32}{'files':>6}{'weight %':>10}{'untrimmed':>11}{'trimmed':>9}{'points lost':>13}")
    for fam in sorted({family(n) for n in tables["untrimmed"]}):
        names = [n for n in tables["untrimmed"] if family(n) == fam]
        share = sum(weights[n] for n in names) / total
        means = [simple([t[n] for n in names]) for t in tables.values()]
        lost = sum(weights[n] * (10 - sum(tables["untrimmed"][n])) for n in names) / total
        print(f"{fam:<32}{len(names):>6}{100 * share:>10.2f}{means[0]:>11.3f}{means[1]:>9.3f}{lost:>13.4f}")


def report_survey(tables):
    """Totals over all survey files, and over those the benchmark counts (it skips names in .CSV)."""
    for kind, table in tables.items():
        counted = [row for n, row in table.items() if n.endswith(".csv")]
        print(f"survey, {kind}: simple {simple(list(table.values())):.4f} ({len(table)} files)  "
              f"without .CSV {simple(counted):.4f} ({len(counted)} files)")
        report_measures(table)


def main():
    repo, rows = sys.argv[1:3]
    answers = read_answers(rows)
    with open(os.path.join(repo, "pollock_weights.json"), encoding="utf-8") as f:
        weights = json.load(f)
    report_polluted(score_dataset(repo, "polluted_files", answers), weights)
    print()
    report_survey(score_dataset(repo, "survey_sample", answers))


if __name__ == "__main__":
    main()
