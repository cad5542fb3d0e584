"""Counts the instructions of a process with valgrind."""
import os
import re
import subprocess


def instructions(command, work):
    """Instructions of a process, which do not depend on the machine's mood; `None` where they cannot be counted."""
    out = os.path.join(work, "callgrind.out")
    done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", *command],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                          env={**os.environ, "SWIFT_DETERMINISTIC_HASHING": "1"})
    found = re.search(r"Collected : (\d+)", done.stderr)
    return int(found[1]) if found else None


def stripped(path, work):
    """A copy of a program that valgrind can read: it stumbles over the debug information of new compilers."""
    copy = os.path.join(work, os.path.basename(path) + "-stripped")
    subprocess.run(["strip", "-g", "-o", copy, path], check=True)
    return copy
