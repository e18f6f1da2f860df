"""The user's cache folder: where it is, one builder at a time, and folders that are complete or absent.

An entry is a folder with a list of its files and their SHA-256. It is filled under a temporary name
and renamed when complete, so a reader never sees half of one; an entry that no longer matches its
list is built again.
"""

import contextlib
import fcntl
import hashlib
import os
import pwd
import shutil
import sys
import tempfile
from pathlib import Path

from errors import ConfigurationError

FILE_LIST = "files.sha256"
UNFINISHED = ".unfinished-"


def say(text):
    """Progress for people; stdout is kept for results."""
    print(text, file=sys.stderr, flush=True)


def cache_root():
    """`WORKCELL_CACHE`, else `workcell` in the user's cache folder, else `workcell-USER` in `TMPDIR`."""
    chosen = os.environ.get("WORKCELL_CACHE")
    if chosen:
        return Path(chosen).expanduser().absolute()
    base = os.environ.get("XDG_CACHE_HOME")
    if not base and os.environ.get("HOME"):
        base = "~/.cache"
    if base:
        return Path(base).expanduser().absolute() / "workcell"
    return Path(os.environ.get("TMPDIR") or "/tmp").absolute() / f"workcell-{_user()}"


def _user():
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def sha256_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def obtain(section, name, fill):
    """The complete entry `section/name` of the cache; `fill(folder)` makes it where it is missing.

    `section` is a folder of the cache. An intact entry is found without lock, write or network.
    """
    entry = section / name
    if is_intact(entry):
        return entry
    with _only_builder(section):
        if is_intact(entry):
            return entry
        _remove_leftovers(section)
        if entry.exists():
            say(f"{entry} is damaged: building it again")
            entry.rename(_unfinished_folder(section) / "damaged")
            _remove_leftovers(section)
        folder = _unfinished_folder(section)
        fill(folder)
        _write_file_list(folder)
        folder.rename(entry)
    return entry


def is_intact(entry):
    """Whether every file of an entry is there and as it was when the entry was made."""
    try:
        expected = (entry / FILE_LIST).read_text()
        return expected == "".join(f"{sha256_of(path)}  {name}\n" for name, path in _files(entry))
    except OSError:
        return False


def point_link(link, target):
    """Makes `link` a symbolic link to `target` in one step, whatever link was there before."""
    link = Path(link).absolute()
    if link.is_symlink() and os.readlink(link) == str(target):
        return
    if link.exists() and not link.is_symlink():
        raise ConfigurationError(f"{link} is a real file or folder, expected a link or nothing: remove it")
    link.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=link.parent, prefix=UNFINISHED) as scratch:
        fresh = Path(scratch) / link.name
        fresh.symlink_to(target)
        fresh.replace(link)


@contextlib.contextmanager
def _only_builder(section):
    """Holds the section's lock, so that two builds at once do the work once."""
    section.mkdir(parents=True, exist_ok=True)
    with open(section / ".lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another build that fills the same cache")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _unfinished_folder(section):
    folder = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=section))
    folder.chmod(0o755)
    return folder


def _remove_leftovers(section):
    """Clears what an interrupted build left; only called under the lock, when nobody else builds."""
    for leftover in section.glob(UNFINISHED + "*"):
        shutil.rmtree(leftover)


def _write_file_list(folder):
    lines = [f"{sha256_of(path)}  {name}\n" for name, path in _files(folder)]
    (folder / FILE_LIST).write_text("".join(lines))


def _files(folder):
    """Every file below `folder` but the list itself, links followed, in a fixed order."""
    names = (os.path.relpath(os.path.join(where, name), folder)
             for where, _, found in os.walk(folder, followlinks=True) for name in found)
    return [(name, folder / name) for name in sorted(names) if name != FILE_LIST]
