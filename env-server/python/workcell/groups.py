"""Groups of episodes from one start, as RLOO and GRPO compare them, and a ledger of outcomes."""

from __future__ import annotations

import fcntl
import hashlib
import math
import os
from typing import Any, Dict, List, Sequence, Tuple

import numpy as np

from .errors import InvalidArgumentError

__all__ = [
    "leave_one_out_advantages",
    "normalized_advantages",
    "all_equal",
    "context_key",
    "ContextLedger",
]


def _grouped(outcomes: Any, k: int) -> np.ndarray:
    values = np.asarray(outcomes, np.float64)
    if k < 2:
        raise InvalidArgumentError("a rollout group compares at least two episodes, not %d" % k)
    if values.ndim != 1 or values.size % k != 0:
        raise InvalidArgumentError(
            "outcomes of shape %s are not whole groups of %d" % (values.shape, k)
        )
    return values.reshape(-1, k)


def _sums(groups: np.ndarray) -> np.ndarray:
    # In the order of the members, as the Java library adds, so that both agree to the bit.
    return np.cumsum(groups, axis=1)[:, -1:]


def leave_one_out_advantages(outcomes: Any, k: int) -> np.ndarray:
    """RLOO: each outcome minus the mean of the others in its group (Ahmadian et al., 2024).

    Args:
        outcomes: ``[env]``, groups one after another.
        k: episodes in a group.

    Returns:
        float64 ``[env]``.
    """
    groups = _grouped(outcomes, k)
    advantages: np.ndarray = groups - (_sums(groups) - groups) / (k - 1)
    return advantages.reshape(-1)


def normalized_advantages(outcomes: Any, k: int) -> np.ndarray:
    """GRPO: each outcome minus its group's mean, divided by its group's standard deviation (Shao
    et al., 2024); zero where all are equal.

    Args:
        outcomes: ``[env]``, groups one after another.
        k: episodes in a group.

    Returns:
        float64 ``[env]``.
    """
    groups = _grouped(outcomes, k)
    differences = groups - _sums(groups) / k
    deviations = np.sqrt(_sums(differences * differences) / k)
    equal = all_equal(outcomes, k)[:, np.newaxis]
    return np.where(equal, 0.0, differences / np.where(equal, 1.0, deviations)).reshape(-1)


def all_equal(outcomes: Any, k: int) -> np.ndarray:
    """Whether all members of a group have the same outcome, so that none of them teaches anything.

    Returns:
        bool ``[group]``.
    """
    groups = _grouped(outcomes, k)
    equal: np.ndarray = np.all(groups == groups[:, :1], axis=1)
    return equal


def context_key(context: Any) -> str:
    """Stable name of a context: SHA-256 of its numbers as little-endian float64, in hexadecimal."""
    return hashlib.sha256(np.asarray(context, "<f8").tobytes()).hexdigest()


class ContextLedger:
    """What became of each context: a file with one outcome a line, kept as it comes, so that a
    trainer which is interrupted can resume with what it has learned.

    A line is ``task TAB context key TAB outcome``; the Java library's ``ContextLedger`` reads and
    writes the same file. One process at a time has a file open; one thread at a time.

    Args:
        path: of the file, which begins empty where there is none. A last line that was cut off in
            the middle of writing is dropped.

    Raises:
        InvalidArgumentError: if it is no ledger, or another process has it open.
        OSError: if it cannot be read or written.
    """

    def __init__(self, path: Any) -> None:
        self._path = os.fspath(path)
        self._outcomes: Dict[Tuple[str, str], List[float]] = {}
        self._file = open(self._path, "a+b")
        try:
            self._require_alone()
            self._read()
        except BaseException:
            self._file.close()
            raise

    def _require_alone(self) -> None:
        try:
            # POSIX locks, because Java's are.
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as e:
            raise InvalidArgumentError(
                "the ledger %s is in use; close it there first, or use another file" % self._path
            ) from e

    def _read(self) -> None:
        self._file.seek(0)
        data = self._file.read()
        end = data.rfind(b"\n") + 1
        for number, line in enumerate(data[:end].split(b"\n")[:-1], 1):
            self._add_line(line.decode("utf-8", "replace"), number)
        if end < len(data):
            self._file.truncate(end)

    def _add_line(self, line: str, number: int) -> None:
        fields = line.split("\t")
        try:
            task, key, outcome = fields
            self._outcomes.setdefault((task, key), []).append(float(outcome))
        except ValueError as e:
            raise InvalidArgumentError(
                "%s is not a ledger of contexts: line %d is '%s'; use another file"
                % (self._path, number, line[:60])
            ) from e

    def add(self, task: str, context: Any, outcome: float) -> None:
        """Keeps the outcome of an episode, for example 1 for success and 0 for failure."""
        outcome = float(outcome)
        if not task.strip() or "\t" in task or "\n" in task:
            raise InvalidArgumentError("'%s' is not the id of a task" % task)
        if not math.isfinite(outcome):
            raise InvalidArgumentError(
                "the outcome of an episode of %s is %s; expected a finite number" % (task, outcome)
            )
        key = context_key(context)
        self._file.write(("%s\t%s\t%r\n" % (task, key, outcome)).encode("utf-8"))
        self._file.flush()
        self._outcomes.setdefault((task, key), []).append(outcome)

    def outcomes(self, task: str, context: Any) -> List[float]:
        """All outcomes of a context, oldest first."""
        return list(self._outcomes.get((task, context_key(context)), ()))

    def is_settled(self, task: str, context: Any, count: int) -> bool:
        """Whether the last ``count`` episodes from a context had the same outcome, so that another
        group from it would teach little; false while there are fewer."""
        every: Sequence[float] = self.outcomes(task, context)
        return len(every) >= count and len(set(every[-count:])) == 1

    def __len__(self) -> int:
        """Number of contexts with outcomes."""
        return len(self._outcomes)

    def close(self) -> None:
        """Closes the file. Idempotent."""
        self._file.close()

    def __enter__(self) -> "ContextLedger":
        return self

    def __exit__(self, *unused: Any) -> None:
        self.close()
