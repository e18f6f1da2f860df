"""``libero.libero.envs``: many environments, with the interface of upstream's vectors."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable, List, Optional, Sequence, Tuple, Union

import numpy as np

from ..errors import InvalidArgumentError
from ._rows import Rows
from .envs import OffScreenRenderEnv

__all__ = ["BaseVectorEnv", "DummyVectorEnv", "SubprocVectorEnv"]

Ids = Union[None, int, Sequence[int]]


class BaseVectorEnv:
    """Environments that answer together; observations are an array of dictionaries.

    Where all functions make an ``OffScreenRenderEnv`` with the same cameras, size and horizon, one
    vector of the server holds them all, whatever their tasks. Where they make something else, such
    as a wrapper around one, each keeps a vector of its own and a thread waits for it. No process is
    started in either case.

    One thread at a time.

    Args:
        env_fns: functions without arguments, each of which makes an environment.
        others: of upstream's classes, which say how processes are waited for; refused where they
            ask for results of some environments only.
    """

    def __init__(self, env_fns: Sequence[Callable[[], Any]], **others: Any) -> None:
        if others.pop("wait_num", None) not in (None, len(env_fns)) or others.pop("timeout", None):
            raise InvalidArgumentError(
                "wait_num and timeout are not possible: all environments answer together"
            )
        if not env_fns:
            raise InvalidArgumentError("a vector has at least one environment")
        self.envs: List[Any] = [make() for make in env_fns]
        self.env_num = len(self.envs)
        self.is_closed = False
        self._rows: Optional[Rows] = None
        self._threads: Optional[ThreadPoolExecutor] = None
        if self._fit_together():
            self._rows = Rows([env.plan for env in self.envs])
            for i, env in enumerate(self.envs):
                env._join(self._rows, i)
        else:
            self._threads = ThreadPoolExecutor(self.env_num, "workcell-libero")

    def _fit_together(self) -> bool:
        return (
            all(type(env) is OffScreenRenderEnv for env in self.envs)
            and len({id(env) for env in self.envs}) == len(self.envs)
            and len({env.plan.look for env in self.envs}) == 1
        )

    def __len__(self) -> int:
        return self.env_num

    def _ids(self, chosen: Ids) -> List[int]:
        if self.is_closed:
            raise AssertionError("Methods of %s cannot be called after close." % self)
        if chosen is None:
            return list(range(self.env_num))
        ids = [int(each) for each in np.atleast_1d(np.asarray(chosen)).tolist()]
        if not ids or len(set(ids)) < len(ids) or min(ids) < 0 or max(ids) >= self.env_num:
            raise InvalidArgumentError(
                "ids are different numbers 0 to %d, not %s" % (self.env_num - 1, ids)
            )
        return ids

    def _each(self, ids: Sequence[int], do: Callable[[Any, int], Any]) -> List[Any]:
        """What a function gives for each environment; ``do`` has the place in ``ids``, too."""
        assert self._threads is not None
        pending = [self._threads.submit(do, self.envs[i], place) for place, i in enumerate(ids)]
        return [each.result() for each in pending]

    def seed(self, seed: Union[None, int, Sequence[int]] = None) -> List[Any]:
        """Seeds environment ``i`` with ``seed + i``, or with element ``i`` of a list."""
        ids = self._ids(None)
        if seed is None:
            return [None] * self.env_num
        seeds = [int(seed) + i for i in ids] if np.ndim(seed) == 0 else list(seed)  # type: ignore[arg-type]
        if len(seeds) != self.env_num:
            raise InvalidArgumentError(
                "%d seeds are for %d environments" % (len(seeds), self.env_num)
            )
        return [env.seed(each) for env, each in zip(self.envs, seeds)]

    def reset(self, id: Ids = None, **kwargs: Any) -> Any:
        """Starts episodes: observations, and infos where environments give some."""
        ids = self._ids(id)
        if self._rows is not None:
            return _stacked(self._rows.reset(ids))
        found = self._each(ids, lambda env, place: env.reset(**kwargs))
        if isinstance(found[0], tuple):
            return _stacked([each[0] for each in found]), [each[1] for each in found]
        return _stacked(found)

    def step(self, action: Any, id: Ids = None) -> Tuple[Any, ...]:
        """Steps environments: observations, rewards, flags, infos with ``env_id``; five results
        where environments give five.

        Args:
            action: ``[env][element]``, in the order of ``id``.
        """
        ids = self._ids(id)
        if len(action) != len(ids):
            raise InvalidArgumentError(
                "%d actions are for %d environments" % (len(action), len(ids))
            )
        if self._rows is not None:
            results = list(zip(*self._rows.step(ids, action)))
        else:
            results = self._each(ids, lambda env, place: env.step(action[place]))
        for i, each in zip(ids, results):
            each[-1]["env_id"] = i
        columns = list(zip(*results))
        return (_stacked(columns[0]), *(np.stack(each) for each in columns[1:]))

    def set_init_state(self, init_state: Any, id: Ids = None) -> np.ndarray:
        """Sets a stored state in each environment, in the order of ``id``."""
        ids = self._ids(id)
        if len(init_state) < len(ids):
            raise InvalidArgumentError(
                "%d states are for %d environments" % (len(init_state), len(ids))
            )
        if self._rows is not None:
            return _stacked(self._rows.set_states(ids, init_state[: len(ids)]))
        return _stacked(self._each(ids, lambda env, place: env.set_init_state(init_state[place])))

    def check_success(self, id: Ids = None) -> List[bool]:
        """Whether the goal holds in each environment."""
        ids = self._ids(id)
        if self._rows is not None:
            return [self._rows.success(i) for i in ids]
        return self._each(ids, lambda env, place: env.check_success())

    def get_sim_state(self, id: Ids = None) -> List[np.ndarray]:
        """Time, qpos, qvel of each environment."""
        ids = self._ids(id)
        if self._rows is not None:
            return self._rows.states(ids)
        return self._each(ids, lambda env, place: env.get_sim_state())

    def reconfigure(self, bddl_file_names: Sequence[Any], id: Ids = None) -> None:
        """Gives environments other tasks from their next reset on, as RLinf's vectors do."""
        ids = self._ids(id)
        if len(bddl_file_names) != len(ids):
            raise InvalidArgumentError(
                "%d tasks are for %d environments" % (len(bddl_file_names), len(ids))
            )
        for i, name in zip(ids, bddl_file_names):
            self.envs[i].reconfigure(name)

    def get_env_attr(self, key: str, id: Ids = None) -> List[Any]:
        """An attribute of each environment."""
        return [getattr(self.envs[i], key) for i in self._ids(id)]

    def set_env_attr(self, key: str, value: Any, id: Ids = None) -> None:
        """Sets an attribute of each environment."""
        for i in self._ids(id):
            setattr(self.envs[i], key, value)

    def render(self, **kwargs: Any) -> List[Any]:
        """A picture of each environment."""
        ids = self._ids(None)
        if self._rows is not None:
            return [self.envs[i].render(**kwargs) for i in ids]
        return self._each(ids, lambda env, place: env.render(**kwargs))

    def close(self) -> None:
        """Frees all environments. Idempotent."""
        if self.is_closed:
            return
        self.is_closed = True
        if self._rows is not None:
            self._rows.close()
            return
        assert self._threads is not None
        self._threads.shutdown(wait=True)
        for env in self.envs:
            env.close()


class DummyVectorEnv(BaseVectorEnv):
    """Upstream's vector without processes; here the same as ``SubprocVectorEnv``."""


class SubprocVectorEnv(BaseVectorEnv):
    """Upstream's vector of processes; here the server's workers simulate all environments."""


def _stacked(observations: Sequence[Any]) -> np.ndarray:
    """An array whose elements are the observations, dictionaries mostly."""
    if isinstance(observations[0], dict):
        found = np.empty(len(observations), dtype=object)
        found[:] = list(observations)
        return found
    return np.stack(list(observations))
