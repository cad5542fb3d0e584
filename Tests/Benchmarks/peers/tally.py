"""Tally a register with a peer: tally.py duckdb|polars REGISTER.csv OUT.csv

For each calendar half-year, unit and activity: activities, distinct communes, sums of three measures.
"""
import os
import sys

engine, register, out = sys.argv[1:4]
MEASURES = ["participants", "opinions_raised", "opinions_resolved"]

if engine == "duckdb":
    import duckdb

    sums = ", ".join(f"coalesce(sum({m}), 0)::BIGINT AS {m}" for m in MEASURES)
    duckdb.connect(config={"threads": os.cpu_count()}).execute(f"""
        COPY (SELECT year(date) || CASE WHEN month(date) <= 6 THEN '-H1' ELSE '-H2' END AS period,
                     unit, activity, count(*) AS activities, count(DISTINCT commune) AS communes, {sums}
              FROM read_csv('{register}', header = true) GROUP BY ALL ORDER BY 1, 2, 3)
        TO '{out}' (HEADER)""")
else:
    import polars as pl

    half = pl.when(pl.col("date").dt.month() <= 6).then(pl.lit("-H1")).otherwise(pl.lit("-H2"))
    (
        pl.scan_csv(register, try_parse_dates=True)
        .with_columns(period=pl.col("date").dt.year().cast(pl.String) + half)
        .group_by("period", "unit", "activity")
        .agg(pl.len().alias("activities"), pl.col("commune").n_unique().alias("communes"),
             *(pl.col(m).sum() for m in MEASURES))
        .sort("period", "unit", "activity")
        .collect(engine="streaming")
        .write_csv(out)
    )
