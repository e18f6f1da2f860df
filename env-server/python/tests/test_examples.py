"""The programs in ``examples/python``, as other programs call them."""

import contextlib
import importlib.util
import io
import os
import unittest
from unittest import mock

import numpy as np

from support import PACKAGE_FOLDER, FakeServer, ServedTest, needs_gymnasium

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
