"""``workcell.libero`` against Workcell's own server: names, single environments, vectors."""

import os
import subprocess
import sys
import types
import unittest
from unittest import mock

import numpy as np

from libero_support import DRAWER, LiberoTest, equal
import support
import workcell
import workcell.libero
from workcell import errors


class InstallTest(LiberoTest):
    def test_suites_and_tasks(self):
        from libero.libero import benchmark, get_libero_path

        suites = benchmark.get_benchmark_dict()
        counts = {name: suites[name]().n_tasks for name in suites}
        self.assertEqual(counts["libero_90"], 90)
        self.assertEqual([counts["libero_100"], counts["libero_130"], counts["libero_10"]], [100, 130, 10])
        suite = self.suite("LIBERO_SPATIAL")
        task = suite.get_task(0)
        self.assertEqual((task.problem, task.problem_folder), ("Libero", "libero_spatial"))
        self.assertEqual(task.bddl_file, task.name + ".bddl")
        self.assertEqual(task.init_states_file, task.name + ".pruned_init")
        self.assertEqual(task.language, task.name.replace("_", " "))
        self.assertEqual(suite.get_task_demonstration(0), "libero_spatial/%s_demo.hdf5" % task.name)
        path = os.path.join(get_libero_path("bddl_files"), task.problem_folder, task.bddl_file)
        self.assertEqual(suite.get_task_bddl_file_path(0), path)
        with self.assertRaisesRegex(KeyError, "libero_none"):
            benchmark.get_benchmark("libero_none")

    def test_task_orders(self):
        first = self.suite().get_task_names()
        orders = {tuple(self.suite(order=order).get_task_names()) for order in range(21)}
        self.assertEqual(len(orders), 21)
        self.assertTrue(all(sorted(each) == sorted(first) for each in orders))
        with self.assertRaisesRegex(errors.NotFoundError, "order 1"):
            self.suite("libero_90", 1)

    def test_initial_states(self):
        states = self.suite().get_task_init_states(DRAWER)
        env = self.env()
        self.assertEqual((states.shape, states.dtype), ((50, env.plan.task.state_width), np.float64))
        self.assertEqual(len(np.unique(states[:, 1])), 50)
        self.assertFalse(states[:, 0].any())
        layout = env.plan.task.state_layout
        self.assertEqual(layout[-1][1] + layout[-1][2], states.shape[1])
        folder = os.environ.get("WORKCELL_REFERENCE_DATA")
        if folder:
            stored = np.load(os.path.join(folder, "specs", "libero", "init_states.npz"))
            for name in ("libero_goal", "libero_90"):
                suite = self.suite(name)
                for i in (0, suite.n_tasks - 1):
                    np.testing.assert_array_equal(
                        stored["%s/%02d" % (name, i)], suite.get_task_init_states(i)
                    )

    def test_the_real_package_is_left_alone(self):
        real = types.ModuleType("libero")
        with mock.patch.dict(sys.modules, {"libero": real}):
            with self.assertRaisesRegex(RuntimeError, "before any import"):
                workcell.libero.install()
            self.assertIs(sys.modules["libero"], real)
        with self.assertRaises(ModuleNotFoundError):
            __import__("libero.lifelong")


class SingleTest(LiberoTest):
    """``OffScreenRenderEnv`` has upstream's rules."""

    def test_keys_and_shapes(self):
        env = self.env()
        found = env.reset()
        self.assertEqual(list(found)[:2], ["robot0_joint_pos", "robot0_joint_pos_cos"])
        self.assertEqual(found["robot0_proprio-state"].shape, (39,))
        name = env.plan.task.objects[0]
        for key, size in ((name + "_pos", 3), (name + "_quat", 4), (name + "_to_robot0_eef_quat", 4)):
            self.assertEqual(found[key].shape, (size,))
        self.assertEqual(found["object-state"].size, 14 * len(env.plan.task.objects))
        np.testing.assert_array_equal(found["robot0_gripper_qpos"], found["robot0_proprio-state"][35:37])
        self.assertTrue(env.language_instruction and env.obj_of_interest)

    def test_a_state_after_a_reset_is_a_start_from_a_context(self):
        """Two ways through the server: upstream's two calls, and a start of the plain vector."""
        env, states = self.env(), self.suite().get_task_init_states(DRAWER)
        env.seed(0)
        env.reset()
        found = [env.set_init_state(states[3])]
        np.testing.assert_array_equal(env.get_sim_state(), states[3])
        actions = self.actions(1, 12)
        found += [env.step(action)[0] for action in actions]
        context = workcell.libero.Provider().contexts(env.plan.task).extended[3]
        plain = self.open(env.plan.task.id, 1, profile="compat", ignore_terminations=True, horizon=1000)
        blocks = [plain.reset(seed=0, options={"context": [context]})[0]]
        blocks += [plain.step(action[None])[0] for action in actions]
        for mine, theirs in zip(found, blocks):
            np.testing.assert_array_equal(mine["robot0_proprio-state"], theirs["proprio"][0])
            np.testing.assert_array_equal(mine["object-state"], theirs["object_state"][0])

    def test_draws_follow_the_seed(self):
        env, other = self.env(), self.env()
        env.seed(4)
        first, second = env.reset()["object-state"], env.reset()["object-state"]
        self.assertFalse(np.array_equal(first, second))
        other.seed(4)
        np.testing.assert_array_equal(other.reset()["object-state"], first)
        np.testing.assert_array_equal(other.reset()["object-state"], second)
        np.random.seed(11)
        drawn = self.env().reset()["object-state"]
        np.random.seed(11)
        np.testing.assert_array_equal(self.env().reset()["object-state"], drawn)
        with self.assertRaisesRegex(ValueError, "seed"):
            env.seed(-1)

    def test_success_is_now(self):
        env = self.env()
        env.seed(0)
        env.reset()
        self.assertFalse(env.check_success())
        closed = env.get_sim_state()
        opened = self.drawer_open(env, closed)
        env.set_init_state(opened)
        self.assertTrue(env.check_success())
        observation, reward, done, info = env.step(np.zeros(7))
        self.assertEqual((reward, done, info), (1.0, True, {}))
        env.set_init_state(closed)
        self.assertEqual(env.step(np.zeros(7))[1:3], (0.0, False))

    def drawer_open(self, env, state):
        first = next(first for name, first, _ in env.plan.task.state_layout if name.endswith("middle_level"))
        opened = state.copy()
        opened[first] = -0.15
        return opened

    def test_setting_a_state_leaves_the_controller_alone(self):
        """Upstream's arm goes on to the goal that it had, and the fingers stay on their ramp."""
        env, fresh = self.env(), self.env()
        for each in (env, fresh):
            each.seed(0)
            each.reset()
        start = env.get_sim_state()
        for action in np.tile([1.0, 0, 0, 0, 0.3, 0, 1.0], (6, 1)):
            env.step(action)
        env.set_init_state(start)
        fresh.set_init_state(start)
        idle = np.zeros(7)
        moved, unmoved = env.step(idle)[0], fresh.step(idle)[0]
        self.assertFalse(np.array_equal(moved["robot0_joint_pos"], unmoved["robot0_joint_pos"]))
        self.assertLess(moved["robot0_gripper_qpos"][0], unmoved["robot0_gripper_qpos"][0])

    def test_horizon(self):
        env = self.env(horizon=2)
        env.reset()
        env.step(np.zeros(7))
        env.step(np.zeros(7))
        with self.assertRaisesRegex(ValueError, "terminated episode"):
            env.step(np.zeros(7))
        env.reset()
        env.step(np.zeros(7))
        endless = self.env(horizon=2, ignore_done=True)
        for _ in range(4):
            endless.step(np.zeros(7))

    def test_five_results(self):
        env = workcell.libero.GymnasiumEnv(self.env(horizon=3))
        observation, info = env.reset(seed=1, options={"init_state": self.suite().get_task_init_states(0)[1]})
        self.assertIn(observation, env.observation_space)
        self.assertEqual((env.action_space.shape, info), ((7,), {"success": False}))
        for step in range(3):
            _, reward, terminated, truncated, info = env.step(np.full(7, 3.0))
            self.assertEqual((reward, terminated, truncated), (0.0, False, step == 2))
            self.assertFalse(info["success"])

    def test_refusals(self):
        for arguments in ({"controller": "JOINT_POSITION"}, {"camera_depths": True}, {"colour": 3}):
            with self.assertRaisesRegex(errors.InvalidArgumentError, next(iter(arguments))):
                self.env(**arguments)
        from libero.libero.envs import OffScreenRenderEnv

        with self.assertRaisesRegex(errors.NotFoundError, "bench"):
            OffScreenRenderEnv("my/own_task.bddl")
        env = self.env()
        with self.assertRaisesRegex(errors.InvalidArgumentError, "numbers"):
            env.set_init_state(np.zeros(5))
        with self.assertRaisesRegex(errors.InvalidArgumentError, "finite"):
            env.step(np.full(7, np.nan))
        env.step(np.zeros(7))
        env.close()
        with self.assertRaisesRegex(errors.WorkcellError, "closed"):
            env.reset()

    def test_pictures(self):
        env = self.env(use_camera_obs=True, camera_heights=48, camera_widths=64)
        try:
            found = env.reset()
        except errors.WorkcellError as e:
            self.skipTest("no pictures on this machine: %s" % e)
        picture = found["agentview_image"]
        self.assertEqual((picture.shape, picture.dtype), ((48, 64, 3), np.uint8))
        self.assertGreater(found["robot0_eye_in_hand_image"].std(), 5)
        upright = env._rows.vector.render(camera="agentview", width=64, height=48)[0]
        self.assertEqual(upright.shape, picture.shape)
        provider = workcell.libero.Provider()
        batch = provider.open(env.plan.task, 1, height=48, width=64)
        self.addCleanup(batch.close)
        batch.reset(contexts=[provider.contexts(env.plan.task).rows[0]])
        raw, rotated = (batch.observe(orientation=each)["agentview_image"][0] for each in ("raw", "rotated"))
        np.testing.assert_array_equal(raw[::-1, ::-1], rotated)
        self.assertEqual(batch.observe(size=24)["robot0_eye_in_hand_image"].shape, (1, 24, 24, 3))
        # The robot's base is at the top of an upright picture of this camera, the table below.
        np.testing.assert_array_equal(batch.observations()[0]["agentview_image"], raw)


class VectorTest(LiberoTest):
    """Many tasks in one vector are what they are alone."""

    TASKS = (0, 3, 7)

    def test_one_vector_is_many_environments(self):
        envs = self.vector(self.TASKS)
        singles = [self.env(task) for task in self.TASKS]
        envs.seed(5)
        for i, env in enumerate(singles):
            env.seed(5 + i)
        found = envs.reset()
        self.assertEqual((found.shape, found.dtype), ((3,), object))
        for mine, env in zip(found, singles):
            equal(self, mine, env.reset())
        width = max(env.plan.task.state_width for env in singles)
        states = np.zeros((3, width))
        for i, task in enumerate(self.TASKS):
            row = self.suite().get_task_init_states(task)[i]
            states[i, : row.size] = row
        envs.set_init_state(states)
        for state, env in zip(states, singles):
            env.set_init_state(state)
        for action in self.actions(2, 4, 3):
            observations, rewards, done, infos = envs.step(action)
            self.assertEqual((rewards.shape, done.dtype), ((3,), bool))
            self.assertEqual([info["env_id"] for info in infos], [0, 1, 2])
            for i, env in enumerate(singles):
                equal(self, observations[i], env.step(action[i])[0])
        for mine, env in zip(envs.get_sim_state(), singles):
            np.testing.assert_array_equal(mine, env.get_sim_state())
        self.assertEqual(envs.check_success(), [False] * 3)
        self.assertIsNotNone(envs._rows)

    def test_some_rows(self):
        envs = self.vector(self.TASKS)
        envs.seed(0)
        envs.reset()
        before = envs.get_sim_state()
        found, _, _, infos = envs.step(self.actions(1, 2), [2, 0])
        self.assertEqual([info["env_id"] for info in infos], [2, 0])
        self.assertEqual(found[0]["object-state"].size, 14 * len(envs.envs[2].plan.task.objects))
        np.testing.assert_array_equal(envs.get_sim_state([1])[0], before[1])
        envs.reset([1])
        self.assertFalse(np.array_equal(envs.get_sim_state([1])[0], before[1]))
        with self.assertRaisesRegex(errors.InvalidArgumentError, "ids"):
            envs.reset([3])

    def test_another_task_disturbs_no_other_row(self):
        envs, others = self.vector((0, 0)), self.vector((0, 0))
        action = self.actions(3, 2)
        for each in (envs, others):
            each.seed(0)
            each.reset()
            each.step(action)
        spatial = self.suite("libero_spatial").get_task_bddl_file_path(4)
        envs.reconfigure([spatial], [1])
        found = envs.reset([1])[0]
        self.assertEqual(found["object-state"].size, 14 * len(envs.envs[1].plan.task.objects))
        fresh = self.env(4, "libero_spatial")
        fresh.seed(1)
        equal(self, found, fresh.reset())
        equal(self, envs.step(action[:1], [0])[0][0], others.step(action[:1], [0])[0][0])

    def test_wrappers_have_vectors_of_their_own(self):
        from libero.libero.envs import SubprocVectorEnv

        envs = SubprocVectorEnv([lambda: workcell.libero.GymnasiumEnv(self.env()) for _ in range(2)])
        self.addCleanup(envs.close)
        envs.seed(3)
        found, infos = envs.reset()
        single = self.env()
        single.seed(4)
        equal(self, found[1], single.reset())
        action = self.actions(0, 2)
        observations, rewards, terminated, truncated, infos = envs.step(action)
        equal(self, observations[1], single.step(action[1])[0])
        self.assertEqual([info["env_id"] for info in infos], [0, 1])


class FreshProcessTest(unittest.TestCase):
    def test_nothing_is_imported_that_is_not_needed(self):
        program = "import sys, workcell.libero; print('numpy' in sys.modules, 'workcell.vector' in sys.modules)"
        environment = {**os.environ, "PYTHONPATH": support.PACKAGE_FOLDER}
        out = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
        self.assertEqual(out.stdout.split()[1], "False")


if __name__ == "__main__":
    unittest.main()
