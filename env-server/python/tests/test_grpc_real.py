"""The package against Workcell's own server over gRPC: all that holds over shared memory."""

import unittest

import numpy as np

from support import needs_grpc
import test_real


@needs_grpc
class PortTest(test_real.SharedMemoryTest):
    uses_port = True

    def test_transports_agree_to_the_bit(self):
        remote = self.open("metaworld/MT10", 4, seed=1, horizon=6, autoreset="same_step")
        local = self.open("metaworld/MT10", 4, seed=1, horizon=6, autoreset="same_step", server=self.server)
        test_real.same(self, remote.reset(), local.reset())
        for found, wanted in zip(self.drive(remote, 15), self.drive(local, 15)):
            test_real.same(self, found[:4], wanted[:4])
            self.assertEqual(found[4].keys(), wanted[4].keys())
            for key, value in wanted[4].items():
                if key not in ("final_obs", "final_info", "_final_obs", "_final_info"):
                    test_real.same(self, found[4][key], value)
            if "final_obs" in wanted[4]:
                for mine, theirs in zip(found[4]["final_obs"], wanted[4]["final_obs"]):
                    np.testing.assert_array_equal(mine, theirs)

    def test_what_is_not_read_can_be_left_out(self):
        whole = self.open(seed=1, horizon=4, autoreset="same_step")
        part = self.open(seed=1, horizon=4, autoreset="same_step", observe="observation")
        np.testing.assert_array_equal(part.reset()[0], whole.reset()[0])
        for found, wanted in zip(self.drive(part, 9), self.drive(whole, 9)):
            test_real.same(self, found[:4], wanted[:4])
            self.assertEqual("final_obs" in found[4], "final_obs" in wanted[4])
            self.assertEqual(found[4].keys() & {"info", "instruction", "success", "episode"}, set())
            self.assertEqual(found[4]["task"].tolist(), [test_real.REACH] * 3)
        infos = part.step(np.full((3, 4), np.nan))[4]
        self.assertEqual((infos["row_failed"].all(), "failure" in infos), (True, False))
        part.reset()
        part.intervene(np.zeros((3, 4)), np.ones(3, np.bool_))
        part.step(np.zeros((3, 4)))

    def test_texts_are_those_of_the_batch(self):
        envs = self.open(seed=1, horizon=3)
        instructions = envs.reset()[1]["instruction"].tolist()
        for action, fails in ((0.0, False), (np.nan, True), (0.0, False), (0.0, False), (0.0, False)):
            infos = envs.step(np.full((3, 4), action))[4]
            self.assertEqual("failure" in infos, fails)
            if fails:
                self.assertTrue(all("NaN" in text for text in infos["failure"]))
            self.assertEqual(infos["instruction"].tolist(), instructions)

    def test_what_is_left_out_in_order_of_completion(self):
        envs = self.open(num_envs=2, batch_size=2, observe=["observation", "failure"])
        envs.async_reset(seed=1)
        envs.recv()
        envs.send(np.full((2, 4), np.nan))
        for text in envs.recv()[4]["failure"]:
            self.assertIn("NaN", text)


if __name__ == "__main__":
    unittest.main()
