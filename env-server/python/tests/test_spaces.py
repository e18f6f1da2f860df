import unittest

import numpy as np

import support  # noqa: F401
from workcell.spaces import Box, Dict, Text, batch_space


class SpacesTest(unittest.TestCase):
    def test_samples_lie_in_the_box_and_repeat(self):
        low = np.array([-1, -np.inf, 0, -np.inf])
        high = np.array([1, np.inf, np.inf, -3])
        box = Box(low, high, dtype=np.float64, seed=1)
        samples = [box.sample() for _ in range(200)]
        self.assertTrue(all(box.contains(sample) for sample in samples))
        box.seed(1)
        np.testing.assert_array_equal(box.sample(), samples[0])
        self.assertGreater(np.std([sample[1] for sample in samples]), 0.5)

    def test_box_knows_its_elements(self):
        box = Box(-1, 1, (2,), np.float32)
        self.assertIn(np.zeros(2, np.float32), box)
        self.assertNotIn(np.zeros(3, np.float32), box)
        self.assertNotIn(np.array([0, 1.5], np.float32), box)
        self.assertNotIn(np.zeros(2, np.float64), box)
        self.assertNotIn("text", box)
        self.assertTrue(box.is_bounded())
        self.assertFalse(Box(0, np.inf, (1,)).is_bounded("above"))

    def test_pictures_are_whole_numbers(self):
        box = Box(0, 255, (2, 2, 3), np.uint8, seed=0)
        self.assertEqual(box.sample().dtype, np.uint8)
        self.assertEqual(max(box.sample().max() for _ in range(200)), 255)

    def test_dictionary_keeps_its_order_and_seeds_its_parts(self):
        space = Dict({"b": Box(-1, 1, (2,)), "a": Text(3)}, seed=4)
        sample = space.sample()
        self.assertEqual(list(sample), ["b", "a"])
        self.assertIn(sample, space)
        self.assertNotIn({"b": sample["b"]}, space)
        space.seed(4)
        np.testing.assert_array_equal(space.sample()["b"], sample["b"])

    def test_text_knows_its_elements(self):
        text = Text(4, 1, charset="ab")
        self.assertIn("abba", text)
        self.assertNotIn("", text)
        self.assertNotIn("abbaa", text)
        self.assertNotIn("abc", text)
        self.assertIn(text.sample(), text)

    def test_batches_have_a_dimension_more(self):
        space = batch_space(Dict({"x": Box(-1, 1, (2,)), "y": Box(0, 255, (4, 4, 3), np.uint8)}), 5)
        self.assertEqual(space["x"].shape, (5, 2))
        self.assertEqual(space["y"].shape, (5, 4, 4, 3))
        self.assertEqual(space["y"].dtype, np.uint8)


if __name__ == "__main__":
    unittest.main()
