"""The actuator chain in NumPy against what Workcell's native stages made of the same signals."""

import json
import os
import tempfile
import unittest

import numpy as np

import support  # noqa: F401
from workcell import actuators, errors

SIGNALS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "actuator_signals.json")


def recording():
    with open(SIGNALS, encoding="utf-8") as file:
        content = json.load(file)
    content["signals"] = {name: np.array(rows) for name, rows in content["signals"].items()}
    return content


class RecordedSignalsTest(unittest.TestCase):
    """RecordedSignalsTest of the module datasets checks the native side of the same file."""

    def setUp(self):
        self.recording = recording()
        self.signals = self.recording["signals"]
        self.chain = actuators.read(
            self.recording["parameters"],
            self.recording["timestep_seconds"],
            self.recording["actuators"],
        )

    def run_chain(self):
        return np.array(
            [
                self.chain.step(command, position, velocity)
                for command, position, velocity in zip(
                    self.signals["command"], self.signals["position"], self.signals["velocity"]
                )
            ]
        )

    def test_signals_are_the_native_ones(self):
        wanted = self.signals["applied"]
        self.assertGreater(np.ptp(wanted[:, 0]), 1)
        self.assertGreater(np.ptp(wanted[:, 1]), 1)
        np.testing.assert_allclose(self.run_chain(), wanted, rtol=0, atol=1e-9)
        self.chain.reset()
        np.testing.assert_allclose(self.run_chain(), wanted, rtol=0, atol=1e-9)

    def test_friction_is_the_native_one(self):
        last = np.zeros(2)
        held, slid = 0, 0
        for row in range(len(self.signals["friction"])):
            budget = self.chain.friction_budget(
                self.signals["motor"][row],
                self.signals["external"][row],
                self.signals["joint_velocity"][row],
            )
            wanted = self.signals["friction"][row]
            last = self.chain.friction_torque(
                budget,
                self.signals["free_velocity"][row],
                self.signals["response"][row].reshape(2, 2),
                last,
            )
            np.testing.assert_allclose(last, wanted, rtol=0, atol=1e-9, err_msg="row %d" % row)
            moving = np.abs(np.abs(wanted) - budget) < 1e-9
            slid += int(moving.sum())
            held += int((~moving).sum())
        self.assertGreater(slid, 20)
        self.assertGreater(held, 5)

    def test_order_of_actuators_is_free(self):
        turned = actuators.read(
            self.recording["parameters"],
            self.recording["timestep_seconds"],
            ["elbow", "wrist", "shoulder"],
        )
        for row in range(10):
            given = [
                [self.signals[name][row, 1], 7.0, self.signals[name][row, 0]]
                for name in ("command", "position", "velocity")
            ]
            answer = turned.step(*given)
            np.testing.assert_allclose(answer[[2, 0]], self.signals["applied"][row], atol=1e-9)
            self.assertEqual(answer[1], 7.0, "an actuator without stages")


class ReadTest(unittest.TestCase):
    def setUp(self):
        self.content = recording()["parameters"]

    def test_a_file_is_read(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "params.json")
            with open(path, "w", encoding="utf-8") as file:
                json.dump(self.content, file)
            chain = actuators.read(path, 0.004)
            self.assertEqual(chain.actuators, ["shoulder", "elbow"])
            for text, words in (
                ("{", "no parameter file"),
                ('{"format": 1, "format": 1}', "stands twice"),
                ('{"format": 1, "chain": [], "parameters": [{"path": NaN}]}', "NaN"),
                ("[]", "format"),
                ('{"format": 1, "chain": []}', "not complete"),
            ):
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
                with self.subTest(text), self.assertRaisesRegex(errors.InvalidArgumentError, words):
                    actuators.read(path, 0.004)
        with self.assertRaisesRegex(errors.InvalidArgumentError, "absent"):
            actuators.read("absent.json", 0.004)

    def refuse(self, words, **changes):
        stages = json.loads(json.dumps(self.content["chain"]))
        stages[0].update(changes)
        with self.assertRaisesRegex(errors.InvalidArgumentError, words):
            actuators.read({"format": 1, "parameters": [], "chain": stages}, 0.004)

    def test_what_cannot_be_is_refused(self):
        self.refuse("no actuator stage 'lag'", stage="lag")
        self.refuse("no parameter 'gap'", actuators={"a": {"gap": 1}})
        self.refuse("cannot be", actuators={"a": {"delay_seconds": -1}})
        self.refuse("cannot be", actuators={"a": {"delay_seconds": None}})
        self.refuse("cannot be", actuators={"a": {"delay_seconds": True}})
        self.refuse("names no actuator", actuators={})
        self.refuse("stands twice", stage="backlash", actuators={"a": {"gap": 1}})
        with self.assertRaisesRegex(errors.InvalidArgumentError, "friction must be the last"):
            actuators.Chain([("friction", {"a": {}}), ("delay", {"a": {}})], 0.004)
        with self.assertRaisesRegex(errors.InvalidArgumentError, "lacks"):
            actuators.read(self.content, 0.004, ["elbow"])
        with self.assertRaisesRegex(errors.InvalidArgumentError, "positive"):
            actuators.read(self.content, 0.0)
        with self.assertRaisesRegex(errors.InvalidArgumentError, "shape"):
            actuators.read(self.content, 0.004).step([1], [1, 2], [1, 2])


if __name__ == "__main__":
    unittest.main()
