import os
import subprocess
import sys
import tempfile
import unittest

import numpy as np

from support import PACKAGE_FOLDER
from workcell import errors, groups


class AdvantagesTest(unittest.TestCase):
    def test_leave_one_out(self):
        found = groups.leave_one_out_advantages([1, 0, 0, 1, 1, 1], 3)
        np.testing.assert_allclose(found, [1, -0.5, -0.5, 0, 0, 0])

    def test_normalized(self):
        found = groups.normalized_advantages([1, 0, 0, 1, 0.25, 0.25], 2)
        np.testing.assert_allclose(found, [1, -1, -1, 1, 0, 0])

    def test_sums_are_in_the_order_of_the_members(self):
        # Java adds one after another; NumPy's own sum of nine numbers differs in the last bit.
        outcomes = [0.1, 0.7, 0.3, 1e-9, 0.2, 0.6, 0.9, 0.4, 0.8, 0.1, 0.3]
        total = 0.0
        for outcome in outcomes:
            total += outcome
        expected = [outcome - (total - outcome) / 10 for outcome in outcomes]
        self.assertEqual(groups.leave_one_out_advantages(outcomes, 11).tolist(), expected)

    def test_groups_that_teach_nothing(self):
        self.assertEqual(groups.all_equal([1, 1, 0, 1], 2).tolist(), [True, False])

    def test_other_sizes_are_refused(self):
        with self.assertRaisesRegex(errors.InvalidArgumentError, "not whole groups of 2"):
            groups.all_equal([1, 2, 3], 2)
        with self.assertRaisesRegex(errors.InvalidArgumentError, "at least two episodes"):
            groups.normalized_advantages([1, 2], 1)


class LedgerTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = os.path.join(self.folder.name, "ledger.tsv")

    def test_lines_are_those_of_the_java_library(self):
        with groups.ContextLedger(self.path) as ledger:
            ledger.add("metaworld/reach-v3", [0.1, -2.0], 1)
        with open(self.path) as file:
            line = file.read()
        # printf '\x9a\x99\x99\x99\x99\x99\xb9\x3f\x00\x00\x00\x00\x00\x00\x00\xc0' | sha256sum
        key = "c9c6acbbc3a2197aff323e12822e68e5343f61d2788193c3143fba0670268db7"
        self.assertEqual(line, "metaworld/reach-v3\t" + key + "\t1.0\n")

    def test_outcomes_survive(self):
        with groups.ContextLedger(self.path) as ledger:
            ledger.add("a", [1.0], 1)
            ledger.add("a", [1.0], 0.5)
            ledger.add("b", [1.0], 0)
        with open(self.path, "ab") as file:
            file.write(b"a\tcut o")
        with groups.ContextLedger(self.path) as ledger:
            self.assertEqual(ledger.outcomes("a", [1.0]), [1.0, 0.5])
            self.assertEqual(len(ledger), 2)
            self.assertFalse(ledger.is_settled("a", [1.0], 2))
            ledger.add("a", [1.0], 0.5)
            self.assertTrue(ledger.is_settled("a", [1.0], 2))
            self.assertFalse(ledger.is_settled("a", [1.0], 4))
            self.assertEqual(ledger.outcomes("a", [2.0]), [])
        with open(self.path) as file:
            self.assertEqual(len(file.read().splitlines()), 4)

    def test_other_files_are_refused(self):
        with open(self.path, "w") as file:
            file.write("a\tb\t1.0\nhello\n")
        with self.assertRaisesRegex(errors.InvalidArgumentError, "line 2 is 'hello'"):
            groups.ContextLedger(self.path)

    def test_other_processes_are_refused(self):
        program = "from workcell import groups; groups.ContextLedger(%r)" % self.path
        with groups.ContextLedger(self.path):
            environment = dict(os.environ, PYTHONPATH=PACKAGE_FOLDER)
            result = subprocess.run(
                [sys.executable, "-c", program], env=environment, capture_output=True, text=True
            )
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("is in use", result.stderr)

    def test_outcomes_are_finite_and_tasks_have_names(self):
        with groups.ContextLedger(self.path) as ledger:
            for task, outcome in (("a", float("nan")), ("", 1), ("a\tb", 1)):
                with self.assertRaises(errors.InvalidArgumentError):
                    ledger.add(task, [1.0], outcome)


if __name__ == "__main__":
    unittest.main()
