"""Registers the interface under the names that upstream's packages have."""

from __future__ import annotations

import sys
import types
from typing import Any, Optional

from . import _configuration

__all__ = ["install"]

_MARK = "__workcell__"


def install(
    server: Optional[Any] = None,
    assets: Optional[str] = None,
    datasets: Optional[Any] = None,
) -> None:
    """Makes ``import libero`` mean this package, in this process. May be called again.

    Args:
        server: as ``workcell.make_vec`` takes it.
        assets: ``None`` for Workcell's own, or a name that the server was started with.
        datasets: folder of a user's demonstrations, for ``get_libero_path("datasets")``.

    Raises:
        RuntimeError: if the real package ``libero`` has been imported in this process.
    """
    present = sys.modules.get("libero")
    if present is not None and not hasattr(present, _MARK):
        raise RuntimeError(
            "package libero has been imported from %s; call workcell.libero.install() before any"
            " import of libero" % (getattr(present, "__file__", None) or "another place")
        )
    _configuration.configure(server, assets, datasets)
    if present is not None:
        return
    from . import benchmark, envs, venv

    vectors = {
        "BaseVectorEnv": venv.BaseVectorEnv,
        "DummyVectorEnv": venv.DummyVectorEnv,
        "SubprocVectorEnv": venv.SubprocVectorEnv,
    }
    single = {"OffScreenRenderEnv": envs.OffScreenRenderEnv}
    inner = _module(
        "libero.libero",
        get_libero_path=_configuration.get_libero_path,
        benchmark=_module(
            "libero.libero.benchmark",
            **{name: getattr(benchmark, name) for name in benchmark.__all__},
        ),
        envs=_module(
            "libero.libero.envs",
            env_wrapper=_module("libero.libero.envs.env_wrapper", **single),
            venv=_module("libero.libero.envs.venv", **vectors),
            **single,
            **vectors,
        ),
    )
    setattr(_module("libero", libero=inner), _MARK, True)


def _module(name: str, **content: Any) -> types.ModuleType:
    module = types.ModuleType(name, "%s over Workcell; see workcell.libero." % name)
    # An empty path makes it a package, so that modules that it lacks are reported as missing.
    module.__path__ = []  # type: ignore[attr-defined]
    module.__dict__.update(content)
    sys.modules[name] = module
    return module
