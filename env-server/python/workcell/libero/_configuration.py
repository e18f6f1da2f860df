"""What LIBERO's interface has no arguments for: which server, which assets, where files lie."""

from __future__ import annotations

import os
from typing import Any, Dict, Optional

__all__ = ["configure", "get_libero_path", "options"]

#: Below it lie the task files that benchmarks name; they are names of tasks, not files.
ROOT = "workcell-libero"

_options: Dict[str, Any] = {"server": None, "assets": None, "datasets": None}


def configure(
    server: Optional[Any] = None,
    assets: Optional[str] = None,
    datasets: Optional[Any] = None,
) -> None:
    """Sets what environments and benchmarks use that are made from now on.

    Args:
        server: as ``workcell.make_vec`` takes it.
        assets: ``None`` for Workcell's own, or a name that the server was started with.
        datasets: folder of a user's demonstrations, for ``get_libero_path("datasets")``.
    """
    _options.update(
        server=server,
        assets=assets,
        datasets=None if datasets is None else os.fspath(datasets),
    )


def options() -> Dict[str, Any]:
    """What is set now."""
    return dict(_options)


def get_libero_path(query_key: str) -> str:
    """A folder of LIBERO by its key.

    ``bddl_files`` and ``init_states`` give paths whose last two parts name a task, as
    ``OffScreenRenderEnv`` reads them. No file lies there.

    Raises:
        KeyError: for ``assets``, which servers are started with, for ``datasets`` where
            ``configure`` names none, and for other keys.
    """
    if query_key == "benchmark_root":
        return ROOT
    if query_key in ("bddl_files", "init_states"):
        return os.path.join(ROOT, query_key)
    if query_key == "datasets" and _options["datasets"] is not None:
        return str(_options["datasets"])
    advice = {
        "datasets": "name the folder: workcell.libero.install(datasets=...)",
        "assets": "start the server with --assets and name them: install(assets=...)",
    }
    raise KeyError(
        "there is no LIBERO path '%s'; %s"
        % (query_key, advice.get(query_key, "keys are bddl_files, init_states, datasets"))
    )
