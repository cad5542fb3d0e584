"""Tally a register with a peer: tally.py duckdb|polars|chdb|datafusion|pyarrow REGISTER.csv OUT.csv

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
elif engine == "chdb":
    import chdb

    sums = ", ".join(f"toInt64(sum(coalesce({m}, 0))) AS {m}" for m in MEASURES)
    chdb.query(f"""
        SELECT concat(toString(toYear(date)), if(toMonth(date) <= 6, '-H1', '-H2')) AS period,
               unit, activity, count() AS activities, uniqExact(commune) AS communes, {sums}
        FROM file('{register}', 'CSVWithNames') GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        INTO OUTFILE '{out}' TRUNCATE FORMAT CSVWithNames""")
elif engine == "datafusion":
    import datafusion

    context = datafusion.SessionContext()
    context.register_csv("register", register)
    sums = ", ".join(f"coalesce(sum({m}), 0) AS {m}" for m in MEASURES)
    half = "CASE WHEN date_part('month', date) <= 6 THEN '-H1' ELSE '-H2' END"
    context.sql(f"""
        SELECT CAST(CAST(date_part('year', date) AS INT) AS VARCHAR) || {half} AS period, unit, activity,
               count(*) AS activities, count(DISTINCT commune) AS communes, {sums}
        FROM register GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""").to_pandas().to_csv(out, index=False)
elif engine == "pyarrow":
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.csv as reader

    table = reader.read_csv(register)
    second = pc.greater(pc.month(table["date"]), 6)
    half = pc.if_else(second, pa.scalar("-H2"), pa.scalar("-H1"))
    period = pc.binary_join_element_wise(pc.cast(pc.year(table["date"]), pa.string()), half, "")
    keys = ["period", "unit", "activity"]
    grouped = table.append_column("period", period).group_by(keys).aggregate(
        [([], "count_all"), ("commune", "count_distinct")] + [(m, "sum") for m in MEASURES])
    names = {"count_all": "activities", "commune_count_distinct": "communes"}
    names |= {m + "_sum": m for m in MEASURES}
    grouped = grouped.rename_columns([names.get(n, n) for n in grouped.column_names])
    order = keys + ["activities", "communes", *MEASURES]
    reader.write_csv(grouped.select(order).sort_by([(k, "ascending") for k in keys]), out)
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
