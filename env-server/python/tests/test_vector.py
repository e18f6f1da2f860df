import copy
import pickle
import unittest
import warnings

import numpy as np

from support import ServedTest
from toy import HORIZON, Toy
from workcell import errors


def zeros(envs):
    return np.zeros(envs.action_space.shape, np.float32)


class StepTest(ServedTest):
    def test_results_are_those_of_the_environments(self):
        envs = self.open(num_envs=3, seed=5)
        observations, infos = envs.reset()
        toys = [Toy("toy/reach-v1") for _ in range(3)]
        for row, toy in enumerate(toys):
            toy.reset(5 + row)
        np.testing.assert_array_equal(observations, [toy.observation() for toy in toys])
        self.assertEqual(infos["root_seed"].tolist(), [5, 6, 7])
        self.assertEqual(list(infos["instruction"]), [toy.instruction for toy in toys])
        draw = np.random.default_rng(0)
        for _ in range(5):
            actions = draw.uniform(-1, 1, (3, 4)).astype(np.float32)
            observations, rewards, terminated, truncated, infos = envs.step(actions)
            for toy, action in zip(toys, actions):
                toy.step(action)
            np.testing.assert_array_equal(observations, [toy.observation() for toy in toys])
            np.testing.assert_array_equal(rewards, [toy.reward for toy in toys])
            np.testing.assert_array_equal(infos["distance"], [toy.distance for toy in toys])
        self.assertEqual(rewards.dtype, np.float64)
        self.assertEqual((terminated.dtype, truncated.dtype), (np.bool_, np.bool_))

    def test_copies_stay_and_views_follow(self):
        envs = self.open(seed=0)
        first, _ = envs.reset()
        kept = first.copy()
        for _ in range(4):
            envs.step(np.ones((3, 4), np.float32))
        np.testing.assert_array_equal(first, kept)
        first[:] = 0  # The caller's own.

        views = self.open(seed=0, copy=False)
        first, _ = views.reset()
        kept = first.copy()
        second, *_ = views.step(np.ones((3, 4), np.float32))
        np.testing.assert_array_equal(first, kept)
        views.step(np.ones((3, 4), np.float32))
        self.assertTrue(np.shares_memory(first, views._link.current.blocks["observation"]))
        self.assertFalse(np.array_equal(first, kept))
        views.close()
        self.assertEqual(second.shape, (3, 39))  # Readable after the end.
        second.sum()

    def test_infos_of_an_earlier_step_stay(self):
        envs = self.open(seed=0)
        envs.reset()
        infos = envs.step(np.ones((3, 4), np.float32))[4]
        envs2 = self.open(seed=0)
        envs2.reset()
        expected = {key: value.copy() for key, value in envs2.step(np.ones((3, 4), np.float32))[4].items()}
        for _ in range(HORIZON + 3):
            envs.step(-np.ones((3, 4), np.float32))
        self.assertEqual(set(infos), set(expected))
        for key, value in expected.items():
            np.testing.assert_array_equal(infos[key], value, key)

    def test_infos_are_a_dictionary(self):
        envs = self.open(seed=0)
        envs.reset()
        infos = envs.step(zeros(envs))[4]
        self.assertIsInstance(infos, dict)
        self.assertIn("success", infos)
        self.assertNotIn("episode", infos)
        self.assertIsNone(infos.get("episode"))
        infos["mine"] = 1
        self.assertEqual(len(dict(infos)), len(infos))
        self.assertEqual({**infos}.keys(), infos.keys())
        for key in list(infos):
            if not key.startswith("_") and key != "mine":
                self.assertEqual(infos["_" + key].tolist(), [True] * 3, key)
        for same in (copy.copy(infos), copy.deepcopy(infos), pickle.loads(pickle.dumps(infos))):
            self.assertEqual(same.keys(), infos.keys())
            np.testing.assert_array_equal(same["distance"], infos["distance"])
        with self.assertRaises(KeyError):
            infos["nothing"]

    def test_actions_of_another_shape_are_refused_and_nothing_has_changed(self):
        envs = self.open(seed=0)
        before, _ = envs.reset()
        for wrong in (np.zeros(4), np.zeros((1, 4)), np.zeros((3, 5)), np.full((3, 4), "x")):
            with self.assertRaisesRegex(errors.InvalidArgumentError, r"actions has shape .* expected \(3, 4\)"):
                envs.step(wrong)
        after, *_ = envs.step(zeros(envs))
        np.testing.assert_array_equal(before[:, :3], after[:, :3])

    def test_a_row_that_fails_says_why(self):
        envs = self.open(seed=0)
        envs.reset()
        actions = zeros(envs)
        actions[1] = np.nan
        infos = envs.step(actions)[4]
        self.assertEqual(infos["row_failed"].tolist(), [False, True, False])
        self.assertEqual(infos["failure"][1], "the action is not finite")
        self.assertIsNone(infos["failure"][0])
        self.assertNotIn("failure", envs.step(zeros(envs))[4])

    def test_steps_of_some_rows_leave_the_others(self):
        envs = self.open(seed=0)
        before, _ = envs.reset()
        after, rewards, *_, infos = envs.step_rows([2], np.ones((1, 4)))
        np.testing.assert_array_equal(before[:2], after[:2])
        self.assertEqual(after[2, 6], 1)

    def test_float32_observations(self):
        envs = self.open(seed=0, dtype=np.float32)
        observations, _ = envs.reset()
        self.assertEqual(observations.dtype, np.float32)
        self.assertEqual(envs.observation_space.dtype, np.float32)
        with self.assertRaisesRegex(errors.InvalidArgumentError, "copy=False"):
            self.open(dtype="float32", copy=False)

    def test_several_blocks_are_a_dictionary(self):
        envs = self.open("toy/goal-v1", seed=0)
        observations, _ = envs.reset()
        self.assertEqual(list(observations), ["observation", "desired_goal"])
        self.assertEqual(observations["desired_goal"].dtype, np.float32)
        self.assertEqual(envs.single_observation_space["desired_goal"].shape, (3,))

    def test_images_are_pixels(self):
        envs = self.open(seed=0, cameras=["front"], width=8, height=6)
        observations, _ = envs.reset()
        self.assertEqual(observations["pixels"].shape, (3, 6, 8, 3))
        self.assertEqual(observations["pixels"].dtype, np.uint8)
        self.assertEqual(observations["pixels"][2, 0, 0, 0], 20)
        self.assertEqual(self.server.opened[-1]["images"], {"cameras": ["front"], "width": 8, "height": 6})
        two = self.open(seed=0, images={"cameras": ["front", "side"], "width": 8, "height": 6})
        observations, _ = two.reset()
        self.assertEqual(list(observations["pixels"]), ["front", "side"])
        self.assertEqual(observations["pixels"]["side"][2, 0, 0, 0], 21)
        self.assertEqual(two.single_observation_space["pixels"]["side"].shape, (6, 8, 3))


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


class OpenTest(ServedTest):
    def test_arguments_reach_the_server(self):
        self.open(
            ["toy/reach-v1"],
            2,
            autoreset="disabled",
            settings={"costs": True, "goals": ["a", "b"]},
            reward_mode="sparse",
            filters="delay=2",
            actuators={"format": 1, "parameters": [], "chain": []},
            randomize="light",
            perturb="camera",
            horizon=30,
            weight=2.0,
        )
        self.assertEqual(
            self.server.opened[-1],
            {
                "what": ["toy/reach-v1"],
                "num_envs": 2,
                "autoreset": "disabled",
                "settings": {"costs": "on", "goals": "a+b", "reward": "sparse"},
                "filters": ["delay=2"],
                "actuators": {
                    "file": "actuators",
                    "content": '{"format": 1, "parameters": [], "chain": []}',
                },
                "randomize": "light",
                "perturb": {"preset": "camera"},
                "horizon": 30,
                "weight": 2.0,
            },
        )

    def test_refusals_carry_the_servers_words(self):
        with self.assertRaisesRegex(errors.NotFoundError, "there is no task or suite 'toy/none-v1'; use one of") as caught:
            self.open("toy/none-v1")
        self.assertEqual(caught.exception.code, "not_found")
        self.assertIsInstance(caught.exception, LookupError)

    def test_arguments_of_other_types_are_refused(self):
        for wrong, words in (
            ({"what": 5}, "name"),
            ({"filters": [1]}, "name"),
            ({"actuators": 5}, "path of a params.json"),
            ({"actuators": "absent.json"}, "absent.json"),
            ({"delta": 5}, "a delta is a folder"),
            ({"delta": "absent"}, "absent"),
            ({"num_envs": 2.5}, "whole number"),
            ({"dtype": "float16"}, "float32 or float64"),
            ({"timeout": 0}, "timeout"),
            ({"timeout": -1.0}, "timeout"),
            ({"timeout": float("nan")}, "timeout"),
        ):
            with self.subTest(wrong), self.assertRaisesRegex(errors.InvalidArgumentError, words):
                self.open(**wrong)

    def test_images_need_cameras(self):
        with self.assertRaisesRegex(errors.InvalidArgumentError, "images need cameras"):
            self.open(images={"width": 8})
        with self.assertRaisesRegex(errors.InvalidArgumentError, "name their cameras"):
            self.open(width=8)

    def test_closed_vectors_say_so(self):
        envs = self.open(seed=0)
        envs.reset()
        envs.close()
        envs.close()
        for call in (lambda: envs.step(np.zeros((3, 4))), envs.reset, envs.snapshot):
            with self.assertRaisesRegex(errors.ClosedError, "has been closed; open another one"):
                call()

    def test_token(self):
        import workcell
        from fake_server import FakeServer

        with FakeServer(token="secret") as server:
            with self.assertRaisesRegex(errors.UnauthenticatedError, "token"):
                workcell.make_vec("toy/reach-v1", server=server.address)
            workcell.make_vec("toy/reach-v1", server=server.address, token="secret").close()


if __name__ == "__main__":
    unittest.main()
