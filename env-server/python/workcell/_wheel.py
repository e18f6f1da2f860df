"""What the wheel carries, and the libraries that are too large for it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Dict, List, Optional

from .errors import LaunchError

JARS = Path(__file__).resolve().parent / "_jars"


class Wheel:
    """The wheel that this package was installed from.

    Attributes:
        id: version and checksum of the jars; other jars have another one.
        artifacts: for each library that is not inside, the Maven coordinates of its jars.
    """

    def __init__(self, facts: Dict[str, Any]):
        self.id = facts["id"]
        self.artifacts = facts["artifacts"]
        self._copy_goal = facts["copy_goal"]

    @staticmethod
    def installed() -> Optional[Wheel]:
        """The wheel of this package; None where it lies in a checkout."""
        try:
            return Wheel(json.loads((JARS / "wheel.json").read_text()))
        except FileNotFoundError:
            return None

    def class_path(self) -> List[str]:
        """The jars of the wheel and of every library that has been fetched."""
        return [f"{JARS}/*", *(f"{self._folder(name)}/*" for name in self.artifacts if self.has(name))]

    def java_options(self) -> List[str]:
        """Where native libraries are unpacked, and which command fetches a library that is missing."""
        # Of this wheel and no other: another one may hold another library of the same name.
        options = [f"-Dorg.bytedeco.javacpp.cachedir={cache_folder() / 'natives' / self.id}"]
        missing = [name for name in self.artifacts if not self.has(name)]
        if missing and sys.executable:
            options += [f"-Dworkcell.launcher={os.pathsep.join([sys.executable, '-m', 'workcell'])}",
                        f"-Dworkcell.fetchable={','.join(missing)}"]
        return options

    def has(self, library: str) -> bool:
        """Whether a library has been fetched."""
        return self._folder(library).is_dir()

    def fetch(self, library: str) -> None:
        """Fetches `libtorch`, `ffmpeg` or `bullet` into the cache with Maven, unless it is there.

        Several processes may fetch at once; the folder is complete or absent.

        Raises:
            LaunchError: Maven is not on `PATH`, or cannot reach its repository.
        """
        if library not in self.artifacts:
            raise LaunchError(f"fetch needs {' or '.join(self.artifacts)}, not '{library}'")
        folder, artifacts = self._folder(library), self.artifacts[library]
        if folder.is_dir():
            return
        maven = shutil.which("mvn")
        if maven is None:
            raise LaunchError(f"{library} is not in the wheel, and Maven ('mvn'), which fetches it, is not on PATH: "
                              f"install Maven, or put {' and '.join(artifacts)} into {folder}", 3)
        print(f"fetching {library} (first use)", file=sys.stderr)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".unfinished-") as scratch:
            for artifact in artifacts:
                self._copy(maven, artifact, Path(scratch, "jars"))
            try:
                Path(scratch, "jars").rename(folder)
            except OSError:
                if not folder.is_dir():     # else somebody else was faster
                    raise

    def _copy(self, maven: str, artifact: str, folder: Path) -> None:
        command = [maven, "-q", "-B", self._copy_goal, f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"]
        # In a folder without settings for Maven.
        copied = subprocess.run(command, cwd=folder.parent, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
        if copied.returncode:
            raise LaunchError(f"{artifact} cannot be obtained, see Maven's messages above; Maven's repository has to "
                              "be reachable once", 3)

    def _folder(self, library: str) -> Path:
        # All wheels that want this version share it.
        return cache_folder() / "libraries" / f"{library}-{self.artifacts[library][0].split(':')[2]}"


def cache_folder() -> Path:
    """Workcell's cache: `WORKCELL_CACHE`, else `workcell` in the user's cache, else in `TMPDIR`.

    Raises:
        LaunchError: there is no home, and the folder in `TMPDIR` belongs to somebody else.
    """
    own, base, home = (os.environ.get(name) for name in ("WORKCELL_CACHE", "XDG_CACHE_HOME", "HOME"))
    if own:
        return Path(own).absolute()
    if base or home:
        return Path(base or os.path.join(home, ".cache"), "workcell").absolute()
    folder = Path(os.environ.get("TMPDIR") or "/tmp", f"workcell-{_user()}")
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise LaunchError(f"HOME is not set, and {folder} belongs to somebody else: set HOME, or WORKCELL_CACHE to a "
                          "folder that you may write to")
    return folder


def _user() -> str:
    import pwd  # absent on other systems than Unix, where HOME is always set

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
