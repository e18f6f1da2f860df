"""The command that starts Workcell's Java side: a checkout's launcher, or Java with the jars of the wheel."""

from __future__ import annotations

import hashlib
import os
import re
import resource
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Sequence, Tuple

from ._jdk import find_java
from .errors import LaunchError
from ._wheel import Wheel, cache_folder

MAIN_CLASS = "org.workcell.cli.Workcell"

_PACKAGE = Path(__file__).resolve().parent
_LEAST_FILES = 128                      # at once: jars, scenes, and the run folder
_LEAST_ADDRESS_BYTES = 3 << 30          # of Java, its heap and the native libraries
_LEAST_HEAP_BYTES = 24 << 20
_HEAP_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "t": 1 << 40}


def find_command(arguments: Sequence[str]) -> Tuple[List[str], Dict[str, str]]:
    """The command that runs Workcell's command line, and the environment to run it in.

    It starts the first of these that there is: Java with the class path in `WORKCELL_CLASS_PATH`; the
    launcher of the checkout in `WORKCELL_HOME`; the launcher of the checkout that this package lies in;
    Java with the jars of the wheel. The launcher builds first when something has changed. The command
    becomes Java itself, so its process id, its exit status and the signals that it gets are Java's.
    `WORKCELL_JAVA_OPTS` are options for Java, such as `-Xmx512m`. Any thread.

    Args:
        arguments: words of the command line, for example `["serve", "--listen", "unix:/tmp/workcell"]`.

    Returns:
        `(command, environment)`, a list of words and a dict, as `subprocess.Popen` takes them.

    Raises:
        LaunchError: there is nothing to start, Java is missing or too old, or a limit is too low.
    """
    words, environment = [str(word) for word in arguments], dict(os.environ)
    class_path = environment.get("WORKCELL_CLASS_PATH")
    if class_path:
        natives = cache_folder() / "natives" / hashlib.sha256(class_path.encode()).hexdigest()[:12]
        options = [f"-Dorg.bytedeco.javacpp.cachedir={natives}"]
        return _java_command([class_path], options, words, environment), environment
    launcher = find_launcher()
    if launcher:
        return [str(launcher), *words], environment
    wheel = Wheel.installed()
    if wheel is None:
        raise LaunchError(f"{_PACKAGE} has no jars and lies in no checkout of Workcell: install the wheel that "
                          "'./workcell wheel' builds, or set WORKCELL_HOME to a checkout")
    return _java_command(wheel.class_path(), wheel.java_options(), words, environment), environment


def find_launcher() -> Optional[Path]:
    """The launcher script of the checkout in use; None where the jars of a wheel are.

    Raises:
        LaunchError: `WORKCELL_HOME` is no checkout.
    """
    home = os.environ.get("WORKCELL_HOME")
    script = Path(home).absolute() / "workcell" if home else _PACKAGE.parents[2] / "workcell"
    if os.access(script, os.X_OK) and script.with_name("pom.xml").is_file():
        if home or script.parent / "env-server" / "python" / "workcell" == _PACKAGE:
            return script
    if home:
        raise LaunchError(f"WORKCELL_HOME={home} has no launcher 'workcell': set it to a checkout of Workcell, or "
                          "unset it")
    return None


def _java_command(
    class_path: List[str], options: List[str], arguments: List[str], environment: Dict[str, str]
) -> List[str]:
    own = environment.get("WORKCELL_JAVA_OPTS", "").split()
    _check_limits(own)
    java, version = find_java()
    if resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY:
        # By default Java reserves more than it needs, and each thread's memory is reserved apart.
        options = [*options, "-XX:CompressedClassSpaceSize=128m", "-XX:ReservedCodeCacheSize=128m"]
        environment.setdefault("MALLOC_ARENA_MAX", "2")
    if version >= 22:
        options = [*options, "--enable-native-access=ALL-UNNAMED"]
    class_path = os.pathsep.join([*class_path, *_suites(arguments, environment)])
    return [str(java), *options, *own, "-cp", class_path, MAIN_CLASS, *arguments]


def _check_limits(options: List[str]) -> None:
    """Refuses limits below which Java ends without saying why in a line."""
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if files != resource.RLIM_INFINITY and files < _LEAST_FILES:
        raise LaunchError(f"only {files} files may be open at once: raise 'ulimit -n' to {_LEAST_FILES} or more", 3)
    space = resource.getrlimit(resource.RLIMIT_AS)[0]
    if space != resource.RLIM_INFINITY and space < _LEAST_ADDRESS_BYTES:
        raise LaunchError(f"only {space >> 10} KiB of address space are allowed: raise 'ulimit -v' to "
                          f"{_LEAST_ADDRESS_BYTES >> 10} or more", 3)
    for option in options:
        heap = re.fullmatch(r"-Xmx(\d+)([kmgt]?)", option, re.IGNORECASE)
        if heap and int(heap.group(1)) * _HEAP_UNITS[heap.group(2).lower()] < _LEAST_HEAP_BYTES:
            raise LaunchError(f"{option} is too little memory for Java: raise it to -Xmx{_LEAST_HEAP_BYTES >> 20}m or "
                              "more", 3)


def _suites(arguments: List[str], environment: Dict[str, str]) -> Iterator[str]:
    """What --suites and WORKCELL_SUITES add to the class path."""
    named = [("WORKCELL_SUITES", environment.get("WORKCELL_SUITES", ""))]
    for index, word in enumerate(arguments):
        if word.startswith("--suites="):
            named.append(("--suites", word.partition("=")[2]))
        elif word == "--suites":
            named.append(("--suites", "".join(arguments[index + 1:index + 2])))
    for option, paths in named:
        for path in filter(None, paths.split(os.pathsep)):
            whole = os.path.realpath(path)
            if os.path.isdir(whole):
                yield from (whole, f"{whole}/*")
            elif whole.endswith(".jar") and os.path.isfile(whole):
                yield whole
            else:
                raise LaunchError(f"{option}: '{path}' is neither a jar nor a folder of jars or classes")
