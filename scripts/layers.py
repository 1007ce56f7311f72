#!/usr/bin/env python3
"""layers: includes go one way, no circle stands between files, one library is called in one file, and only the
doors print, exit, read the clock or write command lines. Prints each fault as FILE: what is wrong; exit 1 for any."""
import os
import re
import sys

# The rooms in their order; a file includes from its own room and from those before it. Folders within a room are
# rooms too: `compliance` itself stands behind its four, `inventory` behind its three.
ORDER = """base
    compliance/audit compliance/school compliance/duty compliance/cases compliance
    catalog
    inventory/shelf inventory/count inventory/order inventory
    office maintenance
    forms/draw forms
    door cli""".split()
ROOTS = sorted({room.split("/")[0] for room in ORDER})

# Which files may call a library: a pattern of its names, and the files' paths without their ending.
LIBRARIES = {
    r"\bHPDF_": ["forms/draw/page", "forms/draw/page_font", "forms/draw/glyph"],
    r"\bcsv_parse\b": ["base/csv"],
    r"\bsqlite3_": ["base/db_sqlite", "base/sqlite_file"],
    r"\bjson_dump": ["base/json"],
    r"\bZBarcode_": ["forms/draw/barcode"],
    r"\bfribidi_": ["forms/draw/script"],
    r"\bcrypto_": ["base/hash"],
    r"\bical[a-z]*_|\bdlopen\b": ["base/ics"],
}
DOORS_ONLY = {
    r"\b(printf|puts|putchar|perror|exit|abort)\(|\bstd(out|err)\b": "prints or exits",
    r'#include "base/clock\.h"': "reads the clock",
}
COMMAND_LINE = re.compile(r"guidestock (?!database\b|mark\b)[a-z%]|(^|[ (\[,:])--[a-z%]|'\\\\''")
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def room_of(path):
    folder = os.path.dirname(path)
    return folder if folder in ORDER else None


def unit(path):
    return os.path.splitext(path)[0]


def blank(match):
    """A comment as white space of as many lines, so that line numbers stay right."""
    text = match.group(0)
    return re.sub(r"[^\n]", " ", text) if text[0] == "/" else text


def files():
    for root in ROOTS:
        for folder, _, names in os.walk(root):
            for name in sorted(names):
                if name.endswith((".c", ".h")):
                    yield os.path.join(folder, name)


def circles(edges):
    """Groups of files that include each other, by Tarjan's algorithm."""
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(edges.get(node, ())):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            group = []
            while not group or group[-1] != node:
                group.append(stack.pop())
            if len(group) > 1:
                found.append(sorted(group))

    sys.setrecursionlimit(10000)
    for node in sorted(edges):
        if node not in index:
            visit(node)
    return found


def check(path, text, edges, fault):
    code = TOKEN.sub(blank, text)
    room = room_of(path)
    if room is None:
        fault(path, f"stands in no room; the rooms are {' '.join(ORDER)}")
        return
    for included in re.findall(r'^ *# *include *"([^"]+)"', code, re.M):
        edges.setdefault(unit(path), set())
        other = room_of(included)
        if other is None or ORDER.index(other) > ORDER.index(room):
            fault(path, f"includes {included}; {room} may include from: {' '.join(ORDER[:ORDER.index(room) + 1])}")
        if unit(included) != unit(path):
            edges[unit(path)].add(unit(included))
    for pattern, allowed in LIBRARIES.items():
        if re.search(pattern, code) and unit(path) not in allowed:
            fault(path, f"calls {pattern}; only {', '.join(allowed)} may")
    if room in ("door", "cli"):
        return
    for number, line in enumerate(code.split("\n"), 1):
        for pattern, what in DOORS_ONLY.items():
            if re.search(pattern, line) and not (what[0] == "r" and room == "base"):
                fault(f"{path}:{number}", f"{what}; only door/ and cli/ do")
        for literal in re.findall(r'"((?:\\.|[^"\\])*)"', line):
            if COMMAND_LINE.search(literal):
                fault(f"{path}:{number}", f'writes a command line ("{literal}"); make it a hint (base/hint.h)')


def main():
    faults, edges = [], {}
    for path in files():
        with open(path, encoding="utf-8") as file:
            check(path, file.read(), edges, lambda where, what: faults.append(f"{where}: {what}"))
    for group in circles(edges):
        faults.append(f"{group[0]}: a circle of includes: {' '.join(group)}")
    for line in faults:
        print(line, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
