"""Reads and adapts the dynamic section of 64-bit little-endian ELF libraries.

Debian's libmujoco is linked against a newer C and C++ runtime than Debian 12 has. Its few newer
symbols come from a small library of ours; what is left is the loader's check that the system's
libraries announce the newer version names. Marking those needs weak turns the check's failure
into a warning, and changes nothing where the system has them.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

from errors import NotObtainable

# The version names in use that glibc 2.36 and libstdc++ of g++ 12 lack.
NEWER_RUNTIME = frozenset({"GLIBC_2.38", "GLIBCXX_3.4.31", "CXXABI_1.3.15"})

_SHT_DYNAMIC = 6
_SHT_GNU_VERNEED = 0x6FFFFFFE
_DT_NEEDED, _DT_SONAME = 1, 14
_VER_FLG_WEAK = 2


@dataclass(frozen=True)
class _Section:
    """The fields of an Elf64_Shdr that are read here."""

    kind: int
    offset: int
    size: int
    link: int


class ElfLibrary:
    """One shared library, held in memory."""

    def __init__(self, path):
        self.path = Path(path)
        self._bytes = bytearray(self.path.read_bytes())
        if self._bytes[:6] != b"\x7fELF\x02\x01":
            raise NotObtainable(f"{path} is not a 64-bit ELF library for this kind of machine")
        self._sections = self._read_sections()

    def soname(self):
        """The name the loader knows the library by, or its file name where it states none."""
        names = self._dynamic_strings(_DT_SONAME)
        return names[0] if names else self.path.name

    def needed(self):
        """SONAMEs of the libraries it asks for."""
        return self._dynamic_strings(_DT_NEEDED)

    def version_needs(self):
        """Versions of other libraries' symbols that it does not load without, such as GLIBC_2.34."""
        return [name for name, flags_at in self._version_needs()
                if not struct.unpack_from("<H", self._bytes, flags_at)[0] & _VER_FLG_WEAK]

    def weaken_version_needs(self, versions=NEWER_RUNTIME):
        """Marks the needs for `versions` weak, rewrites the file if that changed it; returns how many."""
        changed = 0
        for name, flags_at in self._version_needs():
            flags, = struct.unpack_from("<H", self._bytes, flags_at)
            if name in versions and not flags & _VER_FLG_WEAK:
                struct.pack_into("<H", self._bytes, flags_at, flags | _VER_FLG_WEAK)
                changed += 1
        if changed:
            self.path.write_bytes(self._bytes)
        return changed

    def _read_sections(self):
        table, = struct.unpack_from("<Q", self._bytes, 0x28)
        entry_size, count = struct.unpack_from("<HH", self._bytes, 0x3A)
        sections = []
        for index in range(count):
            fields = struct.unpack_from("<IIQQQQII", self._bytes, table + index * entry_size)
            sections.append(_Section(kind=fields[1], offset=fields[4], size=fields[5], link=fields[6]))
        return sections

    def _dynamic_strings(self, tag):
        return [self._string(section, value)
                for section in self._sections if section.kind == _SHT_DYNAMIC
                for at in range(section.offset, section.offset + section.size, 16)
                for found, value in [struct.unpack_from("<QQ", self._bytes, at)] if found == tag]

    def _version_needs(self):
        """(version name, file offset of its flags) of every Elf64_Vernaux."""
        for section in self._sections:
            if section.kind != _SHT_GNU_VERNEED:
                continue
            library_at, more = section.offset, True
            while more:
                _, count, _, first, step = struct.unpack_from("<HHIII", self._bytes, library_at)
                version_at = library_at + first
                for _ in range(count):
                    _, _, _, name, version_step = struct.unpack_from("<IHHII", self._bytes, version_at)
                    yield self._string(section, name), version_at + 4
                    version_at += version_step
                library_at, more = library_at + step, step != 0

    def _string(self, section, offset):
        start = self._sections[section.link].offset + offset
        return self._bytes[start:self._bytes.index(0, start)].decode()
