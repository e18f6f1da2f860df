import unittest
import warnings

import numpy as np

from support import ServedTest
from toy import HORIZON
from workcell import errors


def zeros(envs):
    return np.zeros(envs.action_space.shape, np.float32)


class AutoresetTest(ServedTest):
    """The three modes of Gymnasium 1.x; every toy is truncated after HORIZON steps."""

    def run_to_the_end(self, envs):
        envs.reset(seed=0)
        for _ in range(HORIZON - 1):
            _, _, terminated, truncated, infos = envs.step(zeros(envs))
            self.assertFalse((terminated | truncated).any())
            self.assertNotIn("episode", infos)
        return envs.step(zeros(envs))

    def test_next_step(self):
        envs = self.open()
        self.assertEqual(envs.metadata["autoreset_mode"].name, "NEXT_STEP")
        observations, rewards, terminated, truncated, infos = self.run_to_the_end(envs)
        self.assertTrue(truncated.all() and not terminated.any())
        self.assertEqual(observations[0, 6], HORIZON)
        self.assertEqual(infos["episode"]["l"].tolist(), [HORIZON] * 3)
        self.assertEqual(infos["_episode"].tolist(), [True] * 3)
        self.assertNotIn("final_obs", infos)
        observations, rewards, terminated, truncated, infos = envs.step(zeros(envs))
        self.assertEqual(observations[0, 6], 0)
        self.assertEqual(rewards.tolist(), [0.0] * 3)
        self.assertFalse((terminated | truncated).any())
        self.assertTrue(infos["starts_episode"].all())

    def test_same_step(self):
        envs = self.open(autoreset="same_step", legacy_final_observation=True)
        self.assertEqual(envs.metadata["autoreset_mode"].name, "SAME_STEP")
        observations, rewards, terminated, truncated, infos = self.run_to_the_end(envs)
        self.assertTrue(truncated.all())
        self.assertTrue((rewards < 0).all())
        self.assertEqual(observations[0, 6], 0)
        self.assertEqual(infos["_final_obs"].tolist(), [True] * 3)
        self.assertEqual(infos["final_obs"].dtype, object)
        self.assertEqual(infos["final_obs"][1][6], HORIZON)
        self.assertEqual(infos["final_info"]["episode"]["l"].tolist(), [HORIZON] * 3)
        self.assertEqual(infos["final_info"]["root_seed"].tolist(), [0, 1, 2])
        self.assertEqual(infos["final_info"]["_distance"].tolist(), [True] * 3)
        self.assertIs(infos["final_observation"], infos["final_obs"])
        self.assertIs(infos["_final_observation"], infos["_final_obs"])
        self.assertNotIn("final_obs", envs.step(zeros(envs))[4])

    def test_same_step_of_some_rows(self):
        envs = self.open(autoreset="same_step")
        self.run_to_the_end(envs)
        mask = np.array([True, False, True])
        for _ in range(5):
            envs.step(zeros(envs))
        envs.reset(options={"reset_mask": mask})
        for _ in range(HORIZON - 6):
            self.assertNotIn("final_info", envs.step(zeros(envs))[4])
        infos = envs.step(zeros(envs))[4]
        self.assertEqual(infos["_final_obs"].tolist(), [False, True, False])
        self.assertIsNone(infos["final_obs"][0])
        self.assertEqual(infos["final_info"]["episode"]["l"].tolist(), [0, HORIZON, 0])
        self.assertEqual(infos["final_info"]["is_success"].tolist(), [False] * 3)
        self.assertNotIn("final_observation", infos)

    def test_disabled(self):
        envs = self.open(autoreset="disabled")
        self.assertEqual(envs.metadata["autoreset_mode"].name, "DISABLED")
        self.run_to_the_end(envs)
        with self.assertRaisesRegex(errors.FailedPreconditionError, "the episode of environment 0 has ended"):
            envs.step(zeros(envs))
        observations, infos = envs.reset(options={"reset_mask": np.array([True, True, True])})
        self.assertEqual(observations[0, 6], 0)
        envs.step(zeros(envs))

    def test_success_ends_and_counts(self):
        envs = self.open(autoreset="next_step", horizon=100)
        envs.reset(seed=0)
        episodes = {}
        for _ in range(60):
            _, _, terminated, truncated, infos = envs.step(envs.expert_actions())
            for row in np.flatnonzero(terminated | truncated):
                episodes.setdefault(row, {key: value[row] for key, value in infos["episode"].items()})
        self.assertEqual(sorted(episodes), [0, 1, 2])
        for episode in episodes.values():
            self.assertTrue(episode["success_once"] and episode["success_at_end"])
            self.assertEqual(episode["first_success_step"], episode["l"])
            self.assertLess(episode["r"], 0)

    def test_statistics_can_be_left_out(self):
        envs = self.open(episode_statistics=False)
        self.assertNotIn("episode", self.run_to_the_end(envs)[4])

    def test_modes_by_name(self):
        from workcell._gym import AutoresetMode

        self.assertEqual(self.open(autoreset=AutoresetMode.SAME_STEP).metadata["autoreset_mode"].name, "SAME_STEP")
        with self.assertRaisesRegex(errors.InvalidArgumentError, "autoreset is one of next_step"):
            self.open(autoreset="sometimes")


class ResetTest(ServedTest):
    def seeds(self, envs, **arguments):
        return envs.reset(**arguments)[1]["root_seed"].tolist()

    def test_seeds(self):
        envs = self.open(seed=40)
        self.assertEqual(self.seeds(envs), [40, 41, 42])
        following = self.seeds(envs)
        self.assertEqual(len(set(following + [40, 41, 42])), 6)
        self.assertEqual(self.seeds(envs, seed=7), [7, 8, 9])
        self.assertEqual(self.seeds(envs, seed=[3, 1, 2]), [3, 1, 2])
        self.assertEqual(self.seeds(envs, seed=np.int64(40)), [40, 41, 42])
        self.assertEqual(self.seeds(envs), following)
        mixed = self.seeds(envs, seed=[5, None, 6])
        self.assertEqual((mixed[0], mixed[2]), (5, 6))
        self.assertNotEqual(mixed[1], following[1])
        with self.assertRaisesRegex(errors.InvalidArgumentError, "2 seeds are for 3"):
            envs.reset(seed=[1, 2])

    def test_seeds_of_other_types_are_refused_and_nothing_has_changed(self):
        envs = self.open(seed=0)
        expected = envs.reset(seed=[3, np.int64(4), 5])[0]
        for wrong in ("a", 1.5, [1, 2, 3.5], [1, 2], object()):
            with self.subTest(wrong), self.assertRaises(errors.InvalidArgumentError):
                envs.reset(seed=wrong)
        np.testing.assert_array_equal(envs.reset(seed=3)[0], expected)

    def test_without_a_seed_every_vector_differs(self):
        first, second = self.seeds(self.open()), self.seeds(self.open())
        self.assertNotEqual(first, second)
        self.assertEqual(first[2] - first[0], 2)

    def test_mask_resets_these_rows_alone(self):
        envs = self.open(seed=0)
        envs.reset()
        before, *_ = envs.step(np.ones((3, 4), np.float32))
        options = {"reset_mask": np.array([False, True, False])}
        after, infos = envs.reset(seed=9, options=options)
        self.assertIn("reset_mask", options)
        np.testing.assert_array_equal(before[[0, 2]], after[[0, 2]])
        self.assertEqual(infos["root_seed"].tolist()[1], 10)
        self.assertEqual(infos["_root_seed"].tolist(), [False, True, False])
        self.assertEqual(infos["_distance"].tolist(), [False, True, False])
        for wrong in (np.zeros(3, bool), np.array([1, 0, 1]), np.ones(2, bool)):
            with self.assertRaisesRegex(errors.InvalidArgumentError, "reset_mask has shape"):
                envs.reset(options={"reset_mask": wrong})

    def test_tasks_variations_and_contexts_by_row(self):
        envs = self.open("toy", 4, seed=0)
        _, infos = envs.reset()
        self.assertEqual(list(infos["task"]), ["toy/reach-v1", "toy/push-v1"] * 2)
        observations, infos = envs.reset(
            seed=3,
            options={
                "task": ["toy/push-v1", None, None, None],
                "variation": [None, 1, None, 0],
                "context": [None, None, np.array([0.1, 0.2, 0.3]), None],
            },
        )
        self.assertEqual(list(infos["task"]), ["toy/push-v1", "toy/push-v1", "toy/reach-v1", "toy/push-v1"])
        self.assertEqual((infos["variation"][1], infos["variation"][3]), (1, 0))
        self.assertEqual(observations[2, 3:6].tolist(), [0.1, 0.2, 0.3])
        self.assertEqual(envs.task_spec(0)["id"], "toy/push-v1")
        observations, infos = envs.reset(options={"context": [0.5, 0.5, 0.5], "task": "toy/reach-v1"})
        self.assertTrue((observations[:, 3:6] == 0.5).all())
        self.assertEqual(set(infos["task"]), {"toy/reach-v1"})
        with self.assertRaisesRegex(errors.NotFoundError, "no task 'toy/none-v1'"):
            envs.reset(options={"task": "toy/none-v1"})
        with self.assertRaisesRegex(errors.InvalidArgumentError, "option 'tasks' has 2 elements for 4"):
            envs.reset(options={"task": ["toy/push-v1", None]})

    def test_seeds_that_options_need_follow_from_the_last_seed(self):
        def start():
            envs = self.open(seed=0)
            envs.reset()
            return self.seeds(envs, options={"context": [0, 0, 0]})

        self.assertEqual(start(), start())

    def test_unknown_options_warn(self):
        envs = self.open(seed=0)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            envs.reset(options={"colour": 1})
            envs.reset(options={"colour": 1})
        self.assertEqual(len(caught), 1)
        self.assertIn("'colour' is not known", str(caught[0].message))

    def test_groups_begin_alike(self):
        envs = self.open(num_envs=6, seed=0)
        observations, infos = envs.reset_groups(3, seeds=[5, 9])
        self.assertEqual(infos["root_seed"].tolist(), [5, 5, 5, 9, 9, 9])
        np.testing.assert_array_equal(observations[0], observations[2])
        observations, _ = envs.reset_groups(2, contexts=[[0, 0, 0], [1, 1, 1], [2, 2, 2]])
        self.assertEqual(observations[:, 3].tolist(), [0, 0, 1, 1, 2, 2])
        np.testing.assert_array_equal(observations[0], observations[1])
        with self.assertRaisesRegex(errors.InvalidArgumentError, "groups of 4 do not fill 6"):
            envs.reset_groups(4)
        with self.assertRaisesRegex(errors.InvalidArgumentError, "1 seeds are for 2 groups"):
            envs.reset_groups(3, seeds=[5])


if __name__ == "__main__":
    unittest.main()
