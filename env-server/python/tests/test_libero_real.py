"""``workcell.libero`` against Workcell's own server: names, upstream's rules, the strict interface."""

import json
import os
import subprocess
import sys
import tempfile
import types
import unittest
from unittest import mock

import numpy as np

import libero_sequences
import support
import test_real
import workcell
import workcell.libero
import workcell.libero.provider
import workcell.libero.venv
from workcell import errors, groups
from workcell.libero import _configuration

GOAL = "libero_goal"
DRAWER = 0  # open the middle drawer of the cabinet
NO_PICTURES = {"use_camera_obs": False}


def equal(test, one, other):
    """Two observations are equal to the bit, key by key."""
    test.assertEqual(list(one), list(other))
    for key in one:
        np.testing.assert_array_equal(one[key], other[key], key)


class Group(dict):
    """A group of an HDF5 file: children by name, attributes; and a file as a context manager."""

    def __init__(self, children, attributes=None):
        super().__init__(children)
        self.attrs = attributes or {}

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        pass


class LiberoTest(test_real.RealTest):
    """Has LIBERO's names in ``sys.modules``."""

    def setUp(self):
        modules = mock.patch.dict(sys.modules)
        modules.start()
        self.addCleanup(modules.stop)
        self.addCleanup(_configuration.configure)
        workcell.libero.install(server=self.address())

    def suite(self, name=GOAL, order=0):
        from libero.libero import benchmark

        return benchmark.get_benchmark(name)(order)

    def env(self, task=DRAWER, suite=GOAL, **options):
        from libero.libero.envs import OffScreenRenderEnv

        path = self.suite(suite).get_task_bddl_file_path(task)
        env = OffScreenRenderEnv(bddl_file_name=path, **{**NO_PICTURES, **options})
        self.addCleanup(env.close)
        return env

    def vector(self, tasks, suite=GOAL, **options):
        from libero.libero.envs import SubprocVectorEnv

        envs = SubprocVectorEnv([lambda task=task: self.env(task, suite, **options) for task in tasks])
        self.addCleanup(envs.close)
        return envs

    def actions(self, seed, *shape):
        return np.random.default_rng(seed).uniform(-1, 1, shape + (7,))


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


class ProviderTest(LiberoTest):
    """The strict interface: a reset decides everything."""

    def batch(self, tasks, n, **options):
        provider = workcell.libero.Provider()
        batch = provider.open(tasks, n, cameras=(), **options)
        self.addCleanup(batch.close)
        return provider, batch

    def facts(self, i=DRAWER, suite=GOAL):
        return self.facts_of(suite)[i]

    def test_what_there_is(self):
        provider = workcell.libero.Provider()
        self.assertEqual([len(provider.tasks(suite)) for suite in provider.suites()], [10, 10, 10, 90, 10])
        facts = provider.tasks("libero_goal")[DRAWER]
        self.assertEqual(facts.max_steps["openvla"], 300)
        self.assertEqual(facts.goal[0][0], "open")
        contexts = provider.contexts(facts)
        self.assertEqual(len(set(contexts.keys)), 50)
        self.assertEqual(contexts.keys[7], workcell.libero.provider.context_key(contexts.rows[7].astype("f4")))
        with self.assertRaisesRegex(errors.InvalidArgumentError, "file="):
            provider.contexts(facts, "demo")

    def demonstrations(self, folder, facts, rows, **attributes):
        """A file's place, and what a stand-in of h5py finds in it."""
        os.makedirs(os.path.join(folder, facts.suite), exist_ok=True)
        path = os.path.join(folder, facts.suite, facts.name + "_demo.hdf5")
        open(path, "w").close()
        data = Group({"demo_%d" % (10 - i): Group({"states": np.stack([row, row])}, attributes)
                      for i, row in enumerate(rows)}, {"bddl_file_name": "bddl_files/%s.bddl" % facts.name})
        modules = mock.patch.dict(sys.modules, h5py=types.SimpleNamespace(File=lambda *_: Group({"data": data})))
        modules.start()
        self.addCleanup(modules.stop)
        return path

    def test_contexts_of_demonstrations(self):
        facts, provider = self.facts(), workcell.libero.Provider()
        stored = provider.contexts(facts).rows
        shifted = "".join("<body name='%s_main' pos='1 2 3' quat='0 1 0 0'/>" % each for each in facts.fixtures)
        scene = "<mujoco><worldbody>%s</worldbody></mujoco>" % shifted
        with tempfile.TemporaryDirectory() as folder:
            path = self.demonstrations(folder, facts, stored[[4, 2]], model_file=scene)
            found = provider.contexts(facts, "demo", path)
            np.testing.assert_array_equal(found.rows, stored[[2, 4]], "demo_9 before demo_10")
            np.testing.assert_array_equal(found.extended[0, facts.state_width:][:7], [1, 2, 3, 0, 1, 0, 0])
            workcell.libero.configure(server=self.address(), datasets=folder)
            self.assertEqual(workcell.libero.Provider().contexts(facts, "demo").keys, found.keys)
            with self.assertRaisesRegex(errors.NotFoundError, "looked for"):
                provider.contexts(self.facts(5), "demo", folder)
            with self.assertRaisesRegex(errors.InvalidArgumentError, "demonstrations of %s" % facts.name):
                provider.contexts(self.facts(5), "demo", path)
            self.demonstrations(folder, facts, stored[:1])
            no_scene = provider.contexts(facts, "demo", folder)
            np.testing.assert_array_equal(no_scene.extended[0], provider.contexts(facts).extended[0])
            self.demonstrations(folder, facts, stored[:1, :-1])
            with self.assertRaisesRegex(errors.InvalidArgumentError, "has %d numbers" % facts.state_width):
                provider.contexts(facts, "demo", folder)

    def test_history_does_not_count(self):
        tasks = [self.facts(0), self.facts(5)]
        provider, batch = self.batch(tasks, 2, settle=(2, -1.0))
        rows = provider.contexts(tasks[0]).rows
        batch.reset([0], [rows[4]], seed=9)
        first = batch.observations([0])[0]
        batch.step(self.actions(0, 2)[:1], [0])
        batch.retarget([1], tasks[0])
        self.assertEqual(batch.reset(seed=50), {})
        batch.step_chunk(self.actions(1, 2, 5))
        batch.reset([1], [rows[4]], seed=9)
        equal(self, batch.observations([1])[0], first)
        _, other = self.batch(tasks[:1], 1, settle=(2, -1.0))
        other.reset(contexts=[rows[4]], seed=9)
        equal(self, other.observations()[0], first)

    def test_rows_change_among_the_tasks_of_the_batch(self):
        tasks = [self.facts(0), self.facts(0, "libero_10")]
        provider, batch = self.batch(tasks, 1)
        for task in (tasks[1], tasks[0], tasks[1]):
            batch.retarget([0], task)
            self.assertEqual(batch.reset(contexts=provider.contexts(task).rows[:1]), {})
            self.assertEqual(batch.observe()["language"], [task.language])
            self.assertEqual(batch.states()[0].size, task.state_width)
        with self.assertRaisesRegex(errors.InvalidArgumentError, "not opened"):
            batch.retarget([0], self.facts(1))

    def test_rounded_states(self):
        facts = self.facts()
        provider, batch = self.batch(facts, 2)
        contexts = provider.contexts(facts)
        self.assertEqual(batch.reset(contexts=[contexts.rows[2].astype("f4"), contexts.extended[2]], seed=[1, 1]), {})
        one, other = batch.states()
        np.testing.assert_allclose(one, other, atol=1e-5)
        before = batch.states()
        for element, value, words in ((3, np.inf, "infinity"), (13, 0.1, "quaternion"), (0, -1.0, "time")):
            broken = contexts.rows[2].copy()
            broken[element] = value
            with self.assertRaisesRegex(errors.InvalidArgumentError, words):
                batch.reset(contexts=[contexts.rows[0], broken])
        np.testing.assert_array_equal(batch.states()[0], before[0])

    def test_chunks_are_steps(self):
        facts = self.facts()
        provider, batch = self.batch(facts, 3)
        _, other = self.batch(facts, 3)
        rows = provider.contexts(facts).rows[:3]
        for each in (batch, other):
            each.reset(contexts=rows, seed=0)
        chunk = self.actions(0, 3, 4)
        outcome = batch.step_chunk(chunk)
        self.assertEqual(outcome.steps.tolist(), [4, 4, 4])
        for step in range(4):
            other.step(chunk[[2, 0], step], [2, 0])
        equal(self, batch.observations([2])[0], other.observations([2])[0])
        equal(self, batch.observations([0])[0], other.observations([0])[0])
        self.assertEqual(other.step(chunk[:, 0]).reward.tolist(), [0.0] * 3)

    def test_episodes_end_in_success_and_rest(self):
        facts = self.facts()
        provider, batch = self.batch(facts, 2, max_steps=4)
        batch.reset(contexts=provider.contexts(facts).rows[:2], seed=0)
        first = next(first for name, first, _ in facts.state_layout if name.endswith("middle_level"))
        opened = batch.states([1])[0]
        opened[first] = -0.15
        batch.set_states([opened], [1])
        self.assertEqual(batch.check_success().tolist(), [False, True])
        self.assertEqual(list(batch.atoms([1])[0].values()), [True])
        outcome = batch.step_chunk(np.zeros((2, 3, 7)))
        self.assertEqual(outcome.steps.tolist(), [3, 1])
        self.assertEqual(outcome.reward.tolist(), [[0, 0, 0], [1, 0, 0]])
        self.assertEqual(outcome.terminated[1].tolist(), [True, False, False])
        outcome = batch.step(np.zeros((2, 7)))
        self.assertEqual((outcome.steps.tolist(), outcome.truncated.tolist()), ([1, 0], [True, False]))
        self.assertFalse(batch.running.any())

    def test_an_expert_reaches_the_goal(self):
        task = next(each for each in self.facts_of(GOAL) if each.name == "turn_on_the_stove")
        provider, batch = self.batch(task, 2)
        batch.reset([1], provider.contexts(task).rows[:1], seed=0)
        steps, success = 0, False
        while batch.running[1]:
            outcome = batch.step(batch.vector.expert_actions([1]), [1])
            steps += int(outcome.steps[0])
            success |= bool(outcome.terminated[0])
        self.assertTrue(success and batch.check_success([1]).all())
        self.assertLess(steps, task.max_steps["openvla"])

    def facts_of(self, suite):
        return workcell.libero.Provider().tasks(suite)

    def test_groups_and_rollouts(self):
        facts = self.facts()
        provider, batch = self.batch(facts, 4, max_steps=3)
        rows = provider.contexts(facts).rows
        batch.groups(rows[:2], 2, seed=3)
        one, two, three, _ = batch.observations()
        equal(self, one, two)
        self.assertFalse(np.array_equal(one["robot0_joint_pos"], three["robot0_joint_pos"]))
        with tempfile.TemporaryDirectory() as folder:
            with groups.ContextLedger(os.path.join(folder, "ledger")) as ledger:
                seen = []

                def policy(observation):
                    seen.append(len(observation["language"]))
                    return np.zeros((len(observation["state"]), 2, 7))

                result = batch.rollouts(policy, rows[1], 6, ledger=ledger)
                self.assertEqual(result.steps.tolist(), [3] * 6)
                self.assertTrue(result.truncated.all() and not result.success.any())
                self.assertEqual(seen, [4, 4, 2, 2])
                self.assertTrue(groups.all_equal(result.success, 6).all())
                self.assertTrue(ledger.is_settled(facts.id, rows[1].astype("f4"), 6))


class SequenceTest(LiberoTest):
    """Calls of trainers give what plain vectors give for the same starts, to the bit."""

    def plain(self, read, task, starts, actions, seed=0, settle=libero_sequences.DUMMY, count=10):
        """Plays starts of one task in a plain vector and compares what a program has read last."""
        facts = workcell.libero.Provider().task(task)
        envs = self.open(facts.id, len(starts), profile="compat", ignore_terminations=True, horizon=1000)
        envs.reset(seed=[seed] * len(starts), options={"context": starts})
        for _ in range(count):
            envs.step(np.array([settle] * len(starts)))
        for action in actions:
            blocks = envs.step(action)[0]
        for i, mine in enumerate(read):
            np.testing.assert_array_equal(mine["robot0_proprio-state"], blocks["proprio"][i])
            np.testing.assert_array_equal(mine["object-state"], blocks["object_state"][i])

    def start(self, facts, row, number):
        """A stored state with the fixtures of one of upstream's resets after ``seed(0)``."""
        envs = self.open(facts.id, 1, profile="compat")
        envs.reset(seed=number)
        fixtures = envs.record(0)["context"][facts.state_width :]
        return np.concatenate([row[: facts.state_width], fixtures])

    def test_openvla(self):
        read = libero_sequences.openvla(episodes=2, steps=3, cameras=False)
        facts = workcell.libero.Provider().tasks(GOAL)[2]
        states = self.suite().get_task_init_states(2)
        resets = [0, 1 << 32 | 1 << 44]
        starts = [self.start(facts, states[i], resets[i]) for i in range(2)]
        self.assertEqual(len(read), 2 * (1 + 10 + 3))
        actions = np.stack([libero_sequences.random_actions(i, [3]) for i in range(2)], axis=1)
        self.plain([read[13], read[27]], facts, starts, actions)

    def test_ript_oft(self):
        read = libero_sequences.ript_oft(tasks=(4,), group=4, width=2, steps=1, cameras=False)
        facts = workcell.libero.Provider().tasks(GOAL)[4]
        row = self.suite().get_task_init_states(4)[0].astype("f4").astype("f8")
        actions = libero_sequences.random_actions(4, [8, 2])
        for chunk in range(2):
            # Worker i is seeded with i; the second chunk comes after a second reset.
            starts = [self.start(facts, row, i | chunk << 32 | chunk << 44) for i in range(2)]
            self.plain(read[16 * chunk + 14 : 16 * chunk + 16], facts, starts, actions)

    def test_ript_quest(self):
        read = libero_sequences.ript_quest(steps=3, cameras=False)
        facts = workcell.libero.Provider().tasks("libero_object")[0]
        states = self.suite("libero_object").get_task_init_states(0)
        for first in (0, 2):
            chunk = first // 2
            starts = [
                self.start(facts, states[first + i], (7 + i) | chunk << 32 | chunk << 44) for i in range(2)
            ]
            actions = np.clip(1.2 * libero_sequences.random_actions(first, [3, 2]), -1, 1)
            self.plain(read[8 * chunk + 6 : 8 * chunk + 8], facts, starts, actions, count=0)
        fast = libero_sequences.ript_quest(steps=3, fast=True, cameras=False)
        equal(self, fast[7], read[7])
        self.assertFalse(np.array_equal(fast[15]["robot0_joint_pos"], read[15]["robot0_joint_pos"]))

    def test_rlinf(self):
        read = libero_sequences.rlinf(steps=1, cameras=False)
        ids = np.random.default_rng(0).permutation(1000)[:2]
        suite = self.suite(("libero_spatial", "libero_goal")[ids[1] // 500])
        task, row = divmod(int(ids[1]) % 500, 50)
        facts = workcell.libero.Provider().tasks(suite.name)[task]
        start = self.start(facts, suite.get_task_init_states(task)[row], 0)
        actions = libero_sequences.random_actions(3, [4, 4])[:, 2:]
        self.plain(read[6:8], facts, [start, start], actions, count=15)
        more = np.concatenate([actions, libero_sequences.random_actions(4, [4])[None, 2:]])
        self.plain(read[12:14], facts, [start, start], more, count=15)

    def test_simplevla(self):
        read = libero_sequences.simplevla(trials=(11,), samples=2, cameras=False)
        facts = workcell.libero.Provider().tasks("libero_10")[3]
        state = self.suite("libero_10").get_task_init_states(3)[11]
        actions = np.stack([libero_sequences.random_actions(110 + i, [8]) for i in range(2)], axis=1)
        self.plain(read, facts, [self.start(facts, state, 0)] * 2, actions)


class UpstreamTest(LiberoTest):
    """Upstream's own recordings, over a user's copy of its scenes."""

    RECORDED = "libero_90_39"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = os.environ.get("WORKCELL_REFERENCE_DATA")
        cls.recordings = os.path.join(folder or "", "golden", "libero", cls.RECORDED)
        if not folder or not os.path.exists(cls.recordings + ".random.npz"):
            raise unittest.SkipTest("WORKCELL_REFERENCE_DATA has no recordings of LIBERO")
        assets = "upstream=" + os.path.join(folder, "upstream", "libero")
        cls.upstream = workcell.Server(workers=1, arguments=["--assets", assets], start_timeout=120)
        cls.addClassCleanup(cls.upstream.stop)

    def setUp(self):
        super().setUp()
        workcell.libero.install(server=self.upstream, assets="upstream")
        self.meta = json.loads(str(self.recording("random")["meta"]))

    def recording(self, kind):
        return np.load("%s.%s.npz" % (self.recordings, kind))

    def recorded_env(self):
        path = self.meta["suite"] + "/" + os.path.basename(self.meta["bddl"])
        env = workcell.libero.OffScreenRenderEnv(path, **NO_PICTURES)
        self.addCleanup(env.close)
        return env

    def test_resets_are_upstreams(self):
        recorded = self.recording("resets")
        for seed in (0, 2):
            env = self.recorded_env()
            env.seed(seed)
            for place in range(2):
                env.reset()
                state = env.get_sim_state()[1 : 1 + env.plan.task.position_count]
                np.testing.assert_allclose(state, recorded["qpos"][seed, place], rtol=0, atol=1e-12)
                context = np.array(env._rows.vector.record(0)["context"])
                poses = context[env.plan.task.state_width :].reshape(-1, 7)
                fixtures = recorded["fixture_pos"][seed, place]
                np.testing.assert_allclose(poses[:, :3], fixtures, rtol=0, atol=1e-9)

    def test_actions_give_upstreams_observations(self):
        """From its first observation on; random actions of this task touch nothing."""
        recorded = self.recording("random")
        env = self.recorded_env()
        env.seed(0)
        env.reset()
        found = env.set_init_state(recorded["init_state"])
        np.testing.assert_allclose(found["robot0_proprio-state"], recorded["reset_proprio"], rtol=0, atol=1e-12)
        for action, proprio, state in zip(
            recorded["action"][:25], recorded["proprio"], recorded["object_state"]
        ):
            found, _, done, _ = env.step(action)
            np.testing.assert_allclose(found["robot0_proprio-state"], proprio, rtol=0, atol=1e-9)
            np.testing.assert_allclose(found["object-state"], state, rtol=0, atol=1e-6)
            self.assertFalse(done)


class FreshProcessTest(unittest.TestCase):
    def test_nothing_is_imported_that_is_not_needed(self):
        program = "import sys, workcell.libero; print('numpy' in sys.modules, 'workcell.vector' in sys.modules)"
        environment = {**os.environ, "PYTHONPATH": support.PACKAGE_FOLDER}
        out = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
        self.assertEqual(out.stdout.split()[1], "False")


if __name__ == "__main__":
    unittest.main()
