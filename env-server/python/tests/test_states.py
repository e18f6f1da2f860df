import unittest

import numpy as np

from support import ServedTest
from workcell import errors


def drive(envs, steps, seed=0):
    draw = np.random.default_rng(seed)
    results = [envs.step(draw.uniform(-1, 1, (envs.num_envs, 4)).astype(np.float32)) for _ in range(steps)]
    return np.array([result[0] for result in results]), np.array([result[1] for result in results])


class StatesTest(ServedTest):
    def test_snapshots_continue_elsewhere(self):
        envs = self.open(seed=0)
        envs.reset()
        drive(envs, 5)
        snapshots = envs.snapshot()
        self.assertTrue(all(isinstance(each, bytes) for each in snapshots))
        expected = drive(envs, 6, seed=1)
        others = self.open(seed=99)
        observations, infos = others.restore([0, 1, 2], snapshots)
        self.assertEqual(infos["root_seed"].tolist(), [0, 1, 2])
        for found, wanted in zip(drive(others, 6, seed=1), expected):
            np.testing.assert_array_equal(found, wanted)
        _, infos = others.restore([1], envs.snapshot([2]))
        self.assertEqual(infos["_root_seed"].tolist(), [False, True, False])
        self.assertEqual(infos["root_seed"][1], 2)
        with self.assertRaisesRegex(errors.InvalidArgumentError, "1 snapshots are for 2"):
            envs.restore([0, 1], snapshots[:1])

    def test_branches_are_alike(self):
        envs = self.open(seed=0)
        envs.reset()
        drive(envs, 3)
        observations, infos = envs.branch(1, [0, 2])
        np.testing.assert_array_equal(observations[0], observations[1])
        np.testing.assert_array_equal(observations[2], observations[1])
        self.assertEqual(infos["_success"].tolist(), [True, False, True])

    def test_a_checkpoint_goes_on_to_the_bit(self):
        envs = self.open(seed=0)
        envs.reset()
        drive(envs, 25)
        state = envs.save()
        expected = drive(envs, 25, seed=2)
        drawn = envs.np_random.integers(1000, size=4).tolist()
        others = self.open(seed=50)
        others.load(state)
        for found, wanted in zip(drive(others, 25, seed=2), expected):
            np.testing.assert_array_equal(found, wanted)
        self.assertEqual(others.np_random.integers(1000, size=4).tolist(), drawn)
        with self.assertRaisesRegex(errors.InvalidArgumentError, "not what save"):
            from workcell._wire import encode

            others.load(encode({}))
        with self.assertRaises(errors.ProtocolError):
            others.load(b"nothing")

    def test_chunks(self):
        envs = self.open(seed=0, autoreset="disabled", horizon=8)
        envs.reset()
        actions = np.full((3, 5, 4), 0.1, np.float32)
        chunk = envs.step_chunk(actions)
        self.assertEqual(chunk.rewards.shape, (3, 5))
        self.assertEqual((chunk.rewards.dtype, chunk.success.dtype), (np.float64, np.bool_))
        self.assertEqual(chunk.steps.tolist(), [5, 5, 5])
        self.assertNotIn("episode", chunk.infos)
        steps = self.open(seed=0, horizon=8)
        steps.reset()
        for i in range(5):
            observations, rewards, *_ = steps.step(actions[:, i])
            np.testing.assert_array_equal(chunk.rewards[:, i], rewards)
        np.testing.assert_array_equal(chunk.observations, observations)
        chunk = envs.step_chunk(actions)
        self.assertEqual(chunk.steps.tolist(), [3, 3, 3])
        self.assertEqual(chunk.truncated.tolist(), [[False, False, True, False, False]] * 3)
        self.assertEqual(chunk.infos["episode"]["l"].tolist(), [8] * 3)
        for wrong in (np.zeros((3, 4)), np.zeros((2, 5, 4)), np.zeros((3, 0, 4))):
            with self.assertRaises(errors.InvalidArgumentError):
                envs.step_chunk(wrong)

    def test_chunks_stop_at_success(self):
        envs = self.open(seed=0, autoreset="disabled", horizon=500, ignore_terminations=True)
        envs.reset()
        goal = envs.reset()[0]
        away = (goal[:, 3:6] - goal[:, :3]) / 0.1 / 30
        actions = np.zeros((3, 40, 4), np.float32)
        actions[:, :, :3] = away[:, np.newaxis]
        chunk = envs.step_chunk(actions, stop_at_success=True)
        self.assertTrue((chunk.success.sum(axis=1) == 1).all())
        self.assertTrue((chunk.steps < 40).all())


class InterventionTest(ServedTest):
    def test_interventions_are_carried_out_once(self):
        envs = self.open(seed=0)
        start, _ = envs.reset()
        envs.intervene(np.full((3, 4), 0.5, np.float32), np.array([False, True, False]))
        observations, *_, infos = envs.step(np.full((3, 4), -0.5, np.float32))
        np.testing.assert_allclose((observations - start)[:, 0], [-0.05, 0.05, -0.05])
        self.assertEqual(infos["executed_by"].tolist(), [0, 1, 0])
        self.assertEqual(infos["executed_action"][:, 0].tolist(), [-0.5, 0.5, -0.5])
        again, *_, infos = envs.step(np.full((3, 4), -0.5, np.float32))
        np.testing.assert_allclose((again - observations)[:, 0], -0.05)
        self.assertNotIn("executed_by", infos)

    def test_holding_repeats_the_last_action(self):
        envs = self.open(seed=0)
        envs.reset()
        before, *_ = envs.step(np.full((3, 4), 0.25, np.float32))
        envs.hold(np.array([True, False, False]))
        after, *_, infos = envs.step(np.zeros((3, 4), np.float32))
        np.testing.assert_allclose((after - before)[:, 0], [0.025, 0, 0])
        self.assertEqual(infos["executed_by"].tolist(), [2, 0, 0])

    def test_masks_of_another_type_are_refused(self):
        envs = self.open(seed=0)
        envs.reset()
        for wrong in (np.ones(2, bool), np.ones(3)):
            with self.assertRaisesRegex(errors.InvalidArgumentError, "mask has shape"):
                envs.intervene(np.zeros((3, 4)), wrong)


class CallsTest(ServedTest):
    def test_attributes_of_lerobot(self):
        envs = self.open("toy", 4, seed=0, horizon=30, cameras=["side"], width=64, height=48)
        self.assertEqual(envs.call("_max_episode_steps"), (30,) * 4)
        self.assertEqual(envs.call("task")[:2], ("toy/reach-v1", "toy/push-v1"))
        self.assertEqual(envs.call("task_description")[1], "push to the goal")
        envs.reset()
        self.assertRegex(envs.call("task_description")[1], "push to the goal, form [01]")
        self.assertEqual(envs.get_attr("instruction"), envs.call("task_description"))
        self.assertEqual(envs.unwrapped.metadata["render_fps"], 80)
        frames = envs.call("render")
        self.assertEqual((len(frames), frames[0].shape, frames[0].dtype), (4, (48, 64, 3), np.uint8))
        self.assertEqual(envs.render(width=10, height=20, ids=[1])[0].shape, (20, 10, 3))
        self.assertEqual(envs.get_attr("metadata")[3]["render_fps"], 80)

    def test_attributes_of_callers(self):
        envs = self.open()
        envs.set_attr("difficulty", 3)
        envs.set_attr("name", ["a", "b", "c"])
        self.assertEqual(envs.get_attr("difficulty"), (3, 3, 3))
        self.assertEqual(envs.call("name"), ("a", "b", "c"))
        with self.assertRaisesRegex(AttributeError, "no attribute 'colour'; they have _max_episode_steps"):
            envs.get_attr("colour")
        with self.assertRaisesRegex(AttributeError, "'task' cannot be set"):
            envs.set_attr("task", "x")
        with self.assertRaises(ValueError):
            envs.set_attr("name", ["a"])

    def test_records_and_experts(self):
        envs = self.open(seed=0)
        envs.reset()
        self.assertEqual(envs.record(1), {"task": "toy/reach-v1"})
        self.assertEqual(envs.expert_actions().shape, (3, 4))
        self.assertEqual(envs.expert_actions([2]).shape, (1, 4))
        for wrong in ([3], [-1], [0, 0], [], [0.5]):
            with self.assertRaisesRegex(errors.InvalidArgumentError, "environments are"):
                envs.expert_actions(wrong)


class AsynchronousTest(ServedTest):
    def test_batches_come_in_order_of_completion(self):
        envs = self.open(num_envs=6, batch_size=2, seed=0)
        self.assertEqual(envs.observation_space.shape, (2, 39))
        envs.async_reset()
        seen = []
        for _ in range(3):
            observations, rewards, terminated, truncated, infos = envs.recv()
            self.assertEqual(observations.shape, (2, 39))
            self.assertEqual(infos["root_seed"].tolist(), infos["env_id"].tolist())
            self.assertTrue(infos["starts_episode"].all())
            seen += infos["env_id"].tolist()
        self.assertEqual(sorted(seen), list(range(6)))
        self.assertNotEqual(seen, list(range(6)))
        with self.assertRaisesRegex(errors.FailedPreconditionError, "never fill"):
            envs.recv()

    def test_each_environment_has_its_own_instruction(self):
        envs = self.open("toy", num_envs=6, batch_size=2, seed=0)
        envs.async_reset()
        first = {}
        for _ in range(3):
            infos = envs.recv()[4]
            first.update(zip(infos["env_id"].tolist(), infos["instruction"]))
            envs.send(np.zeros((2, 4), np.float32), infos["env_id"])
        for _ in range(6):
            _, _, _, _, infos = envs.step(np.zeros((2, 4), np.float32), infos["env_id"])
            for env, text in zip(infos["env_id"].tolist(), infos["instruction"]):
                self.assertEqual(text, first[env])

    def test_actions_go_to_the_rows_of_the_last_batch(self):
        envs = self.open(num_envs=4, batch_size=2, seed=0)
        observations, infos = envs.reset()
        envs.send(np.ones((2, 4), np.float32))
        after, *_, later = envs.recv()
        self.assertEqual(sorted(later["env_id"]), sorted(infos["env_id"]))
        order = [infos["env_id"].tolist().index(env) for env in later["env_id"]]
        np.testing.assert_allclose(after[:, 0] - observations[order, 0], 0.1)

    def test_other_vectors_refuse(self):
        envs = self.open()
        for call in (envs.recv, envs.async_reset, lambda: envs.send(np.zeros((3, 4)))):
            with self.assertRaisesRegex(errors.FailedPreconditionError, "batch_size"):
                call()
        with self.assertRaisesRegex(errors.FailedPreconditionError, "without batch_size"):
            self.open(batch_size=2).intervene(np.zeros((2, 4)))


if __name__ == "__main__":
    unittest.main()
