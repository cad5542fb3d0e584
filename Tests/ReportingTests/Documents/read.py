"""Reads a Word document with python-docx and prints what tests ask of it, as JSON."""
import hashlib
import json
import sys
import zipfile

import docx
from docx.oxml.ns import qn

with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
    parts = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
    assert len(parts) == len(archive.namelist())
document = docx.Document(sys.argv[1])
section = document.sections[0]


def pictures(part):
    for properties in part.element.iter(qn("wp:docPr")):
        inline = properties.getparent()
        blip = next(inline.iter(qn("a:blip")), None)
        if blip is None:
            continue
        embed = blip.get(qn("r:embed"))
        yield {
            "name": properties.get("name"), "descr": properties.get("descr"),
            "title": properties.get("title"), "width": int(inline.extent.cx),
            "height": int(inline.extent.cy), "linked": blip.get(qn("r:link")) is not None,
            "type": part.related_parts[embed].content_type if embed else None,
            "pixels": [part.related_parts[embed].image.px_width,
                       part.related_parts[embed].image.px_height] if embed else None,
        }


print(json.dumps({
    "parts": parts,
    "paragraphs": [paragraph.text for paragraph in document.paragraphs],
    "styles": [paragraph.style.name for paragraph in document.paragraphs],
    "header": [paragraph.text for paragraph in section.header.paragraphs],
    "footer": [paragraph.text for paragraph in section.footer.paragraphs],
    "tables": [[[cell.text for cell in row.cells] for row in table.rows]
               for table in document.tables],
    "table_styles": [table.style.name if table.style else "" for table in document.tables],
    "pictures": list(pictures(document.part)),
    "external": [rel.target_ref for rel in document.part.rels.values() if rel.is_external],
    "bold": [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.bold],
}))
