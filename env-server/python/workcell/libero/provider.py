"""What trainers of vision-language-action policies ask of LIBERO, in batches and strict."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

import numpy as np

from .. import errors, groups
from ..vector import make_vec
from . import _configuration, _demonstrations
from ._batch import Batch, Outcome
from ._catalogue import SUITES, TaskFacts, catalogue
from ._rollouts import Rollouts
from ._rows import most_steps

__all__ = ["Batch", "Contexts", "Outcome", "Provider", "Rollouts", "context_key"]

_CAMERAS = ("agentview", "robot0_eye_in_hand")
_NO_QUATERNION = 1e-3


class Contexts(NamedTuple):
    """Initial states of a task.

    Attributes:
        task: its id.
        rows: time, qpos, qvel: float64 ``[row][D]``.
        extended: the same with the pose of each fixture, ``[row][D + 7 fixtures]``.
        keys: a stable name of each row, see ``context_key``.
    """

    task: str
    rows: np.ndarray
    extended: np.ndarray
    keys: List[str]


def context_key(row: Any) -> str:
    """Stable name of an initial state, the same for a row that was rounded to single precision."""
    return groups.context_key(np.asarray(row, np.float32))


class Provider:
    """The suite as trainers use it: tasks, initial states, batches of environments.

    Profile ``strict``: an episode is decided by task, context and seed, whatever its row did
    before, and what is observed belongs to the end of the action.

    Args:
        server: as ``workcell.make_vec`` takes it; what ``configure`` names where it is ``None``.
        assets: ``None`` for Workcell's own, or a name that the server was started with.
    """

    def __init__(self, server: Optional[Any] = None, assets: Optional[str] = None) -> None:
        configured = _configuration.options()
        self._server = configured["server"] if server is None else server
        self._assets = configured["assets"] if assets is None else assets
        self._catalogue = catalogue(self._server)

    def suites(self) -> List[str]:
        """Names of the five suites."""
        return list(SUITES)

    def tasks(self, suite: str, order: int = 0) -> List[TaskFacts]:
        """The tasks of a suite in one of its task orders.

        Args:
            suite: such as ``libero_goal``, or ``libero_100``, ``libero_130``.
            order: 0 to 20 for suites of ten tasks.
        """
        name = suite.lower()
        if name not in _NAMES:
            raise errors.NotFoundError(
                "there is no suite '%s'; use one of %s" % (suite, ", ".join(_NAMES))
            )
        return self._catalogue.suite(name[len("libero_") :], order)

    def task(self, task: Union[str, TaskFacts]) -> TaskFacts:
        """A task by its id, or by a path as LIBERO names it."""
        if isinstance(task, TaskFacts):
            return task
        if task.endswith(".bddl"):
            return self._catalogue.of_file(task)
        return self._catalogue.task(task)

    def contexts(
        self, task: Union[str, TaskFacts], split: str = "test", file: Optional[Any] = None
    ) -> Contexts:
        """Initial states of a task.

        Args:
            task: which one.
            split: ``test``, the 50 that LIBERO stores; or ``demo``, the first states of a user's
                demonstrations, with the fixtures where their scene has them.
            file: for ``demo``, their HDF5 file, or a folder in which it lies as upstream names it,
                ``libero_goal/NAME_demo.hdf5`` or ``NAME_demo.hdf5``; the folder that ``configure``
                or ``install`` names as ``datasets`` where absent. Reading it needs h5py.

        Raises:
            NotFoundError: if there is no such file.
            InvalidArgumentError: if its states are none of this task.
        """
        facts = self.task(task)
        if split == "test":
            rows = self._catalogue.contexts(facts)[:, : facts.state_width].copy()
            extended = [self._extended(facts, row) for row in rows]
        elif split == "demo":
            starts = _demonstrations.first_states(facts, _demonstrations.find(facts, file))
            rows = np.stack([row for row, _ in starts])
            extended = [
                self._extended(facts, row if poses is None else np.concatenate([row, poses]))
                for row, poses in starts
            ]
        else:
            raise errors.InvalidArgumentError("split is test or demo, not %r" % (split,))
        return Contexts(facts.id, rows, np.stack(extended), [context_key(row) for row in rows])

    def _extended(self, facts: TaskFacts, row: Any) -> np.ndarray:
        """A context as the server takes it. States without fixtures have them where LIBERO's
        stored states have them: after ``seed(0)`` and a first reset.

        Raises:
            InvalidArgumentError: if it is no state of the task.
        """
        numbers = np.asarray(row, np.float64).reshape(-1)
        if numbers.size not in (facts.state_width, facts.context_width):
            raise errors.InvalidArgumentError(
                "a state of %s has %d numbers, or %d with fixtures, not %d"
                % (facts.name, facts.state_width, facts.context_width, numbers.size)
            )
        if numbers.size == facts.state_width:
            fixtures = self._catalogue.contexts(facts)[0, facts.state_width :]
            numbers = np.concatenate([numbers, fixtures])
        _require_state(facts, numbers)
        return numbers

    def open(
        self,
        tasks: Union[str, TaskFacts, Sequence[Union[str, TaskFacts]]],
        n: int,
        *,
        height: int = 256,
        width: int = 256,
        cameras: Sequence[str] = _CAMERAS,
        seed: int = 0,
        settle: Tuple[int, float] = (0, 0.0),
        max_steps: Optional[int] = None,
        ignore_horizon: bool = False,
        starts: str = "settled",
        **options: Any,
    ) -> Batch:
        """Opens ``n`` environments; row ``i`` begins with task ``i mod len(tasks)``.

        A scene is compiled once for each task. Rows change among these tasks at their resets.

        Args:
            tasks: one task or several.
            n: number of environments.
            height: of images, in pixels.
            width: of images, in pixels.
            cameras: whose images are observed; ``()`` for none.
            seed: of resets without one.
            settle: how many actions are carried out before the first observation, and the
                gripper's number in them; the others are 0. They count as no steps.
            max_steps: steps after which an episode is truncated; those of OpenVLA's evaluation
                where absent.
            ignore_horizon: no episode is truncated.
            starts: ``settled``, objects stand on their supports; ``stored``, as LIBERO has them.
            options: what else ``workcell.make_vec`` takes, such as ``randomize`` or ``weight``.
        """
        listed = [tasks] if isinstance(tasks, (str, TaskFacts)) else list(tasks)
        facts = [self.task(each) for each in listed]
        settings: Dict[str, Any] = {
            "image_orientation": "opengl",
            "starts": starts,
            "settle_actions": int(settle[0]),
            "settle_gripper": float(settle[1]),
        }
        settings.update(_mapping(options.pop("settings", None)))
        if cameras:
            options.update(cameras=list(cameras), height=height, width=width)
        vector = make_vec(
            list(dict.fromkeys(each.id for each in facts)),
            n,
            server=self._server,
            assets=self._assets,
            autoreset="disabled",
            horizon=most_steps(None) if ignore_horizon else max_steps,
            settings=settings,
            **options,
        )
        return Batch(self, vector, facts, tuple(cameras), seed)


_NAMES = tuple(SUITES) + ("libero_100", "libero_130")


def _require_state(facts: TaskFacts, context: np.ndarray) -> None:
    """The server refuses such rows one by one, when others have been reset."""
    if not np.isfinite(context).all() or context[0] < 0:
        raise errors.InvalidArgumentError(
            "a state of %s has NaN, infinity, or a time below 0" % facts.name
        )
    poses = [(name, first) for name, first, _ in facts.state_layout if name in facts.objects]
    poses += [(name, facts.state_width + 7 * i) for i, name in enumerate(facts.fixtures)]
    for name, first in poses:
        length = float(np.linalg.norm(context[first + 3 : first + 7]))
        if not abs(length * length - 1) <= _NO_QUATERNION:
            raise errors.InvalidArgumentError(
                "the quaternion of '%s' of %s has length %s, not 1" % (name, facts.name, length)
            )


def _mapping(settings: Optional[Mapping[str, Any]]) -> Dict[str, Any]:
    return {} if settings is None else dict(settings)
