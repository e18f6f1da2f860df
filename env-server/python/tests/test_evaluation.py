"""`workcell.evaluate` against the build of this checkout, where there is one."""

import glob
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
import unittest
from unittest import mock

import numpy as np

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CHECKOUT = os.path.dirname(os.path.dirname(PACKAGE))
sys.path.insert(0, PACKAGE)

from workcell import _policy_run  # noqa: E402
from workcell._jdk import find_java  # noqa: E402
from workcell.errors import LaunchError  # noqa: E402
from workcell.evaluation import EvaluationError, Report, evaluate, expert  # noqa: E402

TASK = "metaworld/reach-v3"
JARS = os.path.join(CHECKOUT, "cli", "target", "lib")


def use_build():
    """Runs the jars of the checkout as they are: its launcher would build."""
    if "WORKCELL_CLASS_PATH" in os.environ:
        return
    if not glob.glob(os.path.join(JARS, "workcell-cli-*.jar")):
        raise unittest.SkipTest(f"nothing is built in {CHECKOUT}: ./workcell build")
    try:
        find_java()
    except LaunchError as missing:
        raise unittest.SkipTest(str(missing)) from missing
    os.environ["WORKCELL_CLASS_PATH"] = os.path.join(JARS, "*")
    # Short runs are over before the optimizing compiler pays off.
    os.environ.setdefault("WORKCELL_JAVA_OPTS", "-XX:TieredStopAtLevel=1")


setUpModule = use_build


def reach(batch):
    """The task's scripted expert, from the published observation: a tenth of the way to the goal in each step."""
    hand, goal = batch.observation[:, :3], batch.observation[:, 36:39] + [0, 0, 0.045]
    gripper = np.full((len(hand), 1), -1.0)
    return np.concatenate([np.clip(10 * (goal - hand), -1, 1), gripper], axis=1)


#: A program whose policy does something to its process after some answers.
PROGRAM = """
import os, signal, sys
sys.path.insert(0, {package!r})
from workcell.evaluation import Expert, evaluate

class Policy(Expert):
    answers = 0

    def __call__(self, batch):
        self.answers += 1
        if self.answers == {answers}:
            os.kill(os.getpid(), {signal})
        return super().__call__(batch)

evaluate(Policy(), {task!r}, 8, out={out!r}, envs=2, horizon=40, name="workcell.expert")
"""


class ReportTest(unittest.TestCase):

    def report(self, **premises):
        numbers = {"episodes": 4, "success_once": 0.5, "success_at_end": 0.25, "ci95": [0.15, 0.85],
                   "mean_return": 1.0, "mean_steps": 9.0, "errors": 0}
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder, True)
        tasks = {"a/tested-v1": {**numbers, **premises}, "a/other-v1": numbers}
        for name, content in (("summary.json", {"tasks": tasks, "overall": {**numbers, **premises}}),
                              ("manifest.json", {})):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                json.dump(content, file)
        return Report(folder)

    def test_rates_that_rest_on_false_premises_are_marked(self):
        report = self.report(premise_true=3, premise_false=1)
        self.assertEqual((3, 1), report.tasks["a/tested-v1"][-2:])
        self.assertEqual((None, None), report.tasks["a/other-v1"][-2:])
        lines = str(report).splitlines()
        self.assertEqual([True, False, True], [line.endswith(" !") for line in lines[1:4]])
        self.assertTrue(lines[4].startswith("! premise false, in 1 episodes"), lines[4])

    def test_true_premises_and_older_runs_are_not_marked(self):
        for report in (self.report(premise_true=4, premise_false=0), self.report()):
            self.assertNotIn("!", str(report))


class EvaluateTest(unittest.TestCase):

    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder, True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def evaluate(self, policy, out, episodes=8, **options):
        return evaluate(policy, TASK, episodes, out=self.path(out), horizon=40, progress=False, **options)

    def text(self, *names):
        with open(self.path(os.path.join(*names)), encoding="utf-8") as file:
            return file.read()

    def but_policy(self, *names):
        """The lines of a file without what identifies the policy: the digest of the cell, and the line's checksum."""
        return re.sub(r'"cell":"\w+"|"checksum":"\w+"', "", self.text(*names))

    def require_same_episodes(self, one, other):
        self.assertEqual(self.text(one, "summary.json"), self.text(other, "summary.json"))
        for name in ("episodes.jsonl", "records.jsonl"):
            self.assertEqual(self.but_policy(one, name), self.but_policy(other, name))

    def test_an_expert_asked_through_python_gives_the_episodes_of_the_command_line_however_it_is_interrupted(self):
        self.assertEqual(1.0, self.evaluate("expert", "bench").success_once)
        for number, answers in ((signal.SIGINT, 90), (signal.SIGKILL, 50)):
            self.run_until(number, answers)
        kept = self.text("python", "episodes.jsonl").count("\n")
        self.assertTrue(0 < kept < 8, kept)
        self.kill_java_after(60)
        again = self.evaluate(expert(), "python", envs=3)
        self.require_same_episodes("bench", "python")
        self.assertIsNone(again.not_repeatable)
        self.assertEqual("python:workcell.expert", again.manifest["policy"])

    def run_until(self, number, answers):
        """Runs a program that sends itself a signal; Java ends by itself soon."""
        program = PROGRAM.format(package=PACKAGE, task=TASK, out=self.path("python"), answers=answers,
                                 signal=int(number))
        sockets = tempfile.mkdtemp(dir=self.folder)
        ended = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True,
                               timeout=60, env={**os.environ, "TMPDIR": sockets})
        self.assertEqual([], [name for name in os.listdir(sockets) if name.startswith("workcell-")])
        if number == signal.SIGINT:
            self.assertIn("interrupted: ", ended.stderr)
            self.assertIn("KeyboardInterrupt", ended.stderr)
        else:
            self.assertEqual(-number, ended.returncode, ended.stderr)
        end = time.monotonic() + 5
        while self.java_runs() and time.monotonic() < end:
            time.sleep(0.1)
        self.assertFalse(self.java_runs(), "Java runs on")

    def java_runs(self):
        for name in glob.glob("/proc/[0-9]*/cmdline"):
            try:
                with open(name, "rb") as file:
                    if self.path("python").encode() in file.read():
                        return True
            except OSError:
                pass
        return False

    def kill_java_after(self, answers):
        children = []
        start = subprocess.Popen

        def started(*arguments, **options):
            children.append(start(*arguments, **options))
            return children[-1]

        def policy(batch, count=[0]):
            count[0] += 1
            if count[0] == answers:
                children[0].kill()
            return batch.expert_actions()

        with mock.patch.object(_policy_run.subprocess, "Popen", started):
            with self.assertRaises(Exception) as raised:
                self.evaluate(policy, "python", envs=2, name="workcell.expert", reads_scene=True)
        self.assertRegex(str(raised.exception), "ended")
        self.assertIsNotNone(children[0].returncode)

    def test_a_policy_that_computes_its_actions_and_one_that_fails_on_the_way(self):
        self.evaluate("expert", "bench")

        def failing(batch, count=[0]):
            count[0] += 1
            if count[0] == 90:
                raise ValueError("no more")
            return reach(batch)

        with self.assertRaisesRegex(ValueError, "no more"):
            self.evaluate(failing, "python", envs=2, name="reach")
        with self.assertRaisesRegex(EvaluationError, "process.identity was"):
            self.evaluate(reach, "python", name="reach", identity="other")
        report = self.evaluate(reach, "python", name="reach", min_success=0.5)
        self.require_same_episodes("bench", "python")
        self.assertEqual((8, False), (len(report.episodes), report.target_missed))
        self.assertIn(TASK, str(report))

    def test_a_policy_that_draws_at_random_is_marked_and_plays_its_chunks(self):
        sizes = set()

        class Drawing:
            chunk_steps = 4
            padded_rows = 4

            def __call__(self, batch):
                sizes.add((len(batch.rows), tuple(set(batch.step % 3))))
                return np.random.uniform(-1, 1, (len(batch.rows), 4, 4)).astype(np.float32)

        report = self.evaluate(Drawing(), "out", play_steps=3, check_repeats=0, workers=1)
        self.assertEqual({(4, (0,))}, sizes)
        self.assertIn("cannot be repeated", report.not_repeatable)
        self.assertIn("cannot be repeated", self.text("out", "report.html"))
        self.assertIn("difference", report.manifest["repeatability"])


if __name__ == "__main__":
    unittest.main()
