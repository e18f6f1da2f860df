"""What observations and actions of a vector are: its spaces, and how a batch becomes one."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from . import _gym
from ._segment import Batch, Block, Descriptor
from .errors import InvalidArgumentError

_IMAGES = "images"


class Part:
    """One block of an observation.

    Args:
        key: its name in observations, with a second one where several cameras share a block.
        block: its name in batches.
        index: of the camera in the block; ``None`` where the part is the whole block.
        dtype: element type in observations.
        space: of one environment.
        is_whole: whether it is the block as it is, of the same type.
    """

    def __init__(
        self,
        key: Tuple[str, ...],
        block: str,
        index: Optional[int],
        dtype: np.dtype,
        space: Any,
        is_whole: bool = False,
    ) -> None:
        self.key = key
        self.block = block
        self.index = index
        self.dtype = dtype
        self.space = space
        self.is_whole = is_whole

    def view(self, batch: Batch) -> np.ndarray:
        """All rows, in the batch's memory."""
        array = batch.blocks[self.block]
        return array if self.index is None else array[:, self.index]


class Layout:
    """Observations and actions of one vector.

    Args:
        descriptor: of its batches.
        specs: of its tasks, as ``open`` answers them.
        cameras: whose images the block ``images`` holds, in this order.
        dtype: element type of observations of floating point numbers; the task's own where absent.
        copy: whether observations are copies.
        observed: names of blocks that answers carry; all where absent.
    """

    def __init__(
        self,
        descriptor: Descriptor,
        specs: Sequence[Mapping[str, Any]],
        cameras: Sequence[str],
        dtype: Optional[Any] = None,
        copy: bool = True,
        observed: Optional[Sequence[str]] = None,
    ) -> None:
        self._copy = copy
        wanted = None if dtype is None else np.dtype(dtype)
        if wanted is not None and wanted not in (np.float32, np.float64):
            raise InvalidArgumentError("dtype is float32 or float64, not %s" % wanted)
        blocks = [
            block
            for block in descriptor.with_role("observation") + descriptor.with_role("image")
            if observed is None or block.name in observed
        ]
        if not blocks:
            all_blocks = descriptor.with_role("observation") + descriptor.with_role("image")
            raise InvalidArgumentError(
                "'observe' names no block of observations; there are %s"
                % ", ".join("pixels" if each.name == "images" else each.name for each in all_blocks)
            )
        self.parts = [
            part for block in blocks for part in _parts(block, specs, list(cameras), wanted)
        ]
        action = descriptor.block("action")
        low, high = _bounds(action, [spec["action"] for spec in specs])
        self.single_action_space = _gym.box(low, high, action.dtype)
        self.single_observation_space = _nested(self.parts, lambda part: part.space, _gym.dictionary)
        self._only = self.parts[0] if len(self.parts) == 1 else None
        is_copied = copy and self._only is not None and self._only.is_whole
        self._only_copied = self.parts[0].block if is_copied else None
        if not copy and any(part.dtype != descriptor.block(part.block).dtype for part in self.parts):
            raise InvalidArgumentError(
                "copy=False gives views, which cannot have another dtype; leave one of them out"
            )

    def observation(self, batch: Batch) -> Any:
        """The observation of all rows: copies, or views of the batch."""
        if self._only_copied is not None:
            return batch.copied(self._only_copied)
        if self._only is not None:
            return self._array(self._only, batch)
        return _nested(self.parts, lambda part: self._array(part, batch), dict)

    def _array(self, part: Part, batch: Batch) -> np.ndarray:
        if not self._copy:
            return part.view(batch)
        if part.is_whole:
            return batch.copied(part.block)
        return part.view(batch).astype(part.dtype)

    def row(self, batch: Batch, row: int) -> Any:
        """A copy of the observation of one row."""
        if self._only is not None:
            return self._only.view(batch)[row].astype(self._only.dtype)
        return _nested(self.parts, lambda part: part.view(batch)[row].astype(part.dtype), dict)


def _nested(
    parts: Sequence[Part], value: Callable[[Part], Any], gather: Callable[[Dict[str, Any]], Any]
) -> Any:
    """One value for each part, as a dictionary with one level more for cameras."""
    if len(parts) == 1 and len(parts[0].key) == 1:
        return value(parts[0])
    tree: Dict[str, Any] = {}
    for part in parts:
        if len(part.key) == 1:
            tree[part.key[0]] = value(part)
        else:
            tree.setdefault(part.key[0], {})[part.key[1]] = value(part)
    return gather(
        {name: gather(each) if isinstance(each, dict) else each for name, each in tree.items()}
    )


def _parts(
    block: Block, specs: Sequence[Mapping[str, Any]], cameras: List[str], wanted: Optional[np.dtype]
) -> List[Part]:
    if block.role == "image":
        return _image_parts(block, cameras)
    dtype = wanted if wanted is not None and block.dtype.kind == "f" else block.dtype
    own = [
        next((each for each in spec["observations"] if each["name"] == block.name), None)
        for spec in specs
    ]
    low, high = _bounds(block, own)
    space = _gym.box(low.astype(dtype), high.astype(dtype), dtype)
    return [Part((block.name,), block.name, None, dtype, space, dtype == block.dtype)]


def _image_parts(block: Block, cameras: List[str]) -> List[Part]:
    if block.name != _IMAGES:
        space = _pictures(block, block.shape)
        return [Part((block.name,), block.name, None, block.dtype, space, True)]
    space = _pictures(block, block.shape[1:])
    if len(cameras) == 1:
        return [Part(("pixels",), block.name, 0, block.dtype, space)]
    return [
        Part(("pixels", camera), block.name, index, block.dtype, space)
        for index, camera in enumerate(cameras)
    ]


def _pictures(block: Block, shape: Tuple[int, ...]) -> Any:
    most = 255 if block.dtype == np.uint8 else np.inf
    return _gym.box(
        np.zeros(shape, block.dtype), np.full(shape, most, block.dtype), block.dtype
    )


def _bounds(
    block: Block, specs: Sequence[Optional[Mapping[str, Any]]]
) -> Tuple[np.ndarray, np.ndarray]:
    """The bounds of all tasks together, ``None`` for one without this block.

    What pads the block of a smaller task is zero.
    """
    lows = [
        np.zeros(block.shape) if spec is None else _spread(block, spec, spec["low"], -np.inf)
        for spec in specs
    ]
    highs = [
        np.zeros(block.shape) if spec is None else _spread(block, spec, spec["high"], np.inf)
        for spec in specs
    ]
    low = np.min(lows, axis=0)
    high = np.max(highs, axis=0)
    return low.astype(block.dtype), high.astype(block.dtype)


def _spread(block: Block, spec: Mapping[str, Any], bounds: Any, endless: float) -> np.ndarray:
    """One bound for each element of a block; a list may be flat or one number for all."""
    numbers = bounds if isinstance(bounds, list) else [bounds]
    values = np.array([endless if each is None else each for each in numbers], np.float64)
    shape = tuple(spec["shape"])
    own = np.broadcast_to(values, (int(np.prod(shape)),)).reshape(shape)
    if shape == block.shape:
        return own.copy()
    spread = np.zeros(block.shape)
    if len(shape) != len(block.shape):
        spread[: own.size] = own.reshape(-1)
    else:
        spread[tuple(slice(0, size) for size in shape)] = own
    return spread


def copied_or_cast(actions: Any, shape: Tuple[int, ...], dtype: np.dtype, name: str) -> np.ndarray:
    """Checks the shape of what a caller hands in, because NumPy would repeat a single row.

    Raises:
        InvalidArgumentError: if the shape differs or the elements are no numbers.
    """
    if type(actions) is np.ndarray and actions.shape == shape and actions.dtype == dtype:
        return actions
    array = np.asarray(actions)
    if array.shape != shape or not np.can_cast(array.dtype, dtype, "same_kind"):
        raise InvalidArgumentError(
            "%s has shape %s and type %s, expected %s and %s"
            % (name, array.shape, array.dtype, shape, dtype)
        )
    return array
