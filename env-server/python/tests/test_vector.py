import copy
import pickle
import unittest

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

    def test_parameters_that_do_not_act_are_in_the_metadata(self):
        drives = {"format": 1, "parameters": [], "chain": []}
        envs = self.open(["toy/reach-v1"], 1, actuators=drives)
        self.assertEqual(envs.metadata["unapplied_actuators"], {"the scene lacks it": ["body:load/mass"]})
        self.assertNotIn("unapplied_actuators", self.open(["toy/reach-v1"], 1).metadata)

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
