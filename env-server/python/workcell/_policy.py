"""What a policy in Python is asked with, and how its answers are checked."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Tuple, Union

import numpy as np

from . import errors

Observation = Union[np.ndarray, Dict[str, np.ndarray]]
Message = Tuple[Dict[str, Any], Dict[str, np.ndarray]]
Ask = Callable[[Dict[str, Any]], Message]

_PROTOCOL = 1
_MOST_NAME = 200


class _Fields(Mapping):
    """Attributes that can be read as items, too: `batch.rows` is `batch["rows"]`."""

    _names: Tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Any:
        if name not in self._names:
            raise KeyError(name)
        return getattr(self, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class Starts(_Fields):
    """Rows whose episodes begin, as `policy.reset(rows)` gets them.

    Attributes:
        rows: int64 `[n]`, numbers of the rows. A number stays with its episode; later episodes use it again.
        task: list of `n` task ids, such as `"metaworld/reach-v3"`.
        instruction: list of `n` texts, each the task in words as this episode has it.
        seed: int64 `[n]`, the root seed of each episode. A policy that draws random numbers from it and from the
            step, and not from the row or from a global generator, gives the same actions when a run is repeated.
    """

    _names = ("rows", "task", "instruction", "seed")

    def __init__(self, rows: np.ndarray, task: List[str], instruction: List[str], seed: np.ndarray) -> None:
        self.rows = rows
        self.task = task
        self.instruction = instruction
        self.seed = seed


class Batch(_Fields):
    """What `policy(batch)` is asked with: `n` rows, each an environment that needs an action.

    The arrays belong to the policy: they are not written to later.

    Attributes:
        observation: array `[n, ...]` where the task has one observation block, otherwise a dict from the names of
            the blocks to such arrays. Types, shapes and units are those of the task's page.
        images: uint8 `[n, camera, height, width, 3]`, RGB, top row first, cameras in the order of `images=`; None
            where no images were requested.
        rows: int64 `[n]`, the number of each row, as passed to `reset`; -1 for padding, whose answer is dropped.
        task, instruction: lists of `n` strings.
        seed: int64 `[n]`, the root seed of each row's episode.
        step: int64 `[n]`, the control step of each row's episode, from 0.
    """

    _names = ("observation", "images", "rows", "task", "instruction", "seed", "step")

    def __init__(
        self,
        observation: Observation,
        images: Optional[np.ndarray],
        starts: Starts,
        step: np.ndarray,
        action_shape: Tuple[int, ...],
        ask: Ask,
    ) -> None:
        self.observation = observation
        self.images = images
        self.rows = starts.rows
        self.task = starts.task
        self.instruction = starts.instruction
        self.seed = starts.seed
        self.step = step
        self._action_shape = action_shape
        self._ask = ask

    def expert_actions(self) -> np.ndarray:
        """What the scripted expert of each row's task does here: float64 `[n, ...]`, unrounded.

        The expert runs beside the simulation and is asked once for each observation. One that is first asked in the
        middle of an episode begins there. Call it within `policy(batch)` only.

        Raises:
            workcell.errors.FailedPreconditionError: a task has no expert, or its expert reads the simulation and the
                policy does not declare `reads_scene = True`, which reports show.
        """
        asked = self.rows[self.rows >= 0]
        _, tensors = self._ask({"call": "expert", "rows": asked.tolist()})
        actions = tensors["actions"].reshape((len(asked),) + self._action_shape)
        padding = len(self.rows) - len(asked)
        return np.concatenate([actions, np.repeat(actions[-1:], padding, axis=0)]) if padding else actions


class Facts:
    """What a policy is called and how it is asked; arguments go before the policy's own attributes."""

    def __init__(
        self,
        policy: Any,
        *,
        name: Optional[str] = None,
        identity: Optional[str] = None,
        chunk_steps: Optional[int] = None,
        padded_rows: Optional[int] = None,
        reads_scene: Optional[bool] = None,
        check_repeats: int = 16,
    ) -> None:
        self.name = str(_choose(name, policy, "name", _qualified_name(policy)))[:_MOST_NAME]
        self.identity = str(_choose(identity, policy, "identity", ""))
        self.chunk_steps = int(_choose(chunk_steps, policy, "chunk_steps", 1))
        self.padded_rows = int(_choose(padded_rows, policy, "padded_rows", 0))
        self.reads_scene = bool(_choose(reads_scene, policy, "reads_scene", False))
        self.check_repeats = int(check_repeats)
        for what, value, least in (
            ("chunk_steps", self.chunk_steps, 1),
            ("padded_rows", self.padded_rows, 0),
            ("check_repeats", self.check_repeats, 0),
        ):
            if value < least:
                raise errors.InvalidArgumentError(f"{what} must be {least} or more, not {value}")
        for what, text in (("name", self.name), ("identity", self.identity)):
            if len(text.splitlines()) > 1:
                raise errors.InvalidArgumentError(f"the {what} of a policy is one line, not {text!r}")


def _choose(given: Any, policy: Any, attribute: str, standard: Any) -> Any:
    if given is not None:
        return given
    own = getattr(policy, attribute, None)
    return standard if own is None or callable(own) else own


def _qualified_name(policy: Any) -> str:
    described = policy if hasattr(policy, "__qualname__") else type(policy)
    words = f"{described.__module__}.{described.__qualname__}".split(".")
    return ".".join(word for word in words if word not in ("__main__", "<locals>"))


def act_function(policy: Any) -> Callable[[Batch], Any]:
    """What answers batches: the policy itself, or its method `act`."""
    if callable(policy):
        return policy
    act = getattr(policy, "act", None)
    if not callable(act):
        raise errors.InvalidArgumentError(
            f"policy {policy!r} can neither be called nor has a method 'act'; give a function of a batch, an object "
            "with 'act(batch)', or the name of a policy: 'expert', 'random', 'zero', a TorchScript file"
        )
    return act


class PolicyHost:
    """Answers one connection's messages with a policy. One thread."""

    def __init__(self, policy: Any, facts: Facts, most_rows: int) -> None:
        self._act = act_function(policy)
        self._reset = getattr(policy, "reset", None)
        self._facts = facts
        self._most_rows = facts.padded_rows or most_rows
        self._layouts: Dict[int, Dict[str, Any]] = {}
        self._starts: Dict[int, Dict[str, Any]] = {}
        #: The exception that the policy raised, None while it raised none.
        self.failure: Optional[Exception] = None

    def answer(self, body: Dict[str, Any], tensors: Dict[str, np.ndarray], ask: Ask) -> Message:
        """The answer to a message.

        Args:
            ask: sends a message back and returns its answer.
        """
        call = body.get("call")
        try:
            if call == "hello":
                return self._introduce(body), {}
            if call == "layout":
                self._layouts[body["layout"]] = body
                return {}, {}
            if call == "act":
                return {}, {"actions": self._actions(body, tensors, ask)}
            return error("invalid_argument", f"there is no call {call!r}"), {}
        except Exception as raised:
            self.failure = raised
            return error("internal", _describe(raised)), {}

    def _introduce(self, body: Dict[str, Any]) -> Dict[str, Any]:
        if body.get("protocol") != _PROTOCOL:
            return error("invalid_argument", f"protocol {body.get('protocol')} is not known, only {_PROTOCOL}")
        facts = self._facts
        return {
            "protocol": _PROTOCOL,
            "name": facts.name,
            "identity": facts.identity,
            "chunk_steps": facts.chunk_steps,
            "padded_rows": facts.padded_rows,
            "most_rows": self._most_rows,
            "reads_scene": facts.reads_scene,
            "checked_episodes": facts.check_repeats,
        }

    def _actions(self, body: Dict[str, Any], tensors: Dict[str, np.ndarray], ask: Ask) -> np.ndarray:
        begun = body["starts"]
        for start in begun:
            self._starts[start["row"]] = start
        if begun and callable(self._reset):
            self._reset(self._of_rows([start["row"] for start in begun]))
        layout = self._layouts[body["layout"]]
        rows: List[int] = body["rows"]
        batch = self._batch(layout, body, tensors, ask)
        answer = self._act(batch)
        return _checked(answer, len(batch.rows), self._facts, layout["action"])[: len(rows)]

    def _of_rows(self, rows: Sequence[int], padding: int = 0) -> Starts:
        known = [self._starts[row] for row in rows]
        known += known[-1:] * padding
        return Starts(
            np.array(list(rows) + [-1] * padding, dtype=np.int64),
            [start["task"] for start in known],
            [start["instruction"] for start in known],
            np.array([start["seed"] for start in known], dtype=np.int64),
        )

    def _batch(
        self, layout: Dict[str, Any], body: Dict[str, Any], tensors: Dict[str, np.ndarray], ask: Ask
    ) -> Batch:
        rows = body["rows"]
        padding = max(0, self._facts.padded_rows - len(rows))
        blocks = {block["name"]: _padded(tensors[block["name"]], padding) for block in layout["observations"]}
        images = [_padded(tensors[block["name"]], padding) for block in layout["images"]]
        return Batch(
            next(iter(blocks.values())) if len(blocks) == 1 else blocks,
            images[0] if images else None,
            self._of_rows(rows, padding),
            _padded(np.array(body["steps"], dtype=np.int64), padding),
            tuple(layout["action"]["shape"]),
            ask,
        )


def _padded(array: np.ndarray, padding: int) -> np.ndarray:
    return np.concatenate([array, np.repeat(array[-1:], padding, axis=0)]) if padding else array


def _checked(answer: Any, rows: int, facts: Facts, action: Dict[str, Any]) -> np.ndarray:
    """The actions as an array of floating-point numbers."""
    if hasattr(answer, "detach"):
        answer = answer.detach().cpu()
    actions = np.asarray(answer)
    expected = (rows,) + ((facts.chunk_steps,) if facts.chunk_steps > 1 else ()) + tuple(action["shape"])
    if actions.shape != expected:
        hint = ""
        if facts.chunk_steps == 1 and actions.ndim == len(expected) + 1:
            hint = f"; say chunk_steps={actions.shape[1]} if it answers with chunks of actions"
        raise ValueError(f"the policy answered with an array of shape {actions.shape}, expected {expected}{hint}")
    if actions.dtype not in (np.float32, np.float64):
        if not np.issubdtype(actions.dtype, np.number) or np.issubdtype(actions.dtype, np.complexfloating):
            raise TypeError(f"the policy answered with an array of {actions.dtype}, expected floating-point numbers")
        actions = actions.astype(np.float64)
    return actions


def error(code: str, message: str) -> Dict[str, Any]:
    """The JSON of an answer that says what went wrong."""
    return {"error": {"code": code, "message": message}}


def _describe(raised: Exception) -> str:
    return "".join(traceback.format_exception_only(type(raised), raised)).strip()
