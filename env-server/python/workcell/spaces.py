"""Spaces with the names and attributes of Gymnasium's, for where Gymnasium is not installed.

With Gymnasium installed the vectors and environments of this package have Gymnasium's own spaces.
"""

from __future__ import annotations

from typing import Any, Dict as Mapping, Iterator, Optional, Tuple, Union

import numpy as np

__all__ = ["Space", "Box", "Dict", "Text", "batch_space"]


class Space:
    """The base of all spaces. One thread at a time."""

    shape: Optional[Tuple[int, ...]] = None
    dtype: Optional[np.dtype] = None

    def __init__(self, seed: Optional[int] = None) -> None:
        self._generator = np.random.default_rng(seed)

    @property
    def np_random(self) -> np.random.Generator:
        """What ``sample`` draws from."""
        return self._generator

    def seed(self, seed: Optional[int] = None) -> Any:
        """Makes the next samples repeatable."""
        self._generator = np.random.default_rng(seed)
        return seed

    def sample(self) -> Any:
        """An element at random."""
        raise NotImplementedError

    def contains(self, x: Any) -> bool:
        """Whether ``x`` is an element."""
        raise NotImplementedError

    def __contains__(self, x: Any) -> bool:
        return self.contains(x)


class Box(Space):
    """Arrays of one shape and element type between two bounds.

    Args:
        low: lower bound, a number or an array of ``shape``; may be infinite.
        high: upper bound.
        shape: of an element; that of the bounds where it is absent.
        dtype: element type.
        seed: of ``sample``.
    """

    def __init__(
        self,
        low: Union[float, np.ndarray],
        high: Union[float, np.ndarray],
        shape: Optional[Tuple[int, ...]] = None,
        dtype: Any = np.float32,
        seed: Optional[int] = None,
    ) -> None:
        super().__init__(seed)
        if shape is None:
            shape = np.broadcast(low, high).shape
        self.shape: Tuple[int, ...] = tuple(shape)
        self.dtype: np.dtype = np.dtype(dtype)
        self.low = np.broadcast_to(np.asarray(low), shape).astype(self.dtype)
        self.high = np.broadcast_to(np.asarray(high), shape).astype(self.dtype)

    def is_bounded(self, manner: str = "both") -> bool:
        """Whether all bounds are finite: ``below``, ``above`` or ``both``."""
        below = bool(np.all(np.isfinite(self.low)))
        above = bool(np.all(np.isfinite(self.high)))
        answers = {"below": below, "above": above, "both": below and above}
        if manner not in answers:
            raise ValueError("manner is one of below, above, both, not '%s'" % manner)
        return answers[manner]

    def sample(self) -> np.ndarray:
        """Uniform between finite bounds, exponential beyond one, normal without bounds."""
        draw = self._generator
        if self.dtype.kind in "iu":
            return draw.integers(self.low, self.high, dtype=self.dtype, endpoint=True)
        low, high = self.low.astype(np.float64), self.high.astype(np.float64)
        below, above = np.isfinite(low), np.isfinite(high)
        safe_low, safe_high = np.where(below, low, 0.0), np.where(above, high, 0.0)
        both = below & above
        uniform = draw.uniform(np.where(both, safe_low, 0.0), np.where(both, safe_high, 1.0))
        beyond = draw.exponential(size=self.shape)
        values = np.where(both, uniform, draw.normal(size=self.shape))
        values = np.where(below & ~above, safe_low + beyond, values)
        values = np.where(above & ~below, safe_high - beyond, values)
        return values.astype(self.dtype)

    def contains(self, x: Any) -> bool:
        """Whether ``x`` is an array of this shape, of a type that fits, within the bounds."""
        if not isinstance(x, np.ndarray):
            try:
                x = np.asarray(x, dtype=self.dtype)
            except (TypeError, ValueError):
                return False
        return bool(
            np.can_cast(x.dtype, self.dtype)
            and x.shape == self.shape
            and np.all(x >= self.low)
            and np.all(x <= self.high)
        )

    def __repr__(self) -> str:
        return "Box(%s, %s, %s, %s)" % (
            self.low.min() if self.low.size else "",
            self.high.max() if self.high.size else "",
            self.shape,
            self.dtype,
        )

    def __eq__(self, other: Any) -> bool:
        return (
            isinstance(other, Box)
            and self.shape == other.shape
            and self.dtype == other.dtype
            and bool(np.array_equal(self.low, other.low))
            and bool(np.array_equal(self.high, other.high))
        )

    __hash__ = None  # type: ignore[assignment]


class Dict(Space):
    """Several spaces under names.

    Args:
        spaces: name to space, in the order of samples.
        seed: of ``sample``.
    """

    def __init__(self, spaces: Mapping[str, Space], seed: Optional[int] = None) -> None:
        self.spaces: Mapping[str, Space] = dict(spaces)
        super().__init__(seed)
        if seed is not None:
            self.seed(seed)

    def seed(self, seed: Optional[int] = None) -> Any:
        """Seeds every space, each with a number of its own."""
        super().seed(seed)
        for space in self.spaces.values():
            space.seed(None if seed is None else int(self._generator.integers(1 << 31)))
        return seed

    def sample(self) -> Mapping[str, Any]:
        """A sample of every space."""
        return {name: space.sample() for name, space in self.spaces.items()}

    def contains(self, x: Any) -> bool:
        """Whether ``x`` is a dictionary of these names, each with an element of its space."""
        return (
            isinstance(x, dict)
            and x.keys() == self.spaces.keys()
            and all(self.spaces[name].contains(value) for name, value in x.items())
        )

    def keys(self) -> Any:
        """The names."""
        return self.spaces.keys()

    def values(self) -> Any:
        """The spaces."""
        return self.spaces.values()

    def items(self) -> Any:
        """Names with their spaces."""
        return self.spaces.items()

    def __getitem__(self, name: str) -> Space:
        return self.spaces[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.spaces)

    def __len__(self) -> int:
        return len(self.spaces)

    def __repr__(self) -> str:
        return "Dict(%s)" % ", ".join("%r: %r" % item for item in self.spaces.items())

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, Dict) and self.spaces == other.spaces

    __hash__ = None  # type: ignore[assignment]


class Text(Space):
    """Strings of limited length.

    Args:
        max_length: in characters.
        min_length: in characters.
        charset: the characters; any where it is absent.
        seed: of ``sample``.
    """

    _LETTERS = "abcdefghijklmnopqrstuvwxyz "

    def __init__(
        self,
        max_length: int,
        min_length: int = 0,
        charset: Optional[str] = None,
        seed: Optional[int] = None,
    ) -> None:
        super().__init__(seed)
        self.max_length = max_length
        self.min_length = min_length
        self.charset = charset

    def sample(self) -> str:
        """A string at random."""
        length = int(self._generator.integers(self.min_length, self.max_length, endpoint=True))
        return "".join(self._generator.choice(list(self.charset or Text._LETTERS), size=length))

    def contains(self, x: Any) -> bool:
        """Whether ``x`` is a string of such a length and such characters."""
        return (
            isinstance(x, str)
            and self.min_length <= len(x) <= self.max_length
            and (self.charset is None or all(character in self.charset for character in x))
        )

    def __repr__(self) -> str:
        return "Text(%d, %d)" % (self.min_length, self.max_length)

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, Text) and (self.max_length, self.min_length, self.charset) == (
            other.max_length,
            other.min_length,
            other.charset,
        )

    __hash__ = None  # type: ignore[assignment]


def batch_space(space: Space, count: int) -> Space:
    """The space of ``count`` elements together: a leading dimension more in every box."""
    if isinstance(space, Box):
        return Box(
            np.repeat(space.low[np.newaxis], count, axis=0),
            np.repeat(space.high[np.newaxis], count, axis=0),
            dtype=space.dtype,
        )
    if isinstance(space, Dict):
        return Dict({name: batch_space(each, count) for name, each in space.items()})
    raise TypeError("only boxes and dictionaries of boxes come in batches, not %r" % space)
