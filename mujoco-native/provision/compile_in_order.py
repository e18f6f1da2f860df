#!/usr/bin/env python3
"""The C++ compiler, for bindings that are the same bytes in each build: `compile_in_order.py ARGUMENTS OF g++`.

JavaCPP generates functions and tables of members in the order in which the JVM lists the methods of a
class, which differs from run to run. Before they are compiled, generated files are put into an order of
their own: by name, within each stretch of functions that no other code separates.
"""

import os
import re
import sys
from pathlib import Path

FUNCTION = re.compile(r"^JNIEXPORT [^;\n]*\{\n.*?^\}\n", re.M | re.S)
# Two tables have one row for each class: names of its members, and their offsets at the same places.
NAMES = re.compile(r'^(\s+\{ "sizeof", )(.*)( \},?)$', re.M)
OFFSETS = re.compile(r"^(\s+\{ sizeof\([^()]*\), )(.*)( \},?)$", re.M)


def in_order(text):
    """The same C++ code, whatever the order in which it was generated."""
    text = NAMES.sub(lambda row: row[1] + sorted_list(row[2]) + row[3], text)
    text = OFFSETS.sub(lambda row: row[1] + sorted_offsets(row[2]) + row[3], text)
    pieces, stretch, end = [], [], 0
    for found in FUNCTION.finditer(text):
        before = text[end:found.start()]
        if before.strip():
            pieces += ordered(stretch)
            stretch = []
        stretch.append((before, found.group()))
        end = found.end()
    return "".join(pieces + ordered(stretch)) + text[end:]


def ordered(stretch):
    """Texts before functions in their places, and the functions by name."""
    functions = sorted(function for _, function in stretch)
    return [piece for (before, _), function in zip(stretch, functions) for piece in (before, function)]


def sorted_list(names):
    return ", ".join(sorted(names.split(", ")))


def sorted_offsets(offsets):
    # Each is offsetof(Type, member): by the member as the table of names has it, in quotation marks.
    found = re.findall(r"offsetof\([^()]*\)", offsets)
    return ", ".join(sorted(found, key=lambda offset: '"' + offset[:-1].split(", ")[1] + '"'))


def main():
    """Orders the generated files among the arguments, then becomes the compiler."""
    for argument in sys.argv[1:]:
        file = Path(argument)
        if file.name.startswith("jni") and file.suffix == ".cpp":
            file.write_text(in_order(file.read_text()))
    compiler = os.environ.get("CXX", "g++")
    os.execvp(compiler, [compiler, *sys.argv[1:]])


if __name__ == "__main__":
    main()
