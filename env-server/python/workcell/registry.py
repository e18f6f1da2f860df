"""What a server offers: tasks, suites, benchmarks; and Gymnasium's registry."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional

from . import _gym, errors
from ._link import ask, connect

__all__ = ["list_tasks", "list_suites", "list_benchmarks", "spec", "register_gymnasium"]


def list_tasks(suite: Optional[str] = None, server: Optional[Any] = None) -> List[Dict[str, Any]]:
    """The tasks of a suite, or all: each ``id``, ``instruction``, ``horizon``, ``suite``,
    ``settings``.

    Args:
        suite: for example ``metaworld``.
        server: as ``make_vec`` takes it.

    Raises:
        NotFoundError: if there is no such suite.
    """
    answer = ask({"call": "list"}, server)
    if suite is not None and suite not in answer["suites"]:
        raise errors.NotFoundError(
            "there is no suite '%s'; use one of %s" % (suite, ", ".join(answer["suites"]))
        )
    return [task for task in answer["tasks"] if suite is None or task["suite"] == suite]


def list_suites(server: Optional[Any] = None) -> List[str]:
    """The names of all suites."""
    return list(ask({"call": "list"}, server)["suites"])


def list_benchmarks(server: Optional[Any] = None) -> List[Dict[str, Any]]:
    """All benchmarks: each ``id``, ``description``, and ``tasks``, the ids of its tasks."""
    return list(ask({"call": "list"}, server)["benchmarks"])


def spec(
    task: str, *, settings: Optional[Mapping[str, str]] = None, server: Optional[Any] = None
) -> Dict[str, Any]:
    """The spec of a task: ``action``, ``observations``, ``cameras``, ``horizon`` and more, as
    ``docs/protocol.md`` lists it.

    Raises:
        NotFoundError: if there is no such task.
    """
    connection = connect(server, timeout=600.0)
    try:
        body: Dict[str, Any] = {"call": "open", "what": [task], "num_envs": 1}
        if settings:
            body["settings"] = dict(settings)
        opened = connection.call(body)[0]
        return dict(opened["specs"][0])
    finally:
        connection.close()


def gymnasium_id(task: str) -> str:
    """The id of a task in Gymnasium's registry, whose ids have one slash:
    ``workcell/metaworld-reach-v3``."""
    return "workcell/" + task.replace("/", "-")


def register_gymnasium(server: Optional[Any] = None) -> List[str]:
    """Makes ``gymnasium.make("workcell/metaworld-reach-v3")`` and ``gymnasium.make_vec`` work.

    Asks a server for its tasks, so it starts one where there is none. May be called again.

    Returns:
        The ids.

    Raises:
        MissingPackageError: if Gymnasium is not installed.
    """
    if not _gym.HAS_GYMNASIUM:
        raise errors.MissingPackageError(
            "register_gymnasium needs Gymnasium: pip install 'gymnasium>=1.1'"
        )
    import gymnasium

    ids = []
    for task in list_tasks(server=server):
        name = gymnasium_id(task["id"])
        ids.append(name)
        if name in gymnasium.registry:
            continue
        gymnasium.register(
            id=name,
            entry_point="workcell.env:make",
            vector_entry_point="workcell.registry:make_registered_vec",
            # The server ends episodes at the horizon and checks their order.
            max_episode_steps=None,
            order_enforce=False,
            disable_env_checker=True,
            kwargs={"task": task["id"]},
        )
    return ids


def make_registered_vec(task: str, num_envs: int = 1, **options: Any) -> Any:
    """What ``gymnasium.make_vec`` calls."""
    from .vector import make_vec

    options.pop("render_mode", None)
    return make_vec(task, num_envs, **options)
