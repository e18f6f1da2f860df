"""Debian packages downloaded and unpacked, not installed: needs no root and changes nothing on the host.

apt-get runs with lists and caches of its own, and with sources derived from the system's, so that the
user's mirror, keys, proxy and credentials stay in force.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from errors import NotObtainable

SYSTEM_CONFIGURATION = Path("/etc/apt")
OS_RELEASE = Path("/etc/os-release")


@dataclass(frozen=True)
class Archive:
    """One configured package archive: deb822 fields as apt spells them."""

    uris: str
    suites: tuple
    components: tuple
    signed_by: str = ""

    def is_debian(self):
        """Told from third-party archives by a `debian...` folder or mirror list in the address."""
        return any(part.split(".")[0] in ("debian", "debian-security") for part in self.uris.split("/"))

    def as_source(self, suites=None):
        fields = {"Types": "deb", "URIs": self.uris, "Suites": " ".join(suites or self.suites),
                  "Components": " ".join(self.components), "Signed-By": self.signed_by,
                  "Targets": "Packages", "Languages": "none"}
        return "".join(f"{name}: {value}\n" for name, value in fields.items() if value) + "\n"


def debian_archives():
    """The Debian archives for this release that the system is set up with."""
    codename = _codename()
    found = [archive for archive in _configured_archives()
             if archive.is_debian() and "main" in archive.components
             and any(suite.split("-")[0].split("/")[0] in (codename, "stable", "oldstable")
                     for suite in archive.suites)]
    if not found:
        raise NotObtainable(f"{SYSTEM_CONFIGURATION} has no Debian archive of {codename} with component main")
    return found


def main_archive():
    """The archive that also carries Debian's other suites: the one with the release itself."""
    codename = _codename()
    for archive in debian_archives():
        if {codename, "stable", "oldstable"} & set(archive.suites):
            return archive
    raise NotObtainable(f"{SYSTEM_CONFIGURATION} has no Debian archive with suite {codename}")


class PrivateApt:
    """apt-get with state below `folder`; knows the packages of `sources` only."""

    def __init__(self, folder, sources):
        for tool in ("apt-get", "dpkg-deb"):
            if not shutil.which(tool):
                raise NotObtainable(f"{tool} is missing: Debian's packages need a Debian system")
        self._folder = Path(folder).absolute()
        self.packages = self._folder / "archives"
        for needed in ("lists/partial", "archives/partial"):
            (self._folder / needed).mkdir(parents=True, exist_ok=True)
        (self._folder / "private.sources").write_text("".join(sources))
        # Its status is not judged: hooks of the system may fail without root, and a list that did not
        # come shows when a package of it is asked for.
        self._update = self._run("update")

    def download(self, names):
        """Fetches packages, each a name or name=version, into `packages`."""
        self._demand(self._run("download", *names))

    def missing(self, names):
        """What installing `names` would add to the host, dependencies included, as name=version."""
        done = self._run("install", "--simulate", "--no-install-recommends", *names)
        self._demand(done)
        return [f"{name}={version}" for name, version in
                re.findall(r"^Inst (\S+) (?:\[\S+\] )?\((\S+) ", done.stdout, re.MULTILINE)]

    def unpack_all(self, folder):
        """Unpacks what was downloaded below `folder` and returns that."""
        for package in sorted(self.packages.glob("*.deb")):
            subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
        return folder

    def _run(self, *arguments):
        settings = {
            "Dir::Etc::sourcelist": self._folder / "private.sources",
            "Dir::Etc::sourceparts": "/dev/null",
            "Dir::State::lists": self._folder / "lists",
            "Dir::Cache": self._folder,
            "APT::Sandbox::User": "root",
            "Debug::NoLocking": "true",
            "Acquire::Retries": "2",
            "Acquire::http::Timeout": "30",
            "Acquire::https::Timeout": "30",
        }
        options = [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]
        return subprocess.run(["apt-get", "-q", *options, *arguments], cwd=self.packages, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              env={**os.environ, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"})

    def _demand(self, done):
        if done.returncode == 0:
            return
        # An archive that could not be reached shows in the update; then every package is unknown.
        complaints = (re.findall(r"^W: Failed to fetch (.*)", self._update.stdout, re.MULTILINE)
                      or re.findall(r"^E: (.*)", done.stdout, re.MULTILINE) or [done.stdout.strip()[-300:]])
        raise NotObtainable(f"apt-get: {complaints[0]}")


def _codename():
    try:
        found = re.search(r'^VERSION_CODENAME="?([a-z]+)', OS_RELEASE.read_text(), re.MULTILINE)
    except OSError:
        found = None
    if not found:
        raise NotObtainable(f"{OS_RELEASE} names no Debian release (VERSION_CODENAME)")
    return found.group(1)


def _configured_archives():
    for path in [SYSTEM_CONFIGURATION / "sources.list", *_parts("list")]:
        yield from _one_line_archives(_read(path))
    for path in _parts("sources"):
        yield from _deb822_archives(_read(path))


def _parts(kind):
    return sorted((SYSTEM_CONFIGURATION / "sources.list.d").glob(f"*.{kind}"))


def _read(path):
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""


def _one_line_archives(text):
    """`deb [option=value ...] uri suite component...`"""
    pattern = r"^\s*deb\s+(?:\[(?P<options>[^\]]*)\]\s*)?(?P<uri>\S+)\s+(?P<suite>\S+)(?P<components>[^#\n]*)"
    for line in re.finditer(pattern, text, re.MULTILINE):
        signed_by = re.search(r"signed-by=(\S+)", line["options"] or "")
        yield Archive(line["uri"], (line["suite"],), tuple(line["components"].split()),
                      signed_by.group(1).replace(",", " ") if signed_by else "")


def _deb822_archives(text):
    without_comments = re.sub(r"^#.*\n?", "", text, flags=re.MULTILINE)
    for stanza in re.split(r"\n\s*\n", without_comments):
        # A field goes on over the lines that start with a blank, such as a key in Signed-By.
        fields = {name.lower(): value.rstrip() for name, value in
                  re.findall(r"^(\S+?):[ \t]*(.*(?:\n[ \t].*)*)", stanza, re.MULTILINE)}
        if "deb" in fields.get("types", "").split() and fields.get("enabled", "yes").lower() != "no":
            yield Archive(fields.get("uris", ""), tuple(fields.get("suites", "").split()),
                          tuple(fields.get("components", "").split()), fields.get("signed-by", ""))
