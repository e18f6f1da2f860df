"""Macro actions of PerAct's protocol and LAMP's environment, over Workcell's own server."""

import unittest

import numpy as np

import test_real
import workcell
from workcell import lamp

DOWN = (0.0, 1.0, 0.0, 0.0)


class MacroActionsTest(test_real.RealTest):
    def test_an_episode_of_25_macro_actions(self):
        envs = workcell.make_vec(
            "rlbench/stack_blocks-v1",
            2,
            server=self.address(),
            autoreset="disabled",
            settings={"action_mode": "ee_planning", "invalid_action": "terminate"},
        )
        self.addCleanup(envs.close)
        envs.reset(seed=3)
        for step in range(25):
            x = 0.25 + 0.1 * (step % 2)
            actions = [[x, 0.1, 1.1, *DOWN, 1.0], [x, -0.1, 1.0, *DOWN, 1.0]]
            observations, rewards, terminated, truncated, infos = envs.step(np.array(actions))
            self.assertFalse(terminated.any())
            np.testing.assert_allclose(observations["gripper_pose"][:, 0], x, atol=0.005)
            self.assertTrue((infos["control_steps"] > 1).all())
            self.assertEqual(truncated.all(), step == 24)

    def test_experts_serve_macro_actions(self):
        env = workcell.make(
            "rlbench/pick_up_cup-v1",
            server=self.address(),
            settings={"action_mode": "ee_planning"},
        )
        self.addCleanup(env.close)
        env.reset(seed=5)
        done = False
        while not done:
            _, reward, terminated, truncated, _ = env.step(env.expert_action())
            done = terminated or truncated
        self.assertEqual(reward, 1.0)


class LampTest(test_real.RealTest):
    def test_an_episode_of_150_steps(self):
        envs = lamp.make(num_envs=2, size=32, server=self.address(), seed=11)
        self.addCleanup(envs.close)
        observations, _ = envs.reset()
        first = observations["image"].copy()
        self.assertEqual(first.shape, (2, 32, 64, 3))
        self.assertEqual(observations["state"].shape, (2, 10))
        self.assertEqual(len(observations["sentence"]), 2)
        rng = np.random.default_rng(0)
        for step in range(150):
            observations, rewards, terminated, truncated, _ = envs.step(rng.uniform(-1, 1, (2, 4)))
            np.testing.assert_array_equal(observations["init_image"], first)
            self.assertFalse(terminated.any())
            self.assertEqual(truncated.all(), step == 149)
        self.assertFalse(np.array_equal(observations["image"], first))
        sentences = observations["sentence"]
        observations, *_ = envs.step(np.zeros((2, 4)))
        np.testing.assert_array_equal(observations["init_image"], observations["image"])
        self.assertNotEqual(observations["sentence"], sentences)

    def test_dense_rewards_and_styles_of_sentences(self):
        envs = lamp.make(
            num_envs=1, size=16, server=self.address(), shaped=True, prompts="chores", randomize=None
        )
        self.addCleanup(envs.close)
        observations, _ = envs.reset(seed=2)
        dense = []
        for _ in range(15):
            _, rewards, *_ = envs.step(np.array([[0, 0, -1, 1]]))
            dense.append(rewards[0])
        self.assertGreater(dense[-1], dense[0], "the tip comes nearer")
        self.assertNotIn("pick", observations["sentence"][0])


if __name__ == "__main__":
    unittest.main()
