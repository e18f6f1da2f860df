import unittest

import numpy as np

from support import ServedTest
from workcell import errors

try:
    import torch
except ImportError:
    torch = None


@unittest.skipIf(torch is None, "PyTorch is not installed: pip install torch")
class TensorTest(ServedTest):
    def test_tensors_lie_over_shared_memory(self):
        from workcell.torch import TensorVector

        envs = self.open("toy/goal-v1", seed=0, copy=False)
        vector = TensorVector(envs)
        observations, infos = vector.reset()
        block = envs._link.current.blocks["observation"]
        self.assertEqual(observations["observation"].data_ptr(), block.ctypes.data)
        self.assertEqual(observations["desired_goal"].dtype, torch.float32)
        observations, rewards, terminated, truncated, infos = vector.step(torch.full((3, 4), 0.5))
        self.assertEqual((rewards.dtype, terminated.dtype), (torch.float64, torch.bool))
        np.testing.assert_array_equal(
            observations["observation"].numpy(), envs._link.current.blocks["observation"]
        )
        vector.close()

    def test_copies_stay(self):
        from workcell.torch import TensorVector

        vector = TensorVector(self.open(seed=0))
        observations, _ = vector.reset()
        kept = observations.clone()
        for _ in range(3):
            vector.step(np.ones((3, 4), np.float32))
        self.assertTrue(torch.equal(observations, kept))

    def test_memory_is_pinned_where_there_is_cuda(self):
        from workcell.torch import TensorVector, pin

        envs = self.open(seed=0, copy=False)
        if not torch.cuda.is_available():
            self.assertFalse(pin(envs))
            self.skipTest("there is no CUDA device here")
        vector = TensorVector(envs, "cuda")
        self.assertTrue(vector.is_pinned)
        observations, _ = vector.reset()
        for _ in range(10):
            observations, *_ = vector.step(torch.zeros((3, 4), device="cuda"))
            np.testing.assert_array_equal(
                observations.cpu().numpy(), envs._link.current.blocks["observation"]
            )
        vector.close()

    def test_other_vectors_are_refused(self):
        from workcell.torch import TensorVector

        with self.assertRaisesRegex(errors.InvalidArgumentError, "over a workcell.VectorEnv"):
            TensorVector(object())


if __name__ == "__main__":
    unittest.main()
