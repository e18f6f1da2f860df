"""Gymnasium's checker over tasks of Workcell's own server."""

import unittest
import warnings

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


if __name__ == "__main__":
    unittest.main()
