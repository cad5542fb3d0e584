"""Read every row of a workbook with a peer: workbook.py fastexcel|calamine|polars|openpyxl FILE.xlsx"""
import sys

engine, path = sys.argv[1:3]
if engine == "fastexcel":
    import fastexcel

    print(fastexcel.read_excel(path).load_sheet(0).to_arrow().num_rows)
elif engine == "calamine":
    import python_calamine

    print(len(python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()) - 1)
elif engine == "polars":
    import polars as pl

    print(pl.read_excel(path, engine="calamine").height)
else:
    import openpyxl

    print(sum(1 for _ in openpyxl.load_workbook(path, read_only=True).active.iter_rows()) - 1)
