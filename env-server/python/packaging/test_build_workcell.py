"""The wheel of this checkout, and the rules that its jars are chosen and packed by."""

import base64
import csv
import hashlib
import io
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import build_release  # noqa: E402
import build_workcell  # noqa: E402
import jars  # noqa: E402
import notices  # noqa: E402

IS_BUILT = any(build_workcell.LIBRARIES.glob("workcell-cli-*.jar"))


def jar(path, **entries):
    """A jar with entries, whose names have `/` for `__`."""
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in entries.items():
            packed.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return path


@unittest.skipUnless(IS_BUILT, f"{build_workcell.LIBRARIES} has no jars")
@unittest.skipUnless(build_workcell.ENGINE_NOTICES.is_dir(), "the engine in the cache is of an older build and has no licence")
class WheelTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.wheel = build_workcell.build(folder.name)
        cls.content = cls.wheel.read_bytes()
        cls.packed = zipfile.ZipFile(cls.wheel)
        cls.addClassCleanup(cls.packed.close)

    def text(self, suffix):
        name, = [name for name in self.packed.namelist() if name.endswith(suffix)]
        return self.packed.read(name).decode()

    def test_the_same_jars_make_the_same_bytes(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(build_workcell.build(folder).read_bytes(), self.content)

    def test_the_record_lists_every_file_with_its_checksum(self):
        rows = list(csv.reader(io.StringIO(self.text("RECORD"))))
        self.assertEqual([row[0] for row in rows], self.packed.namelist())
        for name, digest, size in rows[:-1]:
            data = self.packed.read(name)
            expected = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
            self.assertEqual((digest, size), (f"sha256={expected}", str(len(data))), name)

    def test_numpy_is_the_only_requirement(self):
        required = [line for line in self.text("METADATA").splitlines() if line.startswith("Requires-Dist")]
        self.assertEqual([line for line in required if "extra ==" not in line], ["Requires-Dist: numpy>=1.24"])
        self.assertFalse([line for line in required if "mujoco" in line])

    def test_licences_are_inside(self):
        names = [name.partition("licenses/")[2] for name in self.packed.namelist() if "/licenses/" in name]
        for name in ("LICENSE", "NOTICE", "THIRD_PARTY_JARS.txt", "mujoco/LICENSE"):
            self.assertIn(name, names)
            self.assertIn(f"License-File: {name}\n", self.text("METADATA"))
        listed = self.text("THIRD_PARTY_JARS.txt")
        for name in self.packed.namelist():
            if name.endswith(".jar") and "/workcell-" not in name:
                self.assertIn(f"\n{Path(name).name} ", listed)

    def test_the_engine_and_its_binding_are_inside_and_name_no_folder_of_this_machine(self):
        name, = [name for name in self.packed.namelist() if "/workcell-mujoco-native-" in name]
        with zipfile.ZipFile(io.BytesIO(self.packed.read(name))) as binding:
            folder = "org/workcell/mujoco/linux-x86_64/"
            self.assertIn(f"{folder}libmujoco.so", binding.namelist())
            self.assertNotIn(str(Path.home()).encode() + b"/", binding.read(f"{folder}libjniMuJoCo.so"))
        self.assertFalse([name for name in self.packed.namelist() if "jmh" in name])

    def test_the_tag_is_the_glibc_that_readelf_finds(self):
        stated = self.wheel.name.split("manylinux_")[1].split("_x86_64")[0]
        newest = (2, 17)
        with tempfile.TemporaryDirectory() as scratch:
            for name in self.packed.namelist():
                if not name.endswith(".jar"):
                    continue
                with zipfile.ZipFile(io.BytesIO(self.packed.read(name))) as inner:
                    for library in (entry for entry in inner.namelist() if entry.endswith(".so")):
                        table = subprocess.run(["readelf", "-W", "-V", inner.extract(library, scratch)],
                                               capture_output=True, text=True).stdout
                        # Weak needs (Debian's engine) only warn.
                        lines = [line for line in table.splitlines() if "Name: GLIBC_2" in line and "WEAK" not in line]
                        for line in lines:
                            numbers = line.split("GLIBC_")[1].split()[0].split(".")
                            newest = max(newest, (int(numbers[0]), int(numbers[1])))
        self.assertEqual(stated, "{}_{}".format(*newest))


class JarsTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_libraries_of_other_platforms_are_left_out(self):
        ours = b"\x7fELF\x02\x01" + bytes(12) + b"\x3e\x00" + bytes(44)
        arm = ours[:18] + b"\xb7\x00" + ours[20:]
        mixed = jar(self.folder / "mixed.jar", a__x_DOT_so=ours, b__x_DOT_so=arm, x_DOT_dll=b"MZ", C_DOT_class=b"c")
        with zipfile.ZipFile(io.BytesIO(jars.read(mixed))) as packed:
            self.assertEqual(packed.namelist(), ["C.class", "a/x.so"])
            self.assertEqual(packed.read("a/x.so"), ours)

    def test_a_jar_without_libraries_keeps_its_bytes(self):
        plain = jar(self.folder / "plain.jar", C_DOT_class=b"c")
        self.assertEqual(jars.read(plain), plain.read_bytes())

    def test_a_jar_whose_licence_nobody_entered_is_refused(self):
        unknown = jar(self.folder / "unknown-1.0.jar", C_DOT_class=b"c")
        with self.assertRaisesRegex(notices.BuildError, "licence of unknown-1.0.jar is not known"):
            notices.third_party_notices([unknown])

    def test_a_licence_that_the_jar_lacks_is_added(self):
        joml = jar(self.folder / "joml-1.jar", C_DOT_class=b"c")
        self.assertIn(b"Permission is hereby granted", notices.third_party_notices([joml]))
        slf4j = jar(self.folder / "slf4j-1.jar", **{"META-INF__LICENSE_DOT_txt": b"its own"})
        self.assertNotIn(b"Permission", notices.third_party_notices([slf4j]))


IS_CHECKOUT = subprocess.run(["git", "-C", str(build_workcell.ROOT), "rev-parse"], capture_output=True).returncode == 0


@unittest.skipUnless(IS_BUILT, f"{build_workcell.LIBRARIES} has no jars")
@unittest.skipUnless(build_workcell.ENGINE_NOTICES.is_dir(), "the engine in the cache is of an older build and has no licence")
@unittest.skipUnless(IS_CHECKOUT, "not a git checkout")
class ReleaseTest(unittest.TestCase):

    def build(self, folder, name):
        out = Path(folder) / name
        files = build_release.build(out, allow_changes=True)
        self.assertEqual(files, sorted(files))
        return {path.name: path.read_bytes() for path in out.iterdir()}

    def test_two_builds_have_the_same_bytes_and_checksums_that_hold(self):
        with tempfile.TemporaryDirectory() as folder:
            first, second = self.build(folder, "first"), self.build(folder, "second")
            checked = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=Path(folder) / "first")
        self.assertEqual(first, second)
        self.assertEqual(checked.returncode, 0)
        self.assertEqual(len(first["SHA256SUMS"].splitlines()), len(first) - 1)
        version = build_workcell.version_of("version")
        for name in ("cli", "sim-core", "tasks", "mujoco-native"):
            for suffix in (".jar", "-sources.jar", ".pom"):
                self.assertIn(f"workcell-{name}-{version}{suffix}", first)
        sources = zipfile.ZipFile(io.BytesIO(first[f"workcell-cli-{version}-sources.jar"])).namelist()
        self.assertIn("org/workcell/cli/Workcell.java", sources)

    def test_a_folder_with_files_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "mine").write_text("")
            with self.assertRaisesRegex(notices.BuildError, "is not empty"):
                build_release.build(folder, allow_changes=True)


if __name__ == "__main__":
    unittest.main()
