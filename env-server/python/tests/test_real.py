"""The package against Workcell's own server.

The test command sets WORKCELL_CLASS_PATH to what it has built; by hand, after ``./workcell build``:

    WORKCELL_CLASS_PATH='cli/target/lib/*' PYTHONPATH=env-server/python \\
        python3 -m unittest discover -s env-server/python/tests -p 'test_real.py'
"""

import atexit
import gc
import os
import unittest

import numpy as np

import support  # noqa: F401
import workcell
from workcell import errors

REACH = "metaworld/reach-v3"
REASON = "WORKCELL_CLASS_PATH names no built server"


def same(test, one, other):
    """Results are equal to the bit."""
    if isinstance(one, dict):
        test.assertEqual(one.keys(), other.keys())
        for key in one:
            same(test, one[key], other[key])
    elif isinstance(one, tuple):
        for mine, theirs in zip(one, other):
            same(test, mine, theirs)
    else:
        np.testing.assert_array_equal(one, other)


class RealTest(unittest.TestCase):
    """Has one server for the tests of all modules, on a Unix socket and on a port."""

    server = None
    uses_port = False

    @classmethod
    def setUpClass(cls):
        if not os.environ.get("WORKCELL_CLASS_PATH"):
            raise unittest.SkipTest(REASON)
        if RealTest.server is None or not RealTest.server.running:
            RealTest.server = workcell.Server(workers=2, listen=["127.0.0.1:0"], start_timeout=120)
            atexit.register(RealTest.server.stop)

    def open(self, what=REACH, num_envs=3, **options):
        options.setdefault("server", self.address())
        envs = workcell.make_vec(what, num_envs, **options)
        self.addCleanup(envs.close)
        return envs

    def address(self):
        if not self.uses_port:
            return self.server
        return next(each for each in self.server.addresses if not each.startswith("unix:"))

    def actions(self, envs, steps, seed=0):
        draw = np.random.default_rng(seed)
        return draw.uniform(-1, 1, (steps,) + envs.action_space.shape).astype(np.float32)

    def drive(self, envs, steps, seed=0):
        return [envs.step(action) for action in self.actions(envs, steps, seed)]


class SharedMemoryTest(RealTest):
    def test_registry(self):
        tasks = [task["id"] for task in workcell.list_tasks(server=self.address())]
        self.assertIn(REACH, tasks)
        self.assertIn("metaworld", workcell.list_suites(server=self.address()))
        benchmarks = {each["id"]: each for each in workcell.list_benchmarks(server=self.address())}
        self.assertEqual(len(benchmarks["metaworld/MT10"]["tasks"]), 10)
        self.assertEqual(workcell.spec(REACH, server=self.address())["action"]["shape"], [4])

    def test_drives_of_a_robot_act(self):
        servo = {"panda0_joint%d" % i: {"stiffness": 300.0} for i in range(1, 5)}
        drives = {"format": 1, "parameters": [], "chain": [{"stage": "servo", "actuators": servo}]}
        kitchen = "kitchen/microwave-v1"
        plain, driven = self.open(kitchen, 1, seed=5), self.open(kitchen, 1, seed=5, actuators=drives)
        self.assertEqual(driven.metadata["unapplied_actuators"], {})
        same(self, plain.reset()[0], driven.reset()[0])
        own, other = self.drive(plain, 5)[-1][0], self.drive(driven, 5)[-1][0]
        first = list(own)[0] if isinstance(own, dict) else None
        mine, theirs = (own[first], other[first]) if first else (own, other)
        self.assertGreater(np.abs(np.asarray(mine) - np.asarray(theirs)).max(), 1e-3)
        with self.assertRaisesRegex(errors.InvalidArgumentError, "motion-capture body and not by actuators"):
            self.open(REACH, 1, actuators=drives)

    def test_another_engine_moves_the_joints(self):
        options = {"num_envs": 1, "seed": 5, "horizon": 20}
        try:
            other = self.open("arm/reach-v1", engine="bullet-plain", **options)
        except errors.UnavailableError as e:
            self.assertIn("bullet", str(e))
            self.skipTest("Bullet is not on the server's class path")
        own = self.open("arm/reach-v1", engine="mujoco", **options)
        self.assertEqual(other.task_spec(0)["engine"].split()[0], "bullet-plain")
        self.assertEqual(own.task_spec(0)["engine"].split()[0], "mujoco")
        one, two = own.reset()[0], other.reset()[0]
        same(self, one, two)
        one, two = self.drive(own, 10)[-1][0], self.drive(other, 10)[-1][0]
        apart = np.abs(one["joint_positions"] - two["joint_positions"]).max()
        self.assertTrue(1e-6 < apart < 0.3, apart)
        with self.assertRaisesRegex(errors.InvalidArgumentError, "free joint"):
            self.open("arm/push-v1", engine="bullet")
        with self.assertRaisesRegex(errors.InvalidArgumentError, "havok"):
            self.open("arm/reach-v1", engine="havok")

    def test_seeds_decide(self):
        one, other = self.open(seed=5), self.open(seed=5)
        same(self, one.reset(), other.reset())
        same(self, self.drive(one, 10)[-1], self.drive(other, 10)[-1])
        different, _ = self.open(seed=6).reset()
        self.assertFalse(np.array_equal(different[0], one.reset(seed=5)[0][0]))
        self.assertIn(different, one.observation_space)

    def test_experts_succeed(self):
        envs = self.open(seed=0, horizon=150)
        envs.reset()
        once = np.zeros(3, bool)
        for _ in range(100):
            infos = envs.step(envs.expert_actions())[4]
            once |= infos["success_once"]
        self.assertTrue(once.all())
        self.assertEqual(infos["instruction"][0], envs.task_spec(0)["instruction"])

    def test_ends_of_episodes(self):
        for mode in ("next_step", "same_step", "disabled"):
            envs = self.open(seed=0, horizon=4, autoreset=mode, legacy_final_observation=True)
            envs.reset()
            results = self.drive(envs, 4)
            observations, _, terminated, truncated, infos = results[-1]
            self.assertTrue(truncated.all() and not terminated.any())
            self.assertEqual(infos["episode"]["l"].tolist(), [4, 4, 4])
            np.testing.assert_allclose(
                infos["episode"]["r"], np.sum([result[1] for result in results], axis=0)
            )
            if mode == "same_step":
                self.assertFalse(np.array_equal(infos["final_obs"][0], observations[0]))
                self.assertEqual(infos["final_info"]["root_seed"].tolist(), [0, 1, 2])
                self.assertIs(infos["final_observation"], infos["final_obs"])
            elif mode == "next_step":
                observations, rewards, _, truncated, infos = self.drive(envs, 1)[0]
                self.assertTrue(infos["starts_episode"].all() and not truncated.any() and not rewards.any())
            else:
                with self.assertRaises(errors.FailedPreconditionError):
                    self.drive(envs, 1)
                envs.reset(options={"reset_mask": truncated})
                self.drive(envs, 1)

    def test_partial_resets(self):
        envs = self.open("metaworld/MT10", 4, seed=0)
        envs.reset()
        before = self.drive(envs, 3)[-1][0]
        mask = np.array([False, True, False, True])
        after, infos = envs.reset(seed=9, options={"reset_mask": mask})
        np.testing.assert_array_equal(before[~mask], after[~mask])
        self.assertEqual(infos["root_seed"][mask].tolist(), [10, 12])
        self.assertEqual(infos["_root_seed"].tolist(), mask.tolist())
        tasks = [None, "metaworld/push-v3", None, None]
        _, infos = envs.reset(seed=3, options={"task": tasks})
        self.assertEqual(infos["task"][1], "metaworld/push-v3")
        self.assertEqual(envs.task_spec(1)["id"], "metaworld/push-v3")
        mixed = envs.reset(seed=[4, None, None, None])[1]
        self.assertEqual(mixed["root_seed"][0], 4)

    def test_groups_begin_alike(self):
        envs = self.open(num_envs=4, seed=0)
        observations, _ = envs.reset_groups(2, seeds=[7, 8])
        np.testing.assert_array_equal(observations[0], observations[1])
        self.assertFalse(np.array_equal(observations[0], observations[2]))

    def test_states(self):
        envs, others = self.open(seed=0), self.open(seed=50)
        envs.reset()
        self.drive(envs, 5)
        snapshots, state = envs.snapshot(), envs.save()
        expected = self.drive(envs, 6, seed=1)
        others.restore(None, snapshots)
        for found, wanted in zip(self.drive(others, 6, seed=1), expected):
            same(self, found[:4], wanted[:4])
        third = self.open(seed=90)
        third.load(state)
        for found, wanted in zip(self.drive(third, 6, seed=1), expected):
            same(self, found[:4], wanted[:4])
        observations, _ = envs.branch(0, [2])
        np.testing.assert_array_equal(observations[0], observations[2])

    def test_chunks_are_steps(self):
        envs, others = self.open(seed=0), self.open(seed=0)
        envs.reset(), others.reset()
        actions = self.actions(envs, 6)
        chunk = envs.step_chunk(actions.transpose(1, 0, 2))
        self.assertEqual(chunk.steps.tolist(), [6, 6, 6])
        for step, action in enumerate(actions):
            observations, rewards, *_ = others.step(action)
            np.testing.assert_array_equal(chunk.rewards[:, step], rewards)
        np.testing.assert_array_equal(chunk.observations, observations)

    def test_interventions(self):
        envs = self.open(seed=0)
        envs.reset()
        envs.intervene(np.full((3, 4), 0.5), np.array([False, True, False]))
        infos = envs.step(np.full((3, 4), -0.5))[4]
        self.assertEqual(infos["executed_by"].tolist(), [0, 1, 0])
        self.assertEqual(infos["executed_action"][:, 0].tolist(), [-0.5, 0.5, -0.5])
        infos = envs.step(np.full((3, 4), -0.5))[4]
        self.assertNotIn("executed_by", infos)
        envs.hold()
        infos = envs.step(np.zeros((3, 4)))[4]
        self.assertEqual(infos["executed_action"][:, 0].tolist(), [-0.5] * 3)

    def test_some_rows(self):
        envs, all_rows = self.open(seed=0), self.open(seed=0)
        before, _ = envs.reset()
        all_rows.reset()
        action = self.actions(envs, 1)[0]
        after = envs.step_rows([2], action[2:])[0]
        np.testing.assert_array_equal(after[:2], before[:2])
        np.testing.assert_array_equal(after[2], all_rows.step(action)[0][2])

    def test_order_of_completion(self):
        envs = self.open(num_envs=4, batch_size=2, seed=0)
        reference = self.open(num_envs=4, seed=0)
        first, _ = reference.reset()
        envs.async_reset()
        batches = [envs.recv() for _ in range(2)]
        for observations, *_, infos in batches:
            np.testing.assert_array_equal(observations, first[infos["env_id"]])
        # Sent together: an environment could overtake one that has not come yet.
        for *_, infos in batches:
            envs.send(np.zeros((2, 4), np.float32), infos["env_id"])
        after = reference.step(np.zeros((4, 4), np.float32))[0]
        for _ in range(2):
            observations, *_, infos = envs.recv()
            np.testing.assert_array_equal(observations, after[infos["env_id"]])
            self.assertEqual(set(infos["task"]), {REACH})

    def test_several_blocks_and_float32(self):
        envs = self.open("kitchen", 2, seed=0, dtype=np.float32)
        observations, _ = envs.reset()
        self.assertIn(observations, envs.observation_space)
        observations, *_ = self.drive(envs, 2)[-1]
        self.assertIn(observations, envs.observation_space)

    def test_records(self):
        envs = self.open(seed=0)
        envs.reset()
        self.assertIn(REACH, str(envs.record(1)))

    def test_pictures(self):
        try:
            envs = self.open(seed=0, cameras=["corner2"], width=32, height=24)
        except errors.WorkcellError as e:
            self.skipTest("no pictures on this machine: %s" % e)
        observations, _ = envs.reset()
        self.assertEqual(observations["pixels"].shape, (3, 24, 32, 3))
        self.assertGreater(observations["pixels"].std(), 5)
        self.assertIn(observations, envs.observation_space)
        self.assertEqual(envs.render()[0].shape, (24, 32, 3))
        frames = envs.render(camera="corner2", width=32, height=24)
        self.assertEqual((len(frames), frames[0].shape), (3, (24, 32, 3)))
        two = self.open(seed=0, cameras=["corner2", "gripperPOV"], width=32, height=24)
        pixels = two.reset()[0]["pixels"]
        np.testing.assert_array_equal(pixels["corner2"], observations["pixels"])

    def test_refusals(self):
        with self.assertRaisesRegex(errors.WorkcellError, "none-v9"):
            self.open("metaworld/none-v9")
        with self.assertRaisesRegex(errors.WorkcellError, "colour"):
            self.open(settings={"colour": "red"})
        with self.assertRaises(errors.ResourceExhaustedError):
            self.open(num_envs=1 << 20)
        envs = self.open(seed=0)
        with self.assertRaises(errors.FailedPreconditionError):
            envs.step(np.zeros((3, 4)))
        envs.reset()
        envs.step(np.zeros((3, 4)))

    def test_one_environment(self):
        env = workcell.make(REACH, server=self.address(), seed=3)
        self.addCleanup(env.close)
        observation, info = env.reset()
        vector = self.open(num_envs=1, seed=3)
        np.testing.assert_array_equal(observation, vector.reset()[0][0])
        observation, reward, terminated, truncated, info = env.step(env.action_space.sample())
        self.assertEqual(observation.shape, (39,))
        self.assertEqual(info["task"], REACH)
        with self.assertRaisesRegex(errors.InvalidArgumentError, "NaN"):
            env.step(np.full(4, np.nan))
        env.step(env.action_space.sample())

    def test_what_is_forgotten_is_freed(self):
        for _ in range(3):
            envs = workcell.make_vec(REACH, 3, server=self.address(), seed=0)
            envs.reset()
            del envs
            gc.collect()
        self.open(seed=0).reset()


if __name__ == "__main__":
    unittest.main()
