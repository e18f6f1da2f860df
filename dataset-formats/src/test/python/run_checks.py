"""Has the command line write data sets and reads them with packages of others: `python3 run_checks.py FOLDER`.

FOLDER keeps the virtual environment for the next time. Where pip cannot get h5py, pyarrow and pandas, the checks
are skipped with a reason and exit status 0. WORKCELL_CLASS_PATH and WORKCELL_JAVA_OPTS say what is started.
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[3] / "env-server" / "python"))

from run_tests import Environment  # noqa: E402

REQUIRED = ("numpy>=1.24", "h5py", "pyarrow", "pandas", "pillow")
OPTIONAL = ("av",)
# Which forms of which task; starts of Java are what takes time.
FORMS = {"video": ("lerobot", []), "float64": ("lerobot", ["--pictures", "png", "--float64"]),
         "straight": ("libero-hdf5", []), "skew": ("libero-hdf5", ["--libero-skew", "--upright"])}
TASKS = {"metaworld/push-v3": ("video", "float64", "straight"), "kitchen/microwave-v1": ("video", "skew")}


def main():
    """Runs all checks; returns the exit status."""
    environment = Environment(Path(sys.argv[1]).absolute() / "formats")
    problem = environment.prepare(REQUIRED, OPTIONAL)
    if problem:
        print(f"skipped: checks of data sets: {problem}", flush=True)
        return 0
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        for task, forms in TASKS.items():
            check(environment.python, task, forms, Path(scratch) / task.replace("/", "-"))
    print(f"checks of data sets: {time.monotonic() - begin:.1f} s", flush=True)
    return 0


def check(python, task, forms, folder):
    """Some forms of a task, with pictures where they can be drawn."""
    recording = folder / "recording"
    if not record(task, recording, ["--cameras", "overview", "--image-size", "96x64"]):
        print(f"checks of {task} without pictures: there is no OpenGL", flush=True)
        shutil.rmtree(recording, ignore_errors=True)
        assert record(task, recording, [])
    for name in forms:
        form, options = FORMS[name]
        if not workcell("demos", "--from", recording, "--format", form, *options, "--out", folder / name):
            print(f"form '{name}' of {task} is not checked: there is no ffmpeg", flush=True)
            continue
        flags = ["--skew", "--upright"] if name == "skew" else []
        read(python, form.partition("-")[0], recording, folder / name, *flags)


def record(task, folder, options):
    """Records two episodes; returns whether that was possible."""
    return workcell("demos", task, "--episodes", "2", "--workers", "1", *options, "--out", folder)


def workcell(*arguments):
    """Runs the command line; returns whether it succeeded, and fails unless a library is missing."""
    command = ["java", *shlex.split(os.environ.get("WORKCELL_JAVA_OPTS", "")), "-cp", os.environ["WORKCELL_CLASS_PATH"],
               "org.workcell.cli.Workcell", *map(str, arguments)]
    ran = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                         errors="replace", check=False)
    missing = any(word in ran.stdout for word in ("OpenGL", "ffmpeg"))
    assert ran.returncode == 0 or missing, ran.stdout
    return ran.returncode == 0


def read(python, *arguments):
    """Runs the reader; fails with what it says."""
    ran = subprocess.run([python, HERE / "check_formats.py", *map(str, arguments)], check=False)
    assert ran.returncode == 0, f"{arguments} is not right"


if __name__ == "__main__":
    sys.exit(main())
