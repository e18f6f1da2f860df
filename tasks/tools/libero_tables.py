"""Writes the tables of the LIBERO-style tasks: layouts and tasks (tasks.json) beside `tasks.libero.problem`.

    python3 tasks/tools/libero_tables.py FACTS OUT
    FACTS  libero_tasks.json: the 130 tasks as facts
    OUT    folder of the resources of org.workcell.tasks.libero.problem

Numbers of regions are rounded in the facts. With --exact DIR (a folder of task files, one a suite) those of the files are taken
instead; only these numbers are read there. A number is written as the shortest decimal that gives the same double.
"""

import argparse
import json
import pathlib
import re


def numbers_of_regions(text):
    """Ranges and yaw of each region with numbers, in order."""
    found = []
    for block in re.split(r"\(:target", text.split(":fixtures")[0])[1:]:
        kinds = re.split(r"\(:(ranges|yaw_rotation)", block)[1:]
        found.append(
            {
                kind: [[float(n) for n in row.split()] for row in re.findall(r"\(([-+0-9.eE\s]+)\)", body)]
                for kind, body in zip(kinds[::2], kinds[1::2])
            }
        )
    return found


def region(facts, exact):
    row = {"target": facts["target"], "name": facts["short_name"]}
    ranges = exact.get("ranges", facts["ranges"]) if exact else facts["ranges"]
    yaw = facts["yaw"]
    if exact and "yaw_rotation" in exact:
        yaw = exact["yaw_rotation"][0]
    check(ranges, facts["ranges"])
    check([yaw or [0.0, 0.0]], [facts["yaw"] or [0.0, 0.0]])
    if ranges:
        row["ranges"] = ranges
    if yaw and yaw != [0.0, 0.0]:
        row["yaw"] = yaw
    return row


def check(exact, rounded):
    assert len(exact) == len(rounded)
    for a, b in zip(exact, rounded):
        assert len(a) == len(b) and all(abs(x - y) < 1e-9 for x, y in zip(a, b)), (a, b)


def grouped(instances):
    groups = {}
    for instance in instances:
        groups.setdefault(instance["category"], []).append(instance["name"])
    return groups


def layout(task, exact_folder):
    exact = [None] * len(task["regions"])
    if exact_folder:
        file = exact_folder / task["suite"] / (task["name"] + ".bddl")
        exact = numbers_of_regions(file.read_text(encoding="utf-8"))
        assert len(exact) == len(task["regions"]), file
    return {
        "problem": re.sub(r"^libero_|_(tabletop_)?manipulation$", "", task["problem"]),
        "fixtures": grouped(task["fixtures"]),
        "objects": grouped(task["objects"]),
        "regions": [region(r, e) for r, e in zip(task["regions"], exact)],
        "init": task["init"],
    }


def lines(entries, depth):
    pad = " " * depth
    return "[\n" + ",\n".join(pad + json.dumps(e) for e in entries) + "]"


def write(out, layouts, suites):
    parts = []
    for entry in layouts:
        head = ", ".join(f'"{k}": {json.dumps(entry[k])}' for k in ("problem", "fixtures", "objects"))
        parts.append(
            "  {%s,\n   \"regions\": %s,\n   \"init\": %s}"
            % (head, lines(entry["regions"], 4), json.dumps(entry["init"]))
        )
    tasks = ",\n".join(f'  "{suite}": {lines(rows, 4)}' for suite, rows in suites.items())
    text = '{"layouts": [\n%s],\n "suites": {\n%s}}\n' % (",\n".join(parts), tasks)
    json.loads(text)
    (out / "tasks.json").write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("facts", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--exact", type=pathlib.Path)
    options = parser.parse_args()
    layouts, suites = [], {}
    for task in json.loads(options.facts.read_text(encoding="utf-8"))["tasks"]:
        entry = layout(task, options.exact)
        if entry not in layouts:
            layouts.append(entry)
        row = {"name": task["name"], "layout": layouts.index(entry)}
        spoken = re.sub(r"^[A-Z_]+SCENE\d+_", "", task["name"]).replace("_", " ")
        assert spoken == task["language"]
        if task["bddl_language"].lower() != spoken:
            row["bddl_language"] = task["bddl_language"].lower()
        row["goal"] = task["goal"]
        row["of_interest"] = task["objects_of_interest"]
        rows = suites.setdefault(task["suite"].removeprefix("libero_"), [])
        assert task["index"] == len(rows)
        rows.append(row)
    write(options.out, layouts, suites)


if __name__ == "__main__":
    main()
