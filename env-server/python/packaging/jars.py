"""Jars as the wheel carries them: with native libraries of Linux on x86-64 only, and the glibc that those need."""

import io
import re
import sys
import tempfile
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "mujoco-native" / "provision"))
from elf_compat import ElfLibrary  # noqa: E402  (this reader adapts Debian's engine, too)

_NATIVE = (".so", ".dll", ".dylib", ".jnilib", ".a")
_MANIFEST = "META-INF/MANIFEST.MF"
_TIME = (1980, 1, 1, 0, 0, 0)       # of all entries, so that it depends on nothing
_OLDEST_GLIBC = (2, 17)             # that tags of wheels state


def archive(entries):
    """A zip file of `(name, bytes)`, in their order; names that end with a slash are folders."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, _TIME)
            entry.create_system = 3
            entry.external_attr = (0o40755 << 16 | 0x10) if name.endswith("/") else 0o100644 << 16
            # Jars are compressed already.
            entry.compress_type = zipfile.ZIP_STORED if name.endswith((".jar", "/")) else zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return packed.getvalue()


def read(jar):
    """The bytes of a jar for the wheel: the same wherever and whenever it was built."""
    with zipfile.ZipFile(jar) as packed:
        names = packed.namelist()
        native = [name for name in names if name.endswith(_NATIVE)]
        if not native:
            return Path(jar).read_bytes()
        foreign = {name for name in native if not _is_for_this_platform(packed.read(name))}
        kept = sorted(set(names) - foreign, key=lambda name: (name != _MANIFEST, name))
        return archive((name, packed.read(name)) for name in kept)


def glibc_of(jars):
    """The newest `(major, minor)` of glibc that a native library inside the jars (bytes) does not load without.

    Every symbol that a library takes from glibc is bound to a version; its section of version needs lists
    them (`readelf -V` prints it). This list and not the glibc of the building machine decides.
    """
    found = {_OLDEST_GLIBC}
    with tempfile.TemporaryDirectory() as scratch:
        library = Path(scratch, "library.so")
        for jar in jars:
            with zipfile.ZipFile(io.BytesIO(jar)) as packed:
                for name in packed.namelist():
                    if name.endswith(_NATIVE):
                        library.write_bytes(packed.read(name))
                        found.update(_glibc_versions(ElfLibrary(library)))
    return max(found)


def _glibc_versions(library):
    stated = (re.match(r"GLIBC_(\d+)\.(\d+)", name) for name in library.version_needs())
    return [(int(version.group(1)), int(version.group(2))) for version in stated if version]


def _is_for_this_platform(library):
    """Whether it is a 64-bit ELF library for x86-64; such of other systems than Linux are few and small."""
    return library[:6] == b"\x7fELF\x02\x01" and int.from_bytes(library[18:20], "little") == 62
