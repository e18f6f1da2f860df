"""Groups of episodes from one context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Dict, List, Mapping, NamedTuple, Optional

import numpy as np

from ..errors import InvalidArgumentError
from ..groups import ContextLedger

if TYPE_CHECKING:
    from ._batch import Batch

__all__ = ["Rollouts", "play"]


class Rollouts(NamedTuple):
    """Episodes from one context, each with one element of every array.

    Attributes:
        success: bool, the goal held in some step.
        first_success_step: int32, counted from 1; 0 where there was none.
        steps: int32, steps of the episode.
        truncated: bool, it ended without success.
        failures: why simulations broke down, by episode.
    """

    success: np.ndarray
    first_success_step: np.ndarray
    steps: np.ndarray
    truncated: np.ndarray
    failures: Dict[int, str]


def play(
    batch: "Batch",
    policy: Callable[[Dict[str, Any]], Any],
    context: Any,
    k: int,
    seed: int,
    ledger: Optional[ContextLedger],
    look: Mapping[str, Any],
) -> Rollouts:
    """Plays ``k`` episodes, as many at a time as the batch has rows."""
    if k < 1:
        raise InvalidArgumentError("a group has at least one episode, not %d" % k)
    result = Rollouts(
        np.zeros(k, np.bool_),
        np.zeros(k, np.int32),
        np.zeros(k, np.int32),
        np.zeros(k, np.bool_),
        {},
    )
    for first in range(0, k, len(batch)):
        rows = list(range(min(len(batch), k - first)))
        _play_some(batch, policy, context, seed, look, rows, first, result)
    if ledger is not None:
        rounded = np.asarray(context, np.float32)
        for outcome in result.success:
            ledger.add(batch.tasks[0].id, rounded, float(outcome))
    return result


def _play_some(
    batch: "Batch",
    policy: Callable[[Dict[str, Any]], Any],
    context: Any,
    seed: int,
    look: Mapping[str, Any],
    rows: List[int],
    first: int,
    result: Rollouts,
) -> None:
    if len({batch.tasks[i].id for i in rows}) > 1:
        raise InvalidArgumentError("a group is of one task; retarget its rows first")
    failures = batch.reset(rows, [context] * len(rows), [seed] * len(rows))
    for i, reason in failures.items():
        result.failures[first + i] = reason
        result.truncated[first + i] = True
    active = [i for i in rows if i not in failures]
    while active:
        actions = np.asarray(policy(batch.observe(active, **look)), np.float64)
        chunk = actions[:, None] if actions.ndim == 2 else actions
        outcome = batch.step_chunk(chunk, active)
        for place, i in enumerate(active):
            episode = first + i
            hits = np.flatnonzero(outcome.success[place])
            if hits.size and not result.success[episode]:
                result.success[episode] = True
                result.first_success_step[episode] = result.steps[episode] + hits[0] + 1
            result.steps[episode] += outcome.steps[place]
            result.truncated[episode] |= outcome.truncated[place].any()
            if i in outcome.failures:
                result.failures[episode] = outcome.failures[i]
        running = batch.running
        active = [i for i in active if running[i]]
