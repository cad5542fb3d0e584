"""Says which parts of two packages differ, and in what: the pixels of a PNG, or only how they are packed."""

import hashlib
import json
import struct
import sys
import zipfile
import zlib


def pixels(data):
    """All that a PNG says, with its pixels unpacked."""
    place, said, packed = 8, hashlib.sha256(), b""
    while place < len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        body = data[place + 8 : place + 8 + length]
        if kind == b"IDAT":
            packed += body
        else:
            said.update(kind + body)
        place += 12 + length
    said.update(zlib.decompress(packed))
    return said.digest()


first, second = (zipfile.ZipFile(path) for path in sys.argv[1:3])
names = sorted(set(first.namelist()) | set(second.namelist()))
differences = {}
for name in names:
    if name not in first.namelist() or name not in second.namelist():
        differences[name] = "missing"
        continue
    one, other = first.read(name), second.read(name)
    if one != other:
        same = name.endswith(".png") and pixels(one) == pixels(other)
        differences[name] = "packed otherwise" if same else "different"
json.dump(differences, sys.stdout)
