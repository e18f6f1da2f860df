#!/usr/bin/env python3
"""Finds MuJoCo for the build and prints a folder in MUJOCO_HOME layout, or links to it.

The folder has include/mujoco/*.h, lib/libmujoco.so and engine.properties (version, source and the
library's sha256). It lies in the cache (WORKCELL_CACHE, else workcell in the user's cache folder)
and is complete and checked, or is not there. The first source that works is taken: MUJOCO_HOME,
the official wheel, the official release archive, Debian's packages.

Exit status: 0 done, 2 bad configuration, 3 not obtainable here and now.
"""

import argparse
import os
import sys

import cache
from errors import ConfigurationError, NotObtainable, ProvisionError
from sources import SOURCES


def main(arguments=None):
    options = _parse(arguments)
    try:
        folder = _obtain(options.source or os.environ.get("WORKCELL_MUJOCO_SOURCE"))
        if options.link:
            cache.point_link(options.link, folder)
    except KeyboardInterrupt:
        cache.say("interrupted; nothing half-made is kept")
        return 130
    except ProvisionError as failure:
        cache.say(f"provision_mujoco: {failure}")
        return failure.exit_status
    except OSError as failure:
        cache.say(f"provision_mujoco: {failure}; expected a writable cache folder with 100 MB free at "
                  f"{cache.cache_root()}: make room or set WORKCELL_CACHE")
        return ConfigurationError.exit_status
    if not options.link:
        print(folder)
    return 0


def _parse(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", help="take only this one of: " + ", ".join(SOURCES)
                        + " (default: WORKCELL_MUJOCO_SOURCE, else the first that works)")
    parser.add_argument("--link", metavar="PATH", help="print nothing, and make PATH a symbolic link to the folder")
    return parser.parse_args(arguments)


def _obtain(forced):
    if forced:
        if forced not in SOURCES:
            raise ConfigurationError(f"unknown MuJoCo source '{forced}', expected one of: "
                                     + ", ".join(SOURCES) + " (from --source or WORKCELL_MUJOCO_SOURCE)")
        return SOURCES[forced]()
    if os.environ.get("MUJOCO_HOME"):
        return SOURCES["home"]()
    return _first_that_works([name for name in SOURCES if name != "home"])


def _first_that_works(names):
    refusals = []
    for name in names:
        try:
            folder = SOURCES[name]()
        except NotObtainable as refusal:
            refusals.append(f"  {name}: {refusal}")
            continue
        if refusals:
            cache.say("\n".join(["these sources of MuJoCo failed:", *refusals,
                                 f"using {folder.name} instead: results may differ from the default engine's"]))
        return folder
    raise NotObtainable("\n".join(["no source has MuJoCo:", *refusals,
                                   "  connect to the network, or set MUJOCO_HOME to MuJoCo 3.5 to 3.14"]))


if __name__ == "__main__":
    sys.exit(main())
