"""Workcell: robot-manipulation environments on MuJoCo for Python trainers.

    import workcell
    envs = workcell.make_vec("metaworld/MT10", num_envs=64, seed=0)   # a gymnasium.vector.VectorEnv
    observations, infos = envs.reset()
    observations, rewards, terminated, truncated, infos = envs.step(envs.action_space.sample())
    workcell.evaluate(policy, "metaworld/MT10", episodes=50, out="run")   # the run folder of ``bench``

Needs NumPy alone. Gymnasium's classes are used where it is installed; it loads with the first
environment, not with this package. ``docs/python.md`` is the guide.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, List

from . import errors
from ._server import Server
from .errors import WorkcellError

if TYPE_CHECKING:
    from . import actuators, delta, groups, lamp
    from .env import Env, make
    from .evaluation import EvaluationError, Report, evaluate, expert
    from .registry import list_benchmarks, list_suites, list_tasks, register_gymnasium, spec
    from .vector import ChunkResult, VectorEnv, make_vec

__all__ = [
    "ChunkResult",
    "Env",
    "EvaluationError",
    "Report",
    "Server",
    "VectorEnv",
    "WorkcellError",
    "actuators",
    "delta",
    "errors",
    "evaluate",
    "expert",
    "groups",
    "lamp",
    "list_benchmarks",
    "list_suites",
    "list_tasks",
    "make",
    "make_vec",
    "register_gymnasium",
    "spec",
]

_HOMES = {
    "ChunkResult": "vector",
    "VectorEnv": "vector",
    "make_vec": "vector",
    "Env": "env",
    "make": "env",
    "EvaluationError": "evaluation",
    "Report": "evaluation",
    "evaluate": "evaluation",
    "expert": "evaluation",
    "list_benchmarks": "registry",
    "list_suites": "registry",
    "list_tasks": "registry",
    "register_gymnasium": "registry",
    "spec": "registry",
}

# Loaded when first used: they need NumPy, one of them PyTorch.
_MODULES = ("actuators", "delta", "groups", "lamp", "libero", "torch")


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return importlib.import_module("." + name, __name__)
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError("module 'workcell' has no attribute '%s'" % name)
    value = getattr(importlib.import_module("." + home, __name__), name)
    globals()[name] = value
    return value


def __dir__() -> List[str]:
    return sorted({*globals(), *_HOMES, *_MODULES})
