"""The tasks of the suite as a server describes them."""

from __future__ import annotations

import os
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

import numpy as np

from .._link import connect
from ..errors import NotFoundError
from . import _configuration

__all__ = ["SUITES", "TaskFacts", "Catalogue", "catalogue"]

#: Suites by the names that LIBERO gives them.
SUITES = {
    "libero_spatial": "spatial",
    "libero_object": "object",
    "libero_goal": "goal",
    "libero_90": "90",
    "libero_10": "10",
}

_POSE = 7


class TaskFacts(NamedTuple):
    """One task.

    Attributes:
        id: Workcell's name of it.
        suite: for example ``libero_goal``.
        index: position in its suite, in task order 0.
        name: of the task file, without ending.
        language: the task in words, from the name.
        bddl_language: the words of the task file.
        problem: upstream's name of arena and robot.
        objects: movable objects, in the order of the state.
        fixtures: what is placed and never moves.
        fixture_joints: joints of fixtures, in the order of the state.
        objects_of_interest: objects that the task file names as such.
        state_width: D, length of a stored state: time, qpos, qvel.
        position_count: length of qpos.
        init: atoms of the initial state, each predicate and arguments.
        goal: atoms of the goal.
        goal_columns: info columns with their truth.
        max_steps: steps of an episode by convention (``openvla``, ``libero``, ...).
    """

    id: str
    suite: str
    index: int
    name: str
    language: str
    bddl_language: str
    problem: str
    objects: Tuple[str, ...]
    fixtures: Tuple[str, ...]
    fixture_joints: Tuple[str, ...]
    objects_of_interest: Tuple[str, ...]
    state_width: int
    position_count: int
    init: Tuple[Tuple[str, ...], ...]
    goal: Tuple[Tuple[str, ...], ...]
    goal_columns: Tuple[str, ...]
    max_steps: Mapping[str, int]

    @property
    def context_width(self) -> int:
        """Length of an extended state: D, and x, y, z, w, x, y, z of each fixture."""
        return self.state_width + _POSE * len(self.fixtures)

    @property
    def state_layout(self) -> List[Tuple[str, int, int]]:
        """Parts of a stored state: name, first element, number of elements."""
        parts = [("time", 1), ("robot0_joints", 7), ("gripper0_joints", 2)]
        parts += [(each, _POSE) for each in self.objects]
        parts += [(each, 1) for each in self.fixture_joints]
        parts += [("robot0_joints_vel", 7), ("gripper0_joints_vel", 2)]
        parts += [(each + "_vel", 6) for each in self.objects]
        parts += [(each + "_vel", 1) for each in self.fixture_joints]
        layout, first = [], 0
        for name, size in parts:
            layout.append((name, first, size))
            first += size
        return layout


class Catalogue:
    """What one server knows of the suite; asked once."""

    def __init__(self, server: Optional[Any]) -> None:
        self._server = server
        connection = connect(server, timeout=600.0)
        try:
            answer = connection.call({"call": "facts", "tasks": ["libero"]})[0]
            benchmarks = connection.call({"call": "list"})[0]["benchmarks"]
        finally:
            connection.close()
        self._tasks = {each["id"]: _facts(each["id"], each["facts"]) for each in answer["tasks"]}
        self._benchmarks: Dict[str, List[str]] = {each["id"]: each["tasks"] for each in benchmarks}
        self._contexts: Dict[str, np.ndarray] = {}

    def task(self, task: str) -> TaskFacts:
        """A task by its id."""
        found = self._tasks.get(task)
        if found is None:
            raise NotFoundError("there is no LIBERO task '%s'" % task)
        return found

    def of_file(self, path: Any) -> TaskFacts:
        """The task that the last two parts of a path name: its suite and its task file.

        Raises:
            NotFoundError: if there is none. Task files of a user run in Java only:
                ``workcell bench path/to/task.bddl``.
        """
        parts = os.fspath(path).replace("\\", "/").split("/")
        name = parts[-1][: -len(".bddl")] if parts[-1].endswith(".bddl") else parts[-1]
        suite = SUITES.get(parts[-2].lower()) if len(parts) > 1 else None
        named = [
            each
            for each in self._tasks.values()
            if each.name == name and suite in (None, SUITES[each.suite])
        ]
        if len(named) != 1:
            raise NotFoundError(
                "'%s' names %s of LIBERO; a path ends with suite and task file, such as"
                " libero_goal/open_the_middle_drawer_of_the_cabinet.bddl, and a task file of your"
                " own runs by `workcell bench`" % (path, "several tasks" if named else "no task")
            )
        return named[0]

    def suite(self, name: str, order: int = 0) -> List[TaskFacts]:
        """Tasks of a benchmark in one of its task orders: ``spatial``, ``90``, ``130``, ..."""
        key = "libero/%s" % name + ("/order-%d" % order if order else "")
        if key not in self._benchmarks:
            raise NotFoundError("there is no task order %d of LIBERO's suite '%s'" % (order, name))
        return [self._tasks[each] for each in self._benchmarks[key]]

    def contexts(self, task: TaskFacts) -> np.ndarray:
        """The stored states with the fixtures, float64 ``[row][context_width]``; not to change."""
        if task.id not in self._contexts:
            connection = connect(self._server, timeout=600.0)
            try:
                rows = connection.call(
                    {
                        "call": "contexts",
                        "benchmark": "libero/" + SUITES[task.suite],
                        "task": task.id,
                    }
                )[1]["contexts"].copy()
            finally:
                connection.close()
            rows.flags.writeable = False
            self._contexts[task.id] = rows
        return self._contexts[task.id]


def _facts(task: str, facts: Mapping[str, Any]) -> TaskFacts:
    names = {short: name for name, short in SUITES.items()}
    return TaskFacts(
        id=task,
        suite=names[facts["suite"]],
        index=facts["index"],
        name=facts["name"],
        language=facts["language"],
        bddl_language=facts["bddl_language"],
        problem=facts["problem"],
        objects=tuple(facts["objects"]),
        fixtures=tuple(facts["fixtures"]),
        fixture_joints=tuple(facts["fixture_joints"]),
        objects_of_interest=tuple(facts["objects_of_interest"]),
        state_width=facts["state_width"],
        position_count=facts["position_count"],
        init=_atoms(facts["init"]),
        goal=_atoms(facts["goal"]),
        goal_columns=tuple(facts["goal_columns"]),
        max_steps=dict(facts["maximal_steps"]),
    )


def _atoms(atoms: Sequence[Sequence[str]]) -> Tuple[Tuple[str, ...], ...]:
    return tuple(tuple(each) for each in atoms)


_catalogues: Dict[Any, Catalogue] = {}


def catalogue(server: Optional[Any] = None) -> Catalogue:
    """The catalogue of a server; of the one that ``configure`` names where it is ``None``."""
    chosen = _configuration.options()["server"] if server is None else server
    if chosen not in _catalogues:
        _catalogues[chosen] = Catalogue(chosen)
    return _catalogues[chosen]
