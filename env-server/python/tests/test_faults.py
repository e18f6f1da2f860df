import gc
import os
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
import types
import unittest
from unittest import mock

import numpy as np

from support import FAKE_COMMAND, PACKAGE_FOLDER, FakeServer, ServedTest
import workcell
from workcell import _wire, errors


def zeros(envs):
    return np.zeros(envs.action_space.shape, np.float32)


def until(condition, seconds=10.0):
    """Waits until a condition holds; false if it does not in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def run(program, timeout=30, **variables):
    """Runs a program in another Python; it must end by itself."""
    environment = dict(os.environ, PYTHONPATH=PACKAGE_FOLDER, **variables)
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=timeout,
    )


class InterruptTest(ServedTest):
    def interrupt_after(self, seconds):
        threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGINT)).start()

    def slow(self, seconds, **options):
        envs = self.open(seed=0, **options)
        envs.reset()
        envs._call("sleep", {"seconds": seconds})
        return envs

    def test_an_interrupted_step_is_carried_out_and_its_answer_dropped(self):
        envs = self.slow(0.4)
        self.interrupt_after(0.1)
        with self.assertRaises(KeyboardInterrupt):
            envs.step(zeros(envs))
        envs._call("sleep", {"seconds": 0.0})
        observations, *_ = envs.step(zeros(envs))
        self.assertEqual(observations[:, 6].tolist(), [2, 2, 2])
        self.assertEqual(envs.reset(seed=4)[1]["root_seed"].tolist(), [4, 5, 6])

    def test_a_step_refused_while_nobody_waited_is_dropped_too(self):
        envs = self.open(seed=0, autoreset="disabled", horizon=1)
        envs.reset()
        envs.step(zeros(envs))
        envs._link.connection._state = 1  # As an interrupt leaves it after the doorbell.
        envs._link.connection._socket.send(b"\x01")
        with self.assertRaisesRegex(errors.FailedPreconditionError, "has ended"):
            envs.step(zeros(envs))
        envs.reset()
        envs.step(zeros(envs))

    def test_an_interrupt_before_the_doorbell_loses_nothing(self):
        envs = self.open(seed=0)
        envs.reset()
        envs._link.connection._state = 1  # As an interrupt leaves it before the doorbell.
        observations, *_ = envs.step(zeros(envs))
        self.assertEqual(observations[:, 6].tolist(), [1, 1, 1])

    def test_a_second_interrupt_while_the_first_answer_is_dropped(self):
        envs = self.slow(0.5)
        self.interrupt_after(0.1)
        with self.assertRaises(KeyboardInterrupt):
            envs.step(zeros(envs))
        self.interrupt_after(0.1)
        with self.assertRaises(KeyboardInterrupt):
            envs.step(zeros(envs))
        observations, *_ = envs.step(zeros(envs))
        self.assertEqual(observations[:, 6].tolist(), [2, 2, 2])

    def test_closing_does_not_wait_for_what_was_interrupted(self):
        envs = self.slow(3)
        self.interrupt_after(0.1)
        with self.assertRaises(KeyboardInterrupt):
            envs.step(zeros(envs))
        begin = time.monotonic()
        envs.close()
        self.assertLess(time.monotonic() - begin, 1)

    def test_an_interrupted_call_is_dropped(self):
        envs = self.slow(0.4)
        self.interrupt_after(0.1)
        with self.assertRaises(KeyboardInterrupt):
            envs.step_rows([0], np.zeros((1, 4)))
        self.assertEqual(len(envs.snapshot()), 3)

    def test_an_interrupt_while_an_answer_is_decoded(self):
        envs = self.open(seed=0, timeout=5.0)
        envs.reset()
        for state in (0, 1):  # In an answer, and in that of a call that follows an interrupted doorbell.
            envs._link.connection._state = state
            interrupted = types.SimpleNamespace(**{**vars(_wire), "decode": mock.Mock(side_effect=KeyboardInterrupt)})
            with mock.patch("workcell._local._wire", interrupted):  # Not that of the fake server.
                with self.assertRaises(KeyboardInterrupt):
                    envs.snapshot()
            self.assertEqual(len(envs.snapshot()), 3)
        self.assertEqual(envs.step(zeros(envs))[0][:, 6].tolist(), [1, 1, 1])

    def test_a_message_cut_in_two_breaks_the_connection(self):
        envs = self.open(seed=0)
        envs.reset()
        envs._link.connection._state = 2  # As an interrupt leaves it within a message.
        for _ in range(2):
            with self.assertRaisesRegex(errors.ConnectionBrokenError, "open another one"):
                envs.step(zeros(envs))
        envs.close()


class ThreadTest(ServedTest):
    def test_a_second_thread_is_refused(self):
        envs = self.open(seed=0)
        envs.reset()
        envs._call("sleep", {"seconds": 0.3})
        stepping = threading.Thread(target=envs.step, args=(zeros(envs),))
        stepping.start()
        time.sleep(0.1)
        with self.assertRaisesRegex(errors.ConcurrentUseError, "vector of its own"):
            envs.step(zeros(envs))
        stepping.join()
        envs._call("sleep", {"seconds": 0.0})
        envs.step(zeros(envs))

    def test_threads_with_vectors_of_their_own(self):
        failures = []

        def drive(seed):
            try:
                envs = workcell.make_vec("toy/reach-v1", 2, server=self.server.address, seed=seed)
                envs.reset()
                for _ in range(50):
                    envs.step(zeros(envs))
                envs.close()
            except Exception as e:
                failures.append(e)

        threads = [threading.Thread(target=drive, args=(seed,)) for seed in range(8)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        self.assertEqual(failures, [])


class ProcessTest(ServedTest):
    def test_a_forked_process_is_refused_and_the_parent_goes_on(self):
        envs = self.open(seed=0)
        envs.reset()
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                envs.step(zeros(envs))
                os.write(writing, b"stepped")
            except errors.ForkedProcessError as e:
                os.write(writing, str(e).encode())
            except BaseException as e:
                os.write(writing, repr(e).encode())
            finally:
                os._exit(0)
        os.close(writing)
        os.waitpid(child, 0)
        self.assertIn(b"belongs to process %d" % os.getpid(), os.read(reading, 1000))
        os.close(reading)
        observations, *_ = envs.step(zeros(envs))
        self.assertEqual(observations[0, 6], 1)

    def test_a_forked_process_opens_its_own(self):
        program = """
            import multiprocessing, os, workcell
            parent = workcell.make_vec("toy/reach-v1", 2, server=os.environ["SERVER"], seed=0)
            parent.reset()
            def work(queue):
                envs = workcell.make_vec("toy/reach-v1", 2, server=os.environ["SERVER"], seed=0)
                envs.reset()
                queue.put(envs.step(envs.action_space.sample())[0].shape)
            if __name__ == "__main__":
                for method in ("fork", "forkserver", "spawn")[:1]:
                    context = multiprocessing.get_context(method)
                    queue = context.Queue()
                    process = context.Process(target=work, args=(queue,))
                    process.start()
                    print(queue.get(timeout=20))
                    process.join()
                print(parent.step(parent.action_space.sample())[0].shape)
        """
        result = run(program, SERVER=self.server.address)
        self.assertEqual(result.stdout.split("\n")[:2], ["(2, 39)"] * 2, result.stderr)

    def test_spawned_processes(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "spawn.py")
            with open(path, "w") as file:
                file.write(
                    textwrap.dedent(
                        """
                        import multiprocessing, sys, workcell
                        def work(seed):
                            envs = workcell.make_vec("toy/reach-v1", 2, server=sys.argv[1], seed=seed)
                            return envs.reset()[1]["root_seed"].tolist()
                        if __name__ == "__main__":
                            with multiprocessing.get_context("spawn").Pool(2) as pool:
                                print(pool.map(work, [3, 8]))
                        """
                    )
                )
            environment = dict(os.environ, PYTHONPATH=PACKAGE_FOLDER)
            result = subprocess.run(
                [sys.executable, path, self.server.address],
                env=environment, capture_output=True, text=True, timeout=60,
            )  # fmt: skip
        self.assertEqual(result.stdout.strip(), "[[3, 4], [8, 9]]", result.stderr)

    def test_an_interpreter_that_forgets_to_close_ends(self):
        program = """
            import os, workcell
            envs = workcell.make_vec("toy/reach-v1", 2, server=os.environ["SERVER"], seed=0)
            observations, _ = envs.reset()
            envs.step(envs.action_space.sample())
            print("end")
        """
        result = run(program, SERVER=self.server.address)
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "end\n", ""))

    def test_garbage_is_closed(self):
        before = len(self.server.channels)
        envs = workcell.make_vec("toy/reach-v1", 2, server=self.server.address, copy=False)
        observations, _ = envs.reset()
        del envs
        gc.collect()
        self.assertTrue(until(lambda: len(self.server.channels) == before))
        self.assertEqual(observations.shape, (2, 39))
        observations.sum()


class DeathTest(unittest.TestCase):
    def test_a_server_that_dies_is_an_error_at_once(self):
        with workcell.Server(command=FAKE_COMMAND) as server:
            envs = workcell.make_vec("toy/reach-v1", 2, server=server, seed=0)
            envs.reset()
            envs._call("sleep", {"seconds": 30})
            threading.Timer(0.2, os.kill, (server.pid, signal.SIGKILL)).start()
            begin = time.monotonic()
            with self.assertRaisesRegex(errors.ServerDiedError, r"exit status -9(.|\n)*fake server starts"):
                envs.step(zeros(envs))
            self.assertLess(time.monotonic() - begin, 5)
            with self.assertRaises(errors.WorkcellError):
                envs.step(zeros(envs))
            envs.close()

    def test_a_server_that_hangs_is_an_error_in_time(self):
        with FakeServer() as server:
            envs = workcell.make_vec("toy/reach-v1", 2, server=server.address, seed=0, timeout=0.2)
            envs.reset()
            envs._call("sleep", {"seconds": 1})
            with self.assertRaisesRegex(errors.ServerTimeoutError, "within 0.2 seconds"):
                envs.step(zeros(envs))
            time.sleep(1)
            envs._call("sleep", {"seconds": 0})
            self.assertEqual(envs.step(zeros(envs))[0][0, 6], 2)
            envs.close()

    def test_last_words_of_a_server_that_ends_the_connection(self):
        from workcell import _wire

        with FakeServer() as server:
            envs = workcell.make_vec("toy/reach-v1", 2, server=server.address, seed=0)
            envs.reset()
            words = {"error": {"code": "resource_exhausted", "message": "you were idle for too long"}}
            (channel,) = server.channels
            channel.sendall(_wire.framed(_wire.encode(words)))
            channel.shutdown(socket.SHUT_RDWR)
            with self.assertRaisesRegex(errors.ResourceExhaustedError, "idle for too long"):
                envs.snapshot()
            with self.assertRaises(errors.ClosedError):
                envs.snapshot()

    def test_nobody_listens(self):
        with self.assertRaisesRegex(errors.UnavailableError, "no server answers at unix:/nowhere"):
            workcell.make_vec("toy/reach-v1", server="unix:/nowhere")
        with self.assertRaisesRegex(errors.InvalidArgumentError, "a server is"):
            workcell.make_vec("toy/reach-v1", server="nowhere")


if __name__ == "__main__":
    unittest.main()
