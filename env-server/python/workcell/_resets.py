"""What a reset asks the server for: seeds, tasks, variations and contexts of rows."""

from __future__ import annotations

import operator
import secrets
import warnings
from typing import Any, Dict, List, NamedTuple, Optional, Sequence, Set

import numpy as np

from .errors import InvalidArgumentError

_OPTIONS = {
    "task": "tasks",
    "tasks": "tasks",
    "variation": "variations",
    "variations": "variations",
    "context": "contexts",
    "contexts": "contexts",
}
_MOST_RANDOM_SEED = 1 << 31

_warned: Set[str] = set()


class Call(NamedTuple):
    """One call of a plan."""

    name: str
    arguments: Dict[str, Any]


class Request(NamedTuple):
    """What a caller of ``reset`` requests, read but not yet completed.

    ``seeds`` has an element for each row of the vector, ``None`` where none was given; ``starts``
    has lists with an element for each row.
    """

    mask: Optional[np.ndarray]
    seeds: List[Optional[int]]
    starts: Dict[str, List[Any]]


def random_seed() -> int:
    """A seed that differs from call to call."""
    return secrets.randbelow(_MOST_RANDOM_SEED)


def drawn_seeds(generator: np.random.Generator, count: int) -> List[int]:
    """Seeds from a generator."""
    return [int(seed) for seed in generator.integers(_MOST_RANDOM_SEED, size=count)]


def read(count: int, seed: Any, options: Optional[Dict[str, Any]]) -> Request:
    """Reads the arguments of ``reset`` of a vector of ``count``.

    Raises:
        InvalidArgumentError: if their shapes or types do not fit.
    """
    options = options or {}
    mask = _mask(options.get("reset_mask"), count)
    starts: Dict[str, List[Any]] = {}
    for name, value in options.items():
        if name == "reset_mask" or value is None:
            continue
        if name not in _OPTIONS:
            _warn_once(name)
            continue
        starts[_OPTIONS[name]] = _each(_OPTIONS[name], value, count)
    return Request(mask, _seeds(seed, count), starts)


def _warn_once(name: str) -> None:
    # Some trainers hand options of their own to every environment.
    if name not in _warned:
        _warned.add(name)
        warnings.warn(
            "reset option '%s' is not known and has no effect; known are reset_mask, task,"
            " variation, context" % name,
            stacklevel=5,
        )


def _mask(mask: Any, count: int) -> Optional[np.ndarray]:
    if mask is None:
        return None
    rows: np.ndarray = np.asarray(mask)
    if rows.shape != (count,) or rows.dtype != np.bool_ or not rows.any():
        raise InvalidArgumentError(
            "reset_mask has shape %s and type %s, expected (%d,) and bool with a True in it"
            % (rows.shape, rows.dtype, count)
        )
    return rows


def _seeds(seed: Any, count: int) -> List[Optional[int]]:
    if seed is None:
        return [None] * count
    try:
        if np.ndim(seed) == 0:
            return [operator.index(seed) + i for i in range(count)]
        seeds = [None if each is None else operator.index(each) for each in seed]
    except TypeError as e:
        raise InvalidArgumentError(
            "a seed is a whole number, or one for each environment, not %r" % (seed,)
        ) from e
    if len(seeds) != count:
        raise InvalidArgumentError("%d seeds are for %d environments" % (len(seeds), count))
    return seeds


def _each(name: str, value: Any, count: int) -> List[Any]:
    """One value for each row; a single one is for all rows."""
    if name == "contexts":
        return _contexts(value, count)
    if isinstance(value, (str, int, np.integer)):
        value = [value] * count
    values = list(value)
    if len(values) != count:
        raise InvalidArgumentError(
            "option '%s' has %d elements for %d environments; use None where it is drawn"
            % (name, len(values), count)
        )
    if name == "tasks":
        return [None if each is None else str(each) for each in values]
    return [None if each is None else int(each) for each in values]


def _contexts(value: Any, count: int) -> List[Any]:
    values = list(value)
    if values and np.ndim(values[0]) == 0 and all(np.isscalar(each) for each in values):
        values = [values] * count
    if len(values) != count:
        raise InvalidArgumentError(
            "option 'context' has %d elements for %d environments; use None where it is drawn"
            % (len(values), count)
        )
    return [
        None if each is None else np.asarray(each, np.float64).reshape(-1).tolist()
        for each in values
    ]


def complete(request: Request, generator: np.random.Generator, draw_all: bool) -> List[Call]:
    """The calls of a request.

    Rows without a seed start their next episode. Where they have a task, variation or context they
    get a seed from ``generator``, because the server requires one; all of them with ``draw_all``.
    """
    count = len(request.seeds)
    rows = range(count) if request.mask is None else np.flatnonzero(request.mask).tolist()
    needy = [
        row
        for row in rows
        if request.seeds[row] is None
        and (draw_all or any(each[row] is not None for each in request.starts.values()))
    ]
    drawn = dict(zip(needy, drawn_seeds(generator, len(needy))))
    seeds = [drawn.get(row) if seed is None else seed for row, seed in enumerate(request.seeds)]
    seeded = [row for row in rows if seeds[row] is not None]
    unseeded = [row for row in rows if seeds[row] is None]
    calls = []
    if seeded:
        arguments: Dict[str, Any] = {"seeds": [seeds[row] for row in seeded]}
        for name, values in request.starts.items():
            arguments[name] = [values[row] for row in seeded]
        calls.append(Call("reset", _with_rows(arguments, seeded, count)))
    if unseeded:
        calls.append(Call("reset_next", _with_rows({}, unseeded, count)))
    return calls


def _with_rows(arguments: Dict[str, Any], rows: Sequence[int], count: int) -> Dict[str, Any]:
    if len(rows) < count:
        arguments["environments"] = list(rows)
    return arguments


def indices(ids: Any, count: int) -> np.ndarray:
    """Numbers of environments as an array.

    Raises:
        InvalidArgumentError: if one does not exist or comes twice.
    """
    if isinstance(ids, (int, np.integer)):
        ids = [ids]
    rows = np.asarray(list(ids))
    if rows.ndim != 1 or rows.size == 0 or rows.dtype.kind not in "iu":
        raise InvalidArgumentError("environments are a list of numbers 0..%d, not %r" % (count - 1, ids))
    if rows.min() < 0 or rows.max() >= count or len(np.unique(rows)) < len(rows):
        raise InvalidArgumentError(
            "environments are different numbers 0..%d, not %s" % (count - 1, rows.tolist())
        )
    return rows


def tiled(values: Optional[Sequence[Any]], k: int, groups: int, name: str) -> Optional[List[Any]]:
    """Each value ``k`` times."""
    if values is None:
        return None
    if len(values) != groups:
        raise InvalidArgumentError("%d %s are for %d groups of %d" % (len(values), name, groups, k))
    return [value for value in values for _ in range(k)]


def group_count(num_envs: int, k: int) -> int:
    """How many groups of ``k`` a vector holds."""
    if k < 1 or num_envs % k != 0:
        raise InvalidArgumentError("groups of %d do not fill %d environments" % (k, num_envs))
    return num_envs // k

