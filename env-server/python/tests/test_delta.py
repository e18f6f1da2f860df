"""The delta action in NumPy against what Workcell's own runner made of the same signals."""

import base64
import hashlib
import json
import os
import tempfile
import unittest

import numpy as np

import support  # noqa: F401
from workcell import _opening, delta, errors

SIGNALS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "delta_signals.json")


def cases():
    with open(SIGNALS, encoding="utf-8") as file:
        return json.load(file)


def content(case):
    return case["description"].encode("utf-8"), base64.b64decode(case["weights"])


def write(folder, description, weights):
    for name, bytes_ in (("delta.json", description), ("weights.npz", weights)):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(bytes_)


class RecordedSignalsTest(unittest.TestCase):
    """RecordedDeltaTest of the module datasets checks the Java side of the same file."""

    def test_results_are_those_of_java(self):
        kinds = set()
        for case in cases():
            model = delta.parse(*content(case))
            kinds.add(model.kind)
            if "drive_gain" in case:
                with self.assertRaisesRegex(errors.InvalidArgumentError, "use_drive_gain"):
                    model.apply([0, 0], [0, 0], [0, 0])
                model.use_drive_gain(case["drive_gain"])
            for _ in range(2):
                model.reset(gain=case["gain"])
                rows = zip(case["command"], case["position"], case["velocity"])
                for i, (command, position, velocity) in enumerate(rows):
                    applied = model.apply(command, position, velocity)
                    np.testing.assert_allclose(applied, case["applied"][i], rtol=0, atol=1e-9)
                    np.testing.assert_allclose(model.inputs, case["inputs"][i], rtol=0, atol=1e-9)
                    np.testing.assert_allclose(model.trust, case["trust"][i][0], rtol=0, atol=1e-9)
                    np.testing.assert_allclose(model.delta, applied - command, rtol=0, atol=1e-12)
        self.assertEqual(kinds, {"command", "torque"})
        self.assertTrue(any("drive_gain" in case for case in cases()))

    def test_remembered_rows_are_the_past(self):
        case = cases()[0]
        first, second = delta.parse(*content(case)), delta.parse(*content(case))
        rows = list(zip(case["command"], case["position"], case["velocity"]))
        for row in rows[:5]:
            first.remember(*row)
            second.remember(*row)
        np.testing.assert_array_equal(first.apply(*rows[5]), second.apply(*rows[5]))
        second.reset()
        self.assertFalse(np.array_equal(first.apply(*rows[6]), second.apply(*rows[6])))


class ReadTest(unittest.TestCase):
    def setUp(self):
        self.description, self.weights = content(cases()[1])

    def test_a_folder_is_read(self):
        with tempfile.TemporaryDirectory() as folder:
            write(folder, self.description, self.weights)
            read = delta.read(folder)
            self.assertEqual(read.channels, ["shoulder", "elbow"])
            self.assertEqual(read.control_period_seconds, 0.05)
            self.assertEqual(read.report, {"method": "none"})
            with self.assertRaisesRegex(errors.InvalidArgumentError, "shape"):
                read.apply([1], [1, 2], [1, 2])
            os.remove(os.path.join(folder, "weights.npz"))
            with self.assertRaisesRegex(errors.InvalidArgumentError, "weights.npz"):
                delta.read(folder)
        with self.assertRaisesRegex(errors.InvalidArgumentError, "absent"):
            delta.read("absent")

    def test_a_drive_gain_is_asked_for_where_there_is_one(self):
        with self.assertRaisesRegex(errors.InvalidArgumentError, "does not depend"):
            delta.parse(self.description, self.weights).use_drive_gain(1)
        case = next(each for each in cases() if "drive_gain" in each)
        model = delta.parse(*content(case))
        self.assertEqual(model.drive_gain, ("kp", 100.0, 400.0))
        with self.assertRaisesRegex(errors.InvalidArgumentError, "positive"):
            model.use_drive_gain(0)

    def refuse(self, words, **changes):
        changed = {**json.loads(self.description), **changes}
        with self.assertRaisesRegex(errors.InvalidArgumentError, words):
            delta.parse(json.dumps(changed).encode(), self.weights)

    def test_what_cannot_be_is_refused(self):
        self.refuse("format", format=2)
        self.refuse("sine", activation="sine")
        self.refuse("inputs", inputs=[{"signal": "position", "steps": 1, "scale": 1}])
        self.refuse("near", trust={"kind": "near", "radius": 0, "fade_width": 0})
        self.refuse("not the file", weights={"file": "weights.npz", "sha256": "0"})
        junk = b"PK\x05\x06"
        sha256 = hashlib.sha256(junk).hexdigest()
        changed = {**json.loads(self.description), "weights": {"sha256": sha256}}
        with self.assertRaises(errors.InvalidArgumentError):
            delta.parse(json.dumps(changed).encode(), junk)


class OpeningTest(unittest.TestCase):
    def test_the_protocol_has_content_and_no_path(self):
        description, weights = content(cases()[0])
        with tempfile.TemporaryDirectory() as parent:
            folder = os.path.join(parent, "learned")
            os.mkdir(folder)
            write(folder, description, weights)
            plain = _opening.delta_of(folder)
            self.assertEqual(plain["folder"], "learned")
            self.assertEqual(plain["description"].encode(), description)
            self.assertEqual(base64.b64decode(plain["weights"]), weights)
            self.assertEqual((plain["options"], plain["use_refused"]), ("", False))
            used = {"rescale": (0.5, 1.5), "without": 0.2, "channels": ["elbow"], "trust": False}
            used["drive_gain"] = 400
            chosen = _opening.delta_of({"folder": folder, "use_refused": True, **used})
            self.assertEqual(
                chosen["options"],
                "rescale=0.5:1.5,without=0.2,channels=elbow,trust=off,drive_gain=400.0",
            )
            self.assertTrue(chosen["use_refused"])
            with self.assertRaisesRegex(errors.InvalidArgumentError, "no option 'scale'"):
                _opening.delta_of({"folder": folder, "scale": 1})
        self.assertIsNone(_opening.delta_of(None))
        with self.assertRaisesRegex(errors.InvalidArgumentError, "a delta is a folder"):
            _opening.delta_of(5)


if __name__ == "__main__":
    unittest.main()
