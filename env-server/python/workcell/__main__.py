"""`python -m workcell ARGS`: Workcell's command line."""

from __future__ import annotations

import os
import sys
from typing import List

from ._java import find_command, find_launcher
from .errors import LaunchError
from ._wheel import Wheel


def main() -> int:
    """Becomes the process of Workcell's command line, with its exit status and its signals."""
    try:
        command, environment = find_command(_fetch_first(sys.argv[1:]))
    except LaunchError as failure:
        print(f"workcell: {failure}", file=sys.stderr)
        return failure.status
    sys.stdout.flush()
    sys.stderr.flush()
    os.execvpe(command[0], command, environment)


def _fetch_first(arguments: List[str]) -> List[str]:
    """Does of the launcher's commands what a wheel can do; returns the arguments for Java.

    `libtorch`, `ffmpeg` and `bullet` fetch that library; `fetch LIBRARY ARGS` does and runs ARGS then.
    """
    wheel = None if find_launcher() else Wheel.installed()
    if wheel is None or not arguments:
        return arguments
    if arguments[0] in wheel.artifacts:
        wheel.fetch(arguments[0])
        sys.exit(0)
    if arguments[0] == "fetch":
        wheel.fetch(*arguments[1:2] or [""])
        return arguments[2:]
    return arguments


if __name__ == "__main__":
    sys.exit(main())
