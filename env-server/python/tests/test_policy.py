"""What a policy in Python is asked with, and how its answers are checked; without Java."""

import os
import sys
import unittest

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from workcell import errors  # noqa: E402
from workcell._policy import Facts, PolicyHost, act_function  # noqa: E402
from workcell.evaluation import evaluate  # noqa: E402

LAYOUT = {
    "call": "layout",
    "layout": 0,
    "action": {"name": "action", "dtype": "float32", "shape": [2], "low": [-1, -1], "high": [1, None]},
    "observations": [{"name": "observation", "dtype": "float64", "shape": [3]}],
    "images": [],
}


def question(rows, starts=(), layout=0):
    return {
        "call": "act",
        "layout": layout,
        "rows": list(rows),
        "steps": [7] * len(rows),
        "starts": [{"row": row, "task": f"toy/{row}", "instruction": f"do {row}", "seed": 2**62 + row} for row in starts],
    }


class PolicyHostTest(unittest.TestCase):

    def host(self, policy, **facts):
        host = PolicyHost(policy, Facts(policy, **facts), most_rows=128)
        self.assertEqual(({}, {}), host.answer(LAYOUT, {}, ask=None))
        return host

    def act(self, host, rows, starts=(), ask=None):
        observation = np.arange(3.0 * len(rows)).reshape(len(rows), 3)
        body, tensors = host.answer(question(rows, starts), {"observation": observation}, ask)
        return body, tensors.get("actions")

    def test_rows_keep_what_their_episode_began_with(self):
        seen, begun = [], []

        class Policy:
            def reset(self, starts):
                begun.append((starts.rows.tolist(), starts["task"], starts.seed.tolist()))

            def act(self, batch):
                seen.append((dict(batch), batch.observation.shape))
                return np.zeros((len(batch.rows), 2), np.float32)

        host = self.host(Policy())
        self.act(host, [4, 9], starts=[9, 4])
        self.act(host, [9])
        self.assertEqual([([9, 4], ["toy/9", "toy/4"], [2**62 + 9, 2**62 + 4])], begun)
        self.assertEqual(["do 4", "do 9"], seen[0][0]["instruction"])
        self.assertEqual((["toy/9"], [2**62 + 9], [7]),
                         (seen[1][0]["task"], seen[1][0]["seed"].tolist(), seen[1][0]["step"].tolist()))
        self.assertEqual((1, 3), seen[1][1])
        self.assertIsNone(seen[0][0]["images"])

    def test_padding_repeats_the_last_row_and_its_answer_is_dropped(self):
        def policy(batch):
            self.assertEqual([1, 2, -1, -1], batch.rows.tolist())
            self.assertEqual(["toy/1", "toy/2", "toy/2", "toy/2"], batch.task)
            return batch.observation[:, :2]

        _, actions = self.act(self.host(policy, padded_rows=4), [1, 2], starts=[1, 2])
        np.testing.assert_array_equal([[0, 1], [3, 4]], actions)

    def test_the_expert_is_asked_for_real_rows(self):
        def ask(body):
            self.assertEqual({"call": "expert", "rows": [1, 2]}, body)
            return {}, {"actions": np.array([[0.1, 0.2], [0.3, 0.4]])}

        _, actions = self.act(self.host(lambda batch: batch.expert_actions(), padded_rows=3), [1, 2], [1, 2], ask)
        np.testing.assert_array_equal([[0.1, 0.2], [0.3, 0.4]], actions)

    def test_answers_of_other_kinds_are_taken_and_wrong_ones_named(self):
        _, actions = self.act(self.host(lambda batch: [[1, 2]]), [0], [0])
        self.assertEqual(np.float64, actions.dtype)
        for policy, message in (
            (lambda batch: np.zeros((1, 5, 2)), "ValueError: the policy answered with an array of shape (1, 5, 2), "
                                                "expected (1, 2); say chunk_steps=5"),
            (lambda batch: np.zeros(2), "expected (1, 2)"),
            (lambda batch: [["a", "b"]], "TypeError: the policy answered with an array of <U1"),
            (lambda batch: 1 / 0, "ZeroDivisionError: division by zero"),
        ):
            host = self.host(policy)
            body, _ = self.act(host, [0], [0])
            self.assertIn(message, body["error"]["message"])
            self.assertIsNotNone(host.failure)

    def test_attributes_of_the_policy_stand_for_arguments(self):
        class Policy:
            name = "mine"
            identity = "sha256 abc"
            chunk_steps = 3
            reads_scene = True

            def __call__(self, batch):
                return np.zeros((1, 3, 2))

        host = self.host(Policy(), identity="other")
        body, _ = host.answer({"call": "hello", "protocol": 1}, {}, None)
        self.assertEqual(("mine", "other", 3, True, 128, 16),
                         tuple(body[key] for key in ("name", "identity", "chunk_steps", "reads_scene", "most_rows",
                                                     "checked_episodes")))
        self.assertTrue(Facts(self.host).name.endswith("PolicyHostTest.host"))

        def act(batch):
            return None

        self.assertTrue(Facts(act).name.endswith(f"{self._testMethodName}.act"))

    def test_what_is_impossible_is_refused_before_anything_starts(self):
        for policy, options in (
            (3, {}), (print, {"chunk_steps": 0}), (print, {"envs": 0}), (print, {"severity": 3}),
            (print, {"device": "cpu"}), (print, {"images": {"camera": "top"}}), (print, {"name": "two\nlines"}),
        ):
            with self.assertRaises(errors.InvalidArgumentError):
                evaluate(policy, "toy/reach-v1", **options)
        with self.assertRaises(errors.InvalidArgumentError):
            act_function(object())


if __name__ == "__main__":
    unittest.main()
