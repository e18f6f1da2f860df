"""What users of Gymnasium expect; the results of its own vectors are the measure."""

import unittest
import warnings

import numpy as np

from support import HAS_GYMNASIUM, FakeServer, ServedTest, needs_gymnasium
from toy import HORIZON, Toy
import workcell
from workcell import errors, registry

if HAS_GYMNASIUM:
    import gymnasium
    from gymnasium.utils.env_checker import check_env
    from gymnasium.vector import AutoresetMode, SyncVectorEnv
    from gymnasium.wrappers.vector import DictInfoToList, RecordEpisodeStatistics

    class LocalToy(gymnasium.Env):
        """The toy in this process, as Gymnasium wants an environment to be."""

        observation_space = gymnasium.spaces.Box(-np.inf, np.inf, (39,), np.float64)
        action_space = gymnasium.spaces.Box(-1, 1, (4,), np.float32)

        def __init__(self, row):
            self.toy = Toy("toy/reach-v1")
            self.row = row

        def info(self):
            return {"distance": self.toy.distance, "success": self.toy.success, "task": self.toy.task}

        def reset(self, *, seed=None, options=None):
            super().reset(seed=seed)
            if seed is None:
                self.toy.reset_next(self.row)
            else:
                self.toy.reset(seed)
            return self.toy.observation(), self.info()

        def step(self, action):
            self.toy.step(action)
            toy = self.toy
            return toy.observation(), toy.reward, toy.terminated, toy.truncated, self.info()


@needs_gymnasium
class GymnasiumTest(ServedTest):
    def assert_alike(self, ours, theirs, where):
        """Every key of theirs is in ours with the same type, mask and masked values."""
        for key, value in theirs.items():
            self.assertIn(key, ours, where)
            if isinstance(value, dict):
                self.assert_alike(ours[key], value, where)
                continue
            mask = theirs.get("_" + key, np.ones(len(value), bool))
            self.assertEqual(ours[key].dtype, value.dtype, (where, key))
            for row in np.flatnonzero(mask):
                np.testing.assert_array_equal(ours[key][row], value[row], "%s %s" % (where, key))

    def test_every_mode_gives_what_gymnasiums_vector_gives(self):
        for mode in AutoresetMode:
            ours = self.open(num_envs=4, autoreset=mode)
            theirs = SyncVectorEnv(
                [lambda row=row: LocalToy(row) for row in range(4)], autoreset_mode=mode
            )
            self.assertEqual(ours.observation_space, theirs.observation_space)
            self.assertEqual(ours.action_space, theirs.action_space)
            found, wanted = ours.reset(seed=3), theirs.reset(seed=3)
            np.testing.assert_array_equal(found[0], wanted[0])
            self.assert_alike(found[1], wanted[1], mode)
            draw = np.random.default_rng(0)
            for step in range(3 * HORIZON):
                actions = draw.uniform(-1, 1, (4, 4)).astype(np.float32)
                found, wanted = ours.step(actions), theirs.step(actions)
                for mine, other in zip(found[:4], wanted[:4]):
                    self.assertEqual(mine.dtype, other.dtype)
                    np.testing.assert_array_equal(mine, other, "%s %d" % (mode, step))
                self.assert_alike(found[4], wanted[4], (mode, step))
                done = found[2] | found[3]
                if mode == AutoresetMode.DISABLED and done.any():
                    found = ours.reset(options={"reset_mask": done})
                    wanted = theirs.reset(options={"reset_mask": done})
                    np.testing.assert_array_equal(found[0], wanted[0])
                    self.assert_alike(found[1], wanted[1], (mode, step))

    def test_it_is_a_vector_with_gymnasiums_spaces(self):
        envs = self.open("toy/goal-v1", cameras=["front", "side"], width=4, height=4)
        self.assertIsInstance(envs, gymnasium.vector.VectorEnv)
        self.assertIsInstance(envs.single_observation_space, gymnasium.spaces.Dict)
        self.assertIsInstance(envs.metadata["autoreset_mode"], AutoresetMode)
        observations, _ = envs.reset(seed=0)
        self.assertIn(observations, envs.observation_space)
        observations, *_ = envs.step(envs.action_space.sample())
        self.assertIn(observations, envs.observation_space)

    def test_wrappers_for_vectors(self):
        envs = RecordEpisodeStatistics(self.open(episode_statistics=False))
        envs.reset(seed=0)
        for _ in range(HORIZON):
            infos = envs.step(envs.action_space.sample())[4]
        self.assertEqual(infos["episode"]["l"].tolist(), [HORIZON] * 3)
        envs.reset(seed=0, options={"reset_mask": np.array([True, False, False])})
        listed = DictInfoToList(self.open(autoreset="same_step"))
        _, infos = listed.reset(seed=0)
        self.assertEqual(infos[1]["root_seed"], 1)
        for _ in range(HORIZON):
            infos = listed.step(listed.action_space.sample())[4]
        self.assertEqual(infos[0]["final_info"]["episode"]["l"], HORIZON)

    def test_checker_of_environments(self):
        for task in ("toy/reach-v1", "toy/goal-v1"):
            env = workcell.make(task, server=self.server.address)
            self.assertIsInstance(env, gymnasium.Env)
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                check_env(env)
            messages = [str(each.message) for each in caught]
            self.assertEqual([text for text in messages if "infinity" not in text and "alternative render modes" not in text], [])
            env.close()

    def test_registry(self):
        ids = workcell.register_gymnasium(server=self.server.address)
        self.assertIn("workcell/toy-reach-v1", ids)
        self.assertEqual(workcell.register_gymnasium(server=self.server.address), ids)
        env = gymnasium.make("workcell/toy-reach-v1", server=self.server.address)
        observation, _ = env.reset(seed=0)
        self.assertEqual(observation.shape, (39,))
        check_env(env.unwrapped)
        env.close()
        envs = gymnasium.make_vec("workcell/toy-reach-v1", num_envs=3, server=self.server.address)
        self.assertIsInstance(envs.unwrapped, workcell.VectorEnv)
        self.assertEqual(envs.reset(seed=0)[0].shape, (3, 39))
        envs.close()


class EnvTest(ServedTest):
    def make(self, task="toy/reach-v1", **options):
        env = workcell.make(task, server=self.server.address, **options)
        self.addCleanup(env.close)
        return env

    def test_one_environment(self):
        env = self.make(seed=4)
        toy = Toy("toy/reach-v1")
        toy.reset(4)
        observation, info = env.reset()
        np.testing.assert_array_equal(observation, toy.observation())
        self.assertEqual((info["root_seed"], info["instruction"]), (4, toy.instruction))
        self.assertEqual(env.instruction, toy.instruction)
        self.assertFalse(any(key.startswith("_") for key in info))
        action = np.full(4, 0.5, np.float32)
        observation, reward, terminated, truncated, info = env.step(action)
        toy.step(action)
        np.testing.assert_array_equal(observation, toy.observation())
        self.assertEqual((reward, terminated, truncated), (toy.reward, False, False))
        self.assertEqual([type(each) for each in (reward, terminated, truncated)], [float, bool, bool])
        self.assertEqual(info["distance"], toy.distance)

    def test_the_end_of_an_episode(self):
        env = self.make(seed=4, horizon=2)
        env.reset()
        env.step(np.zeros(4))
        *_, truncated, info = env.step(np.zeros(4))
        self.assertTrue(truncated)
        self.assertEqual(info["episode"]["l"], 2)
        self.assertFalse(any(key.startswith("_") for key in info["episode"]))
        with self.assertRaises(errors.FailedPreconditionError):
            env.step(np.zeros(4))
        env.reset()
        env.step(np.zeros(4))

    def test_snapshots_pictures_experts(self):
        env = self.make(seed=4)
        env.reset()
        snapshot = env.snapshot()
        expected = env.step(env.expert_action())
        observation, info = env.restore(snapshot)
        self.assertEqual(info["root_seed"], 4)
        found = env.step(env.expert_action())
        np.testing.assert_array_equal(found[0], expected[0])
        self.assertEqual(env.render().shape, (480, 480, 3))
        self.assertEqual(env.render(width=8, height=6).shape, (6, 8, 3))
        self.assertEqual(env.task_spec["id"], "toy/reach-v1")

    def test_dictionaries_lose_their_rows(self):
        env = self.make("toy/goal-v1", cameras=["front", "side"], width=4, height=4)
        observation, _ = env.reset(seed=0)
        self.assertEqual(observation["desired_goal"].shape, (3,))
        self.assertEqual(observation["pixels"]["side"].shape, (4, 4, 3))
        self.assertIn(observation, env.observation_space)

    def test_arguments_of_vectors_are_refused(self):
        with self.assertRaisesRegex(errors.InvalidArgumentError, "num_envs is for make_vec"):
            self.make(num_envs=2)
        with self.assertRaisesRegex(errors.InvalidArgumentError, "render_mode is rgb_array"):
            self.make(render_mode="human")


class ImportTest(unittest.TestCase):
    def test_gymnasium_is_not_loaded_with_the_package(self):
        from test_faults import run

        program = "import sys, workcell; print('gymnasium' in sys.modules, 'torch' in sys.modules)"
        self.assertEqual(run(program).stdout, "False False\n")

    def test_ids_have_one_slash(self):
        self.assertEqual(registry.gymnasium_id("metaworld/reach-v3"), "workcell/metaworld-reach-v3")

    @unittest.skipIf(HAS_GYMNASIUM, "Gymnasium is installed")
    def test_the_registry_says_what_is_missing(self):
        with FakeServer() as server, self.assertRaisesRegex(errors.MissingPackageError, "pip install"):
            workcell.register_gymnasium(server=server.address)


if __name__ == "__main__":
    unittest.main()
