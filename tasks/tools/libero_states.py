"""Packs stored initial states into the table of `tasks.libero.placement`.

    python3 tasks/tools/libero_states.py STATES FACTS OUT
    STATES  init_states.npz: by <suite>/<index of two digits> the rows (time, qpos, qvel), float64
    FACTS   libero_tasks.json: the tasks in order
    OUT     stored-states.bin

Form, big-endian: number of tasks; for each its id as Java's UTF, numbers of rows and columns; then for each column one byte, 0 for a
constant and 1 for one value a row, and those values as doubles. Nothing is rounded.
"""

import json
import struct
import sys

import numpy


def columns(rows):
    for column in rows.T.copy():
        bits = column.view(numpy.uint64)
        constant = (bits == bits[0]).all()
        yield bytes([0 if constant else 1])
        yield (column[:1] if constant else column).astype(">f8").tobytes()


def main(states, facts, out):
    arrays = numpy.load(states)
    with open(facts, encoding="utf-8") as text:
        tasks = json.load(text)["tasks"]
    with open(out, "wb") as file:
        file.write(struct.pack(">i", len(tasks)))
        for task in tasks:
            rows = arrays["%s/%02d" % (task["suite"], task["index"])]
            assert rows.dtype == numpy.float64
            name = ("libero/%s/%s-v1" % (task["suite"].removeprefix("libero_"), task["name"])).encode()
            file.write(struct.pack(">H", len(name)) + name + struct.pack(">ii", *rows.shape))
            file.writelines(columns(numpy.ascontiguousarray(rows)))


if __name__ == "__main__":
    main(*sys.argv[1:])
