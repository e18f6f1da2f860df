"""Debian's archives as hosts configure them, and the OpenGL libraries that come from there."""

import os
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import apt
import cache
import provision_opengl
from errors import NotObtainable


class AptTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "sources.list.d").mkdir()
        (self.folder / "os-release").write_text('ID=debian\nVERSION_CODENAME="bookworm"\n')
        for name, value in (("SYSTEM_CONFIGURATION", self.folder), ("OS_RELEASE", self.folder / "os-release")):
            patch = mock.patch.object(apt, name, value)
            patch.start()
            self.addCleanup(patch.stop)

    def test_one_line_sources(self):
        (self.folder / "sources.list").write_text(
            "# deb http://old.example/debian bookworm main\n"
            "deb-src http://mirror.example/debian bookworm main\n"
            "deb http://tools.example bookworm main\n"
            "deb [arch=amd64 signed-by=/keys/a.gpg] http://mirror.example/debian/ bookworm main contrib # ours\n"
            "deb http://mirror.example/debian-security bookworm-security main\n")
        self.assertEqual([archive.suites for archive in apt.debian_archives()],
                         [("bookworm",), ("bookworm-security",)])
        self.assertEqual(apt.main_archive().as_source(("experimental",)),
                         "Types: deb\nURIs: http://mirror.example/debian/\nSuites: experimental\n"
                         "Components: main contrib\nSigned-By: /keys/a.gpg\nTargets: Packages\nLanguages: none\n\n")

    def test_deb822_sources_with_embedded_key(self):
        (self.folder / "sources.list.d/debian.sources").write_text(
            "Types: deb deb-src\n# a comment\nURIs: mirror+file:/etc/apt/mirrors/debian.list\n"
            "Suites: bookworm bookworm-updates\nComponents: main\nSigned-By:\n -----BEGIN\n .\n abc\n\n"
            "Enabled: no\nTypes: deb\nURIs: http://off.example/debian\nSuites: bookworm\nComponents: main\n")
        archive, = apt.debian_archives()
        self.assertEqual(archive.suites, ("bookworm", "bookworm-updates"))
        self.assertIn("Signed-By: \n -----BEGIN\n .\n abc\n", archive.as_source())

    def test_system_without_debian_archive(self):
        with self.assertRaisesRegex(NotObtainable, "bookworm"):
            apt.main_archive()


class OpenGlTest(unittest.TestCase):
    class FakeApt:
        def __init__(self, missing):
            self._missing = missing

        def missing(self, _):
            return self._missing

        def download(self, names):
            self.downloaded = names

        def unpack_all(self, folder):
            for path in ("usr/lib/x86_64-linux-gnu/libEGL.so.1", "usr/lib/x86_64-linux-gnu/dri/swrast_dri.so",
                         "usr/share/glvnd/egl_vendor.d/50_mesa.json", "usr/share/doc/libegl1/copyright"):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).touch()
            return folder

    def obtain(self, folder, *missing, library="egl"):
        with mock.patch.dict(os.environ, WORKCELL_CACHE=folder), mock.patch.object(cache, "say"), \
                mock.patch.object(apt, "debian_archives", return_value=[]), \
                mock.patch.object(apt, "PrivateApt", lambda *_: self.FakeApt(list(missing))):
            return provision_opengl.obtain(library)

    def test_layout_and_second_run(self):
        with tempfile.TemporaryDirectory() as folder:
            made = self.obtain(folder, "libegl1=1", "libllvm15=2")
            self.assertEqual({path.name for path in made.iterdir()}, {"lib", "dri", "egl_vendor.d", cache.FILE_LIST})
            self.assertEqual((Path(folder) / "opengl/current").resolve(), made.resolve())
            self.assertEqual(self.obtain(folder).resolve(), made.resolve())

    def test_libraries_have_folders_of_their_own(self):
        with tempfile.TemporaryDirectory() as folder:
            egl = self.obtain(folder, "libegl1=1")
            osmesa = self.obtain(folder, "libosmesa6=1", library="osmesa")
            self.assertNotEqual(egl.resolve(), osmesa.resolve())
            self.assertEqual((Path(folder) / "opengl/osmesa").resolve(), osmesa.resolve())
            self.assertEqual((Path(folder) / "opengl/current").resolve(), egl.resolve())

    def test_unknown_library_is_refused(self):
        with mock.patch.object(sys, "argv", ["provision_opengl.py", "glfw"]), \
                mock.patch.object(cache, "say") as said:
            self.assertEqual(provision_opengl.main(), 2)
        self.assertIn("expected one of egl, osmesa", said.call_args.args[0])

    def test_complete_host_and_newer_c_library_are_refused(self):
        for missing, reason in (((), "already"), (("libegl1=1", "libc6=9"), "newer C library")):
            with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(NotObtainable, reason):
                self.obtain(folder, *missing)


if __name__ == "__main__":
    unittest.main()
