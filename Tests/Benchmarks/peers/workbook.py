"""Read every row of a workbook with a peer: workbook.py polars|openpyxl FILE.xlsx"""
import sys

engine, path = sys.argv[1:3]
if engine == "polars":
    import polars as pl

    print(pl.read_excel(path, engine="calamine").height)
else:
    import openpyxl

    print(sum(1 for _ in openpyxl.load_workbook(path, read_only=True).active.iter_rows()) - 1)
