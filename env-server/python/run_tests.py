"""Runs the Python tests in private virtual environments: `python3 run_tests.py FOLDER [SCRIPT...]`.

FOLDER keeps the environments for the next time, which then needs no network. One has NumPy alone, as a
trainer may have it; the other whatever of the optional packages pip can get. Where there is no Python or
no NumPy to be had, the tests are skipped with a reason and exit status 0. Two suites run at a time; the
output of each is printed when it ends. Each SCRIPT, checks of another module, is a suite, too: it is called
with FOLDER, and fails by its exit status.
"""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
LEAST_PYTHON = (3, 9)
REQUIRED = "numpy>=1.24"
# Each is installed by itself, because pip may get one and not the other.
OPTIONAL = ("gymnasium>=0.29", "grpcio", "dm-env-rpc")
# Tests of what the optional packages bring run once more, with them.
OPTIONAL_TESTS = ("test_gymnasium*.py", "test_grpc*.py", "test_dm_env_rpc*.py")


def main():
    """Runs all suites; returns the exit status."""
    # A shell that starts this in the background makes it and all its children ignore interrupts, which tests send.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    folder = Path(sys.argv[1]).absolute()
    lanes = [lambda script=script: run_script(script, folder) for script in sys.argv[2:]]
    if sys.version_info[:2] < LEAST_PYTHON:
        skip("python3 is {}.{}, and the package needs 3.9 or newer".format(*sys.version_info[:2]))
    else:
        lanes = package_tests(folder) + lanes
    with ThreadPoolExecutor(max_workers=2) as pool:
        runs = [pool.submit(lane) for lane in lanes]
    return 0 if all(run.result() for run in runs) else 1


def package_tests(folder):
    """Calls that run tests of the package and return whether they passed; the longest one first."""
    plain = Environment(folder / "numpy")
    problem = plain.prepare((REQUIRED,))
    if problem:
        skip(problem)
        return []
    lanes = [lambda: plain.run_all([("tests", "test_*.py")]), lambda: plain.run_all([("packaging", "test_*.py")])]
    rich = Environment(folder / "optional")
    problem = rich.prepare((REQUIRED,), OPTIONAL)
    if problem:
        skip(f"with optional packages: {problem}")
        return lanes
    optional = [("tests", names) for names in OPTIONAL_TESTS if any((HERE / "tests").glob(names))]
    return [*lanes, lambda: rich.run_all(optional)]


def run_script(script, folder):
    """Runs checks of another module; returns whether they passed."""
    ran = capture([sys.executable, script, str(folder)])
    print(f"{Path(script).name}:\n{ran.stdout}", flush=True)
    return ran.returncode == 0


def skip(reason):
    """Says why tests do not run."""
    print(f"skipped: Python tests: {reason}", flush=True)


class Environment:
    """A virtual environment that is complete once its stamp says with which packages."""

    def __init__(self, folder):
        self.folder = folder
        self.python = folder / "bin" / "python"
        self._stamp = folder / "packages"

    def prepare(self, required, optional=()):
        """Makes it where it is missing or has other packages; returns what is wrong, or None."""
        wanted = "\n".join([sys.version, *required, *optional])
        if self._stamp.is_file() and self._stamp.read_text() == wanted:
            return None
        made = capture([sys.executable, "-m", "venv", "--clear", str(self.folder)])
        if made.returncode:
            return f"python3 -m venv fails ({last_line(made.stdout)}): install the Debian package python3-venv"
        for package in (*required, *optional):
            # Few retries: without a network this must not take long.
            pip = capture([str(self.python), "-m", "pip", "--disable-pip-version-check", "--retries", "1", "install",
                           "--quiet", "--only-binary=:all:", package])
            if pip.returncode and package in required:
                return f"pip could not install {package}: {last_line(pip.stdout)}"
            if pip.returncode:
                print(f"Python tests do without {package}: {last_line(pip.stdout)}", flush=True)
        self._stamp.write_text(wanted)
        return None

    def run_all(self, suites):
        """Runs tests of folders by patterns of their names, one after the other; returns whether all passed."""
        return all([self._run(*each) for each in suites])

    def _run(self, suite, pattern):
        environment = {**os.environ, "PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "yes"}
        begin = time.monotonic()
        ran = capture([str(self.python), "-m", "unittest", "discover", "-s", str(HERE / suite), "-p", pattern],
                      environment)
        seconds = time.monotonic() - begin
        print(f"Python tests of {suite}, {pattern} ({self.folder.name}), {seconds:.1f} s:\n{ran.stdout}", flush=True)
        return ran.returncode == 0


def capture(command, environment=None):
    """Runs a command with its output in one text."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="replace", check=False, env=environment)


def last_line(text):
    """The line that mostly says what went wrong."""
    lines = [line for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")]
    return (errors or lines or ["no message"])[-1].strip()


if __name__ == "__main__":
    sys.exit(main())
