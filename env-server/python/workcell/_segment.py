"""Where the batches of a vector lie in memory, and NumPy views of them.

The descriptor is text, one line for each block; ``SegmentDescriptor`` of the Java library writes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

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

    def place(self, index: int) -> slice:
        """The bytes of a batch; those of the last results come after all ``batches``."""
        start = _CONTROL_BYTES + index * self.batch_bytes
        return slice(start, start + self.batch_bytes)

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
_NAMES = (
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


class Batch:
    """The blocks of one batch as arrays ``[row][...]``.

    Blocks of one number a row have the shape ``(rows,)``; flags are ``bool``. A block that the
    server does not send is ``None``; ``blocks`` has those that it does.
    """

    __slots__ = ("blocks", "finals", "_copies", "_places", "_regions") + _NAMES

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
        memory: Optional[memoryview] = None,
        places: "Optional[Places]" = None,
    ) -> None:
        self.blocks: Dict[str, np.ndarray] = dict(blocks)
        self.finals = finals
        self._places = places
        self._regions: List[memoryview] = []
        self._copies: Dict[str, Tuple[memoryview, np.dtype, Tuple[int, ...]]] = {}
        if memory is not None and places is not None:
            self._regions = [memory[start:end] for start, end in places.regions]
            for name, (start, end, dtype, shape) in places.large.items():
                self._copies[name] = (memory[start:end], dtype, shape)
        for name in _NAMES:
            setattr(self, name, self.blocks.get(name))

    def text(self, block: str, row: int) -> str:
        """The text in a row of ``instruction`` or ``failure``."""
        length = int(self.blocks[block + "_bytes"][row])
        return bytes(self.blocks[block][row, :length]).decode("utf-8", "replace")

    def copied(self, name: str) -> np.ndarray:
        """A block, whatever happens to the batch's memory."""
        place = self._copies.get(name)
        if place is None:
            return self.blocks[name].copy()
        return np.ndarray(place[2], place[1], bytearray(place[0]))

    def kept(self) -> "Kept":
        """Its small blocks as they are now, whatever happens to the batch's memory."""
        if self._places is None:
            return Kept((), {}, self.blocks)
        return Kept([bytearray(region) for region in self._regions], self._places.small, {})


class Kept:
    """Small blocks of a batch: all but actions, observations, images and texts."""

    __slots__ = ("_regions", "_places", "_blocks")

    def __init__(
        self,
        regions: Sequence[bytearray],
        places: Mapping[str, Tuple[int, int, int, np.dtype, Tuple[int, ...]]],
        blocks: Mapping[str, np.ndarray],
    ) -> None:
        self._regions = regions
        self._places = places
        self._blocks = blocks

    def array(self, name: str) -> np.ndarray:
        """A block, as ``Batch`` has it."""
        place = self._places.get(name)
        if place is None:
            return self._blocks[name].copy()
        region, start, _, dtype, shape = place
        return np.ndarray(shape, dtype, self._regions[region], start)

    def has(self, name: str, byte: bytes) -> bool:
        """Whether a block of bytes, which every batch has, has one of this value."""
        place = self._places.get(name)
        if place is None:
            return name in self._blocks and byte in self._blocks[name].tobytes()
        region, start, end, _, _ = place
        return self._regions[region].find(byte, start, end) >= 0


class Places(NamedTuple):
    """Where blocks lie in a batch, for copying them with few instructions.

    Most of the time of a step is spent on instructions that the processor has to fetch again, because
    the simulation had its caches meanwhile. So small blocks are copied as one stretch of bytes, and
    arrays over the copy are made as they are needed.

    ``regions`` are stretches of small blocks, (start, end). ``small`` has for each of these blocks
    region, start and end there, dtype and shape; ``large`` start, end, dtype and shape of
    observations and images, but for those so large that NumPy copies them better.
    """

    regions: List[Tuple[int, int]]
    small: Dict[str, Tuple[int, int, int, np.dtype, Tuple[int, ...]]]
    large: Dict[str, Tuple[int, int, np.dtype, Tuple[int, ...]]]


_TEXTS = ("instruction_bytes", "instruction", "failure_bytes", "failure")
_LARGE_ROLES = ("action", "observation", "image")
_MOST_BYTES = 1 << 18


def _places_of(descriptor: Descriptor) -> Places:
    places = Places([], {}, {})
    is_open = False
    for block in descriptor.blocks:
        end = block.offset + descriptor.rows * block.row_bytes
        if block.role in _LARGE_ROLES or block.name in _TEXTS:
            is_open = False
            if end - block.offset <= _MOST_BYTES:
                shape = (descriptor.rows,) + block.shape
                places.large[block.name] = (block.offset, end, block.dtype, shape)
            continue
        if not is_open:
            places.regions.append((block.offset, end))
            is_open = True
        start = places.regions[-1][0]
        places.regions[-1] = (start, end)
        empty = shaped(block.name, np.empty((descriptor.rows,) + block.shape, block.dtype))
        places.small[block.name] = (
            len(places.regions) - 1,
            block.offset - start,
            end - start,
            empty.dtype,
            empty.shape,
        )
    return places


def shaped(name: str, array: np.ndarray) -> np.ndarray:
    """A block's array as ``Batch`` has it: without the dimension of one number, flags as bool."""
    if name in _SCALARS:
        array = array.reshape(array.shape[0])
    return array.view(np.bool_) if name in _FLAGS else array


def batches_over(descriptor: Descriptor, memory: Any) -> List[Batch]:
    """Views of all batches of a segment in a buffer that holds all of it."""
    places = _places_of(descriptor)
    return [_batch(descriptor, places, memory, index) for index in range(descriptor.batches)]


def _batch(descriptor: Descriptor, places: Places, memory: Any, index: int) -> Batch:
    place = descriptor.place(index)
    finals = None
    if descriptor.finals:
        last = descriptor.place(descriptor.batches + index)
        finals = Batch(_arrays(descriptor, memory, last.start))
    own = memoryview(memory)[place]
    return Batch(_arrays(descriptor, memory, place.start), finals, own, places)


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
