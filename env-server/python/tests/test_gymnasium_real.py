"""Gymnasium's checker over tasks of Workcell's own server."""

import unittest
import warnings

import numpy as np

from support import needs_gymnasium
import test_real
import workcell


@needs_gymnasium
class CheckerTest(test_real.RealTest):
    def test_checker_of_gymnasium(self):
        from gymnasium.utils.env_checker import check_env

        env = workcell.make(test_real.REACH, server=self.address())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            check_env(env, skip_render_check=True)
        env.close()

    def test_vectors_are_gymnasiums_vectors_of_environments(self):
        from gymnasium.vector import AutoresetMode, SyncVectorEnv

        for mode in AutoresetMode:
            with self.subTest(mode.value):
                own = self.open(autoreset=mode, horizon=4)
                make = lambda: workcell.make(test_real.REACH, server=self.address(), horizon=4)  # noqa: E731
                theirs = SyncVectorEnv([make] * 3, autoreset_mode=mode)
                self.addCleanup(theirs.close)
                self.assertEqual(own.observation_space, theirs.observation_space)
                self.assertEqual(own.action_space, theirs.action_space)
                self.equal(own.reset(seed=5), theirs.reset(seed=5))
                for action in self.actions(own, 11):
                    found, expected = own.step(action), theirs.step(action)
                    self.equal(found, expected)
                    done = found[2] | found[3]
                    if mode == AutoresetMode.DISABLED and done.any():
                        options = {"reset_mask": done}
                        self.equal(own.reset(options=options), theirs.reset(options=dict(options)))

    def equal(self, found, expected):
        for mine, theirs in zip(found[:-1], expected[:-1]):
            np.testing.assert_array_equal(mine, theirs)
            self.assertEqual(mine.dtype, theirs.dtype)
        self.equal_infos(found[-1], expected[-1])

    def equal_infos(self, found, expected):
        """Ours have more keys; those of both have the same values in the same rows."""
        self.assertLessEqual(expected.keys(), found.keys())
        for key, theirs in expected.items():
            rows = expected.get("_" + key)
            if isinstance(theirs, dict):
                self.equal_infos(found[key], theirs)
            elif key == "final_obs":
                for row in np.flatnonzero(rows):
                    np.testing.assert_array_equal(found[key][row], theirs[row])
            elif rows is not None:
                np.testing.assert_array_equal(found["_" + key], rows, key)
                np.testing.assert_array_equal(found[key][rows], theirs[rows], key)

    def test_wrappers_of_gymnasium(self):
        from gymnasium import wrappers

        envs = self.open(horizon=3, episode_statistics=False)
        envs = wrappers.vector.NormalizeObservation(wrappers.vector.RecordEpisodeStatistics(envs))
        envs.reset(seed=1)
        for _ in range(3):
            infos = envs.step(envs.action_space.sample())[4]
        self.assertEqual(infos["episode"]["l"].tolist(), [3, 3, 3])
        env = workcell.make(test_real.REACH, server=self.address(), episode_statistics=False)
        env = wrappers.RecordEpisodeStatistics(wrappers.TimeLimit(env, 2))
        self.addCleanup(env.close)
        env.reset(seed=1)
        env.step(env.action_space.sample())
        self.assertEqual(env.step(env.action_space.sample())[4]["episode"]["l"], 2)


if __name__ == "__main__":
    unittest.main()
