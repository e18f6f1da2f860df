"""The strict interface of ``workcell.libero``, and call sequences of trainers, against Workcell's own server."""

import os
import sys
import tempfile
import types
import unittest
from unittest import mock

import numpy as np

import libero_sequences
from libero_support import DRAWER, GOAL, LiberoTest, equal
import workcell
import workcell.libero
import workcell.libero.provider
from workcell import errors, groups


class Group(dict):
    """A group of an HDF5 file: children by name, attributes; and a file as a context manager."""

    def __init__(self, children, attributes=None):
        super().__init__(children)
        self.attrs = attributes or {}

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        pass


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


if __name__ == "__main__":
    unittest.main()
