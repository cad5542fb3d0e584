"""Reads a workbook with openpyxl and prints what tests ask of it, as JSON."""
import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])


def cell(cell):
    return {"value": cell.value, "type": cell.data_type, "format": cell.number_format,
            "note": cell.comment.text if cell.comment else None}


def entry(rule):
    return {"type": rule.type, "cells": str(rule.sqref), "first": rule.formula1,
            "second": rule.formula2}


print(json.dumps({
    "title": book.properties.title,
    "names": {name: value.attr_text for name, value in book.defined_names.items()}
    if hasattr(book.defined_names, "items") else
    {value.name: value.attr_text for value in book.defined_names.definedName},
    "sheets": [{
        "name": sheet.title, "state": sheet.sheet_state, "frozen": sheet.freeze_panes,
        "charts": len(sheet._charts), "paper": sheet.page_setup.paperSize,
        "repeated": sheet.print_title_rows, "filter": sheet.auto_filter.ref,
        "rows": [[cell(value) for value in row] for row in sheet.iter_rows()],
        "entries": [entry(rule) for rule in sheet.data_validations.dataValidation],
    } for sheet in book.worksheets],
}, default=str))
