#!/usr/bin/env python3
"""Writes the table of a suite's expert rates, which `workcell list TASK` shows, from a run of `workcell bench`.

    ./workcell bench libero/130 --policy expert --seed 9001 --episodes 10 --out runs/libero
    python3 tasks/expert_rates.py runs/libero

The table is `expert-rates.csv` among the resources of the suite. Its first line is the command that measured it. The run
must be complete, without errors, of the policy `expert`, and with the options' defaults but for episodes, seed and
protocol.
"""

import argparse
import json
import shlex
import sys
from pathlib import Path

RESOURCES = Path(__file__).resolve().parent / "src/main/resources/org/workcell/tasks"
DEFAULTS = {"policy": "expert", "profile": "strict", "assets": "builtin", "settings": {}, "horizon": None, "preset": None,
            "variation": None, "action_adapter": None, "filters": [], "stages": []}
PLACES = {"--out", "--workers", "--batch-size"}  # options that change no result


def command_of(words):
    """The command as the table states it: without options that change no result."""
    kept, skip = [], False
    for word in words:
        option = word.split("=")[0]
        if not skip and option not in PLACES:
            kept.append(word)
        skip = not skip and option in PLACES and "=" not in word
    return "./workcell " + shlex.join(kept)


def table_of(run):
    """The suite of a run folder, and the text of its table.

    Raises:
        ValueError: the run does not measure the expert of one suite with default options.
    """
    manifest = json.loads((run / "manifest.json").read_text())
    tasks = json.loads((run / "summary.json").read_text())["tasks"]
    for name, value in DEFAULTS.items():
        if manifest.get(name) != value:
            raise ValueError(f"{run}: {name} is {manifest.get(name)!r}, expected {value!r}")
    suites = {task.split("/")[0] for task in tasks}
    if len(suites) != 1:
        raise ValueError(f"{run} has tasks of {sorted(suites)}, expected those of one suite")
    suite = suites.pop()
    lines = ["# " + command_of(manifest["command"]), "task,successes,episodes"]
    for task, numbers in tasks.items():
        if numbers["errors"] or numbers["episodes"] != manifest["episodes"]:
            raise ValueError(f"{run}: {task} has {numbers['episodes']} episodes with {numbers['errors']} errors,"
                             f" expected {manifest['episodes']} without errors")
        successes = round(numbers["success_once"] * numbers["episodes"])
        lines.append(f"{task[len(suite) + 1:]},{successes},{numbers['episodes']}")
    return suite, "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=Path, help="run folder of workcell bench")
    parser.add_argument("--out", type=Path, help="file of the table (default: the resource of the suite)")
    args = parser.parse_args()
    try:
        suite, text = table_of(args.run)
    except (OSError, KeyError, ValueError) as error:
        sys.exit(f"expert_rates: {error}")
    out = args.out or RESOURCES / suite / "expert-rates.csv"
    out.write_text(text)
    print(out)


if __name__ == "__main__":
    main()
