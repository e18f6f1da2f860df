"""``workcell.libero`` on recordings of upstream."""

import json
import os
import unittest

import numpy as np

from libero_support import NO_PICTURES, LiberoTest
import workcell
import workcell.libero


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


if __name__ == "__main__":
    unittest.main()
