"""MuJoCo 3.5.0 as Debian packages it, with the libraries it needs beyond a plain Debian 12."""

import apt
import cache
import download

# MuJoCo 3.5 is in experimental only. The small libraries are taken from the stable release, whose
# package versions stay; those of testing change and ask for a newer C library.
SUITES = ("trixie", "experimental")
VERSION = "3.5.0"
PACKAGES = {
    "libmujoco3.5.0=3.5.0-2": "976fb694b7940b86a9e429c7c23a8ff23eb3836af556afd98453d5cdce67cf7d",
    "libmujoco-dev=3.5.0-2": "315aa41145d83fb59a8224dc42ed50c8bd856505d391f90e612578a4c0e7337f",
    "libtinyxml2-11=11.0.0+dfsg-1+b1": "6b61fb15444bcd6b516163f661d6af85eb98f4e89b880060889e9ec8e4e3ad64",
    "liblodepng0.1=0.0~git20250402.c45ed79-2": "2c43674a490abe9b1454c353f3f1adbed82ed5fa19823147eccf158862f49753",
    "libqhull-r8.0=2020.2-6+b2": "3e79f13dcbcd87c8cdfae1e1302f9acb237b00f341103d38e475ac059f296121",
    "libccd2=2.1-2+b2": "b322d2666c08b3452ffd89ccae4c09ec7ba71c8c49e0e9600c8d26b667b46c3e",
}


def unpack_mujoco(folder):
    """Downloads the pinned packages and unpacks them below `folder`; returns the unpacked root."""
    cache.say(f"downloading MuJoCo {VERSION} as Debian packages (12 MB with the package lists)")
    packages = apt.PrivateApt(folder / "apt", [apt.main_archive().as_source(SUITES)])
    packages.download(PACKAGES)
    for package, expected in PACKAGES.items():
        download.require_sha256(packages.packages / f"{package.replace('=', '_')}_amd64.deb", expected)
    return packages.unpack_all(folder / "unpacked")
