"""The private folder for sockets, logs and locks, and folders in it that live as long as a process."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
from typing import IO, Optional

from .errors import ServerStartError

_LOCK = "lock"
_PREFIX = "server-"
_MOST_PATH_BYTES = 80  # of the folder; a socket's path has 107 at most


def runtime_folder() -> str:
    """This user's folder: ``WORKCELL_RUNTIME_DIR``, or one in ``XDG_RUNTIME_DIR`` or the temporary
    folder. Nobody else may enter it.

    Raises:
        ServerStartError: if it is somebody else's or its path is too long for sockets.
    """
    chosen = os.environ.get("WORKCELL_RUNTIME_DIR")
    if not chosen:
        base = os.environ.get("XDG_RUNTIME_DIR", "")
        if base and os.access(base, os.W_OK) and len(base) < _MOST_PATH_BYTES - 20:
            chosen = os.path.join(base, "workcell")
        else:
            base = tempfile.gettempdir()
            base = base if len(base) < _MOST_PATH_BYTES - 20 else "/tmp"
            chosen = os.path.join(base, "workcell-%d" % os.getuid())
    folder = os.path.abspath(chosen)
    if len(os.fsencode(folder)) > _MOST_PATH_BYTES:
        raise ServerStartError(
            "%s is too long for the path of a socket; set WORKCELL_RUNTIME_DIR to a shorter one"
            % folder
        )
    os.makedirs(folder, mode=0o700, exist_ok=True)
    found = os.lstat(folder)
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise ServerStartError(
            "%s must be a folder of this user that nobody else can enter; remove it, or set"
            " WORKCELL_RUNTIME_DIR to another one" % folder
        )
    return folder


class OwnedFolder:
    """A folder of one process: it holds a lock while it lives, so that others can tell."""

    def __init__(self) -> None:
        base = runtime_folder()
        _remove_abandoned(base)
        self.path = tempfile.mkdtemp(prefix=_PREFIX, dir=base)
        self._lock: Optional[IO[str]] = open(os.path.join(self.path, _LOCK), "w")
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def file(self, name: str) -> str:
        """The path of a file in it."""
        return os.path.join(self.path, name)

    def drop_in_child(self) -> None:
        """The lock stays the parent's alone."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def remove(self) -> None:
        """Removes it with what lies in it. Idempotent."""
        shutil.rmtree(self.path, ignore_errors=True)
        self.drop_in_child()


def _remove_abandoned(base: str) -> None:
    """Removes the folders of processes that were killed."""
    for name in os.listdir(base):
        folder = os.path.join(base, name)
        if not name.startswith(_PREFIX):
            continue
        try:
            with open(os.path.join(folder, _LOCK)) as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue  # Its process lives, or has not got as far as its lock.


def last_lines(path: str, count: int = 15) -> str:
    """The last lines of a log, set off for a message; empty where there is none."""
    try:
        with open(path, "rb") as file:
            file.seek(max(0, os.fstat(file.fileno()).st_size - 8192))
            lines = file.read().decode("utf-8", "replace").splitlines()[-count:]
    except OSError:
        return ""
    return "".join("\n  | " + line for line in lines)
