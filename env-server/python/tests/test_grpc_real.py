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


if __name__ == "__main__":
    unittest.main()
