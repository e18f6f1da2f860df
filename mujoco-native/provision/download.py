"""Fetches one file over HTTP: resumed where an earlier try stopped, checked before anyone sees it."""

import http.client
import sys
import urllib.error
import urllib.request

import cache
from errors import NotObtainable

TIMEOUT_SECONDS = 30
TRIES = 3
_BLOCK_BYTES = 1 << 16


def require_sha256(path, expected):
    """Deletes the file and refuses when it is not the pinned one."""
    actual = cache.sha256_of(path)
    if actual != expected:
        path.unlink()
        raise NotObtainable(f"{path.name} has SHA-256 {actual}, expected {expected}: "
                            "it was damaged or changed on the way, and is not used")


def fetch(url, path, expected_sha256):
    """Downloads `url` to `path` by way of a .part file that the next try continues."""
    part = path.with_name(path.name + ".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    failure = None
    for _ in range(TRIES):
        try:
            _continue(url, part)
            break
        except urllib.error.HTTPError as refusal:
            raise NotObtainable(f"{url} answered {refusal.code} {refusal.reason}") from None
        except (OSError, EOFError, http.client.HTTPException) as interruption:
            failure = getattr(interruption, "reason", interruption)
    else:
        raise NotObtainable(f"{url} could not be read: {failure}"
                            + ("; the part that came is kept for the next try" if part.exists() else ""))
    require_sha256(part, expected_sha256)
    part.replace(path)
    return path


def _continue(url, part):
    """Appends what is missing of `part`, or starts anew where the server cannot continue."""
    have = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(url, headers={"Range": f"bytes={have}-"} if have else {})
    try:
        response = urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS)
    except urllib.error.HTTPError as refusal:
        if refusal.code != 416:
            raise
        # Nothing lies beyond what we have: either it is all, which the checksum tells, or it is wrong.
        return
    # Unbuffered on both sides, so that a killed run keeps what came.
    with response, open(part, "ab" if response.status == 206 else "wb", buffering=0) as file:
        length = response.headers.get("Content-Length")
        total = file.tell() + int(length) if length else None
        progress = _Progress(url.rsplit("/", 1)[-1], total)
        while block := response.read1(_BLOCK_BYTES):
            file.write(block)
            progress.at(file.tell())
        if total is not None and file.tell() < total:
            raise EOFError(f"the connection ended after {file.tell()} of {total} bytes")


class _Progress:
    """One line that moves on a terminal; otherwise a line per quarter."""

    def __init__(self, name, total):
        self._name, self._total = name, total
        self._live = sys.stderr.isatty()
        self._step = 1 if self._live else 25
        self._next = 0
        if not total:
            cache.say(f"downloading {name}")

    def at(self, count):
        if not self._total:
            return
        percent = 100 * count // self._total
        if percent < self._next:
            return
        self._next = percent + self._step
        text = f"downloading {self._name}: {percent} % of {self._total / 1e6:.1f} MB"
        end = "\r" if self._live and percent < 100 else "\n"
        print(text, end=end, file=sys.stderr, flush=True)
