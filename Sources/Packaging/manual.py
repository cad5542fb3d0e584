#!/usr/bin/env python3
"""Writes manual pages from what the program says of itself: giaoban.1, and one for each command.

    manual.py GIAOBAN FOLDER VERSION DATE
"""
import json
import os
import pathlib
import subprocess
import sys

WORDS = {
    "en": dict(name="NAME", usage="SYNOPSIS", about="DESCRIPTION", arguments="ARGUMENTS", options="OPTIONS",
               commands="COMMANDS", also="SEE ALSO", values="Values: {}.", default="Default: {}."),
    "vi": dict(name="TÊN", usage="CÁCH DÙNG", about="MÔ TẢ", arguments="ĐỐI SỐ", options="TÙY CHỌN",
               commands="CÁC LỆNH", also="XEM THÊM", values="Giá trị: {}.", default="Mặc định: {}."),
}


def escaped(text):
    """Text as roff takes it."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in ".'" else line for line in text.split("\n"))


def discussion(text):
    """Paragraphs as they flow, indented lines as they stand."""
    lines, verbatim = [], False
    for line in text.split("\n"):
        if line.startswith(" ") != verbatim and line:
            verbatim = not verbatim
            lines.append(".nf" if verbatim else ".fi")
        lines.append(escaped(line) if line else ".PP")
    return lines + ([".fi"] if verbatim else [])


def option_names(argument):
    return [("--" if name["kind"] == "long" else "-") + name["name"] for name in argument.get("names", [])]


def page(command, program, words, version, date, commands):
    title = "-".join(program)
    arguments = [argument for argument in command.get("arguments", []) if argument.get("shouldDisplay", True)]
    options = [argument for argument in arguments if argument["kind"] != "positional"]
    positional = [argument for argument in arguments if argument["kind"] == "positional"]
    lines = [
        f'.TH "{title.upper()}" 1 "{date}" "Giaoban {version}" "Giaoban"',
        f'.SH {words["name"]}', f'{escaped(title)} \\- {escaped(command.get("abstract", ""))}',
        f'.SH {words["usage"]}', f'.B {escaped(" ".join(program))}',
    ]
    for argument in positional:
        name = f'<{argument["valueName"]}>'
        lines.append(escaped(f"[{name}]" if argument["isOptional"] else name))
    for argument in options:
        value = "" if argument["kind"] == "flag" else f' <{argument["valueName"]}>'
        name = option_names(argument)[-1] + value
        lines.append(escaped(f"[{name}]" if argument["isOptional"] else name))
    if commands:
        lines.append("<command>" if words is WORDS["en"] else "<lệnh>")
    if command.get("discussion"):
        lines += [f'.SH {words["about"]}'] + discussion(command["discussion"])
    for head, group in ((words["arguments"], positional), (words["options"], options)):
        if not group:
            continue
        lines.append(f".SH {head}")
        for argument in group:
            value = "" if argument["kind"] == "flag" else f' <{argument["valueName"]}>'
            lines += [".TP", f'.B {escaped(", ".join(option_names(argument)) + value).strip()}']
            said = [argument.get("abstract", "")]
            if argument.get("allValues"):
                said.append(words["values"].format(", ".join(argument["allValues"])))
            if argument.get("defaultValue"):
                said.append(words["default"].format(argument["defaultValue"]))
            lines.append(escaped(" ".join(part for part in said if part)))
    if commands:
        lines.append(f'.SH {words["commands"]}')
        for each in commands:
            lines += [".TP", f'.B {escaped(each["commandName"])}', escaped(each.get("abstract", ""))]
        also = [f'{title}-{each["commandName"]}' for each in commands]
    else:
        also = [program[0]]
    lines += [f'.SH {words["also"]}', ", ".join(f".BR {escaped(name)} (1)" for name in also).replace(", .BR", ",\n.BR")]
    return "\n".join(lines) + "\n"


def main():
    program, folder, version, date = sys.argv[1:5]
    for language, words in WORDS.items():
        locale = "vi_VN.UTF-8" if language == "vi" else "C.UTF-8"
        said = subprocess.run([program, "--experimental-dump-help"], check=True, capture_output=True,
                              env={**os.environ, "LC_ALL": locale}).stdout
        command = json.loads(said)["command"]
        commands = [each for each in command["subcommands"] if each["commandName"] != "help"]
        target = pathlib.Path(folder) / ("man1" if language == "en" else "vi/man1")
        target.mkdir(parents=True, exist_ok=True)
        (target / "giaoban.1").write_text(page(command, ["giaoban"], words, version, date, commands))
        for each in commands:
            name = each["commandName"]
            (target / f"giaoban-{name}.1").write_text(page(each, ["giaoban", name], words, version, date, []))


main()
