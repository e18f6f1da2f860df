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
        check_logs(environment.python, Path(scratch) / "robot-logs")
    print(f"checks of data sets: {time.monotonic() - begin:.1f} s", flush=True)
    return 0


def check(python, task, forms, folder):
    """Some forms of a task, with images where they can be drawn."""
    recording = folder / "recording"
    if not record(task, recording, ["--cameras", "overview", "--image-size", "96x64"]):
        print(f"checks of {task} without images: there is no OpenGL", flush=True)
        shutil.rmtree(recording, ignore_errors=True)
        assert record(task, recording, [])
    for name in forms:
        form, options = FORMS[name]
        if not workcell("demos", "--from", recording, "--format", form, *options, "--out", folder / name):
            print(f"form '{name}' of {task} is not checked: there is no ffmpeg", flush=True)
            continue
        flags = ["--skew", "--upright"] if name == "skew" else []
        read(python, form.partition("-")[0], recording, folder / name, *flags)


MAP = """
map: 1
joints: [pan, lift]
time: {column: t, unit: s, rate_hz: 30}
position: {columns: "q[0..1]", unit: deg}
command: {kind: position, columns: "c[0..1]", unit: deg}
current: {columns: "i[0..1]", unit: mA}
"""


def check_logs(python, folder):
    """Robot logs as a set of LeRobot, in both widths of numbers."""
    folder.mkdir()
    (folder / "map.yaml").write_text(MAP, "utf-8")
    for number in range(2):
        rows = [(k / 30 + 1e-3 * (k % 3), k, -k, k + 1, number - k, 7 * k, k / 3) for k in range(20 + number)]
        text = "t,q[0],q[1],c[0],c[1],i[0],i[1]\n" + "\n".join(",".join(map(str, row)) for row in rows)
        (folder / f"run_{number}.csv").write_text(text, "utf-8")
    runs = sorted(folder.glob("*.csv"))
    workcell("sim2real", "import", *runs, "--map", folder / "map.yaml", "--out", folder / "logs")
    for name, options in {"narrow": [], "wide": ["--float64"]}.items():
        workcell("sim2real", "convert", folder / "logs", "--format", "lerobot", *options, "--out", folder / name)
        read(python, "logs", folder / "logs", folder / name)


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
