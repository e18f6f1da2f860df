"""States of a vector's environments: snapshots, branches, checkpoints, records."""

from __future__ import annotations

from typing import Any, List, Sequence, Tuple

import numpy as np

from . import _resets, errors
from ._infos import Infos
from ._vector_core import Rows, VectorCore
from ._wire import decode, encode


class States(VectorCore):
    """Saving and continuing episodes."""

    def snapshot(self, ids: Rows = None) -> List[bytes]:
        """The states of these environments or all, each enough to continue its episode."""
        tensors = self._call("snapshot", self._environments(ids))[1]
        return [tensors[str(i)].tobytes() for i in range(len(tensors))]

    def restore(self, ids: Rows, snapshots: Sequence[bytes]) -> Tuple[Any, Infos]:
        """Continues these environments, or all, from snapshots of environments of the same task."""
        rows = np.arange(self.num_envs) if ids is None else _resets.indices(ids, self.num_envs)
        if len(rows) != len(snapshots):
            raise errors.InvalidArgumentError(
                "%d snapshots are for %d environments" % (len(snapshots), len(rows))
            )
        tensors = {str(i): np.frombuffer(each, np.uint8) for i, each in enumerate(snapshots)}
        self._call("restore", {"environments": rows.tolist()}, tensors)
        self._was_reset = True
        return self._after_reset(self._mask(rows))

    def branch(self, source: int, targets: Sequence[int]) -> Tuple[Any, Infos]:
        """Continues other environments of the same task from the state of ``source``."""
        rows = _resets.indices(targets, self.num_envs)
        self._call("branch", {"source": int(source), "targets": rows.tolist()})
        return self._after_reset(self._mask(rows))

    def states(self, ids: Rows = None) -> List[np.ndarray]:
        """Time, positions and velocities of these environments or all: float64, seconds, qpos,
        qvel, as robosuite flattens a state."""
        tensors = self._call("state", self._environments(ids))[1]
        return [tensors[str(i)].copy() for i in range(len(tensors))]

    def set_states(self, ids: Rows, states: Sequence[Any]) -> Tuple[Any, Infos]:
        """Sets time, positions and velocities in running episodes, which go on from there; what
        controllers keep stays. No ``record`` rebuilds such an episode.

        Args:
            ids: which environments; all where it is ``None``.
            states: for each as ``states`` gives them.

        Raises:
            InvalidArgumentError: if one does not fit; nothing has changed then.
            FailedPreconditionError: if an episode is over, or its task takes no states.
        """
        rows = np.arange(self.num_envs) if ids is None else _resets.indices(ids, self.num_envs)
        if len(rows) != len(states):
            raise errors.InvalidArgumentError(
                "%d states are for %d environments" % (len(states), len(rows))
            )
        tensors = {str(i): np.array(each, np.float64).reshape(-1) for i, each in enumerate(states)}
        self._call("set_state", {"environments": rows.tolist()}, tensors)
        return self._after_reset(self._mask(rows))

    def save(self) -> bytes:
        """Everything that further results depend on, for a trainer's checkpoint.

        ``load`` of a vector opened with the same arguments goes on from there, equal to the bit.
        """
        tensors = self._call("save")[1]
        body = {"np_random": self.np_random.bit_generator.state, "was_reset": self._was_reset}
        return encode(body, {"state": tensors["state"]})

    def load(self, state: bytes) -> Tuple[Any, Infos]:
        """Goes on from what ``save`` gave."""
        body, tensors = decode(state)
        if "state" not in tensors or "np_random" not in body:
            raise errors.InvalidArgumentError("this is not what save() of a vector gave")
        self._call("load", None, {"state": tensors["state"]})
        generator = np.random.default_rng()
        generator.bit_generator.state = body["np_random"]
        self.np_random = generator
        self._was_reset = bool(body["was_reset"])
        return self._after_reset(None)

    def record(self, i: int) -> Any:
        """What rebuilds the episode of environment ``i``: a line of ``records.jsonl``."""
        return self._call("record", {"environment": int(i)})[0]["record"]
