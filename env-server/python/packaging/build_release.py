"""Builds a release of a built checkout: `python3 build_release.py [--out DIR]`, or `./workcell release`.

The build must be a clean one, as `./workcell release` makes it: compiled folders keep what earlier builds left in them.
The folder gets the modules' jars with their sources and POMs, an archive of the repository, the wheel, `release.json` and
`SHA256SUMS`. The same commit, engine and tools give the same bytes: no file contains a time, a path or an order that
depends on the machine.
"""

import argparse
import gzip
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import build_workcell
import jars as jar_files
from notices import BuildError

ROOT = build_workcell.ROOT


def build(folder, allow_changes=False):
    """Writes the release into an empty or new folder; returns its files, sorted by name."""
    folder = Path(folder)
    if folder.exists() and any(folder.iterdir()):
        raise BuildError(f"{folder} is not empty: name a new folder with --out, or remove it")
    commit = _commit(allow_changes)
    version = build_workcell.version_of("version")
    modules = _modules()
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "pom.xml", folder / f"workcell-{version}.pom")
    for name, module in modules.items():
        (folder / f"{name}-{version}.jar").write_bytes(_without_times(_jar(name, module, version)))
        shutil.copy(module / "pom.xml", folder / f"{name}-{version}.pom")
        sources = _sources(module)
        if sources:
            (folder / f"{name}-{version}-sources.jar").write_bytes(jar_files.archive(sources))
    (folder / f"workcell-{version}.tar.gz").write_bytes(_repository(f"workcell-{version}"))
    build_workcell.build(folder)
    facts = {"version": version, "commit": commit, "modules": sorted(modules)}
    (folder / "release.json").write_text(json.dumps(facts, indent=1) + "\n")
    return _checksums(folder)


def _commit(allow_changes):
    """The commit of the checkout, which must have no changes: a release states what it was built from."""
    changes = _git("status", "--porcelain", "--untracked-files=no").decode().strip()
    if changes and not allow_changes:
        raise BuildError("the checkout has changes that are not committed: commit them, or try the build with --allow-changes")
    return _git("rev-parse", "HEAD").decode().strip() + ("+changes" if changes else "")


def _git(*words):
    try:
        return subprocess.run(["git", "-C", str(ROOT), *words], check=True, capture_output=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise BuildError(f"git {words[0]} failed in {ROOT} ({error}): a release needs a git checkout") from error


def _modules():
    """Folders of the modules that users depend on, by artifact."""
    names = re.findall(r"<module>([^<]+)</module>", (ROOT / "pom.xml").read_text())
    modules = {}
    for name in names:
        if not name.startswith("examples/"):
            pom = (ROOT / name / "pom.xml").read_text()
            modules[re.search(r"</parent>\s*<artifactId>([^<]+)<", pom).group(1)] = ROOT / name
    return modules


def _jar(name, module, version):
    """The module's jar; a jar of another version beside it is left over from another build."""
    for folder in (module / "target", build_workcell.LIBRARIES):
        if (folder / f"{name}-{version}.jar").is_file():
            return folder / f"{name}-{version}.jar"
    raise BuildError(f"{name}-{version}.jar does not exist: run ./workcell build first")


def _without_times(jar):
    """The jar's entries in their order, with one fixed time: not every plugin of the build sets it."""
    with zipfile.ZipFile(jar) as packed:
        return jar_files.archive([(name, packed.read(name)) for name in packed.namelist()])


def _sources(module):
    """Sources and resources of a module, generated ones included, by their path in the jar."""
    found = {}
    for folder in (module / "src/main/java", module / "src/main/resources", *sorted(module.glob("target/generated-sources/*/"))):
        for path in folder.rglob("*"):
            if path.is_file():
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return sorted(found.items())


def _repository(prefix):
    """All files of the checkout that git knows, as a compressed archive."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", filename="", mtime=0) as compressed:
        with tarfile.open(fileobj=compressed, mode="w", format=tarfile.PAX_FORMAT) as archive:
            for name in sorted(_git("ls-files", "-z").decode().split("\0")):
                path = ROOT / name
                if not name or not (path.is_file() or path.is_symlink()):
                    continue
                entry = tarfile.TarInfo(f"{prefix}/{name}")
                if path.is_symlink():
                    entry.type, entry.linkname = tarfile.SYMTYPE, str(path.readlink())
                    archive.addfile(entry)
                    continue
                data = path.read_bytes()
                entry.size = len(data)
                entry.mode = 0o755 if path.stat().st_mode & 0o100 else 0o644
                archive.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


def _checksums(folder):
    files = sorted(path for path in folder.iterdir() if path.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (folder / "SHA256SUMS").write_text("".join(lines))
    return files


def main():
    """The command line."""
    parser = argparse.ArgumentParser(prog="workcell release", description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, help="folder of the release (default: dist/release-VERSION)")
    parser.add_argument("--allow-changes", action="store_true", help="build although the checkout has uncommitted changes")
    arguments = parser.parse_args()
    out = arguments.out or ROOT / "dist" / f"release-{build_workcell.version_of('version')}"
    try:
        files = build(out, arguments.allow_changes)
    except BuildError as failure:
        print(f"workcell: {failure}", file=sys.stderr)
        return 2
    print(f"{out}: {len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB, checksums in SHA256SUMS")
    return 0


if __name__ == "__main__":
    sys.exit(main())
