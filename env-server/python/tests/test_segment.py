import unittest

import numpy as np

import support  # noqa: F401
from fake_vector import descriptor_text
from workcell import errors
from workcell._segment import Descriptor, batches_over

# As SegmentDescriptor.toText of the Java library writes it.
TEXT = (
    "workcell-segment\t2\nbatches\t2\nfinals\ttrue\nworkcell-batch\t2\nrows\t3\nbytes\t320\n"
    "block\taction\taction\tfloat32\t[4]\t0\t16\n"
    "block\tobservation\tobservation\tfloat64\t[2,1]\t64\t16\n"
    "block\treward\treward\tfloat64\t[1]\t128\t8\n"
    "block\tterminated\tflag\tuint8\t[1]\t192\t1\n"
    "block\tinfo\tinfo\tfloat64\t[2]\t256\t16\tprogress\tstages reached\n"
)


class SegmentTest(unittest.TestCase):
    def test_text_form_is_read(self):
        descriptor = Descriptor.parse(TEXT)
        self.assertEqual((descriptor.batches, descriptor.finals, descriptor.rows), (2, True, 3))
        self.assertEqual(descriptor.bytes, 4096 + 4 * 320)
        block = descriptor.block("observation")
        self.assertEqual((block.shape, block.dtype, block.offset), ((2, 1), np.float64, 64))
        self.assertEqual(descriptor.block("info").columns, ("progress", "stages reached"))

    def test_views_lie_where_the_text_says(self):
        descriptor = Descriptor.parse(TEXT)
        memory = bytearray(descriptor.bytes)
        batches = batches_over(descriptor, memory)
        batches[1].blocks["observation"][2, 1, 0] = 7.5
        start = 4096 + 320 + 64 + 2 * 16 + 8
        self.assertEqual(np.frombuffer(memory, np.float64, 1, start)[0], 7.5)
        batches[0].finals.reward[1] = 2.5
        start = 4096 + 2 * 320 + 128 + 8
        self.assertEqual(np.frombuffer(memory, np.float64, 1, start)[0], 2.5)
        self.assertEqual(batches[0].terminated.dtype, np.bool_)
        self.assertEqual(batches[0].reward.shape, (3,))

    def test_kept_blocks_do_not_follow_the_memory(self):
        descriptor = Descriptor.parse(descriptor_text(3, 2, False, ["toy/reach-v1"], {"cameras": ["front"]}))
        batch = batches_over(descriptor, bytearray(descriptor.bytes))[0]
        batch.root_seed[:] = [5, 6, 7]
        batch.info[:] = 1.5
        kept = batch.kept()
        batch.root_seed[:] = 0
        batch.info[:] = 0
        self.assertEqual(kept.array("root_seed").tolist(), [5, 6, 7])
        self.assertTrue((kept.array("info") == 1.5).all())

    def test_other_texts_are_refused(self):
        for damaged in ("", "hello", TEXT.replace("segment\t2", "segment\t3"), TEXT.replace("rows\t3", "rows\tx"),
                        TEXT.replace("float32", "float23"), TEXT.replace("block\taction", "lump\taction")):
            with self.assertRaisesRegex(errors.ProtocolError, "not the descriptor"):
                Descriptor.parse(damaged)


if __name__ == "__main__":
    unittest.main()
