"""What every part of a vector rests on: its link, its spaces, one user at a time."""

from __future__ import annotations

import threading
import weakref
from _thread import get_ident
from typing import (
    TYPE_CHECKING,
    Any,
    Dict,
    List,
    Mapping,
    Optional,
    Sequence,
    Tuple,
    TypeVar,
    Union,
)

import numpy as np

from . import _gym, _resets, errors
from ._infos import InfoBuilder, Infos
from ._layout import Layout
from ._segment import Batch

if TYPE_CHECKING:
    from ._link import Link

StepResult = Tuple[Any, np.ndarray, np.ndarray, np.ndarray, Infos]
Rows = Optional[Sequence[int]]
Seeds = Union[None, int, Sequence[Optional[int]]]
Self = TypeVar("Self", bound="VectorCore")


class VectorCore(_gym.BaseVectorEnv):  # type: ignore[misc]
    """The fields of a vector, and how calls and results pass."""

    def __init__(self, link: "Link", opened: Mapping[str, Any], options: Dict[str, Any]) -> None:
        self._link = link
        self._abandon = weakref.finalize(self, link.connection.close)
        self._lock = threading.Lock()
        self._user = 0
        self._specs: List[Dict[str, Any]] = list(opened["specs"])
        self._row_specs: Optional[Tuple[Dict[str, Any], ...]] = None
        self.num_envs = int(opened["num_envs"])
        self.batch_size = link.descriptor.rows
        self._is_asynchronous = options["batch_size"] is not None
        self._autoreset = options["mode"]
        self._seed: Optional[int] = options["seed"]
        self._was_reset = False
        self._ids = np.arange(self.batch_size, dtype=np.int32)
        self._attributes: Dict[str, Tuple[Any, ...]] = {}
        self._render_options: Dict[str, Any] = options["render"]
        self._layout = Layout(
            link.descriptor,
            self._specs,
            options["cameras"],
            options["dtype"],
            options["copy"],
            options["observe"],
        )
        self._infos = InfoBuilder(
            link.descriptor,
            self.num_envs,
            [spec["id"] for spec in self._specs],
            self._layout.row,
            options["episode_statistics"],
            options["legacy_final_observation"],
        )
        self._set_spaces()
        self.render_mode = "rgb_array"
        self.metadata = {
            "autoreset_mode": self._autoreset,
            "render_modes": ["rgb_array"],
            "render_fps": round(1 / self._specs[0]["control_period_seconds"]),
        }
        if "unapplied" in opened:
            self.metadata["unapplied_actuators"] = {
                each["because"]: list(each["paths"]) for each in opened["unapplied"]
            }
        self._intervened = False

    def _set_spaces(self) -> None:
        self.single_observation_space = self._layout.single_observation_space
        self.single_action_space = self._layout.single_action_space
        self.observation_space = _gym.batch(self.single_observation_space, self.batch_size)
        self.action_space = _gym.batch(self.single_action_space, self.batch_size)
        self._action_dtype = self._link.descriptor.block("action").dtype
        self._action_shape = (self.batch_size,) + self.single_action_space.shape

    def _enter(self) -> None:
        if not self._lock.acquire(False):
            self._require_own_lock()
        self._user = get_ident()

    def _require_own_lock(self) -> None:
        # An interrupt may have left the lock to the thread that it hit.
        if self._user != get_ident():
            raise errors.ConcurrentUseError(
                "another thread is using this vector; give each thread a vector of its own, or"
                " put a lock around its calls"
            )

    def _leave(self) -> None:
        self._user = 0
        try:
            self._lock.release()
        except RuntimeError:
            pass  # An interrupt came in between, twice.

    def _request(self, seed: Seeds, options: Optional[Dict[str, Any]]) -> _resets.Request:
        """What a reset asks for; a seed also seeds ``np_random``."""
        if seed is None and not self._was_reset:
            seed = _resets.random_seed() if self._seed is None else self._seed
        request = _resets.read(self.num_envs, seed, options)
        first = next((each for each in request.seeds if each is not None), None)
        if first is not None:
            self._np_random, self._np_random_seed = _gym.seeded_generator(first)
        return request

    def _call(
        self,
        name: str,
        arguments: Optional[Mapping[str, Any]] = None,
        tensors: Optional[Mapping[str, np.ndarray]] = None,
    ) -> Tuple[Dict[str, Any], Dict[str, np.ndarray]]:
        self._enter()
        try:
            return self._link.call(name, arguments, tensors)
        finally:
            self._leave()

    def _results(self, batch: Batch, mask: Optional[np.ndarray] = None) -> StepResult:
        """What a step returns; ``mask`` has the rows that took part where not all did."""
        kept = batch.kept()
        terminated = kept.array("terminated")
        truncated = kept.array("truncated")
        done: Optional[np.ndarray] = None
        if kept.has("terminated", b"\x01") or kept.has("truncated", b"\x01"):
            done = terminated | truncated if mask is None else (terminated | truncated) & mask
        infos = self._infos.of_step(batch, kept, done)
        if self._intervened:
            self._intervened = False
            if batch.executed_action is not None and batch.executed_by is not None:
                infos["executed_action"] = batch.executed_action.copy()
                infos["executed_by"] = batch.executed_by.copy()
                infos["_executed_action"] = infos["_executed_by"] = batch.executed_by >= 0
        return (
            self._layout.observation(batch),
            kept.array("reward"),
            terminated,
            truncated,
            infos,
        )

    def _after_reset(self, mask: Optional[np.ndarray]) -> Tuple[Any, Infos]:
        self._row_specs = None
        batch = self._link.current
        return self._layout.observation(batch), self._infos.of_reset(batch, mask)

    def _mask(self, rows: np.ndarray) -> np.ndarray:
        mask = np.zeros(self.num_envs, np.bool_)
        mask[rows] = True
        return mask

    def _environments(self, ids: Rows) -> Dict[str, Any]:
        return {} if ids is None else {"environments": _resets.indices(ids, self.num_envs).tolist()}

    def _require_asynchronous(self) -> None:
        if not self._is_asynchronous:
            raise errors.FailedPreconditionError(
                "send, recv and async_reset need make_vec(..., batch_size=...)"
            )

    def _require_synchronous(self, what: str) -> None:
        if self._is_asynchronous:
            raise errors.FailedPreconditionError(
                "%s need a vector without batch_size" % what
            )

    def close_extras(self, **kwargs: Any) -> None:
        """Frees the environments on the server. Views of observations stay readable."""
        if self._abandon.detach() is not None:
            self._link.close()

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(self, *unused: Any) -> None:
        self.close()

    def __repr__(self) -> str:
        tasks = self._specs[0]["id"]
        if len(self._specs) > 1:
            tasks += " and %d more" % (len(self._specs) - 1)
        return "VectorEnv(%s, num_envs=%d)" % (tasks, self.num_envs)
