"""Version needs of ELF libraries, on small libraries compiled here."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import elf_compat
from errors import NotObtainable
from testing_fakes import compile_library


class ElfTest(unittest.TestCase):
    """A program's library asks for version NEW of a function; the system's library has only OLD."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.system_library("NEW", 'extern "C" int newer() { return 1; } extern "C" int plain() { return 2; }')
        self.user = compile_library(
            self.folder / "libuser.so", f"-L{self.folder}", "-lsystem", f"-Wl,-rpath,{self.folder}",
            source='extern "C" int newer(); extern "C" int plain(); extern "C" int use() { return newer(); }')
        self.system_library("OLD", 'extern "C" int plain() { return 2; }')
        self.shim = compile_library(self.folder / "libshim.so", source='extern "C" int newer() { return 3; }')

    def system_library(self, version, source):
        script = self.folder / "versions.map"
        script.write_text(f"{version} {{ global: *; }};")
        compile_library(self.folder / "libsystem.so", "-Wl,-soname,libsystem.so",
                        f"-Wl,--version-script={script}", source=source)

    def load(self):
        program = ("import ctypes; ctypes.CDLL('./libshim.so', ctypes.RTLD_GLOBAL); "
                   "print(ctypes.CDLL('./libuser.so').use())")
        return subprocess.run([sys.executable, "-c", program], cwd=self.folder, capture_output=True, text=True)

    def test_weak_version_need_loads_where_the_version_is_missing(self):
        self.assertIn("`NEW' not found", self.load().stderr)
        library = elf_compat.ElfLibrary(self.user)
        self.assertIn("NEW", library.version_needs())
        self.assertEqual(library.weaken_version_needs({"NEW"}), 1)
        self.assertNotIn("NEW", library.version_needs())
        self.assertEqual(self.load().stdout, "3\n")
        self.assertEqual(elf_compat.ElfLibrary(self.user).weaken_version_needs({"NEW"}), 0)

    def test_other_needs_stay_as_they_are(self):
        before = self.user.read_bytes()
        self.assertEqual(elf_compat.ElfLibrary(self.user).weaken_version_needs(), 0)
        self.assertEqual(self.user.read_bytes(), before)

    def test_names(self):
        self.assertEqual(elf_compat.ElfLibrary(self.folder / "libsystem.so").soname(), "libsystem.so")
        self.assertIn("libsystem.so", elf_compat.ElfLibrary(self.user).needed())

    def test_other_files_are_refused(self):
        (self.folder / "text.so").write_text("no library")
        with self.assertRaisesRegex(NotObtainable, "not a 64-bit ELF"):
            elf_compat.ElfLibrary(self.folder / "text.so")


if __name__ == "__main__":
    unittest.main()
