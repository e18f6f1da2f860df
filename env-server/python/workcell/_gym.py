"""Gymnasium where it is installed, and classes of the same shape where it is not."""

from __future__ import annotations

import enum
from typing import Any, Dict, Optional, Tuple

import numpy as np

from . import spaces as _own_spaces

try:
    import gymnasium
except ImportError:
    HAS_GYMNASIUM = False
else:
    HAS_GYMNASIUM = True

__all__ = ["HAS_GYMNASIUM", "AutoresetMode", "BaseEnv", "BaseVectorEnv", "box", "dictionary"]


class _OwnAutoresetMode(enum.Enum):
    """When an environment whose episode has ended starts the next one, as in Gymnasium 1.x."""

    NEXT_STEP = "NextStep"
    SAME_STEP = "SameStep"
    DISABLED = "Disabled"


class _Seeded:
    """The random generator that Gymnasium's environments have."""

    metadata: Dict[str, Any] = {}
    spec: Any = None
    render_mode: Optional[str] = None
    _np_random: Optional[np.random.Generator] = None
    _np_random_seed: Optional[int] = None

    @property
    def np_random(self) -> np.random.Generator:
        """A generator that ``reset(seed=...)`` seeds."""
        if self._np_random is None:
            self._np_random = np.random.default_rng()
            self._np_random_seed = -1
        return self._np_random

    @np_random.setter
    def np_random(self, value: np.random.Generator) -> None:
        self._np_random = value
        self._np_random_seed = -1

    @property
    def np_random_seed(self) -> Optional[int]:
        """What the generator was seeded with; -1 where it is unknown."""
        if self._np_random_seed is None:
            self._np_random_seed = -1
        return self._np_random_seed

    @property
    def unwrapped(self) -> Any:
        """The environment without wrappers: itself."""
        return self


class _OwnVectorEnv(_Seeded):
    closed = False

    def close(self, **kwargs: Any) -> None:
        """Frees everything. Idempotent."""
        if not self.closed:
            self.closed = True
            self.close_extras(**kwargs)

    def close_extras(self, **kwargs: Any) -> None:
        """What closing does."""


class _OwnEnv(_Seeded):
    def __enter__(self) -> "_OwnEnv":
        return self

    def __exit__(self, *unused: Any) -> None:
        self.close()

    def close(self) -> None:
        """Frees everything. Idempotent."""


AutoresetMode: Any
BaseVectorEnv: Any
BaseEnv: Any
if HAS_GYMNASIUM:
    AutoresetMode = getattr(gymnasium.vector, "AutoresetMode", _OwnAutoresetMode)
    BaseVectorEnv = gymnasium.vector.VectorEnv
    BaseEnv = gymnasium.Env
else:
    AutoresetMode = _OwnAutoresetMode
    BaseVectorEnv = _OwnVectorEnv
    BaseEnv = _OwnEnv


def box(low: np.ndarray, high: np.ndarray, dtype: np.dtype) -> Any:
    """A box of the shape of its bounds."""
    if HAS_GYMNASIUM:
        return gymnasium.spaces.Box(low=low, high=high, shape=low.shape, dtype=dtype.type)
    return _own_spaces.Box(low, high, low.shape, dtype)


def dictionary(parts: Dict[str, Any]) -> Any:
    """A dictionary of spaces, in this order."""
    if HAS_GYMNASIUM:
        # Gymnasium sorts the names of a plain dictionary.
        return gymnasium.spaces.Dict(list(parts.items()))
    return _own_spaces.Dict(parts)


def batch(space: Any, count: int) -> Any:
    """The space of ``count`` elements together."""
    if HAS_GYMNASIUM:
        from gymnasium.vector.utils import batch_space

        return batch_space(space, count)
    return _own_spaces.batch_space(space, count)


def seeded_generator(seed: int) -> Tuple[np.random.Generator, int]:
    """A generator as Gymnasium makes it of a seed."""
    if HAS_GYMNASIUM:
        from gymnasium.utils import seeding

        return seeding.np_random(seed)
    return np.random.default_rng(seed), seed
