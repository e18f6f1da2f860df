"""Environments of the strict interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple

import numpy as np

from ..errors import FailedPreconditionError, InvalidArgumentError
from ..groups import ContextLedger
from . import _rollouts
from ._catalogue import TaskFacts
from ._observations import PROPRIO, images, observation, resized, turned

if TYPE_CHECKING:
    from ..vector import VectorEnv
    from .provider import Provider

__all__ = ["Batch", "Outcome"]

Ids = Optional[Sequence[int]]


class Outcome(NamedTuple):
    """What some rows did, in the order of ``ids``; for a chunk with a step in the second place.

    Attributes:
        ids: the rows.
        reward: float64, 1 where the goal holds.
        terminated: bool, the episode ended in success.
        truncated: bool, it ended at the horizon or because its simulation broke down.
        success: bool, the goal holds.
        steps: int32 ``[row]``, steps that were taken; 0 for a row whose episode was over before.
        failures: why simulations broke down, by row.
    """

    ids: np.ndarray
    reward: np.ndarray
    terminated: np.ndarray
    truncated: np.ndarray
    success: np.ndarray
    steps: np.ndarray
    failures: Dict[int, str]


class Batch:
    """Environments that are reset, stepped and read in any subsets; made by ``Provider.open``.

    One thread at a time.

    Attributes:
        tasks: the task of each row, from its next reset on.
        vector: the vector below, for snapshots and whatever else vectors do.
    """

    def __init__(
        self,
        provider: "Provider",
        vector: "VectorEnv",
        offered: Sequence[TaskFacts],
        cameras: Tuple[str, ...],
        seed: int,
    ) -> None:
        self._provider = provider
        self.vector = vector
        self.tasks = [offered[i % len(offered)] for i in range(vector.num_envs)]
        self._offered = {each.id for each in offered}
        self._cameras = cameras
        self._seed = seed
        self._shown = list(self.tasks)
        self._running = np.zeros(len(self), np.bool_)
        self._blocks: Any = None
        self._infos: Any = None

    def __len__(self) -> int:
        return len(self.tasks)

    @property
    def running(self) -> np.ndarray:
        """Which rows have an episode that goes on; a copy."""
        return self._running.copy()

    def _ids(self, ids: Ids) -> List[int]:
        chosen = list(range(len(self))) if ids is None else [int(each) for each in ids]
        if not chosen or len(set(chosen)) < len(chosen):
            raise InvalidArgumentError("ids are different rows, not %s" % (chosen,))
        if min(chosen) < 0 or max(chosen) >= len(self):
            raise InvalidArgumentError("rows are 0 to %d, not %s" % (len(self) - 1, chosen))
        return chosen

    def retarget(self, ids: Ids, task: Any) -> None:
        """Gives rows another of the batch's tasks, from their next reset on."""
        facts = self._provider.task(task)
        if facts.id not in self._offered:
            raise InvalidArgumentError("this batch was not opened with task %s" % facts.id)
        for i in self._ids(ids):
            self.tasks[i] = facts

    def reset(
        self, ids: Ids = None, contexts: Optional[Sequence[Any]] = None, seed: Any = None
    ) -> Dict[int, str]:
        """Starts episodes, each decided by task, context and seed alone.

        In this order: fixtures, state, the controller's goal from the state's own pose, gripper,
        counters, settle actions, observation. A context that does not fit refuses the call, and
        nothing has changed.

        Args:
            ids: which rows; all where absent.
            contexts: for each a state of D numbers, or with fixtures; may be rounded to single
                precision. ``None``, as a whole or for a row, for a fresh draw from its seed.
            seed: the row in place ``p`` gets ``seed + p``, or element ``p`` of a list.

        Returns:
            Why an episode could not begin, by row; empty mostly.
        """
        rows = self._ids(ids)
        chosen = [None] * len(rows) if contexts is None else list(contexts)
        seeds = self._seeds(seed, len(rows))
        if len(chosen) != len(rows):
            raise InvalidArgumentError("%d contexts are for %d rows" % (len(chosen), len(rows)))
        extended = [
            None if each is None else self._provider._extended(self.tasks[i], each)
            for i, each in zip(rows, chosen)
        ]
        tasks = [self.tasks[i].id for i in rows]
        mask = np.zeros(len(self), np.bool_)
        mask[rows] = True
        self._blocks, self._infos = self.vector.reset(
            seed=self._spread(rows, seeds),
            options={
                "reset_mask": mask,
                "task": self._spread(rows, tasks),
                "context": self._spread(rows, extended),
            },
        )
        for i in rows:
            self._shown[i] = self.tasks[i]
        failures = self._failures(rows)
        self._running[rows] = True
        self._running[list(failures)] = False
        return failures

    def _seeds(self, seed: Any, count: int) -> List[int]:
        chosen = self._seed if seed is None else seed
        if np.ndim(chosen) == 0:
            return [int(chosen) + place for place in range(count)]
        if len(chosen) != count:
            raise InvalidArgumentError("%d seeds are for %d rows" % (len(chosen), count))
        return [int(each) for each in chosen]

    def _spread(self, rows: Sequence[int], values: Sequence[Any]) -> List[Any]:
        spread: List[Any] = [None] * len(self)
        for i, value in zip(rows, values):
            spread[i] = value
        return spread

    def _failures(self, rows: Sequence[int]) -> Dict[int, str]:
        if "failure" not in self._infos:
            return {}
        mask = self._infos["_failure"]
        return {i: str(self._infos["failure"][i]) for i in rows if mask[i]}

    def step(self, actions: Any, ids: Ids = None) -> Outcome:
        """Steps rows once. Rows whose episode is over rest.

        Args:
            actions: ``[row][7]``, in the order of ``ids``.
            ids: which rows; all where absent.
        """
        outcome = self.step_chunk(np.asarray(actions, np.float64)[:, None], ids)
        first = [each[:, 0] for each in outcome[1:5]]
        return Outcome(outcome.ids, *first, outcome.steps, outcome.failures)

    def step_chunk(self, actions: Any, ids: Ids = None) -> Outcome:
        """Plays a chunk in each row, up to the end of its episode, which success is.

        Args:
            actions: ``[row][step][7]``, in the order of ``ids``.
            ids: which rows; all where absent.
        """
        rows = self._ids(ids)
        chunk = np.asarray(actions, np.float64)
        if chunk.ndim != 3 or chunk.shape[0] != len(rows) or chunk.shape[2] != 7:
            raise InvalidArgumentError(
                "a chunk of actions is [%d][step][7], not of shape %s" % (len(rows), chunk.shape)
            )
        if not np.isfinite(chunk).all():
            raise InvalidArgumentError("actions have NaN or infinity")
        if self._infos is None:
            raise FailedPreconditionError("no episode has begun; reset first")
        if rows == list(range(len(self))) and chunk.shape[1] > 1 and self._running.all():
            return self._whole_chunk(rows, chunk)
        shape = (len(rows), chunk.shape[1])
        flags = [np.zeros(shape, np.bool_) for _ in range(3)]
        outcome = Outcome(
            np.array(rows), np.zeros(shape), *flags, np.zeros(len(rows), np.int32), {}
        )
        for step in range(shape[1]):
            self._step(rows, chunk[:, step], step, outcome)
        return outcome

    def _step(self, rows: List[int], actions: np.ndarray, step: int, outcome: Outcome) -> None:
        places = [place for place, i in enumerate(rows) if self._running[i]]
        if not places:
            return
        active = [rows[place] for place in places]
        if len(active) == len(self):
            order = np.argsort(active)
            results = self.vector.step(actions[places][order])
        else:
            results = self.vector.step_rows(active, actions[places])
        self._blocks, reward, terminated, truncated, self._infos = results
        outcome.reward[places, step] = reward[active]
        outcome.terminated[places, step] = terminated[active]
        outcome.truncated[places, step] = truncated[active]
        outcome.success[places, step] = self._infos["success"][active]
        outcome.steps[places] += 1
        outcome.failures.update(self._failures(active))
        self._running[active] = ~(terminated | truncated)[active]

    def _whole_chunk(self, rows: List[int], chunk: np.ndarray) -> Outcome:
        result = self.vector.step_chunk(chunk)
        self._blocks, self._infos = result.observations, result.infos
        done = (result.terminated | result.truncated).any(axis=1)
        self._running[done] = False
        return Outcome(np.array(rows), *result[1:6], self._failures(rows))

    def observe(
        self, ids: Ids = None, *, orientation: str = "raw", size: Optional[int] = None
    ) -> Dict[str, Any]:
        """What rows show, as a dictionary of arrays ``[row][...]`` in the order of ``ids``.

        Args:
            ids: which rows; all where absent.
            orientation: of images: ``raw`` bottom row first, ``flipped`` upright, ``rotated`` by
                180 degrees, as VLA code has them.
            size: makes images squares of so many pixels, for example 224.

        Returns:
            ``<camera>_image`` uint8; ``state`` float64 ``[row][8]``: hand's position, axis-angle,
            fingers; the robot's keys of robosuite; ``language``, a list of texts.
        """
        rows = self._ids(ids)
        self._require_observed()
        found: Dict[str, Any] = {}
        for key, pictures in images(self._blocks, self._cameras).items():
            each = turned(pictures[rows], orientation)
            found[key] = each if size is None else resized(each, size)
        found["state"] = self._blocks["state"][rows]
        first = 0
        for name, length in PROPRIO:
            found[name] = self._blocks["proprio"][rows, first : first + length]
            first += length
        found["language"] = [str(self._infos["instruction"][i]) for i in rows]
        return found

    def observations(self, ids: Ids = None) -> np.ndarray:
        """What rows show, as an array of dictionaries with all of robosuite's keys, also those of
        objects; images lie bottom row first."""
        rows = self._ids(ids)
        self._require_observed()
        found = np.empty(len(rows), dtype=object)
        for place, i in enumerate(rows):
            found[place] = observation(self._shown[i], self._blocks, self._cameras, i)
        return found

    def _require_observed(self) -> None:
        if self._infos is None:
            raise FailedPreconditionError("no episode has begun; reset first")

    def atoms(self, ids: Ids = None) -> List[Dict[str, bool]]:
        """Whether each atom of the goal holds, by its info column, such as ``on_bowl_1_plate_1``."""
        self._require_observed()
        return [
            {column: bool(self._infos[column][i] == 1) for column in self._shown[i].goal_columns}
            for i in self._ids(ids)
        ]

    def check_success(self, ids: Ids = None) -> np.ndarray:
        """Whether the goal holds, bool ``[row]``."""
        return np.array([all(each.values()) for each in self.atoms(ids)])

    def states(self, ids: Ids = None) -> List[np.ndarray]:
        """Time, qpos, qvel of rows."""
        return self.vector.states(self._ids(ids))

    def set_states(self, states: Sequence[Any], ids: Ids = None) -> None:
        """Sets time, qpos, qvel in running episodes; the arm then aims at where it was put."""
        self._blocks, self._infos = self.vector.set_states(self._ids(ids), states)

    def groups(self, contexts: Sequence[Any], k: int, seed: Any = None) -> Dict[int, str]:
        """Starts ``k`` identical episodes from each context, in neighbouring rows.

        Args:
            contexts: one for each group; they fill the batch.
            k: episodes in a group.
            seed: of the groups, as in ``reset``.
        """
        if k < 1 or k * len(contexts) != len(self):
            raise InvalidArgumentError(
                "%d groups of %d do not fill %d rows" % (len(contexts), k, len(self))
            )
        seeds = self._seeds(seed, len(contexts))
        return self.reset(
            contexts=[context for context in contexts for _ in range(k)],
            seed=[each for each in seeds for _ in range(k)],
        )

    def rollouts(
        self,
        policy: Callable[[Dict[str, Any]], Any],
        context: Any,
        k: int,
        *,
        seed: int = 0,
        ledger: Optional[ContextLedger] = None,
        **look: Any,
    ) -> "_rollouts.Rollouts":
        """Plays ``k`` episodes from one context, independent but for their start.

        Args:
            policy: gives for what ``observe`` gives actions ``[row][7]`` or ``[row][step][7]``.
            context: as in ``reset``.
            k: any number; more than the batch has rows are played one batch after another.
            seed: of all episodes.
            ledger: keeps each outcome, 1 or 0, under the context rounded to single precision.
            look: ``orientation`` and ``size`` of the images that the policy gets.
        """
        return _rollouts.play(self, policy, context, k, seed, ledger, look)

    def close(self) -> None:
        """Frees the environments. Idempotent."""
        self.vector.close()

    def __enter__(self) -> "Batch":
        return self

    def __exit__(self, *unused: Any) -> None:
        self.close()
