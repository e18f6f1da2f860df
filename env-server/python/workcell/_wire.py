"""Messages as bytes: a JSON object and named tensors, see ``docs/protocol.md``."""

from __future__ import annotations

import json
import struct
from typing import Any, Dict, List, Mapping, Optional, Tuple, Union

import numpy as np

from .errors import ProtocolError

#: The byte before a message on a Unix socket.
MESSAGE = 2
#: The byte of a doorbell: "step all rows", and its answer "done".
DOORBELL = 1

_ALIGNMENT = 8
#: Element types of tensors.
TYPES = ("float64", "float32", "int64", "int32", "uint8")
#: The same as they go over a wire.
LITTLE = {name: np.dtype(name).newbyteorder("<") for name in TYPES}

Tensors = Dict[str, np.ndarray]
Buffer = Union[bytes, bytearray, memoryview]


def encode(body: Mapping[str, Any], tensors: Optional[Mapping[str, np.ndarray]] = None) -> bytes:
    """The bytes of a message.

    Raises:
        TypeError: if a tensor has an element type that the protocol does not have.
    """
    text = json.dumps(body, separators=(",", ":"), allow_nan=False).encode("utf-8")
    arrays = [(name, _checked(name, array)) for name, array in (tensors or {}).items()]
    head = [struct.pack("<I", len(text)), text, struct.pack("<H", len(arrays))]
    for name, array in arrays:
        encoded = name.encode("utf-8")
        kind = array.dtype.name.encode("ascii")
        head.append(struct.pack("<B", len(encoded)) + encoded)
        head.append(struct.pack("<B", len(kind)) + kind)
        head.append(struct.pack("<B%dI" % array.ndim, array.ndim, *array.shape))
    frame = bytearray(b"".join(head))
    for _, array in arrays:
        frame += bytes(-len(frame) % _ALIGNMENT)
        frame += array.tobytes()
    return bytes(frame)


def _checked(name: str, array: np.ndarray) -> np.ndarray:
    array = np.asarray(array)
    if array.dtype.name not in LITTLE:
        raise TypeError(
            "tensor '%s' has type %s, expected one of %s" % (name, array.dtype, ", ".join(TYPES))
        )
    return np.ascontiguousarray(array, dtype=LITTLE[array.dtype.name]).reshape(array.shape)


def framed(message: bytes) -> bytes:
    """A message as it goes over a Unix socket."""
    return struct.pack("<BI", MESSAGE, len(message)) + message


def decode(frame: Buffer) -> Tuple[Dict[str, Any], Tensors]:
    """Reads a message. Its tensors are views of ``frame``, so read-only over ``bytes``.

    Raises:
        ProtocolError: if the bytes are no message.
    """
    try:
        return _Reader(frame).message()
    except (struct.error, IndexError, ValueError) as e:
        raise ProtocolError("a message of %d bytes is damaged: %s" % (len(frame), e)) from e


class _Reader:
    def __init__(self, frame: Buffer) -> None:
        self._bytes = memoryview(frame)
        self._position = 0

    def message(self) -> Tuple[Dict[str, Any], Tensors]:
        body = json.loads(self._text(self._number("<I")))
        if not isinstance(body, dict):
            raise ValueError("its text is no JSON object")
        heads = [self._head() for _ in range(self._number("<H"))]
        tensors = {name: self._tensor(kind, shape) for name, kind, shape in heads}
        if len(tensors) != len(heads):
            raise ValueError("two tensors have one name")
        if self._position != len(self._bytes):
            raise ValueError("%d bytes follow its end" % (len(self._bytes) - self._position))
        return body, tensors

    def _number(self, form: str) -> int:
        (value,) = struct.unpack_from(form, self._bytes, self._position)
        self._position += struct.calcsize(form)
        return int(value)

    def _text(self, length: int) -> str:
        return str(self._take(length), "utf-8")

    def _take(self, length: int) -> memoryview:
        part = self._bytes[self._position : self._position + length]
        if len(part) != length:
            raise ValueError("it ends too early")
        self._position += length
        return part

    def _head(self) -> Tuple[str, np.dtype, List[int]]:
        name = self._text(self._number("<B"))
        kind = self._text(self._number("<B"))
        if kind not in LITTLE:
            raise ValueError("tensor '%s' has type '%s'" % (name, kind))
        shape = [self._number("<I") for _ in range(self._number("<B"))]
        return name, LITTLE[kind], shape

    def _tensor(self, kind: np.dtype, shape: List[int]) -> np.ndarray:
        self._position += -self._position % _ALIGNMENT
        size = kind.itemsize
        for each in shape:
            size *= each
        return np.frombuffer(self._take(size), dtype=kind).reshape(shape)
