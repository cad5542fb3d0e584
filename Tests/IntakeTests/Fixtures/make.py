"""Writes the workbooks beside it, with other people's programs: openpyxl, XlsxWriter, LibreOffice.

usage: pip install openpyxl XlsxWriter; python3 make.py
"""
import datetime
import pathlib
import shutil
import subprocess
import zipfile

import openpyxl
import xlsxwriter

HERE = pathlib.Path(__file__).parent
HEADER = ["Ngày", "Đơn vị", "Xã, phường, thị trấn", "Hoạt động", "Số người"]


def habits():
    """Titles in merged cells, a header on row 5, dates and numbers in every way, totals, hiding."""
    book = openpyxl.Workbook()
    notes = book.active
    notes.title = "Hướng dẫn"
    notes["A1"] = "Nhập mỗi hoạt động một dòng"
    sheet = book.create_sheet("Sổ theo dõi")
    sheet["A1"] = "SỔ THEO DÕI HOẠT ĐỘNG"
    sheet.merge_cells("A1:E1")
    sheet["A2"] = "Năm 2022"
    sheet.merge_cells("A2:E2")
    for column, name in enumerate(HEADER, start=1):
        sheet.cell(5, column, name)
    rows = [
        (datetime.date(2022, 6, 14), "Huyện Nga Sơn", "Xã Nga An", "Đối thoại", 1234),
        ("14/6/2022", "Nga Sơn", "Nga An", "Đối thoại", "1.234"),
        ("14-06-22", "H. Nga Sơn", "Nga Thanh", "Đối thoại", "12,5"),
        (datetime.datetime(2022, 6, 14, 9, 30), "Nga Sơn", "Nga Thành", "Đối thoại", "=1000+0.5"),
        (44726, "Nga Sơn", "Nga Thành", "Đối thoại", 0.1 + 0.2),
    ]
    for number, row in enumerate(rows, start=6):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)
    sheet.row_dimensions[7].hidden = True
    sheet["A12"] = "Tổng cộng"
    sheet["E12"] = "=SUM(E6:E10)"
    hidden = book.create_sheet("Cũ")
    hidden.append(HEADER)
    hidden.sheet_state = "hidden"
    book.save(HERE / "habits-openpyxl.xlsx")
    # LibreOffice computes the formulas and writes everything in its own way.
    target = HERE / "libreoffice"
    subprocess.run(["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
                    "--outdir", target, HERE / "habits-openpyxl.xlsx"], check=True,
                   stdout=subprocess.DEVNULL)
    (target / "habits-openpyxl.xlsx").rename(HERE / "habits-libreoffice.xlsx")
    shutil.rmtree(target)


def inline_strings():
    """Strings within their cells, as programs that save memory write them."""
    book = xlsxwriter.Workbook(HERE / "inline-xlsxwriter.xlsx", {"constant_memory": True})
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, HEADER)
    date = book.add_format({"num_format": 'dd/mm/yyyy;@'})
    sheet.write_datetime(1, 0, datetime.datetime(2022, 6, 14), date)
    sheet.write_row(1, 1, ["Huyện Nga Sơn", "Xã Nga An", "Đối thoại", 7])
    book.close()


def epoch_1904():
    book = xlsxwriter.Workbook(HERE / "epoch-1904.xlsx", {"date_1904": True})
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, HEADER)
    date = book.add_format({"num_format": 14})
    sheet.write_datetime(1, 0, datetime.datetime(2022, 6, 14), date)
    sheet.write_row(1, 1, ["Huyện Nga Sơn", "Xã Nga An", "Đối thoại", 7])
    book.close()


def hostile():
    """A workbook whose strings expand without end, and one that is cut off."""
    with zipfile.ZipFile(HERE / "inline-xlsxwriter.xlsx") as source, \
            zipfile.ZipFile(HERE / "entities.xlsx", "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
                    f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">'
                    for n in range(9)) + "]>"
                data = data.replace(b"<worksheet", entities.encode() + b"<worksheet", 1)
                data = data.replace("Xã Nga An".encode(),
                                    b"&j;")
            target.writestr(name, data)
    whole = (HERE / "inline-xlsxwriter.xlsx").read_bytes()
    (HERE / "cut-off.xlsx").write_bytes(whole[:len(whole) // 2])


habits()
inline_strings()
epoch_1904()
hostile()
