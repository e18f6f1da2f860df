"""Provisioning tested end to end with small fakes; no network but a server on this machine."""

import ctypes
import os
import pwd
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile
from pathlib import Path
from unittest import mock

import cache
import engine
from testing_fakes import ARCHIVE_NAME, FileServer, compile_library, header, sample_archive, sha256

HERE = Path(__file__).resolve().parent
UNREACHABLE = "http://127.0.0.1:9"
# Runs the script with the checksums of this test's fakes in place of the pinned ones.
RUN_WITH_FAKES = """
import sys; from pathlib import Path; import apt, provision_mujoco, sources
sources.ARCHIVE_SHA256 = {"3.5.0": sys.argv[1], "3.14.0": None}; sources.WHEEL_SHA256 = sys.argv[2]
apt.SYSTEM_CONFIGURATION = Path("no-such-folder")
sys.exit(provision_mujoco.main(sys.argv[3:]))
"""


class CacheRootTest(unittest.TestCase):
    def root(self, **environment):
        with mock.patch.dict(os.environ, environment, clear=True):
            return cache.cache_root()

    def test_the_first_setting_wins(self):
        self.assertEqual(self.root(WORKCELL_CACHE="/c", XDG_CACHE_HOME="/x", HOME="/h"), Path("/c"))
        self.assertEqual(self.root(XDG_CACHE_HOME="/x", HOME="/h"), Path("/x/workcell"))
        self.assertEqual(self.root(HOME="/h"), Path("/h/.cache/workcell"))

    def test_without_a_home_it_lies_below_tmpdir(self):
        user = pwd.getpwuid(os.getuid()).pw_name
        self.assertEqual(self.root(TMPDIR="/t"), Path(f"/t/workcell-{user}"))
        self.assertEqual(self.root(), Path(f"/tmp/workcell-{user}"))


class ProvisionCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fakes = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.fakes.cleanup)
        cls.library = compile_library(Path(cls.fakes.name) / "libmujoco.so.3.5.0",
                                      "-Wl,-soname,libmujoco.so.3.5.0")
        cls.archive = sample_archive(cls.library)

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.cache = self.folder / "cache"
        self.engines = self.cache / "mujoco"
        self.settings = {"WORKCELL_MUJOCO_ARCHIVE_URL": UNREACHABLE, "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}

    def serve(self):
        server = FileServer(self.archive)
        self.addCleanup(server.close)
        if not server.reachable():
            self.skipTest("the loopback interface is down")
        self.settings["WORKCELL_MUJOCO_ARCHIVE_URL"] = server.url
        return server

    def start(self, *arguments, archive_sha256=None, wheel_sha256="0"):
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith(("WORKCELL_", "MUJOCO_", "PIP_"))}
        return subprocess.Popen(
            [sys.executable, "-c", RUN_WITH_FAKES, archive_sha256 or sha256(self.archive), wheel_sha256, *arguments],
            cwd=HERE, env={**kept, "WORKCELL_CACHE": str(self.cache), "no_proxy": "*", **self.settings},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run_script(self, *arguments, **fakes):
        """(exit status, stdout, stderr)"""
        process = self.start(*arguments, **fakes)
        out, messages = process.communicate(timeout=60)
        return process.returncode, out, messages

    def assert_provides(self, source, *arguments, **fakes):
        status, out, messages = self.run_script(*arguments, **fakes)
        self.assertEqual(status, 0, messages)
        folder = Path(out.strip())
        self.assertIn(f"source={source}\n", (folder / engine.PROPERTIES).read_text())
        self.assertEqual(ctypes.CDLL(str(folder / "lib/libmujoco.so")).mj_fake(), 7)
        self.assertEqual(list(self.engines.glob(cache.UNFINISHED + "*")), [])
        return folder, messages

    def assert_refused(self, expected_status, *expected_words, **fakes):
        arguments = fakes.pop("arguments", ())
        status, out, messages = self.run_script(*arguments, **fakes)
        self.assertEqual((status, out), (expected_status, ""), messages)
        for word in expected_words:
            self.assertIn(word, messages)


class ArchiveTest(ProvisionCase):
    def test_is_laid_out_linked_and_reused_without_network(self):
        server = self.serve()
        link = self.folder / "new/target/mujoco"
        self.assertEqual(self.run_script("--source", "archive", "--link", str(link))[:2], (0, ""))
        folder = link.resolve()
        self.assertEqual((folder / engine.PROPERTIES).read_text(),
                         f"version=3.5.0\nsource=archive\nsha256={sha256(self.library.read_bytes())}\n")
        self.assertEqual((folder / "licenses" / "LICENSE").read_text(), "of the engine")
        server.close()
        again, messages = self.assert_provides("archive", "--source", "archive")
        self.assertEqual((again, messages, len(server.ranges)), (folder, "", 1))

    def test_wrong_checksum_is_refused_and_not_kept(self):
        self.serve()
        self.assert_refused(3, "expected " + "0" * 64, sha256(self.archive),
                            arguments=("--source", "archive"), archive_sha256="0" * 64)
        self.assertEqual(list((self.engines / "downloads").iterdir()), [])

    def test_version_without_pinned_checksum_is_refused(self):
        self.settings["WORKCELL_MUJOCO_ARCHIVE_VERSION"] = "3.14.0"
        self.assert_refused(3, "no SHA-256 is pinned", "3.5.0", arguments=("--source", "archive"))

    def test_missing_file_is_reported(self):
        server = self.serve()
        server.answer = lambda request: request.send_error(404)
        self.assert_refused(3, "404", arguments=("--source", "archive"))

    def test_cut_connection_is_continued(self):
        server = self.serve()
        server.cut_after = 1000
        self.assert_provides("archive", "--source", "archive")
        self.assertEqual(server.ranges, [None, "bytes=1000-"])

    def test_killed_download_is_continued_by_the_next_run(self):
        server = self.serve()
        server.cut_after, server.hold = 1000, True
        part = self.engines / "downloads" / (ARCHIVE_NAME + ".part")
        process = self.start("--source", "archive")
        self.wait_for(lambda: part.exists() and part.stat().st_size == 1000)
        process.kill()
        process.communicate()
        self.assert_provides("archive", "--source", "archive")
        self.assertEqual(server.ranges, [None, "bytes=1000-"])

    def test_complete_part_needs_no_more_bytes(self):
        server = self.serve()
        part = self.engines / "downloads" / (ARCHIVE_NAME + ".part")
        part.parent.mkdir(parents=True)
        part.write_bytes(self.archive)
        self.assert_provides("archive", "--source", "archive")
        self.assertEqual(server.ranges, [f"bytes={len(self.archive)}-"])

    def test_two_at_once_download_once(self):
        server = self.serve()
        both = [self.start("--source", "archive") for _ in range(2)]
        answers = [process.communicate(timeout=60) for process in both]
        self.assertEqual([process.returncode for process in both], [0, 0], answers)
        self.assertEqual(answers[0][0], answers[1][0])
        self.assertEqual(len(server.ranges), 1)

    def test_second_build_says_that_it_waits(self):
        server = self.serve()
        server.cut_after, server.hold = 1000, True
        first = self.start("--source", "archive")
        self.wait_for(lambda: server.ranges)
        second = self.start("--source", "archive")
        self.assertIn("waiting for another build", second.stderr.readline())
        first.kill()
        first.communicate()
        self.assertEqual(second.communicate(timeout=60)[0].strip(), str(self.engines / "archive-3.5.0"))

    def test_damaged_or_unfinished_entry_is_built_again(self):
        self.serve()
        for damaged in (cache.FILE_LIST, "include/mujoco/mujoco.h", "lib/libmujoco.so.3.5.0"):
            with self.subTest(damaged):
                entry, _ = self.assert_provides("archive", "--source", "archive")
                # Never in place: this process has the library mapped.
                (entry / damaged).unlink()
                (entry / damaged).write_text("damaged")
                (self.engines / f"{cache.UNFINISHED}left" / "lib").mkdir(parents=True)
                _, messages = self.assert_provides("archive", "--source", "archive")
                self.assertIn("is damaged", messages)

    def wait_for(self, condition):
        deadline = time.monotonic() + 20
        while not condition():
            self.assertLess(time.monotonic(), deadline, "the condition never came true")
            time.sleep(0.01)


class WheelTest(ProvisionCase):
    def setUp(self):
        super().setUp()
        wheels = self.folder / "wheels"
        wheels.mkdir()
        self.settings["PIP_FIND_LINKS"] = str(wheels)
        self.wheel = wheels / "mujoco-3.14.0-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl"
        library = compile_library(self.folder / "libmujoco.so", "-Wl,-soname,libmujoco.so.3.14.0")
        with zipfile.ZipFile(self.wheel, "w") as packed:
            about = "mujoco-3.14.0.dist-info"
            packed.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: mujoco\nVersion: 3.14.0\n")
            packed.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: false\n")
            packed.writestr(f"{about}/RECORD", "")
            packed.writestr(f"{about}/licenses/LICENSE", "of the engine")
            packed.writestr(f"{about}/licenses/LICENSES_THIRD_PARTY.md", "of what is inside it")
            packed.writestr("mujoco/include/mujoco/mujoco.h", header(3014000))
            packed.write(library, "mujoco/libmujoco.so.3.14.0")

    def test_is_the_first_choice(self):
        folder, _ = self.assert_provides("wheel", wheel_sha256=sha256(self.wheel.read_bytes()))
        self.assertEqual(folder.name, "wheel-3.14.0")
        self.assertEqual((folder / "licenses" / "LICENSE").read_text(), "of the engine")
        self.assertEqual((folder / "licenses" / "LICENSES_THIRD_PARTY.md").read_text(), "of what is inside it")

    def test_wrong_checksum_is_refused(self):
        self.assert_refused(3, "SHA-256", arguments=("--source", "wheel"))


class ChoiceTest(ProvisionCase):
    def test_later_source_is_announced_with_the_reasons(self):
        self.serve()
        _, messages = self.assert_provides("archive")
        self.assertIn("wheel: pip could not download", messages)
        self.assertIn("using archive-3.5.0 instead", messages)

    def test_all_reasons_are_listed_when_nothing_works(self):
        self.assert_refused(3, "wheel: pip", "archive: http", "debian: ", "MUJOCO_HOME")

    def test_unknown_source_is_a_configuration_error(self):
        self.settings["WORKCELL_MUJOCO_SOURCE"] = "conda"
        self.assert_refused(2, "'conda'", "home, wheel, archive, debian")

    def test_home_source_without_home(self):
        self.assert_refused(2, "needs MUJOCO_HOME", arguments=("--source", "home"))

    def test_link_never_replaces_a_real_folder(self):
        self.serve()
        self.assert_refused(2, "real file or folder",
                            arguments=("--source", "archive", "--link", str(self.folder)))


class HomeTest(ProvisionCase):
    def make_home(self, number, version, library_name):
        home = self.folder / "home"
        (home / "include/mujoco").mkdir(parents=True)
        (home / "include/mujoco/mujoco.h").write_text(header(number))
        (home / "lib").mkdir()
        compile_library(home / "lib" / library_name, f"-Wl,-soname,libmujoco.so.{version}")
        self.settings["MUJOCO_HOME"] = str(home)
        return home

    def test_versions_in_range_are_linked(self):
        for number, version in ((3005000, "3.5.0"), (3014000, "3.14.0")):
            with self.subTest(version), tempfile.TemporaryDirectory() as folder:
                self.folder = Path(folder)
                home = self.make_home(number, version, f"libmujoco.so.{version}")
                laid_out, _ = self.assert_provides("home")
                self.assertIn(f"version={version}\n", (laid_out / engine.PROPERTIES).read_text())
                self.assertEqual((laid_out / "lib/libmujoco.so").resolve(),
                                 (home / f"lib/libmujoco.so.{version}").resolve())

    def test_other_versions_are_refused_and_nothing_else_is_tried(self):
        for number, version, reason in ((222, "2.2.2", "mjSpec"), (337, "3.3.7", "mjSpec"),
                                        (3020000, "3.20.0", "newer")):
            with self.subTest(version), tempfile.TemporaryDirectory() as folder:
                self.folder = Path(folder)
                self.make_home(number, version, "libmujoco.so")
                self.assert_refused(2, f"MuJoCo {version}", "3.5 to 3.14", reason, "unset")

    def test_library_of_another_version_is_refused(self):
        self.make_home(3014000, "3.5.0", "libmujoco.so")
        self.assert_refused(2, "MuJoCo 3.5.0", "3.14.0")

    def test_rebuilt_library_is_a_new_engine(self):
        home = self.make_home(3014000, "3.14.0", "libmujoco.so")
        first, _ = self.assert_provides("home")
        compile_library(home / "lib/libmujoco.so", "-Wl,-soname,libmujoco.so.3.14.0", "-O2", "-g")
        second, _ = self.assert_provides("home")
        self.assertNotEqual(first, second)

    def test_missing_parts_are_named(self):
        self.settings["MUJOCO_HOME"] = str(self.folder)
        self.assert_refused(2, "MUJOCO_HOME", "mujoco.h")


if __name__ == "__main__":
    unittest.main()
