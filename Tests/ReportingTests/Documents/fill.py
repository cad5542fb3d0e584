"""Fills in an entry form with openpyxl, as a person would in Excel. usage: fill.py FORM OUT CELLS, where CELLS is
{"sheet name": {"A6": value, …}, …}; dates as "2022-07-05"."""
import datetime
import json
import re
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
for sheet, cells in json.loads(sys.argv[3]).items():
    for place, value in cells.items():
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            value = datetime.datetime.fromisoformat(value)
        book[sheet][place] = value
book.save(sys.argv[2])
