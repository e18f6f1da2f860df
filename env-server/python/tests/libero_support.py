"""What tests of ``workcell.libero`` against Workcell's own server share."""

import sys
from unittest import mock

import numpy as np

import test_real
import workcell
import workcell.libero
import workcell.libero.provider
import workcell.libero.venv  # before sys.modules is patched, or a test imports its classes anew
from workcell.libero import _configuration

GOAL = "libero_goal"
DRAWER = 0  # open the middle drawer of the cabinet
NO_PICTURES = {"use_camera_obs": False}


def equal(test, one, other):
    """Two observations are equal to the bit, key by key."""
    test.assertEqual(list(one), list(other))
    for key in one:
        np.testing.assert_array_equal(one[key], other[key], key)


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
