#!/usr/bin/env python3
"""Puts headless OpenGL into the cache and prints the folder: `provision_opengl.py [egl|osmesa]`.

For hosts without libEGL or libOSMesa and without root. The packages that the host lacks are downloaded
through the system's own apt configuration and unpacked. The folder of EGL, which comes with Mesa's
software renderer, has lib/ (for LD_LIBRARY_PATH), dri/ (for LIBGL_DRIVERS_PATH) and egl_vendor.d/ (for
__EGL_VENDOR_LIBRARY_DIRS), and `opengl/current` in the cache is a link to it. That of OSMesa has lib/,
and its link is `opengl/osmesa`.

Exit status: 0 done, 2 bad configuration, 3 not obtainable here and now.
"""

import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

import apt
import cache
from errors import ConfigurationError, NotObtainable, ProvisionError

PACKAGES = {"egl": ["libegl1", "libegl-mesa0", "libgl1-mesa-dri"], "osmesa": ["libosmesa6"]}
LINKS = {"egl": "current", "osmesa": "osmesa"}
LIBRARY_FOLDERS = ["usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu"]


def main():
    try:
        print(obtain(_library(sys.argv[1:])))
    except KeyboardInterrupt:
        cache.say("interrupted; nothing half-made is kept")
        return 130
    except ProvisionError as failure:
        cache.say(f"provision_opengl: {failure}")
        return failure.exit_status
    except OSError as failure:
        cache.say(f"provision_opengl: {failure}; expected a writable cache folder with 500 MB free at "
                  f"{cache.cache_root()}: make room or set WORKCELL_CACHE")
        return ConfigurationError.exit_status
    return 0


def _library(arguments):
    library = arguments[0] if arguments else "egl"
    if len(arguments) > 1 or library not in PACKAGES:
        raise ConfigurationError(f"arguments {arguments}, expected one of {', '.join(PACKAGES)} or none")
    return library


def obtain(library="egl"):
    """The folder of a library in the cache, found or made."""
    section = cache.cache_root() / "opengl"
    current = section / LINKS[library]
    if cache.is_intact(current):
        return current.resolve()
    cache.say("downloading headless OpenGL as Debian packages (60 MB with the package lists)")
    with tempfile.TemporaryDirectory() as scratch:
        packages = apt.PrivateApt(scratch, [archive.as_source() for archive in apt.debian_archives()])
        missing = _missing(packages, library)
        # One folder per set of package versions: another release or mirror state gets another.
        name = "mesa-" + hashlib.sha256("\n".join(sorted(missing)).encode()).hexdigest()[:12]
        folder = cache.obtain(section, name, lambda unfinished: _fill(unfinished, packages, missing))
    cache.point_link(current, name)
    return folder


def _missing(packages, library):
    missing = packages.missing(PACKAGES[library])
    if not missing:
        raise NotObtainable(f"this host has {' '.join(PACKAGES[library])} installed already")
    if any(package.startswith("libc6=") for package in missing):
        raise NotObtainable("the packages ask for a newer C library than this host has: update the host")
    return missing


def _fill(folder, packages, names):
    packages.download(names)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=cache.UNFINISHED) as scratch:
        unpacked = packages.unpack_all(Path(scratch))
        (folder / "lib").mkdir()
        for libraries in LIBRARY_FOLDERS:
            for library in sorted((unpacked / libraries).glob("*.so*")):
                shutil.move(library, folder / "lib" / library.name)
        _move_if_there(unpacked / "usr/lib/x86_64-linux-gnu/dri", folder / "dri")
        _move_if_there(unpacked / "usr/share/glvnd/egl_vendor.d", folder / "egl_vendor.d")


def _move_if_there(source, target):
    """A host may have part of the packages installed; the launcher then names the host's folder too."""
    if source.exists():
        shutil.move(source, target)


if __name__ == "__main__":
    sys.exit(main())
