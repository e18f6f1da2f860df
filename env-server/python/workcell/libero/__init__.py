"""LIBERO's interface over Workcell's own suite, and the same in batches.

    import workcell.libero
    workcell.libero.install()
    from libero.libero import benchmark                     # works unchanged
    from libero.libero.envs import OffScreenRenderEnv, SubprocVectorEnv

Two interfaces with different rules; ``docs/libero-python.md`` has both:

* ``OffScreenRenderEnv`` and the vectors repeat upstream's behaviour (profile ``compat``);
* ``Provider`` is strict: a reset decides everything, whatever came before it.

Needs NumPy alone. Nothing of LIBERO or robosuite is installed or read.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, List

from ._configuration import configure, get_libero_path
from ._install import install

if TYPE_CHECKING:
    from . import benchmark
    from .envs import GymnasiumEnv, OffScreenRenderEnv
    from .provider import Batch, Contexts, Outcome, Provider, Rollouts
    from .venv import DummyVectorEnv, SubprocVectorEnv

__all__ = [
    "Batch",
    "Contexts",
    "DummyVectorEnv",
    "GymnasiumEnv",
    "OffScreenRenderEnv",
    "Outcome",
    "Provider",
    "Rollouts",
    "SubprocVectorEnv",
    "benchmark",
    "configure",
    "get_libero_path",
    "install",
]

_HOMES = {
    "Batch": "provider",
    "Contexts": "provider",
    "Outcome": "provider",
    "Provider": "provider",
    "Rollouts": "provider",
    "GymnasiumEnv": "envs",
    "OffScreenRenderEnv": "envs",
    "DummyVectorEnv": "venv",
    "SubprocVectorEnv": "venv",
}


def __getattr__(name: str) -> Any:
    if name == "benchmark":
        return importlib.import_module(".benchmark", __name__)
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError("module 'workcell.libero' has no attribute '%s'" % name)
    value = getattr(importlib.import_module("." + home, __name__), name)
    globals()[name] = value
    return value


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__})
