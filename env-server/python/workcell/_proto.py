"""Messages of the gRPC service ``workcell.v1.Environments`` as bytes, in Protocol Buffers' encoding.

They are simple enough to be written and read here, so that grpcio is all that gRPC needs, of any
version, and tensors are not copied on their way in.
"""

from __future__ import annotations

import json
import math
from typing import Any, Dict, List, Tuple

import numpy as np

from .errors import ProtocolError
from ._wire import LITTLE, TYPES, Tensors

Message = Tuple[Dict[str, Any], Tensors]

# Kinds of fields: a number, bytes, and those of a fixed width.
_NUMBER = 0
_BYTES = 2
_WIDTHS = {1: 8, 5: 4}


def _varint(value: int) -> bytes:
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


def _field(number: int, data: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def pack(message: Message) -> bytes:
    """A ``workcell.v1.Message``: ``json`` is field 1, ``tensors`` field 2."""
    body, tensors = message
    parts = [_field(1, json.dumps(body, separators=(",", ":"), allow_nan=False).encode("utf-8"))]
    for name, array in tensors.items():
        if array.dtype.name not in LITTLE:
            raise TypeError(
                "tensor '%s' has type %s, expected one of %s"
                % (name, array.dtype, ", ".join(TYPES))
            )
        kind = array.dtype.name
        data = np.ascontiguousarray(array, LITTLE[kind]).tobytes()
        fields = _field(1, name.encode("utf-8")) + _field(2, kind.encode("ascii"))
        if array.ndim:
            fields += _field(3, b"".join(_varint(size) for size in array.shape))
        parts.append(_field(2, fields + _field(4, data)))
    return b"".join(parts)


def head(body: Dict[str, Any], name: str, array: np.ndarray) -> bytes:
    """A message with one tensor up to its elements: these follow for any array of this kind."""
    whole = pack((body, {name: array}))
    return whole[: len(whole) - array.nbytes]


def unpack(data: bytes) -> Message:
    """Reads a ``workcell.v1.Message``; its tensors are read-only views of ``data``.

    Raises:
        ProtocolError: if the bytes are none.
    """
    body: Any = {}
    tensors: Tensors = {}
    try:
        position, end = 0, len(data)
        while position < end:
            key, value, position = _field_at(data, position, end)
            if key == 1 << 3 | _BYTES:
                body = json.loads(str(data[value:position], "utf-8"))
            elif key == 2 << 3 | _BYTES:
                name, array = _tensor(data, value, position)
                tensors[name] = array
        if not isinstance(body, dict):
            raise ValueError("its text is no JSON object")
    except (IndexError, KeyError, ValueError, TypeError) as e:
        raise ProtocolError("a message of %d bytes is damaged: %s" % (len(data), e)) from e
    return body, tensors


def _field_at(data: bytes, position: int, end: int) -> Tuple[int, int, int]:
    """The key of a field, which is its number and kind, its value, and where it ends.

    The value is a number, or where the field's bytes start; zero where the kind is another one.
    """
    key, position = _varint_at(data, position)
    kind = key & 7
    if kind == _NUMBER:
        value, position = _varint_at(data, position)
        return key, value, position
    if kind == _BYTES:
        length, position = _varint_at(data, position)
        if length > end - position:
            raise ValueError("it ends too early")
        return key, position, position + length
    if kind in _WIDTHS:
        return key, 0, position + _WIDTHS[kind]
    raise ValueError("field kind %d" % kind)


def _varint_at(data: bytes, position: int) -> Tuple[int, int]:
    value = data[position]
    position += 1
    if value < 0x80:
        return value, position
    value &= 0x7F
    shift = 7
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
        shift += 7
        if shift > 63:
            raise ValueError("a number is too long")


def _tensor(data: bytes, position: int, end: int) -> Tuple[str, np.ndarray]:
    name, kind = "", ""
    first = after = end
    shape: List[int] = []
    while position < end:
        key, value, position = _field_at(data, position, end)
        if key == 1 << 3 | _BYTES:
            name = str(data[value:position], "utf-8")
        elif key == 2 << 3 | _BYTES:
            kind = str(data[value:position], "ascii")
        elif key == 3 << 3 | _BYTES:
            while value < position:
                size, value = _varint_at(data, value)
                shape.append(size)
        elif key == 3 << 3 | _NUMBER:
            shape.append(value)
        elif key == 4 << 3 | _BYTES:
            first, after = value, position
    dtype = LITTLE[kind]
    if math.prod(shape) * dtype.itemsize != after - first:
        raise ValueError("tensor '%s' of %s%s has %d bytes" % (name, kind, shape, after - first))
    return name, np.ndarray(shape, dtype, data, first)
