"""The programs in ``examples/python``, as other programs call them."""

import contextlib
import importlib.util
import io
import os
import unittest
from types import SimpleNamespace
from unittest import mock

import numpy as np

from support import PACKAGE_FOLDER, FakeServer, ServedTest, needs_gymnasium

import workcell  # after support, which finds it

EXAMPLES = os.path.join(os.path.dirname(os.path.dirname(PACKAGE_FOLDER)), "examples", "python")


def example(name):
    spec = importlib.util.spec_from_file_location("example_" + name, os.path.join(EXAMPLES, name + ".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@needs_gymnasium
class EnvironmentRepositoryTest(ServedTest):
    def test_what_the_evaluator_of_lerobot_calls(self):
        variables = {"WORKCELL_SERVER": self.server.address, "WORKCELL_TASKS": "toy/reach-v1,toy/goal-v1"}
        with mock.patch.dict(os.environ, variables):
            tasks = example("env").make_env(n_envs=2, use_async_envs=False)["toy"]
        for envs in tasks.values():
            self.addCleanup(envs.close)
            self.play(envs)
        self.assertEqual([envs.get_attr("task")[0] for envs in tasks.values()], ["toy/reach-v1", "toy/goal-v1"])

    def play(self, envs):
        self.assertEqual(len(envs.call("task_description")), 2)
        self.assertGreater(envs.unwrapped.metadata["render_fps"], 0)
        observations, _ = envs.reset(seed=[3, 4])
        self.assertIn(observations, envs.observation_space)
        final = None
        for _ in range(envs.call("_max_episode_steps")[0]):
            observations, _, _, _, infos = envs.step(envs.action_space.sample())
            final = infos.get("final_info", final)
        self.assertIn(observations, envs.observation_space)
        self.assertEqual((final["is_success"].shape, final["is_success"].dtype), ((2,), np.bool_))
        self.assertIn(infos["final_obs"][0], envs.single_observation_space)
        self.assertEqual(envs.call("render")[1].shape[2], 3)


class FanOutTest(unittest.TestCase):
    def test_rows_of_a_server_that_ends_go_on_elsewhere(self):
        with FakeServer() as second:
            with FakeServer() as first:
                vectors = example("fan_out").FanOut([first.address, second.address], "toy/reach-v1", 5)
                vectors.reset(seed=0)
                actions = np.zeros((5, 4), np.float32)
                self.assertFalse(vectors.step(actions)[4]["restarted"].any())
            with contextlib.redirect_stdout(io.StringIO()) as told:
                observations, _, _, truncated, infos = vectors.step(actions)
            self.assertIn("its 3 environments begin new episodes elsewhere", told.getvalue())
            self.assertEqual(infos["restarted"].tolist(), [True, True, True, False, False])
            self.assertTrue(truncated[:3].all())
            self.assertEqual(len(observations), 5)
            self.assertFalse(vectors.step(actions)[4]["restarted"].any())
            vectors.close()


if __name__ == "__main__":
    unittest.main()


class LineEnvs:
    """Stands in for a vector: the reward is largest where the action is half of the observation."""

    num_envs = 32
    single_action_space = SimpleNamespace(shape=(1,), dtype=np.dtype(np.float32))

    def __init__(self):
        self.action_space = SimpleNamespace(seed=lambda seed: None, sample=lambda: np.zeros((self.num_envs, 1), np.float32))

    def reset(self, seed):
        seeds = np.broadcast_to(seed, self.num_envs)
        self.rows = np.array([[np.random.default_rng(int(each)).uniform(-1, 1)] for each in seeds])
        self.left = 5
        return self.rows, {}

    def step(self, actions):
        self.left -= 1
        done = np.full(self.num_envs, self.left == 0)
        return self.rows, -np.abs(actions[:, 0] - 0.5 * self.rows[:, 0]), done, ~done & False, {}


class CrossEntropyTest(unittest.TestCase):
    def test_returns_grow(self):
        cem = example("cem")
        args = SimpleNamespace(seed=1, blocks=None, iterations=21, policies=16, starts=2, elite=4, deviation=0.3)
        with contextlib.redirect_stdout(io.StringIO()) as told:
            policy, weights = cem.train(LineEnvs(), args)
        lines = told.getvalue().splitlines()
        first, last = (float(line.split("mean return ")[1].split(",")[0]) for line in (lines[0], lines[-1]))
        self.assertLess(first, -0.5)
        self.assertGreater(last, first / 3)
        action = policy(weights, np.array([[0.8]]))
        self.assertAlmostEqual(action[0, 0], 0.4, delta=0.15)

    def test_blocks_are_joined_in_order_of_their_names(self):
        rows = example("cem").features({"b": np.array([[2.0]]), "a": np.array([[0.0, 1.0]])})
        np.testing.assert_array_equal(rows, [[0, 0, 0, 0, 1, 2, 1, 4, 2, 1]])

    def test_blocks_that_are_not_named_are_left_out(self):
        rows = example("cem").features({"b": np.array([[2.0]]), "a": np.array([[0.0, 1.0]])}, ["b"])
        np.testing.assert_array_equal(rows, [[4, 2, 1]])

    def test_features_that_vary_are_standardized(self):
        policy = example("cem").Policy(np.array([[1.0, 5, 0], [3, 5, 0]]))
        np.testing.assert_array_equal(policy.mean, [2, 0, 0])
        np.testing.assert_array_equal(policy.scale, [1, 1, 1])

    def test_each_row_has_weights_of_its_own(self):
        policy = example("cem").Policy(np.zeros((2, 3)))
        weights = np.array([[[0.0], [0], [1]], [[0], [0], [-1]]])
        np.testing.assert_allclose(policy(weights, np.zeros((2, 1)))[:, 0], [np.tanh(1), -np.tanh(1)])


class CrossEntropyServedTest(ServedTest):
    def test_an_episode_of_each_policy(self):
        cem = example("cem")
        with workcell.make_vec("toy/reach-v1", num_envs=3, server=self.server.address) as envs:
            still = np.zeros((3, *envs.single_action_space.shape), envs.single_action_space.dtype)
            total = cem.returns(envs, lambda observation: still, [5, 5, 5])
        self.assertEqual(total.shape, (3,))
        self.assertEqual(len(set(total)), 1)


class SpringPolicyTest(unittest.TestCase):
    def test_the_tip_is_pulled_to_the_goal(self):
        spring = example("policy").spring
        stretched = {"joints": np.zeros((2, 4)), "tip": np.array([[0.4, 0], [0.4, 0]]), "goal": np.array([[0.4, 0.1], [0.4, -0.1]])}
        actions = spring(SimpleNamespace(observation=stretched), stiffness=5)
        np.testing.assert_allclose(actions, [[0.2, 0.1], [-0.2, -0.1]])
