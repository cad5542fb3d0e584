"""Reading and folding a large table of PostgreSQL, beside libpq alone and the bare statement.

    Tests/Database/serve.sh python3 Tests/Benchmarks/database.py GIAOBAN [ROWS]

Both ways are measured with ids and with names for units, communes and kinds. Medians of three, wall clock, one server on the
same machine, everything in its cache.
"""

import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

giaoban = os.path.abspath(sys.argv[1])
rows = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000_000
connection = os.environ["GIAOBAN_TEST_DATABASE"]
psql = os.environ["GIAOBAN_TEST_PSQL"]
folder = pathlib.Path(tempfile.mkdtemp(prefix="giaoban-bench-"))

MEASURES = "participants, opinions_raised, opinions_resolved"
SETTINGS = """language: vi
push_down: {mode}
indicators:
  n: {{name: Hoạt động, count: activities}}
  dialogues: {{name: Đối thoại, count: activities, where: {{activity: {kind}}}}}
  communes: {{name: Số xã, distinct: commune}}
  people: {{name: Người dự, sum: participants}}
  solved: {{name: Giải quyết, ratio: [opinions_resolved, opinions_raised], shown_as: percent}}
sources:
  activities: {{database: "{connection}", table: bench_{names}, columns: {{date: date, unit: unit, commune: commune,
    activity: activity, participants: participants, opinions_raised: opinions_raised, opinions_resolved: opinions_resolved}}}}
"""
# What is spelt: a number, or a name as offices write it.
SPELT = {
    "ids": ("u + 1", "u * 20 + c + 1", "k + 1"),
    "names": (
        "'Huyện Đơn vị ' || lpad(u::text, 3, '0')",
        "'Xã Số ' || lpad(u::text, 3, '0') || '-' || lpad(c::text, 2, '0')",
        "(array['Đối thoại', 'Tiếp công dân', 'Hội nghị', 'Kiểm tra', 'Giám sát', 'Tập huấn'])[k + 1]",
    ),
}


def sql(statement):
    command = [psql, connection, "-qAt", "-v", "ON_ERROR_STOP=1", "-c", statement]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def seconds(command, times=3):
    taken = []
    for _ in range(times):
        begun = time.monotonic()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.monotonic() - begun)
    return statistics.median(taken)


def fill(names):
    unit, commune, kind = SPELT[names]
    sql(
        f"""
        select setseed(0.5);
        create table bench_{names} as
          select date '2020-01-01' + (random() * 1999)::int as date, {unit} as unit, {commune} as commune, {kind} as activity,
            people as participants, raised as opinions_raised, (random() * raised)::int as opinions_resolved
          from (select (random() * 99)::int as u, (random() * 19)::int as c, (random() * 5)::int as k,
              20 + (random() * 480)::int as people, 5 + (random() * 20)::int as raised
            from generate_series(1, {rows})) made
        """
    )
    sql(f"vacuum analyze bench_{names}")


def project(names, mode):
    root = folder / f"{names}-{mode}"
    root.mkdir()
    kind = "1" if names == "ids" else "Đối thoại"
    settings = SETTINGS.format(mode=mode, kind=kind, connection=connection, names=names)
    (root / "giaoban.yaml").write_text(settings)
    unit, commune, _ = SPELT[names]
    listed = sql(
        f"select 'Cụm ' || u / 10, {unit}, {commune} from generate_series(0, 99) u, generate_series(0, 19) c order by u, c"
    )
    lines = [line.replace("|", ",") for line in listed.splitlines()]
    (root / "roster.csv").write_text("\n".join(["cluster,unit,commune", *lines]) + "\n")
    return root


reader = folder / "read_rows"
source = pathlib.Path(__file__).parents[1] / "Database" / "read_rows.c"
include = subprocess.run(["pg_config", "--includedir"], check=True, capture_output=True, text=True).stdout.strip()
subprocess.run(["cc", "-O2", f"-I{include}", "-o", reader, source, "-lpq"], check=True)
print(f"{rows:,} rows, PostgreSQL {sql('show server_version').split()[0]}, {os.cpu_count()} cores")
for names in ("ids", "names"):
    fill(names)
    print(f"\n{names}")
    floor = seconds(
        [reader, connection, f"copy (select date, unit, commune, activity, {MEASURES} from bench_{names}) to stdout (format binary)"]
    )
    print(f"  libpq alone, COPY binary   {floor:6.2f} s")
    tally = ["--period", "2023-H1", "--by", "unit", "--format", "csv"]
    read = seconds([giaoban, "tally", project(names, "never"), *tally])
    print(f"  giaoban reads all rows     {read:6.2f} s  {read / floor:.2f} times")
    folded = project(names, "always")
    explained = subprocess.run(
        [giaoban, "tally", folded, *tally, "--explain"], check=True, capture_output=True, text=True
    )
    said = explained.stdout + explained.stderr
    groups = next(line for line in said.splitlines() if line.strip().startswith("SELECT width_bucket")).strip().rstrip(";")
    bare = seconds([psql, connection, "-qAt", "-o", "/dev/null", "-c", groups])
    print(f"  the bare statement         {bare:6.2f} s")
    whole = seconds([giaoban, "tally", folded, *tally])
    print(f"  giaoban folds, all checks  {whole:6.2f} s  {whole / bare:.2f} times")
