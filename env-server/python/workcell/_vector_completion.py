"""Steps whose results come in the order in which environments finish."""

from __future__ import annotations

from typing import Any

from . import _resets
from ._layout import copied_or_cast
from ._vector_core import Rows, Seeds, StepResult, VectorCore


class Completion(VectorCore):
    """Sending and receiving, with ``batch_size``."""

    def async_reset(self, seed: Seeds = None) -> None:
        """Starts an episode in every environment and returns at once; ``recv`` has the results."""
        self._require_asynchronous()
        self._send_resets(self._request(seed, None))

    def _send_resets(self, request: _resets.Request) -> None:
        for call in _resets.complete(request, self.np_random, draw_all=True):
            self._call("send_reset", call.arguments)
        self._was_reset = True
        self._infos.forget()

    def send(self, actions: Any, env_id: Rows = None) -> None:
        """Steps some environments and returns at once.

        Args:
            actions: ``[row][element]``.
            env_id: environments of the rows; those of the last ``recv`` where they are absent.
        """
        self._require_asynchronous()
        ids = self._ids if env_id is None else _resets.indices(env_id, self.num_envs)
        shape = (len(ids),) + self.single_action_space.shape
        action = copied_or_cast(actions, shape, self._action_dtype, "actions")
        self._call(
            "send",
            {"environments": ids.tolist()},
            {"action": action.astype(self._action_dtype)},
        )

    def recv(self) -> StepResult:
        """Waits for the first ``batch_size`` environments to finish; ``infos["env_id"]`` names them.

        Returns:
            As ``step``, with ``batch_size`` rows. With ``copy=False`` observations are valid until
            the next ``recv``.
        """
        self._require_asynchronous()
        self._call("receive")
        batch = self._link.current
        self._ids = batch.environment_index.copy()
        return self._results(batch)
