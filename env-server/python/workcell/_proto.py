"""Messages of the gRPC service ``workcell.v1.Environments`` as bytes, in Protocol Buffers' encoding.

They are simple enough to be written and read here, so that grpcio is all that gRPC needs, of any
version, and tensors are not copied on their way in.
"""

from __future__ import annotations

import json
from typing import Any, Dict, Iterator, List, Tuple

import numpy as np

from .errors import ProtocolError
from ._wire import LITTLE, TYPES, Tensors

Message = Tuple[Dict[str, Any], Tensors]


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


def unpack(data: bytes) -> Message:
    """Reads a ``workcell.v1.Message``; its tensors are read-only views of ``data``.

    Raises:
        ProtocolError: if the bytes are none.
    """
    text = b"{}"
    tensors: Tensors = {}
    try:
        for number, value in _fields(memoryview(data)):
            if number == 1:
                text = bytes(value)
            elif number == 2:
                name, array = _tensor(value)
                tensors[name] = array
        body = json.loads(text)
        if not isinstance(body, dict):
            raise ValueError("its text is no JSON object")
    except (IndexError, KeyError, ValueError, TypeError) as e:
        raise ProtocolError("a message of %d bytes is damaged: %s" % (len(data), e)) from e
    return body, tensors


def _fields(data: memoryview) -> Iterator[Tuple[int, Any]]:
    """Numbers and values of the fields of a message; unknown kinds are skipped."""
    position, end = 0, len(data)
    while position < end:
        key, position = _read_varint(data, position)
        kind = key & 7
        if kind == 0:
            value, position = _read_varint(data, position)
            yield key >> 3, value
        elif kind == 2:
            length, position = _read_varint(data, position)
            if length > end - position:
                raise ValueError("it ends too early")
            yield key >> 3, data[position : position + length]
            position += length
        elif kind in (1, 5):
            position += 8 if kind == 1 else 4
        else:
            raise ValueError("field kind %d" % kind)


def _read_varint(data: memoryview, position: int) -> Tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
        shift += 7
        if shift > 63:
            raise ValueError("a number is too long")


def _tensor(data: memoryview) -> Tuple[str, np.ndarray]:
    name, kind, elements = "", "", memoryview(b"")
    shape: List[int] = []
    for number, value in _fields(data):
        if number == 1:
            name = str(value, "utf-8")
        elif number == 2:
            kind = str(value, "ascii")
        elif number == 3:
            shape += [value] if isinstance(value, int) else _packed(value)
        elif number == 4:
            elements = value
    return name, np.frombuffer(elements, LITTLE[kind]).reshape(shape)


def _packed(data: memoryview) -> List[int]:
    numbers, position = [], 0
    while position < len(data):
        number, position = _read_varint(data, position)
        numbers.append(number)
    return numbers
