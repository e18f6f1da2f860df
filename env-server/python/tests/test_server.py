import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import unittest
from unittest import mock

from support import FAKE_COMMAND, PACKAGE_FOLDER, FakeServer
from test_faults import run, until
import workcell
from workcell import _link, _runtime, _server, errors


def alive(pid):
    try:
        os.kill(pid, 0)
        with open("/proc/%d/stat" % pid) as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except (OSError, ProcessLookupError):
        return False


class RuntimeTest(unittest.TestCase):
    """Has a runtime folder of its own."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        patch = mock.patch.dict(os.environ, {"WORKCELL_RUNTIME_DIR": os.path.join(self.folder.name, "run")})
        patch.start()
        self.addCleanup(patch.stop)

    def left(self):
        return [name for name in os.listdir(_runtime.runtime_folder()) if name.startswith("server-")]


class ServerTest(RuntimeTest):
    def test_a_server_leaves_nothing_behind(self):
        with workcell.Server(command=FAKE_COMMAND) as server:
            pid = server.pid
            self.assertTrue(server.running)
            with workcell.make_vec("toy/reach-v1", 2, server=server) as envs:
                envs.reset()
            self.assertEqual(len(self.left()), 1)
        self.assertFalse(alive(pid))
        self.assertEqual(self.left(), [])
        server.stop()

    def test_a_server_that_cannot_start_says_why(self):
        with self.assertRaisesRegex(errors.ServerStartError, r"exit status 3(.|\n)*\| this server cannot start"):
            workcell.Server(command=FAKE_COMMAND, arguments=["--fail"])
        with self.assertRaisesRegex(errors.ServerStartError, "cannot be started"):
            workcell.Server(command=["/nowhere/workcell"])
        self.assertEqual(self.left(), [])

    def test_a_server_that_does_not_answer_in_time(self):
        command = [sys.executable, "-c", "import time; time.sleep(60)"]
        with self.assertRaisesRegex(errors.ServerStartError, "did not answer within 0.3 seconds"):
            workcell.Server(command=command, start_timeout=0.3)
        self.assertEqual(self.left(), [])

    def test_what_a_killed_process_left_is_removed(self):
        program = """
            import os, signal, sys, workcell
            server = workcell.Server(command=eval(os.environ["COMMAND"]))
            print(server.pid, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        """
        result = run(program, COMMAND=repr(FAKE_COMMAND))
        pid = int(result.stdout)
        self.assertTrue(until(lambda: not alive(pid)))
        self.assertEqual(len(self.left()), 1)
        with workcell.Server(command=FAKE_COMMAND):
            self.assertEqual(len(self.left()), 1)

    def test_folders_that_others_can_enter_are_refused(self):
        folder = os.environ["WORKCELL_RUNTIME_DIR"]
        os.mkdir(folder, 0o755)
        with self.assertRaisesRegex(errors.ServerStartError, "nobody else can enter"):
            _runtime.runtime_folder()
        with mock.patch.dict(os.environ, {"WORKCELL_RUNTIME_DIR": "/tmp/" + "x" * 90}):
            with self.assertRaisesRegex(errors.ServerStartError, "too long"):
                _runtime.runtime_folder()

    def test_address_in_the_environment(self):
        with FakeServer() as server, mock.patch.dict(os.environ, {"WORKCELL_SERVER": server.address}):
            self.assertEqual([task["id"] for task in workcell.list_tasks("toy")][0], "toy/reach-v1")
            self.assertEqual(workcell.list_suites(), ["toy"])
            self.assertEqual(workcell.list_benchmarks()[0]["id"], "toy/T2")
            self.assertEqual(workcell.spec("toy/reach-v1")["cameras"], ["front", "side"])
            with self.assertRaisesRegex(errors.NotFoundError, "no suite 'none'; use one of toy"):
                workcell.list_tasks("none")


STARTER = """
    import os, sys, workcell
    from workcell import _server
    real = _server._start
    def start(words, command, log, detached):
        with open(os.environ["STARTS"], "a") as file:
            file.write("x")
        return real(words, command or eval(os.environ["COMMAND"]), log, detached)
    _server._start = start
"""


class SharedServerTest(RuntimeTest):
    def program(self, text):
        return textwrap.dedent(STARTER) + textwrap.dedent(text)

    def setUp(self):
        super().setUp()
        self.starts = os.path.join(self.folder.name, "starts")
        self.variables = {"STARTS": self.starts, "COMMAND": repr(FAKE_COMMAND)}

    def count(self):
        return os.path.getsize(self.starts)

    def test_one_own_server_for_all_vectors(self):
        program = self.program(
            """
            first = workcell.make_vec("toy/reach-v1", 2)
            second = workcell.make_vec("toy/reach-v1", 2)
            pid = _server._default.pid
            print(pid)
            os.kill(pid, 9)
            _server._default._process.wait()
            third = workcell.make_vec("toy/reach-v1", 2)
            third.reset()
            print(_server._default.pid)
            """
        )
        result = run(program, **self.variables)
        pids = [int(line) for line in result.stdout.split()]
        self.assertEqual(len(set(pids)), 2, result.stderr)
        self.assertEqual(self.count(), 2)
        self.assertTrue(until(lambda: not alive(pids[1])))
        self.assertEqual(self.left(), [])

    def test_a_forked_process_starts_its_own_and_spares_the_parents(self):
        program = self.program(
            """
            envs = workcell.make_vec("toy/reach-v1", 2, seed=0)
            envs.reset()
            child = os.fork()
            if child == 0:
                own = workcell.make_vec("toy/reach-v1", 2, seed=0)
                own.reset()
                print(_server._default.pid, flush=True)
                sys.exit(0)
            os.waitpid(child, 0)
            envs.step(envs.action_space.sample())
            print(_server._default.pid)
            """
        )
        result = run(program, **self.variables)
        pids = [int(line) for line in result.stdout.split()]
        self.assertEqual(len(set(pids)), 2, result.stderr)
        self.assertTrue(until(lambda: not alive(pids[0]) and not alive(pids[1])))

    def test_processes_of_a_node_share_one_server(self):
        program = self.program(
            """
            envs = workcell.make_vec("toy/reach-v1", 2, server="node", seed=int(sys.argv[1]))
            print(envs.reset()[1]["root_seed"].tolist())
            """
        )
        self.addCleanup(self.stop_node)
        environment = dict(os.environ, PYTHONPATH=PACKAGE_FOLDER, **self.variables)
        ranks = [
            subprocess.Popen(
                [sys.executable, "-c", program, str(rank * 10)],
                env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )
            for rank in range(6)
        ]  # fmt: skip
        results = [rank.communicate(timeout=60) for rank in ranks]
        self.assertEqual(
            [out.strip() for out, _ in results],
            ["[%d, %d]" % (rank * 10, rank * 10 + 1) for rank in range(6)],
            results,
        )
        self.assertEqual(self.count(), 1)

    def test_a_node_server_that_was_killed_is_replaced(self):
        program = self.program(
            """
            envs = workcell.make_vec("toy/reach-v1", 2, server="node", seed=0)
            print(envs.reset()[1]["root_seed"].tolist())
            """
        )
        self.addCleanup(self.stop_node)
        for _ in range(2):
            result = run(program, **self.variables)
            self.assertEqual(result.stdout.strip(), "[0, 1]", result.stderr)
            self.stop_node()
        self.assertEqual(self.count(), 2)

    def stop_node(self):
        path = _server._node_files()[0]
        for pid in os.listdir("/proc"):
            if pid.isdigit():
                try:
                    with open("/proc/%s/cmdline" % pid) as file:
                        if "unix:" + path in file.read():
                            os.kill(int(pid), signal.SIGKILL)
                except OSError:
                    continue

    def test_ranks_draw_on_devices_of_their_own(self):
        from workcell import _opening

        with mock.patch.dict(os.environ, {"LOCAL_RANK": "3"}):
            images = _opening.images_of(None, ["front"], None, None, one_node=True)
            self.assertEqual(images, {"cameras": ["front"], "device": "3"})
            images = _opening.images_of({"cameras": "front", "device": "0"}, None, None, None, one_node=True)
            self.assertEqual(images["device"], "0")
            self.assertNotIn("device", _opening.images_of(None, ["front"], None, None, one_node=False))


if __name__ == "__main__":
    unittest.main()
