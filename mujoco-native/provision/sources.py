"""The four places MuJoCo can come from. Each returns a complete folder in MUJOCO_HOME layout."""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import cache
import debian
import download
import engine
from elf_compat import ElfLibrary
from errors import ConfigurationError, NotObtainable

WHEEL_VERSION = "3.14.0"
WHEEL_SHA256 = "922983dfdf88d29f4eb0f451a1d18867156d9fc97e3df6e63b9933cc0eba4d38"
# The wheel of one Python and platform whatever runs here: its library and headers suit them all.
WHEEL_CHOICE = ["--python-version", "3.11", "--implementation", "cp", "--abi", "cp311",
                "--platform", "manylinux_2_28_x86_64", "--platform", "manylinux_2_27_x86_64"]

ARCHIVE_BASE_URL = "https://github.com/google-deepmind/mujoco/releases/download"
ARCHIVE_VERSION = "3.5.0"
# None: the release exists, but nobody has pinned its checksum yet.
ARCHIVE_SHA256 = {
    "3.5.0": "df110ae7b9b0d2e991e0594da4136e9077a625e237f84e7c338410d5199193c7",
    "3.14.0": None,
}


def obtain_home():
    """The user's own installation, linked rather than copied."""
    value = os.environ.get("MUJOCO_HOME")
    if not value:
        raise ConfigurationError("the source 'home' needs MUJOCO_HOME: set it to a folder with "
                                 "include/mujoco/mujoco.h and lib/libmujoco.so")
    home = Path(value).expanduser().resolve()
    try:
        return _link_home(home)
    except NotObtainable as refusal:
        raise ConfigurationError(f"MUJOCO_HOME={value} cannot be used: {refusal}; "
                                 "correct it or unset it") from None


def obtain_wheel():
    """The official Python wheel, fetched by pip from whatever index the user's pip is set to."""
    _require_prebuilt_platform()
    return cache.obtain(_engines(), f"wheel-{WHEEL_VERSION}", _fill_from_wheel)


def obtain_archive():
    """The official release archive."""
    _require_prebuilt_platform()
    version = os.environ.get("WORKCELL_MUJOCO_ARCHIVE_VERSION") or ARCHIVE_VERSION
    expected = ARCHIVE_SHA256.get(version)
    if not expected:
        pinned = ", ".join(known for known, digest in ARCHIVE_SHA256.items() if digest)
        raise NotObtainable(f"no SHA-256 is pinned for the release archive of MuJoCo {version}, so it "
                            f"cannot be trusted; versions with one: {pinned}")
    return cache.obtain(_engines(), f"archive-{version}",
                        lambda folder: _fill_from_archive(folder, version, expected))


def obtain_debian():
    """Debian's packages, downloaded and unpacked but not installed."""
    _require_prebuilt_platform()
    return cache.obtain(_engines(), f"debian-{debian.VERSION}", _fill_from_debian)


# In the order in which they are tried.
SOURCES = {"home": obtain_home, "wheel": obtain_wheel, "archive": obtain_archive, "debian": obtain_debian}


def _engines():
    return cache.cache_root() / "mujoco"


def _require_prebuilt_platform():
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        raise NotObtainable(f"prebuilt for Linux x86_64 only, this is {platform.system()} "
                            f"{platform.machine()}; set MUJOCO_HOME to an own build of MuJoCo 3.5 to 3.14")


def _link_home(home):
    headers = home / "include" / "mujoco"
    version = engine.header_version(headers)
    engine.require_usable(version, home)
    library = _home_library(home / "lib", engine.version_text(version))
    identity = hashlib.sha256(f"{library}\n{cache.sha256_of(library)}".encode()).hexdigest()[:12]

    def fill(folder):
        engine.place(engine.Installation(headers, library, engine.notices_in(home)), folder, "home",
                     copy=lambda target, link: link.symlink_to(target))
        # Libraries that the engine needs and the home brings along.
        for name in ElfLibrary(library).needed():
            if (library.parent / name).exists():
                (folder / "lib" / name).symlink_to(library.parent / name)

    return cache.obtain(_engines(), f"home-{engine.version_text(version)}-{identity}", fill)


def _home_library(libraries, version):
    for name in ("libmujoco.so", f"libmujoco.so.{version}"):
        if (libraries / name).is_file():
            return (libraries / name).resolve()
    raise NotObtainable(f"{libraries} has neither libmujoco.so nor libmujoco.so.{version}")


def _fill_from_wheel(folder):
    cache.say(f"downloading MuJoCo {WHEEL_VERSION} with pip (28 MB)")
    licenses = f"mujoco-{WHEEL_VERSION}.dist-info/licenses"
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=cache.UNFINISHED) as scratch:
        wheel = _download_wheel(Path(scratch))
        download.require_sha256(wheel, WHEEL_SHA256)
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(scratch, [name for name in packed.namelist() if name.startswith(
                ("mujoco/include/mujoco/", "mujoco/libmujoco.so", f"{licenses}/"))])
        unpacked = Path(scratch) / "mujoco"
        engine.place(engine.Installation(unpacked / "include" / "mujoco", unpacked / f"libmujoco.so.{WHEEL_VERSION}",
                                         engine.notices_in(Path(scratch) / licenses)), folder, "wheel")


def _download_wheel(folder):
    # Few retries: an unreachable index must not hold up the sources that come after.
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "--retries", "1",
               "download", "--quiet", "--no-deps", "--only-binary=:all:", *WHEEL_CHOICE,
               "--dest", str(folder), f"mujoco=={WHEEL_VERSION}"]
    pip = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, text=True, errors="replace")
    wheels = list(folder.glob("*.whl"))
    if pip.returncode == 0 and len(wheels) == 1:
        return wheels[0]
    if "No module named pip" in pip.stdout:
        raise NotObtainable("this Python has no pip: install python3-pip")
    complaints = [line for line in pip.stdout.splitlines() if line.startswith("ERROR")]
    reason = complaints[-1] if complaints else pip.stdout.strip()[-300:]
    raise NotObtainable(f"pip could not download mujoco=={WHEEL_VERSION}: {reason}")


def _fill_from_archive(folder, version, expected):
    name = f"mujoco-{version}-linux-x86_64.tar.gz"
    archive = download.fetch(f"{_archive_base_url()}/{version}/{name}", _engines() / "downloads" / name, expected)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=cache.UNFINISHED) as scratch:
        top = f"mujoco-{version}"
        with tarfile.open(archive) as packed:
            packed.extractall(scratch, [member for member in packed if member.name.startswith(
                (f"{top}/include/mujoco/", f"{top}/lib/libmujoco.so")) or member.name.count("/") == 1])
        unpacked = Path(scratch) / top
        engine.place(engine.Installation(unpacked / "include" / "mujoco", unpacked / "lib" / f"libmujoco.so.{version}",
                                         engine.notices_in(unpacked)), folder, "archive")
    archive.unlink()


def _archive_base_url():
    base = os.environ.get("WORKCELL_MUJOCO_ARCHIVE_URL") or ARCHIVE_BASE_URL
    if not base.startswith(("http://", "https://")):
        raise ConfigurationError(f"WORKCELL_MUJOCO_ARCHIVE_URL={base} is no address: "
                                 "expected http://... or https://...")
    return base.rstrip("/")


def _fill_from_debian(folder):
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=cache.UNFINISHED) as scratch:
        unpacked = debian.unpack_mujoco(Path(scratch))
        libraries = unpacked / "usr" / "lib" / "x86_64-linux-gnu"
        library = libraries / f"libmujoco.so.{debian.VERSION}"
        needed = [libraries / name for name in ElfLibrary(library).needed() if (libraries / name).exists()]
        for adapted in (library, *needed):
            ElfLibrary(adapted).weaken_version_needs()
        notices = engine.notices_in(next((unpacked / "usr" / "share" / "doc").glob("libmujoco[0-9]*"), unpacked))
        engine.place(engine.Installation(unpacked / "usr" / "include" / "mujoco", library, notices), folder, "debian")
        for extra in needed:
            shutil.copy2(extra, folder / "lib" / extra.name)
