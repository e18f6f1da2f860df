"""Who acts in a vector's environments: the policy, somebody who takes over, the task's expert."""

from __future__ import annotations

from typing import Any, Optional

import numpy as np

from . import errors
from ._layout import copied_or_cast
from ._vector_core import Rows, VectorCore


class Actors(VectorCore):
    """Interventions and experts."""

    def intervene(self, actions: Any, mask: Optional[Any] = None) -> None:
        """Somebody takes over from the policy in the next step.

        The infos of that step have ``executed_action``, and ``executed_by``: 0 policy, 1
        intervention, 2 hold.

        Args:
            actions: ``[env][element]``; rows outside ``mask`` are ignored.
            mask: bool ``[env]``; all rows where it is absent.
        """
        action = copied_or_cast(actions, self._action_shape, self._action_dtype, "actions")
        self._act(1, mask, action)

    def hold(self, mask: Optional[Any] = None) -> None:
        """The next step repeats the last action of the rows in ``mask``, whatever is handed in."""
        self._act(2, mask, None)

    def _act(self, actor: int, mask: Optional[Any], action: Optional[np.ndarray]) -> None:
        self._require_synchronous("interventions")
        rows = np.ones(self.num_envs, np.bool_) if mask is None else np.asarray(mask)
        if rows.shape != (self.num_envs,) or rows.dtype != np.bool_:
            raise errors.InvalidArgumentError(
                "mask has shape %s and type %s, expected (%d,) and bool"
                % (rows.shape, rows.dtype, self.num_envs)
            )
        self._enter()
        try:
            batch = self._link.current
            if action is not None:
                batch.intervention[rows] = action[rows]
            batch.actor[rows] = actor
            self._intervened = True
        finally:
            self._leave()

    def expert_actions(self, ids: Rows = None) -> np.ndarray:
        """What the task's expert does now, ``[row][element]``, in these rows or all."""
        return self._call("expert", self._environments(ids))[1]["action"]
