"""Writes the documents that the tests fill, with programs other than Giaoban.

usage: python3 Tests/ReportingTests/Documents/make.py
needs python-docx, python-pptx and LibreOffice Writer. The results are committed.

python-docx.docx   placeholders over several runs, in a table, a header, a footer; a picture with the
                   alternative text giaoban:dialogues, one that lies on a network, and one that is
                   nobody's business
libreoffice.docx   written by LibreOffice from the flat text below: a text box, a footnote, tracked
                   changes, a comment
python-pptx.pptx   a title, a text box that becomes a picture, and a picture to refresh
"""
import base64
import io
import subprocess
import tempfile
from pathlib import Path

import docx
from docx.shared import Mm
from pptx import Presentation
from pptx.util import Cm

HERE = Path(__file__).parent
# One grey pixel.
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")


def word():
    document = docx.Document()
    paragraph = document.add_paragraph("Đã có ")
    paragraph.add_run("{{communes_in").bold = True
    paragraph.add_run("_dialogue}}").italic = True
    paragraph.add_run(" xã tổ chức {{dialo")
    paragraph.add_run("gues}} hội nghị; {{ dialogues : Thị xã Nghi Sơn }} ở Nghi Sơn.")
    document.add_paragraph("Không có gì ở đây.")
    document.add_paragraph("{{chart:dialogues}}")
    table = document.add_table(rows=1, cols=2, style="Light Grid Accent 1")
    table.rows[0].cells[0].text = "Đối thoại: {{dialogues}}"
    table.rows[0].cells[1].text = "{{chart:models}}"
    document.add_paragraph("{{table:dialogues}}")
    document.sections[0].header.paragraphs[0].text = "{{pack.title}}"
    document.sections[0].footer.paragraphs[0].text = "{{period}}"
    ours, network, other = (
        document.add_picture(io.BytesIO(PIXEL), Mm(120), Mm(100)) for _ in range(3))
    ours._inline.docPr.set("descr", "giaoban:dialogues")
    network._inline.docPr.set("descr", "giaoban:models")
    blip = network._inline.graphic.graphicData.pic.blipFill.blip
    link = document.part.relate_to(
        "http://example.invalid/chart.png",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
        is_external=True)
    del blip.attrib[
        "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"]
    blip.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}link", link)
    other._inline.docPr.set("descr", "Ảnh hội nghị")
    document.save(HERE / "python-docx.docx")


FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
 <office:body><office:text>
  <text:tracked-changes>
   <text:changed-region text:id="ct1"><text:deletion><office:change-info>
    <dc:creator>A</dc:creator><dc:date>2022-06-17T00:00:00</dc:date></office:change-info>
    <text:p>{{nothing_of_that_name}}</text:p></text:deletion></text:changed-region>
   <text:changed-region text:id="ct2"><text:insertion><office:change-info>
    <dc:creator>A</dc:creator><dc:date>2022-06-17T00:00:00</dc:date></office:change-info>
    </text:insertion></text:changed-region>
  </text:tracked-changes>
  <text:p>Kết quả <text:change text:change-id="ct1"/><text:change-start
    text:change-id="ct2"/>có {{dialogues}} hội nghị<text:change-end text:change-id="ct2"/>
    ghi chú<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>
    <text:note-body><text:p>So với {{dialogues.last_year}} của {{period.last_year}}.</text:p>
    </text:note-body></text:note>.<office:annotation><dc:creator>B</dc:creator>
    <dc:date>2022-06-17T00:00:00</dc:date><text:p>Xem lại {{comment}}</text:p></office:annotation>
  </text:p>
  <text:p><draw:frame draw:name="Khung" text:anchor-type="paragraph" svg:width="8cm"
    svg:height="3cm"><draw:text-box><text:p>Trong khung: {{models}}</text:p></draw:text-box>
    </draw:frame>Sau khung.</text:p>
 </office:text></office:body></office:document>
"""


def libreoffice():
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "libreoffice.fodt").write_text(FLAT, encoding="utf-8")
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder,
             f"{folder}/libreoffice.fodt"], check=True)
        (HERE / "libreoffice.docx").write_bytes((Path(folder) / "libreoffice.docx").read_bytes())


def slides():
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "{{pack.title}}: {{dialogues}} hội nghị"
    box = slide.shapes.add_textbox(Cm(2), Cm(5), Cm(20), Cm(12))
    box.text_frame.text = "{{chart:dialogues}}"
    second = show.slides.add_slide(show.slide_layouts[1])
    second.shapes.title.text = "Dân vận khéo"
    second.placeholders[1].text = "{{chart:models}}"
    third = show.slides.add_slide(show.slide_layouts[6])
    picture = third.shapes.add_picture(io.BytesIO(PIXEL), Cm(1), Cm(1), Cm(12), Cm(12))
    picture._element.nvPicPr.cNvPr.set("descr", "giaoban:dialogues")
    show.save(HERE / "python-pptx.pptx")


word()
libreoffice()
slides()
