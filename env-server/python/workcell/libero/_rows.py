"""Environments that behave as upstream's, as rows of one vector."""

from __future__ import annotations

from typing import Any, Dict, List, NamedTuple, Optional, Sequence, Tuple

import numpy as np

from ..errors import InvalidArgumentError, WorkcellError
from ..vector import VectorEnv, make_vec
from . import _configuration
from ._catalogue import SUITES, TaskFacts, catalogue
from ._observations import observation

__all__ = ["Plan", "Rows", "most_steps"]

_ACTION = 7
_ENDLESS = 1_000_000
_SEEDS = 1 << 32
_RESETS = 0xFFF
_SINCE_SEED_SHIFT = 32
_SINCE_MADE_SHIFT = 44

Observation = Dict[str, np.ndarray]


class Plan(NamedTuple):
    """What an environment is to be.

    Attributes:
        task: its task.
        cameras: whose images observations have.
        height: of images, in pixels.
        width: of images, in pixels.
        horizon: steps after which an episode takes no more; ``None`` for none.
    """

    task: TaskFacts
    cameras: Tuple[str, ...]
    height: int
    width: int
    horizon: Optional[int]

    @property
    def look(self) -> Tuple[Any, ...]:
        """What all rows of one vector share."""
        return self.cameras, self.height, self.width, self.horizon


def most_steps(horizon: Optional[int]) -> int:
    """A horizon as vectors take it."""
    return _ENDLESS if horizon is None else min(horizon, _ENDLESS)


class Rows:
    """Environments of any tasks, with upstream's state beside each: seed, count of resets.

    One thread at a time. Ids are numbers of rows.

    Args:
        plans: of each row; all with the same cameras, size and horizon.
    """

    def __init__(self, plans: Sequence[Plan]) -> None:
        self.plans = list(plans)
        self._options = _configuration.options()
        count = len(self.plans)
        self._seeds: List[Optional[int]] = [None] * count
        self._since_seed = np.zeros(count, np.int64)
        self._since_made = np.zeros(count, np.int64)
        self._steps = np.zeros(count, np.int64)
        self._running = np.zeros(count, np.bool_)
        self._successes = np.zeros(count, np.bool_)
        self._latest: List[Optional[Observation]] = [None] * count
        self._vector: Optional[VectorEnv] = None
        self._offered: List[str] = []
        self._is_closed = False

    def __len__(self) -> int:
        return len(self.plans)

    @property
    def vector(self) -> VectorEnv:
        """The vector, opened when it is first needed."""
        if self._is_closed:
            raise WorkcellError("the environment is closed; make a new one")
        if self._vector is None:
            self._offered = list(dict.fromkeys(plan.task.id for plan in self.plans))
            self._vector = self._open(self._offered)
        return self._vector

    def _open(self, tasks: List[str]) -> VectorEnv:
        first = self.plans[0]
        images = {}
        if first.cameras:
            images = {
                "cameras": list(first.cameras),
                "height": first.height,
                "width": first.width,
            }
        return make_vec(
            tasks,
            len(self.plans),
            server=self._options["server"],
            assets=self._options["assets"],
            profile="compat",
            autoreset="disabled",
            ignore_terminations=True,
            horizon=most_steps(first.horizon),
            settings={"image_orientation": "opengl"},
            **images,
        )

    def change(self, ids: Sequence[int], plan: Plan) -> None:
        """Gives rows another task, from their next reset on; the others go on."""
        if plan.look != self.plans[0].look:
            raise InvalidArgumentError(
                "environments of one vector share cameras, size of images and horizon"
            )
        for i in ids:
            self.plans[i] = plan
            self._running[i] = False
            self._since_made[i] = self._since_seed[i] = self._steps[i] = 0
            self._latest[i] = None
        if self._vector is not None and plan.task.id not in self._offered:
            self._offer_suite(plan.task)

    def _offer_suite(self, task: TaskFacts) -> None:
        """Another vector, with all tasks of the suite of a task, goes on with the episodes."""
        suite = catalogue(self._options["server"]).suite(SUITES[task.suite])
        tasks = list(dict.fromkeys(self._offered + [each.id for each in suite]))
        running = np.flatnonzero(self._running).tolist()
        old = self.vector
        states = old.snapshot(running) if running else []
        new = self._open(tasks)
        try:
            if running:
                # A snapshot goes into an environment of its own task.
                self._start(new, running, [0] * len(running))
                new.restore(running, states)
        except BaseException:
            new.close()
            raise
        old.close()
        self._vector, self._offered = new, tasks

    def seed(self, i: int, seed: int) -> None:
        """As NumPy's global generator is seeded with 0 to 2^32 - 1, but for this row alone."""
        if not 0 <= int(seed) < _SEEDS:
            raise InvalidArgumentError("a seed is 0 to 2^32 - 1, not %r" % (seed,))
        self._seeds[i] = int(seed)
        self._since_seed[i] = 0

    def _next_seed(self, i: int) -> int:
        """Which of upstream's resets comes next, as the suite's profile compat takes seeds."""
        seed = self._seeds[i]
        if seed is None:
            # Upstream draws from NumPy's global generator, which trainers seed.
            seed = self._seeds[i] = int(np.random.randint(0, _SEEDS, dtype=np.int64))
        since_seed = int(self._since_seed[i]) & _RESETS
        since_made = int(self._since_made[i]) & _RESETS
        return seed | since_seed << _SINCE_SEED_SHIFT | since_made << _SINCE_MADE_SHIFT

    def reset(self, ids: Sequence[int]) -> List[Observation]:
        """Starts episodes: upstream's next reset of each of these rows."""
        vector = self.vector
        blocks, infos = self._start(vector, ids, [self._next_seed(i) for i in ids])
        for i in ids:
            self._since_seed[i] += 1
            self._since_made[i] += 1
            self._steps[i] = 0
        self._require_none_failed(infos, ids)
        self._running[list(ids)] = True
        return self._observe(ids, blocks, infos)

    def _start(self, vector: VectorEnv, ids: Sequence[int], seeds: Sequence[int]) -> Any:
        mask = np.zeros(len(self), np.bool_)
        mask[list(ids)] = True
        by_row: List[Optional[int]] = [None] * len(self)
        tasks: List[Optional[str]] = [None] * len(self)
        for i, seed in zip(ids, seeds):
            by_row[i] = seed
            tasks[i] = self.plans[i].task.id
        return vector.reset(seed=by_row, options={"reset_mask": mask, "task": tasks})

    def _require_none_failed(self, infos: Any, ids: Sequence[int]) -> None:
        if "failure" in infos:
            reasons = {i: infos["failure"][i] for i in ids if infos["_failure"][i]}
            if reasons:
                self._running[list(reasons)] = False
                raise WorkcellError(
                    "; ".join("environment %d: %s" % each for each in reasons.items())
                )

    def _require_started(self, ids: Sequence[int]) -> None:
        waiting = [i for i in ids if not self._running[i] and self._steps[i] == 0]
        if waiting:
            self.reset(waiting)

    def set_states(self, ids: Sequence[int], states: Sequence[Any]) -> List[Observation]:
        """Upstream's ``set_init_state``: time, qpos, qvel and nothing else."""
        self._require_started(ids)
        self._require_running(ids)
        rows = []
        for i, state in zip(ids, states):
            row = np.asarray(state, np.float64).reshape(-1)
            width = self.plans[i].task.state_width
            if row.size < width:
                raise InvalidArgumentError(
                    "a state of %s has %d numbers, not %d"
                    % (self.plans[i].task.name, width, row.size)
                )
            # Batches of tasks are padded to the widest.
            rows.append(row[:width])
        blocks, infos = self.vector.set_states(list(ids), rows)
        return self._observe(ids, blocks, infos)

    def _require_running(self, ids: Sequence[int]) -> None:
        over = [i for i in ids if not self._running[i]]
        if over:
            raise ValueError(
                "executing action in terminated episode: environment %s is over, reset it"
                % ", ".join(map(str, over))
            )

    def step(self, ids: Sequence[int], actions: Any) -> Any:
        """Steps rows once: observations, rewards, whether each succeeds now, infos.

        A row whose simulation fails shows its last observation, and why in its info.
        """
        self._require_started(ids)
        self._require_running(ids)
        chosen = np.asarray(actions, np.float64)
        if chosen.shape != (len(ids), _ACTION) or not np.isfinite(chosen).all():
            raise InvalidArgumentError(
                "actions are finite numbers [%d][%d], not of shape %s"
                % (len(ids), _ACTION, chosen.shape)
            )
        vector = self.vector
        if list(ids) == list(range(len(self))):
            blocks, rewards, _, truncated, infos = vector.step(chosen)
        else:
            blocks, rewards, _, truncated, infos = vector.step_rows(list(ids), chosen)
        self._steps[list(ids)] += 1
        self._running[list(ids)] = ~truncated[list(ids)]
        details: List[Dict[str, Any]] = [{} for _ in ids]
        failed: List[int] = []
        if "failure" in infos:
            failed = [i for i in ids if infos["_failure"][i]]
        for i in failed:
            details[list(ids).index(i)]["failure"] = str(infos["failure"][i])
        whole = [i for i in ids if i not in failed]
        self._observe(whole, blocks, infos)
        self._successes[failed] = False
        return (
            [self._latest[i] for i in ids],
            [float(rewards[i]) for i in ids],
            [bool(self._successes[i]) for i in ids],
            details,
        )

    def is_over(self, i: int) -> bool:
        """Whether an episode takes no more steps."""
        return bool(self._steps[i] > 0 and not self._running[i])

    def _observe(self, ids: Sequence[int], blocks: Any, infos: Any) -> List[Observation]:
        found = []
        for i in ids:
            plan = self.plans[i]
            each = observation(plan.task, blocks, plan.cameras, i)
            self._latest[i] = each
            self._successes[i] = all(infos[column][i] == 1 for column in plan.task.goal_columns)
            found.append(each)
        return found

    def success(self, i: int) -> bool:
        """Whether the goal holds in what the row shows."""
        self._require_started([i])
        return bool(self._successes[i])

    def states(self, ids: Sequence[int]) -> List[np.ndarray]:
        """Time, qpos, qvel of rows."""
        self._require_started(ids)
        return self.vector.states(list(ids))

    def render(self, i: int, camera: str, height: int, width: int) -> np.ndarray:
        """A picture of a row, bottom row first."""
        self._require_started([i])
        return self.vector.render(camera=camera, width=width, height=height, ids=[i])[0]

    def close(self) -> None:
        """Frees the vector. Idempotent."""
        self._is_closed = True
        if self._vector is not None:
            self._vector.close()
            self._vector = None
