"""Writes the template of a half-year report, the same bytes on every run (needs python-docx).

usage: python3 Samples/bao-cao.py, or: make template

The form follows annex I of Decree 30/2020/NĐ-CP: A4, margins of 20, 20, 30 and 20 mm, Times New Roman
14, the issuing body and the national motto side by side, first lines indented by 12.7 mm. The text is
made up but for its measure, one sentence of a real report.
"""
import datetime
import sys
import zipfile
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TARGET = Path(sys.argv[1]) if len(sys.argv) > 1 else (
    Path(__file__).parent / "cum-thi-dua-1" / "bao-cao.docx")


def font(style, size, bold=None, italic=None):
    style.font.name = "Times New Roman"
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.italic = italic
    style.font.color.rgb = docx.shared.RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), "Times New Roman")
    for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(kind), None)
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), "vi-VN")


def line(cell, text, bold=False, italic=False, size=13, underline=False, align=Align.CENTER):
    first = cell.paragraphs[0]
    paragraph = first if not first.runs else cell.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.first_line_indent = 0
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = 0
    run = paragraph.add_run(text)
    run.bold, run.italic, run.underline, run.font.size = bold, italic, underline, Pt(size)


def centred(document, text, size, bold=True):
    paragraph = document.add_paragraph()
    paragraph.alignment = Align.CENTER
    paragraph.paragraph_format.first_line_indent = 0
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    return paragraph


def heading(document, text):
    document.add_paragraph(text, style="Heading 1")


def body(document, *pieces):
    """A paragraph of pieces; those in ** are bold."""
    paragraph = document.add_paragraph()
    paragraph.alignment = Align.JUSTIFY
    for index, piece in enumerate("".join(pieces).split("**")):
        paragraph.add_run(piece).bold = True if index % 2 else None
    return paragraph


document = docx.Document()
section = document.sections[0]
section.page_width, section.page_height = Mm(210), Mm(297)
section.top_margin, section.bottom_margin = Mm(20), Mm(20)
section.left_margin, section.right_margin = Mm(30), Mm(20)

normal = document.styles["Normal"]
font(normal, 14)
normal.paragraph_format.first_line_indent = Mm(12.7)
normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(4)
normal.paragraph_format.line_spacing = 1.1
title = document.styles["Heading 1"]
font(title, 14, bold=True)
title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(8), Pt(4)
caption = document.styles["Caption"]
font(caption, 13, bold=False, italic=True)
caption.paragraph_format.alignment = Align.CENTER
caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(3), Pt(8)

head = document.add_table(rows=1, cols=2)
head.autofit = False
left, right = head.rows[0].cells
left.width, right.width = Mm(70), Mm(90)
line(left, "TỈNH ỦY THANH HÓA")
line(left, "BAN DÂN VẬN", bold=True)
line(left, "Số:      -BC/BDVTU")
line(right, "ĐẢNG CỘNG SẢN VIỆT NAM", bold=True, underline=True)
line(right, "Thanh Hóa, ngày      tháng      năm", italic=True)

centred(document, "BÁO CÁO", 16).paragraph_format.space_before = Pt(16)
centred(document, "kết quả công tác dân vận {{period}}\n{{pack.title}}", 14)
centred(document, "(Số liệu {{period.days}})", 13, bold=False).paragraph_format.space_after = Pt(10)

heading(document, "1. Đối thoại với nhân dân")
body(document,
     "Kết quả 6 tháng đã có **{{communes_in_dialogue}}** xã, phường, thị trấn của các đơn vị trong "
     "cụm tổ chức **{{dialogues}}** hội nghị đối thoại, {{dialogues.change_in_words}}; đạt "
     "{{dialogue_coverage}} số xã, phường, thị trấn ({{dialogue_coverage.numerator}}/"
     "{{dialogue_coverage.denominator}}). Đơn vị dẫn đầu là {{dialogues.leader}} với "
     "{{dialogues.leader_value}} hội nghị; thị xã Nghi Sơn tổ chức {{dialogues:TX Nghi Sơn}} hội "
     "nghị ({{dialogues.change:TX Nghi Sơn}} so với cùng kỳ).")
document.add_paragraph("{{chart:dialogues}}")
body(document,
     "Tỷ lệ ý kiến của nhân dân được giải quyết qua đối thoại đạt **{{resolution_rate}}** "
     "({{resolution_rate.numerator}}/{{resolution_rate.denominator}} ý kiến), "
     "{{resolution_rate.change_in_words}}, so với chỉ tiêu {{resolution_rate.target}}.")
document.add_paragraph("{{chart:dialogue_coverage-target}}")
document.add_paragraph("{{table:dialogues}}")

heading(document, "2. Phong trào thi đua “Dân vận khéo”")
body(document,
     "Toàn cụm có **{{models.amount}}** “Dân vận khéo”, {{models.change_in_words}}; dẫn đầu là "
     "{{models.leader}}.")
document.add_paragraph("{{chart:models-parts}}")

heading(document, "3. Tổng hợp so với các kỳ trước")
document.add_paragraph("{{table:comparison}}")
body(document, "Số liệu do {{pack.units}} báo cáo, tổng hợp từ sổ theo dõi hoạt động của các đơn vị.")

sign = document.add_table(rows=1, cols=2)
left, right = sign.rows[0].cells
line(left, "Nơi nhận:", bold=True, italic=True, size=12, align=Align.LEFT)
line(left, "- Thường trực Tỉnh ủy,\n- Các đơn vị trong cụm,\n- Lưu.", size=11, align=Align.LEFT)
line(right, "TRƯỞNG BAN", bold=True, size=14)

footer = section.footer.paragraphs[0]
footer.alignment = Align.CENTER
footer.paragraph_format.first_line_indent = 0
footer.add_run("Công tác dân vận {{period}}").font.size = Pt(11)

properties = document.core_properties
properties.author = "Giaoban"
properties.title = "Báo cáo kết quả công tác dân vận"
properties.language = "vi-VN"
properties.created = properties.modified = datetime.datetime(2022, 6, 17)
document.save(TARGET)

# The times in the ZIP are the only bytes that a second run would change.
with zipfile.ZipFile(TARGET) as archive:
    parts = [(name, archive.read(name)) for name in archive.namelist()]
with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED) as archive:
    for name, data in parts:
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(info, data)
