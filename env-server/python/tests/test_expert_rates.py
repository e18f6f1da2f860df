"""``tasks/expert_rates.py``, which makes tables of expert rates from runs."""

import importlib.util
import json
import tempfile
import unittest
from pathlib import Path

from support import PACKAGE_FOLDER

SCRIPT = Path(PACKAGE_FOLDER).parents[1] / "tasks" / "expert_rates.py"


def script():
    spec = importlib.util.spec_from_file_location("expert_rates", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class ExpertRatesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.run_folder = Path(folder.name)

    def write(self, task="libero/goal/open-v1", errors=0, **facts):
        command = ["bench", "libero/130", "--policy", "expert", "--workers=4", "--out", "runs/x", "--seed", "9001"]
        manifest = {"policy": "expert", "profile": "strict", "assets": "builtin", "settings": {}, "horizon": None,
                    "preset": None, "filters": [], "stages": [], "episodes": 3, "command": command, **facts}
        numbers = {"episodes": 3, "success_once": 2 / 3, "errors": errors}
        (self.run_folder / "manifest.json").write_text(json.dumps(manifest))
        (self.run_folder / "summary.json").write_text(json.dumps({"tasks": {"libero/goal/shut-v1": numbers, task: numbers}}))

    def test_table_of_a_run(self):
        self.write()
        suite, text = script().table_of(self.run_folder)
        self.assertEqual(suite, "libero")
        self.assertEqual(text.splitlines(), ["# ./workcell bench libero/130 --policy expert --seed 9001",
                                             "task,successes,episodes", "goal/shut-v1,2,3", "goal/open-v1,2,3"])

    def test_other_runs_are_refused(self):
        for facts in ({"policy": "random"}, {"settings": {"mode": "joint"}}, {"errors": 1}, {"task": "arm/reach-v1"}):
            self.write(**facts)
            with self.assertRaises(ValueError, msg=str(facts)):
                script().table_of(self.run_folder)


if __name__ == "__main__":
    unittest.main()
