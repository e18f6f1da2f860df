"""One environment: ``Env``, in the manner of ``gymnasium.Env``."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

import numpy as np

from . import _gym
from ._infos import Infos, scalars
from .errors import InvalidArgumentError
from .vector import VectorEnv, make_vec

__all__ = ["Env", "make"]


class Env(_gym.BaseEnv):  # type: ignore[misc]
    """One environment of a server: a vector of one, whose episodes the caller resets.

    Made by ``workcell.make``. One thread at a time. Methods raise what those of ``VectorEnv`` do.

    Attributes:
        observation_space: a ``Box`` where observations have one block, else a ``Dict``.
        action_space: a ``Box``.
        render_mode: ``rgb_array``.
    """

    def __init__(self, vector: VectorEnv) -> None:
        self._vector = vector
        self.observation_space = vector.single_observation_space
        self.action_space = vector.single_action_space
        self.render_mode = vector.render_mode
        self.metadata = {
            key: value for key, value in vector.metadata.items() if key != "autoreset_mode"
        }

    @property
    def vector(self) -> VectorEnv:
        """The vector of one below, for snapshots, interventions and whatever else vectors do."""
        return self._vector

    def reset(
        self, *, seed: Optional[int] = None, options: Optional[Dict[str, Any]] = None
    ) -> Tuple[Any, Infos]:
        """Starts an episode.

        Args:
            seed: of everything at random in it; without one, the next episode of the last seed.
            options: ``task``, ``variation``, ``context``.

        Returns:
            Its first observation, and infos without masks.
        """
        if seed is not None:
            self._np_random, self._np_random_seed = _gym.seeded_generator(seed)
        observations, infos = self._vector.reset(seed=seed, options=options)
        return _first(observations), scalars(infos)

    def step(self, action: Any) -> Tuple[Any, float, bool, bool, Infos]:
        """Steps once.

        Args:
            action: ``[element]``.

        Returns:
            observation, reward, terminated, truncated, infos without masks; ``infos["episode"]``
            has the statistics of an episode that has ended. Where the simulation has failed, the
            episode is truncated, and ``infos["failure"]`` says why.

        Raises:
            InvalidArgumentError: if the action is not finite; nothing has happened then.
        """
        observations, rewards, terminated, truncated, infos = self._vector.step(
            np.asarray(action)[np.newaxis]
        )
        if "failure" in infos and not truncated[0]:
            raise InvalidArgumentError(infos["failure"][0])
        return (
            _first(observations),
            float(rewards[0]),
            bool(terminated[0]),
            bool(truncated[0]),
            scalars(infos),
        )

    def render(self, **options: Any) -> np.ndarray:
        """A picture, uint8 ``[height][width][3]``; options as ``VectorEnv.render`` takes them."""
        return self._vector.render(**options)[0]

    def snapshot(self) -> bytes:
        """The state, enough to continue the episode."""
        return self._vector.snapshot()[0]

    def restore(self, snapshot: bytes) -> Tuple[Any, Infos]:
        """Continues from a snapshot of the same task."""
        observations, infos = self._vector.restore(None, [snapshot])
        return _first(observations), scalars(infos)

    def expert_action(self) -> np.ndarray:
        """What the task's expert does now, ``[element]``."""
        action: np.ndarray = self._vector.expert_actions()[0]
        return action

    @property
    def instruction(self) -> str:
        """The task in words, as the episode has it."""
        return str(self._vector.get_attr("instruction")[0])

    @property
    def task_spec(self) -> Dict[str, Any]:
        """The spec of the task, as in ``docs/protocol.md``."""
        return self._vector.task_spec(0)

    def close(self) -> None:
        """Frees the environment on the server. Idempotent."""
        self._vector.close()

    def __repr__(self) -> str:
        return "Env(%s)" % self.task_spec["id"]


def _first(observations: Any) -> Any:
    if isinstance(observations, dict):
        return {name: _first(each) for name, each in observations.items()}
    return observations[0]


def make(task: str, *, render_mode: str = "rgb_array", **options: Any) -> Env:
    """Opens one environment.

    Args:
        task: its id, such as ``metaworld/reach-v3``.
        render_mode: ``rgb_array``, the only one.
        options: what ``make_vec`` takes, but for ``num_envs``, ``autoreset`` and ``batch_size``.
    """
    _require_known(render_mode, options)
    return Env(make_vec(task, 1, autoreset="disabled", **options))


def _require_known(render_mode: Optional[str], options: Dict[str, Any]) -> None:
    if render_mode not in (None, "rgb_array"):
        raise InvalidArgumentError("render_mode is rgb_array, not '%s'" % render_mode)
    wrong: List[str] = sorted({"num_envs", "autoreset", "batch_size"} & options.keys())
    if wrong:
        raise InvalidArgumentError("%s is for make_vec, not for make" % ", ".join(wrong))
