"""The engine folder: MUJOCO_HOME layout, engine versions, engine.properties."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from cache import sha256_of
from elf_compat import ElfLibrary
from errors import NotObtainable

PROPERTIES = "engine.properties"
OLDEST, NEWEST = (3, 5), (3, 14)


@dataclass(frozen=True)
class Installation:
    """Where a source has MuJoCo: its folder of headers, its library, and its licence and notices, wherever they lie."""

    headers: Path
    library: Path
    notices: tuple = ()


def header_version(headers):
    """(major, minor, patch) that mujoco.h states as mjVERSION_HEADER.

    MuJoCo wrote one digit each (2.2.2 is 222), and writes three digits each since 3.5 (3005000).
    """
    header = Path(headers) / "mujoco.h"
    try:
        found = re.search(r"#define\s+mjVERSION_HEADER\s+(\d+)", header.read_text(errors="replace"))
    except OSError as failure:
        raise NotObtainable(f"cannot read {header}: {failure.strerror}") from None
    if not found:
        raise NotObtainable(f"{header} states no mjVERSION_HEADER: expected a MuJoCo header")
    number = int(found.group(1))
    base = 1000 if number >= 1_000_000 else 10
    return number // base ** 2, number // base % base, number % base


def require_usable(version, where):
    """Refuses an engine outside the range that the binding is written for."""
    text = version_text(version)
    if version[:2] < OLDEST:
        raise NotObtainable(f"{where} has MuJoCo {text}, expected 3.5 to 3.14: "
                            "older ones lack parts of the mjSpec API that Workcell is built on")
    if version[:2] > NEWEST:
        raise NotObtainable(f"{where} has MuJoCo {text}, expected 3.5 to 3.14: "
                            "Workcell is not known to build or compute correctly with newer ones")


def version_text(version):
    return ".".join(map(str, version))


def place(installation, folder, source, copy=shutil.copy2):
    """Lays an installation out in `folder` and states in engine.properties what it is.

    `copy` puts one file in place (copied, or linked for a user's own installation). The library gets
    its SONAME, which the loader asks for, and the plain name, which the linker asks for. `sha256` is
    that of the library, so that a result can name the exact engine it was computed with.
    """
    version = header_version(installation.headers)
    soname = ElfLibrary(installation.library).soname()
    _require_same_version(version, soname, installation.library)
    for header in sorted(installation.headers.rglob("*.h")):
        copied = folder / "include" / "mujoco" / header.relative_to(installation.headers)
        copied.parent.mkdir(parents=True, exist_ok=True)
        copy(header, copied)
    libraries = folder / "lib"
    libraries.mkdir()
    copy(installation.library, libraries / soname)
    if soname != "libmujoco.so":
        (libraries / "libmujoco.so").symlink_to(soname)
    for notice in installation.notices:
        (folder / "licenses").mkdir(exist_ok=True)
        copy(notice, folder / "licenses" / notice.name)
    (folder / PROPERTIES).write_text(
        f"version={version_text(version)}\nsource={source}\nsha256={sha256_of(libraries / soname)}\n")


def notices_in(folder):
    """The licence and the notices of third parties that lie in a folder of a release."""
    return tuple(sorted(path for path in Path(folder).glob("*")
                        if path.is_file() and path.name.upper().startswith(("LICENSE", "THIRD_PARTY", "NOTICE", "COPYRIGHT"))))


def _require_same_version(version, soname, library):
    stated = re.fullmatch(r"libmujoco\.so\.(\d+\.\d+\.\d+)", soname)
    if stated and stated.group(1) != version_text(version):
        raise NotObtainable(f"{library} is MuJoCo {stated.group(1)} but its headers are "
                            f"{version_text(version)}: expected one version")
