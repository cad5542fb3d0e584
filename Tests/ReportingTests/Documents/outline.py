"""Prints a PDF's bookmarks and the links of its first page, with the numbers of the pages they lead to."""

import json
import sys

import pypdf

reader = pypdf.PdfReader(sys.argv[1])
named = reader.named_destinations


def entries(outline):
    for entry in outline:
        if isinstance(entry, list):
            yield from entries(entry)
        else:
            yield {"title": entry.title, "page": reader.get_destination_page_number(entry) + 1}


def leads_to(annotation):
    target = annotation.get("/Dest")
    if target is None:
        target = annotation["/A"]["/D"]
    if isinstance(target, (bytes, str)):
        target = named[str(target)]
        return reader.get_destination_page_number(target) + 1
    return reader.get_page_number(target[0].get_object()) + 1


links = [
    leads_to(annotation.get_object())
    for annotation in reader.pages[0].get("/Annots", [])
    if annotation.get_object()["/Subtype"] == "/Link"
]
json.dump(
    {"outline": list(entries(reader.outline)), "links": links, "pages": len(reader.pages)}, sys.stdout
)
