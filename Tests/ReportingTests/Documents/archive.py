"""Holds a PDF against what PDF/A-2u (ISO 19005-2) asks for and a program can see without a validator of its own.

Prints the faults with their clauses, the language, and what each picture of the structure says.
"""

import json
import sys
import xml.etree.ElementTree as ET

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

path = sys.argv[1]
raw = open(path, "rb").read()
reader = pypdf.PdfReader(path)
root = reader.trailer["/Root"]
faults = []


def fault(clause, text):
    faults.append(f"{clause}: {text}")


# 6.1: the file.
lines = raw.split(b"\n", 2)
if not lines[0].startswith(b"%PDF-1."):
    fault("6.1.2", "header")
if not (lines[1][:1] == b"%" and all(byte > 127 for byte in lines[1][1:5])):
    fault("6.1.2", "no binary comment")
if "/ID" not in reader.trailer:
    fault("6.1.3", "no file identifier")
if "/Encrypt" in reader.trailer:
    fault("6.1.3", "encrypted")
if raw[raw.rindex(b"%%EOF") + 5 :] not in (b"", b"\n", b"\r\n", b"\r"):
    fault("6.1.3", "data after the end of file")

seen = set()


def walk(thing):
    if isinstance(thing, IndirectObject):
        if (thing.idnum, thing.generation) in seen:
            return
        seen.add((thing.idnum, thing.generation))
        thing = thing.get_object()
    if isinstance(thing, StreamObject):
        filters = thing.get("/Filter", [])
        for name in filters if isinstance(filters, ArrayObject) else [filters]:
            if name in ("/LZWDecode", "/Crypt"):
                fault("6.1.7", f"filter {name}")
        if "/F" in thing:
            fault("6.1.7", "external stream")
        if thing.get("/Subtype") == "/Image" and thing.get("/Interpolate"):
            fault("6.2.8", "interpolated image")
        if thing.get("/Subtype") == "/PS":
            fault("6.2.9", "PostScript")
    if isinstance(thing, DictionaryObject):
        for key in ("/JS", "/JavaScript", "/AA", "/EmbeddedFiles", "/XFA", "/Launch", "/RichMedia"):
            if key in thing:
                fault("6.5", key)
        if thing.get("/Type") == "/ExtGState":
            for key, good in (("/CA", 1), ("/ca", 1)):
                if thing.get(key, 1) != good:
                    fault("6.4", f"transparency {key}")
            for key in ("/TR", "/TR2", "/HTP"):
                if key in thing:
                    fault("6.2.5", key)
        for value in thing.values():
            walk(value)
    elif isinstance(thing, (list, ArrayObject)):
        for value in thing:
            walk(value)


walk(reader.trailer)

# 6.2.3: colours have a space.
intents = [intent.get_object() for intent in root.get("/OutputIntents", [])]
profiles = [i["/DestOutputProfile"].get_object() for i in intents if i.get("/S") == "/GTS_PDFA1"]
if len(profiles) != 1:
    fault("6.2.3", f"{len(profiles)} output intents")
for profile in profiles:
    data = profile.get_data()
    if data[36:40] != b"acsp" or int.from_bytes(data[:4], "big") != len(data):
        fault("6.2.3", "not an ICC profile")
    if data[12:16] != b"mntr" or data[16:20] != b"RGB " or profile.get("/N") != 3 or data[8] > 4:
        fault("6.2.3", "not a profile of a display's RGB")

# 6.2.11: fonts are within, and 6.2.11.7.2: every letter has its Unicode.
for page in reader.pages:
    fonts = page["/Resources"].get("/Font", {})
    for font in (fonts[name].get_object() for name in fonts):
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        descriptor = inner["/FontDescriptor"].get_object()
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            fault("6.2.11.4", f"{font['/BaseFont']} not embedded")
        if inner.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in inner:
            fault("6.2.11.3", f"{font['/BaseFont']} without CIDToGIDMap")
        if "/ToUnicode" not in font:
            fault("6.2.11.7", f"{font['/BaseFont']} without Unicode")

# 6.3: annotations print.
for number, page in enumerate(reader.pages, 1):
    for annotation in page.get("/Annots", []):
        if annotation.get_object().get("/F", 0) & 0b111111 != 4:
            fault("6.3.2", f"an annotation of page {number} that does not print")

# 6.6: metadata that names the standard and agrees with the dictionary of information.
stream = root["/Metadata"].get_object() if "/Metadata" in root else None
if stream is None:
    fault("6.6.2", "no metadata")
else:
    names = {
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "pdf": "http://ns.adobe.com/pdf/1.3/",
        "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    }
    packet = ET.fromstring(stream.get_data().decode("utf-8"))
    info = reader.trailer["/Info"]

    def said(name):
        element = packet.find(f".//{name}", names)
        return None if element is None else "".join(element.itertext()).strip()

    if (said("pdfaid:part"), said("pdfaid:conformance")) != ("2", "U"):
        fault("6.6.4", "part and conformance")
    for key, name in (
        ("/Title", "dc:title"),
        ("/Author", "dc:creator"),
        ("/Subject", "dc:description"),
        ("/Creator", "xmp:CreatorTool"),
        ("/Producer", "pdf:Producer"),
    ):
        if str(info.get(key, "")) != (said(name) or ""):
            fault("6.6.3", f"{key} {info.get(key)!r} is {name} {said(name)!r}")
    for key, name in (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")):
        digits = "".join(c for c in str(info[key]) if c.isdigit())[:14]
        if digits != "".join(c for c in said(name) if c.isdigit())[:14]:
            fault("6.6.3", f"{key} {info[key]} is {name} {said(name)}")

pictures = []


def structure(element):
    element = element.get_object() if isinstance(element, IndirectObject) else element
    if not isinstance(element, DictionaryObject):
        return
    if element.get("/S") == "/Figure":
        pictures.append(str(element.get("/Alt", "")))
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        structure(kid)


structure(root["/StructTreeRoot"])
whole = root["/StructTreeRoot"]["/K"].get_object()
json.dump(
    {
        "faults": faults,
        "language": str(root.get("/Lang", "")),
        "pictures": pictures,
        "root": whole["/S"],
        "sections": len(whole["/K"]),
        "pages": len(reader.pages),
    },
    sys.stdout,
)
