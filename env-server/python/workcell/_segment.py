"""Where the batches of a vector lie in memory, and NumPy views of them.

The descriptor is text, one line for each block; ``SegmentDescriptor`` of the Java library writes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from .errors import ProtocolError

_VERSION = "2"
_CONTROL_BYTES = 4096


@dataclass(frozen=True)
class Block:
    """One named array of every row: where it lies in a batch and what it is for."""

    name: str
    role: str
    dtype: np.dtype
    shape: Tuple[int, ...]
    offset: int
    row_bytes: int
    columns: Tuple[str, ...]


@dataclass(frozen=True)
class Descriptor:
    """The layout of a segment: control words, batches that take turns, batches of last results."""

    batches: int
    finals: bool
    rows: int
    batch_bytes: int
    blocks: Tuple[Block, ...]

    @staticmethod
    def parse(text: str) -> "Descriptor":
        """Reads the text form.

        Raises:
            ProtocolError: if it is none, or of another version.
        """
        lines = [line.split("\t") for line in text.splitlines()]
        try:
            _require(lines[0] == ["workcell-segment", _VERSION], lines[0])
            _require(lines[3] == ["workcell-batch", _VERSION], lines[3])
            blocks = tuple(_block(fields) for fields in lines[6:])
            return Descriptor(
                batches=int(_value(lines[1], "batches")),
                finals=_value(lines[2], "finals") == "true",
                rows=int(_value(lines[4], "rows")),
                batch_bytes=int(_value(lines[5], "bytes")),
                blocks=blocks,
            )
        except (IndexError, ValueError, TypeError) as e:
            raise ProtocolError(
                "this is not the descriptor of a segment of version %s (%s): %s"
                % (_VERSION, e, text[:200])
            ) from e

    @property
    def bytes(self) -> int:
        """Size of the segment."""
        return _CONTROL_BYTES + self.batch_bytes * self.batches * (2 if self.finals else 1)

    def with_role(self, role: str) -> List[Block]:
        """The blocks of a role, in the order of their memory."""
        return [block for block in self.blocks if block.role == role]

    def block(self, name: str) -> Block:
        """A block by name."""
        for block in self.blocks:
            if block.name == name:
                return block
        raise ProtocolError("the server's batches have no block '%s'" % name)


def _require(condition: bool, found: Any) -> None:
    if not condition:
        raise ValueError("unexpected line %s" % (found,))


def _value(fields: List[str], name: str) -> str:
    _require(len(fields) == 2 and fields[0] == name, fields)
    return fields[1]


def _block(fields: List[str]) -> Block:
    _require(fields[0] == "block" and len(fields) >= 7, fields)
    sizes = fields[4][1:-1]
    return Block(
        name=fields[1],
        role=fields[2],
        dtype=np.dtype(fields[3]),
        shape=tuple(int(size) for size in sizes.split(",")) if sizes else (),
        offset=int(fields[5]),
        row_bytes=int(fields[6]),
        columns=tuple(fields[7:]),
    )


class Batch:
    """The blocks of one batch as arrays ``[row][...]``.

    Blocks of one number a row have the shape ``(rows,)``; flags are ``bool``. A block that the
    server does not send is ``None``; ``blocks`` has those that it does.
    """

    __slots__ = (
        "blocks",
        "finals",
        "_regions",
        "_places",
        "action",
        "intervention",
        "actor",
        "reward",
        "terminated",
        "truncated",
        "success",
        "info",
        "episode",
        "executed_action",
        "executed_by",
        "environment_index",
        "task_index",
        "variation",
        "root_seed",
        "row_status",
        "has_final",
        "starts_episode",
    )

    action: np.ndarray
    intervention: np.ndarray
    actor: np.ndarray
    reward: np.ndarray
    terminated: np.ndarray
    truncated: np.ndarray
    success: np.ndarray
    info: np.ndarray
    episode: np.ndarray
    executed_action: np.ndarray
    executed_by: np.ndarray
    environment_index: np.ndarray
    task_index: np.ndarray
    variation: np.ndarray
    root_seed: np.ndarray
    row_status: np.ndarray
    has_final: np.ndarray
    starts_episode: np.ndarray

    def __init__(
        self,
        blocks: Mapping[str, np.ndarray],
        finals: "Optional[Batch]" = None,
        regions: Sequence[np.ndarray] = (),
        places: "Optional[Places]" = None,
    ) -> None:
        self.blocks: Dict[str, np.ndarray] = dict(blocks)
        self.finals = finals
        self._regions = regions
        self._places = places
        for name in Batch.__slots__[4:]:
            setattr(self, name, self.blocks.get(name))

    def text(self, block: str, row: int) -> str:
        """The text in a row of ``instruction`` or ``failure``."""
        length = int(self.blocks[block + "_bytes"][row])
        return bytes(self.blocks[block][row, :length]).decode("utf-8", "replace")

    def kept(self) -> "Kept":
        """Its small blocks as they are now, whatever happens to the batch's memory."""
        if self._places is None:
            return Kept((), {}, self.blocks)
        return Kept([region.copy() for region in self._regions], self._places, {})


class Kept:
    """Small blocks of a batch: all but actions, observations, images and texts."""

    __slots__ = ("_regions", "_places", "_blocks")

    def __init__(
        self,
        regions: Sequence[np.ndarray],
        places: "Places",
        blocks: Mapping[str, np.ndarray],
    ) -> None:
        self._regions = regions
        self._places = places
        self._blocks = blocks

    def array(self, name: str) -> np.ndarray:
        """A block, as ``Batch`` has it."""
        if name in self._blocks:
            return self._blocks[name]
        region, offset, dtype, shape = self._places[name]
        return shaped(name, np.ndarray(shape, dtype, self._regions[region], offset))


Places = Dict[str, Tuple[int, int, np.dtype, Tuple[int, ...]]]

_TEXTS = ("instruction", "failure")
_LARGE_ROLES = ("action", "observation", "image")


def _regions_of(descriptor: Descriptor) -> Tuple[List[Tuple[int, int]], Places]:
    """Where small blocks lie one after another, as (start, end), and where each is in them."""
    regions: List[Tuple[int, int]] = []
    places: Places = {}
    is_open = False
    for block in descriptor.blocks:
        if block.role in _LARGE_ROLES or block.name in _TEXTS:
            is_open = False
            continue
        if not is_open:
            regions.append((block.offset, block.offset))
            is_open = True
        start = regions[-1][0]
        regions[-1] = (start, block.offset + descriptor.rows * block.row_bytes)
        shape = (descriptor.rows,) + block.shape
        places[block.name] = (len(regions) - 1, block.offset - start, block.dtype, shape)
    return regions, places


_FLAGS = ("terminated", "truncated", "success", "has_final", "starts_episode")
_SCALARS = _FLAGS + (
    "actor",
    "reward",
    "executed_by",
    "environment_index",
    "task_index",
    "variation",
    "root_seed",
    "row_status",
    "instruction_bytes",
    "failure_bytes",
)


def shaped(name: str, array: np.ndarray) -> np.ndarray:
    """A block's array as ``Batch`` has it: without the dimension of one number, flags as bool."""
    if name in _SCALARS:
        array = array.reshape(array.shape[0])
    return array.view(np.bool_) if name in _FLAGS else array


def batches_over(descriptor: Descriptor, memory: Any) -> List[Batch]:
    """Views of all batches of a segment in a buffer that holds all of it."""
    return [_batch(descriptor, memory, index) for index in range(descriptor.batches)]


def _batch(descriptor: Descriptor, memory: Any, index: int) -> Batch:
    start = _CONTROL_BYTES + index * descriptor.batch_bytes
    finals = None
    if descriptor.finals:
        finals = Batch(
            _arrays(descriptor, memory, start + descriptor.batches * descriptor.batch_bytes)
        )
    regions, places = _regions_of(descriptor)
    views = [np.ndarray((end - begin,), np.uint8, memory, start + begin) for begin, end in regions]
    return Batch(_arrays(descriptor, memory, start), finals, views, places)


def _arrays(descriptor: Descriptor, memory: Any, start: int) -> Dict[str, np.ndarray]:
    return {
        block.name: shaped(
            block.name,
            np.ndarray(
                (descriptor.rows,) + block.shape, block.dtype, memory, start + block.offset
            ),
        )
        for block in descriptor.blocks
    }
