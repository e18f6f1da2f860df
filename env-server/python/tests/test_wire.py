import random
import unittest

import numpy as np

import support  # noqa: F401
from workcell import _wire, errors


class WireTest(unittest.TestCase):
    def test_bytes_are_those_of_the_protocol(self):
        frame = _wire.encode({"a": 1}, {"x": np.array([[1, 2]], np.int32)})
        expected = (
            b"\x07\x00\x00\x00" + b'{"a":1}'
            + b"\x01\x00"
            + b"\x01x" + b"\x05int32" + b"\x02" + b"\x01\x00\x00\x00" + b"\x02\x00\x00\x00"
            + bytes(2)  # 30 bytes so far; data starts at 32
            + b"\x01\x00\x00\x00\x02\x00\x00\x00"
        )  # fmt: skip
        self.assertEqual(frame, expected)

    def test_message_returns_as_it_was_sent(self):
        tensors = {
            "f8": np.arange(6.0).reshape(2, 3),
            "f4": np.array(2.5, np.float32),
            "i8": np.array([-(1 << 62)], np.int64),
            "u1": np.zeros((2, 0, 3), np.uint8),
            "ü": np.arange(5, dtype=np.int32)[::2],
        }
        body, found = _wire.decode(_wire.encode({"text": "größer", "list": [1, None]}, tensors))
        self.assertEqual(body, {"text": "größer", "list": [1, None]})
        self.assertEqual(list(found), list(tensors))
        for name, array in tensors.items():
            self.assertEqual(found[name].dtype, array.dtype)
            self.assertEqual(found[name].shape, array.shape)
            np.testing.assert_array_equal(found[name], array)

    def test_types_without_a_name_in_the_protocol_are_refused(self):
        with self.assertRaisesRegex(TypeError, "tensor 'x' has type complex128, expected one of float64"):
            _wire.encode({}, {"x": np.zeros(2, np.complex128)})

    def test_every_truncated_message_is_refused(self):
        whole = _wire.encode({"a": "b"}, {"x": np.arange(3.0), "y": np.zeros(2, np.uint8)})
        for length in range(len(whole)):
            with self.assertRaises(errors.ProtocolError):
                _wire.decode(whole[:length])
        with self.assertRaises(errors.ProtocolError):
            _wire.decode(whole + b"\0")

    def test_damaged_messages_raise_nothing_else(self):
        whole = bytearray(_wire.encode({"a": "b"}, {"x": np.arange(3.0), "y": np.zeros(2, np.uint8)}))
        draw = random.Random(0)
        for _ in range(3000):
            damaged = bytearray(whole)
            for _ in range(draw.randint(1, 4)):
                damaged[draw.randrange(len(damaged))] = draw.randrange(256)
            try:
                _wire.decode(damaged)
            except errors.ProtocolError:
                pass

    def test_text_that_is_no_object_is_refused(self):
        frame = b"\x02\x00\x00\x00[]\x00\x00"
        with self.assertRaisesRegex(errors.ProtocolError, "no JSON object"):
            _wire.decode(frame)


if __name__ == "__main__":
    unittest.main()
